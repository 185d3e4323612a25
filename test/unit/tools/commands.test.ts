import { Interrupted, isInterrupted, run } from "../../../tools/commands.mjs";
import { isAlive } from "../../../tools/lock.mjs";

const node = process.execPath;

describe("run", () => {
  it("answers what the program wrote and how it ended", async () => {
    const lines: string[] = [];
    const script =
      'console.log("one"); console.error("two"); console.log("three"); process.exitCode = 3';
    const outcome = await run(node, ["-e", script], { onLine: (line) => lines.push(line) });
    expect(outcome).toEqual({
      ok: false,
      exitCode: 3,
      stdout: "one\nthree",
      stderr: "two",
      failure: "exit code 3",
    });
    expect(lines.sort()).toEqual(["one", "three", "two"]);
  });

  it("gives the program the environment and the folder asked for, and no other", async () => {
    const script = "console.log(process.cwd(), process.env.ONLY, process.env.HOME)";
    const outcome = await run(node, ["-e", script], { cwd: "/", env: { ONLY: "this" } });
    expect(outcome).toMatchObject({ ok: true, stdout: "/ this undefined" });
  });

  it("says that a program does not exist", async () => {
    const outcome = await run("no-such-program", []);
    expect(outcome).toMatchObject({ ok: false, exitCode: null });
    expect(outcome.failure).toContain("ENOENT");
  });

  it("ends a program that takes too long, with its children", async () => {
    const script = "sleep 60 & echo $!; wait";
    const outcome = await run("sh", ["-c", script], { timeoutSeconds: 1 });
    expect(outcome).toMatchObject({ ok: false, failure: "no end after 1 s" });
    expect(isAlive(Number(outcome.stdout))).toBe(false);
  });

  it("ends a program early when it is told to", async () => {
    const outcome = await run(node, ["-e", "setInterval(() => {}, 1000)"], {
      onStart: (stop) => {
        stop("seen enough");
      },
    });
    expect(outcome.failure).toBe("seen enough");
  });

  it.each([
    [2, "done"],
    [0.1, ""],
  ])("lets a program have %d s to end once it is told to", async (graceSeconds, stdout) => {
    const ending = "setTimeout(() => { console.log('done'); process.exit(); }, 700)";
    const script = `process.on("SIGTERM", () => ${ending}); console.error(1); setInterval(() => {}, 1000)`;
    let end: (why: string) => void = () => undefined;
    const outcome = await run(node, ["-e", script], {
      graceSeconds,
      onStart: (stop) => (end = stop),
      onLine: () => {
        end("enough");
      },
    });
    expect(outcome).toMatchObject({ ok: false, failure: "enough", stdout });
  });

  it("ends the program and throws where this process is interrupted", async () => {
    const running = run(node, ["-e", "console.log(1); setInterval(() => {}, 1000)"], {
      onLine: () => process.emit("SIGINT", "SIGINT"),
    });
    await expect(running).rejects.toThrow(Interrupted);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });
});

describe("isInterrupted", () => {
  it("knows an interrupt from another error, whichever copy of the module threw it", () => {
    expect(isInterrupted(new Interrupted("SIGINT"))).toBe(true);
    const copy = Object.assign(new Error("interrupted by SIGINT"), { name: "Interrupted" });
    expect(isInterrupted(copy)).toBe(true);
    expect(isInterrupted(new Error("no"))).toBe(false);
    expect(isInterrupted("SIGINT")).toBe(false);
  });
});
