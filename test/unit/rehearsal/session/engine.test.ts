import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { runEngine, type EngineRun } from "../../../../rehearsal/session/engine";
import { noInterrupts, type OnInterrupt } from "../../../../rehearsal/session/interrupts";

let folder: string;
beforeEach(() => (folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "engine-")))));
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A Pulumi that is a program of ours. */
function engine(script: string, more: Partial<EngineRun> = {}): EngineRun {
  const pulumi = path.join(folder, "pulumi");
  fs.writeFileSync(pulumi, `#!${process.execPath}\n${script}\n`, { mode: 0o755 });
  return {
    pulumi,
    args: ["up", "--yes"],
    cwd: folder,
    env: { ONLY: "this" },
    output: "capture",
    interrupts: noInterrupts,
    ...more,
  };
}

describe("runEngine", () => {
  it("answers what Pulumi wrote and its exit code", async () => {
    const script = `
      console.log(process.argv.slice(2).join(" "), process.cwd(), process.env.ONLY, process.env.HOME);
      console.error("warned");
      process.exitCode = 255;`;
    expect(await runEngine(engine(script))).toEqual({
      exitCode: 255,
      stdout: `up --yes ${folder} this undefined\n`,
      stderr: "warned\n",
    });
  });

  it("tells the process that leads Pulumi's group", async () => {
    const told: number[] = [];
    const onStart = (pid: number): void => void told.push(pid);
    const { stdout } = await runEngine(engine("console.log(process.pid)", { onStart }));
    expect(stdout).toBe(`${String(told[0])}\n`);
  });

  it("throws where Pulumi cannot be started", async () => {
    await expect(runEngine(engine("", { pulumi: path.join(folder, "absent") }))).rejects.toThrow(
      "ENOENT",
    );
  });

  it("asks Pulumi twice to stop, and kills it the third time", async () => {
    const script = `
      let count = 0;
      process.on("SIGINT", () => console.log("interrupt", ++count));
      console.log("ready");
      setInterval(() => require("fs").writeFileSync("seen", String(count)), 10);`;
    const seen = path.join(folder, "seen");
    const until = async (count: number): Promise<void> => {
      while (!fs.existsSync(seen) || fs.readFileSync(seen, "utf8") !== String(count)) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const during = async <T>(listener: OnInterrupt, work: () => Promise<T>): Promise<T> => {
      const ended = work();
      await until(0);
      listener(1);
      await until(1);
      listener(2);
      await until(2);
      listener(3);
      return await ended;
    };
    const { exitCode, stdout } = await runEngine(
      engine(script, { interrupts: { ...noInterrupts, during } }),
    );
    expect(stdout).toBe("ready\ninterrupt 1\ninterrupt 2\n");
    expect(exitCode).toBe(137);
  });

  it("is out of the reach of signals to this process's group", async () => {
    const { stdout } = await runEngine(
      engine(`console.log(require("fs").readFileSync("/proc/self/stat", "utf8"))`),
    );
    const [, , group] = stdout.slice(stdout.lastIndexOf(")") + 2).split(" ");
    const [own] = stdout.split(" ");
    expect(group).toBe(own);
  });
});
