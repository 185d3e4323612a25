/**
 * The processes of the rehearsal cloud. Each serves on a port that it says in its first line of output, runs in
 * a process group of its own, so that a terminal's Ctrl-C does not reach it, and ends when its standard
 * input ends: with the session, however that ends.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { RehearsalError } from "./errors";

const startSeconds = 60;
const stopSeconds = 10;
const shownLines = 25;
const repository = path.join(__dirname, "..", "..");

export interface Service {
  readonly port: number;
  readonly pid: number;
  /** By what it ends, `SIGKILL` or `exit code 1`, once it has. */
  readonly end: Promise<string>;
  /** Ends the process and waits until it has ended. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** What it is, for messages: `rehearsal cloud`. */
  readonly name: string;
  /** A TypeScript file, relative to the repository. */
  readonly script: string;
  readonly args: readonly string[];
  /** The file that takes its output. */
  readonly log: string;
}

/**
 * Starts a service and waits for its port.
 *
 * Throws a RehearsalError with the last lines of its log where it ends or stays silent instead.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const child = launch(options);
  const end = endOf(child);
  const failed = async (): Promise<never> => {
    await end;
    throw new RehearsalError(`The ${options.name} did not start:\n${tail(options.log)}`);
  };
  try {
    const port = await Promise.race([firstPort(child), failed(), silence(options.name)]);
    child.stdout?.resume();
    child.unref();
    return {
      port,
      pid: child.pid ?? 0,
      end,
      stop: () => stop(child, end),
    };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function launch({ script, args, log }: ServiceOptions): ChildProcess {
  // The process itself writes its log, so that it is whole when the process has ended.
  const logFile = openSync(log, "w");
  const file = path.join(repository, script);
  const loader = ["--require", require.resolve("tsx/cjs")];
  const child = spawn(process.execPath, [...loader, file, ...args], {
    cwd: repository,
    detached: true,
    stdio: ["pipe", "pipe", logFile],
  });
  closeSync(logFile);
  return child;
}

async function firstPort({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error("a service's output is a pipe");
  const [line] = (await once(createInterface({ input: stdout }), "line")) as [string];
  const { port } = JSON.parse(line) as { port?: unknown };
  if (typeof port !== "number") throw new Error(`a service says {"port":N} first, not ${line}`);
  return port;
}

async function silence(name: string): Promise<never> {
  return await new Promise((_resolve, reject) => {
    setTimeout(() => {
      reject(new RehearsalError(`The ${name} did not start within ${startSeconds} s.`));
    }, startSeconds * 1000).unref();
  });
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    await once(child, "close");
  } catch (error) {
    return String(error);
  }
  return child.signalCode ?? `exit code ${child.exitCode}`;
}

async function stop(child: ChildProcess, end: Promise<unknown>): Promise<void> {
  child.stdin?.end();
  const kill = setTimeout(() => child.kill("SIGKILL"), stopSeconds * 1000);
  await end;
  clearTimeout(kill);
}

function tail(file: string): string {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-shownLines);
  return lines.map((line) => `  ${line}`).join("\n");
}
