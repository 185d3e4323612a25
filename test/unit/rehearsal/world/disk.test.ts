import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { Disk, realFiles, type Files } from "../../../../rehearsal/world/disk";
import * as on from "./fixture";

afterAll(on.removeFolders);

type Kept = Disk<readonly number[], number>;

/** What a reader finds: the checkpoint with the lines since. */
function content(directory: string): readonly number[] {
  const disk: Kept = new Disk(directory);
  return [...(disk.snapshot ?? []), ...disk.lines];
}

/** Real files that break down before, in the middle of, or after the nth step, and stay broken. */
function breaking(step: number, how: "before" | "half" | "after"): Files {
  const files = realFiles();
  let left = step;
  const gate = (whole: () => void, half: () => void = () => undefined): void => {
    if (left < 0) throw new Error("broken down");
    left -= 1;
    if (left >= 0) {
      whole();
      return;
    }
    if (how === "half") half();
    if (how === "after") whole();
    throw new Error("broken down");
  };
  return {
    ...files,
    append: (file, text) => {
      gate(
        () => {
          files.append(file, text);
        },
        () => {
          files.append(file, text.slice(0, text.length / 2));
        },
      );
    },
    replace: (file, text) => {
      gate(
        () => {
          files.replace(file, text);
        },
        () => {
          fs.writeFileSync(`${file}.new`, text.slice(0, text.length / 2));
        },
      );
    },
    remove: (file) => {
      gate(() => {
        files.remove(file);
      });
    },
  };
}

/** Appends 1, 2, ... with a checkpoint after every third, until the files break; answers what was acknowledged. */
function write(directory: string, files: Files, count: number): number {
  let acknowledged = content(directory).length;
  try {
    const disk: Kept = new Disk(directory, files);
    const all = [...(disk.snapshot ?? []), ...disk.lines];
    while (acknowledged < count) {
      const next = acknowledged + 1;
      disk.append(next);
      all.push(next);
      acknowledged = next;
      if (acknowledged % 3 === 0) disk.checkpoint(all);
    }
  } catch (cause) {
    if (!(cause instanceof Error) || cause.message !== "broken down") throw cause;
  }
  return acknowledged;
}

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);

describe("the disk", () => {
  it("gives back what it was told", () => {
    const directory = on.folder();
    write(directory, realFiles(), 8);
    expect(content(directory)).toEqual(upTo(8));
    expect(fs.readdirSync(directory).sort()).toEqual(["checkpoint.json", "log-2.jsonl"]);
  });

  it("loses nothing acknowledged and keeps nothing by halves, wherever it breaks down", () => {
    let cases = 0;
    for (const how of ["before", "half", "after"] as const) {
      for (let step = 0; step < 14; step++) {
        const directory = on.folder();
        const acknowledged = write(directory, breaking(step, how), 8);
        const found = content(directory);
        expect(found).toEqual(upTo(found.length));
        expect(found.length).toBeGreaterThanOrEqual(acknowledged);
        expect(found.length).toBeLessThanOrEqual(acknowledged + 1);
        expect(write(directory, realFiles(), 8)).toBe(8);
        expect(content(directory)).toEqual(upTo(8));
        cases += 1;
      }
    }
    expect(cases).toBe(42);
  });

  it("reads a log that is torn at any byte up to the last whole line", () => {
    const directory = on.folder();
    write(directory, realFiles(), 2);
    const file = path.join(directory, "log-0.jsonl");
    const log = fs.readFileSync(file, "utf8");
    const firstLine = log.indexOf("\n") + 1;
    for (let length = 0; length <= log.length; length++) {
      fs.writeFileSync(file, log.slice(0, length));
      const whole = length < firstLine ? 0 : length < log.length ? 1 : 2;
      expect(content(directory)).toEqual(upTo(whole));
      expect(fs.readFileSync(file, "utf8")).toBe(log.slice(0, [0, firstLine, log.length][whole]));
    }
  });

  it("stops at a line that is damaged", () => {
    const directory = on.folder();
    write(directory, realFiles(), 2);
    const file = path.join(directory, "log-0.jsonl");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(" 2\n", " 7\n"));
    expect(content(directory)).toEqual([1]);
  });

  it("throws where the disk takes a line by half, and loses nothing that is kept before and after", () => {
    const directory = on.folder();
    // A limit on the size of files cuts a write short as a full disk does.
    const program = `
      const { Disk } = require(${JSON.stringify(path.resolve("rehearsal/world/disk.ts"))});
      process.on("SIGXFSZ", () => undefined);
      const disk = new Disk(${JSON.stringify(directory)});
      for (const length of [1, 300_000, 2]) {
        try {
          disk.append("x".repeat(length));
          console.log("kept " + length);
        } catch (cause) {
          console.log(cause.code);
        }
      }`;
    const script = `ulimit -f 200; exec "$0" --require tsx/cjs -e '${program}'`;
    const { stdout } = spawnSync("sh", ["-c", script, process.execPath], { encoding: "utf8" });
    expect(stdout.trim().split("\n")).toEqual(["kept 1", "EFBIG", "kept 2"]);
    expect(content(directory)).toEqual(["x", "xx"]);
  });

  it("mends a line that a full disk cut off before it goes on", () => {
    const directory = on.folder();
    const files = realFiles();
    let full = false;
    const disk: Kept = new Disk(directory, {
      ...files,
      append: (file, text) => {
        files.append(file, full ? text.slice(0, 5) : text);
        if (full) throw new Error("no space left on device");
      },
    });
    disk.append(1);
    full = true;
    expect(() => {
      disk.append(2);
    }).toThrow("no space left");
    full = false;
    disk.append(3);
    expect(content(directory)).toEqual([1, 3]);
  });
});
