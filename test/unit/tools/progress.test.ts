import { createProgress, duration } from "../../../tools/progress.mjs";

function stream(isTTY: boolean): {
  isTTY: boolean;
  columns: number;
  written: string;
  write(text: string): boolean;
} {
  return {
    isTTY,
    columns: 40,
    written: "",
    write(text) {
      this.written += text;
      return true;
    },
  };
}

/** A clock that stands still until it is told to go on. */
function clock() {
  let time = 0;
  const timers: { next: number; every: number; tick: () => void }[] = [];
  return {
    now: () => time,
    every: (every: number, tick: () => void) => {
      const timer = { next: time + every, every, tick };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    goOn: (milliseconds: number) => {
      const until = time + milliseconds;
      for (const timer of timers) {
        for (; timer.next <= until; timer.next += timer.every) {
          time = timer.next;
          timer.tick();
        }
      }
      time = until;
    },
  };
}

describe("duration", () => {
  it.each([
    [0, "0.0 s"],
    [4.24, "4.2 s"],
    [9.96, "10 s"],
    [38.4, "38 s"],
    [59.7, "1 min 00 s"],
    [378, "6 min 18 s"],
    [3840, "1 h 04 min"],
  ])("writes %d seconds as %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});

describe("progress", () => {
  it("gives a log a line at the start, one now and then, and one at the end", async () => {
    const log = stream(false);
    const time = clock();
    await createProgress(log, time).step("Building", (report) => {
      report("3 of 7 packages");
      time.goOn(15_000);
      return Promise.resolve();
    });
    expect(log.written.split("\n")).toEqual([
      "Building...",
      "Building: 3 of 7 packages, 15 s so far",
      "Building: done in 15 s",
      "",
    ]);
  });

  it("rewrites one line on a terminal and never makes it wider than that", async () => {
    const terminal = stream(true);
    const time = clock();
    await createProgress(terminal, time).step("Building", (report) => {
      report(`${"x".repeat(100)} packages`);
      time.goOn(400);
      return Promise.resolve();
    });
    const lines = terminal.written.split("\r\x1b[2K").slice(1);
    expect(lines.at(-1)).toBe("Building: done in 0.4 s\n");
    expect(lines.slice(0, -1).every((line) => line.length < 40 && !line.includes("\n"))).toBe(true);
    expect(lines.length).toBe(4);
  });

  it("notes a line while a step lasts, in a log and above the line of a terminal", async () => {
    for (const isTTY of [false, true]) {
      const output = stream(isTTY);
      const time = clock();
      const progress = createProgress(output, time);
      await progress.step("Testing", () => {
        progress.note("kills.test.ts: 3 passed, 0 failed");
        return Promise.resolve();
      });
      const shown = output.written.split("\n").map((line) => line.split("\r\x1b[2K").at(-1));
      expect(shown).toContain("kills.test.ts: 3 passed, 0 failed");
      expect(shown.at(-2)).toBe("Testing: done in 0.0 s");
    }
  });

  it("passes on what the work answers and what it throws, and says that it stopped", async () => {
    const log = stream(false);
    const time = clock();
    const progress = createProgress(log, time);
    await expect(progress.step("One", () => Promise.resolve(5))).resolves.toBe(5);
    await expect(progress.step("Two", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(log.written).toContain("Two: stopped after 0.0 s\n");
    time.goOn(60_000);
    expect(log.written).not.toContain("so far");
  });
});
