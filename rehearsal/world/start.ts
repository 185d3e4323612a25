/** Starting the rehearsal's two processes from another one. */
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as readline from "node:readline";

export interface StartedProcess {
  readonly port: number;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The operating system's number of it, for a test that kills it. */
  readonly pid: number;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

export interface WorldProcessOptions {
  /** Where the world is kept. */
  readonly directory: string;
  /** Where its own complaints go. */
  readonly logFile: string;
  /**
   * A module that exports the `registry` of types to serve.
   * @default every model of the rehearsal
   */
  readonly registry?: string;
}

/** Starts the world's process. Throws when it ends before it serves, with what its log says. */
export function startWorld(options: WorldProcessOptions): Promise<StartedProcess> {
  const { directory, logFile, registry } = options;
  const chosen = registry === undefined ? [] : ["--registry", registry];
  const script = path.join(__dirname, "main.ts");
  return start("world", [script, "--directory", directory, ...chosen], logFile);
}

/** Starts the process of the stand-ins for a world. Throws as `startWorld` does. */
export function startStandIns(options: {
  readonly worldUrl: string;
  readonly logFile: string;
}): Promise<StartedProcess> {
  const script = path.join(__dirname, "..", "stand-ins", "main.ts");
  return start("stand-ins", [script, "--world", options.worldUrl], options.logFile);
}

async function start(
  name: string,
  args: readonly string[],
  logFile: string,
): Promise<StartedProcess> {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.openSync(logFile, "a");
  // A process group of its own: an interrupt at the terminal is for the engine, which still needs its providers to end
  // well. That it ends at all, its standard input sees to.
  const child = spawn(process.execPath, ["--require", require.resolve("tsx/cjs"), ...args], {
    detached: true,
    stdio: ["pipe", "pipe", log],
  });
  fs.closeSync(log);
  const gone = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  const port = await firstPort(child, `${name} of the rehearsal`, logFile);
  const stop = (): Promise<void> => {
    child.stdin?.end();
    return gone;
  };
  return { port, url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

function firstPort(child: ChildProcess, name: string, logFile: string): Promise<number> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error(`the ${name} has no output`);
    const lines = readline.createInterface({ input: child.stdout });
    lines.once("line", (line) => {
      resolve((JSON.parse(line) as { port: number }).port);
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      const log = fs.readFileSync(logFile, "utf8").trim().split("\n").slice(-12).join("\n");
      reject(new Error(`the ${name} ended with code ${code ?? "none"} before it served:\n${log}`));
    });
  });
}
