// Runs other programs: their output line by line, a time limit, and none left running when this one is
// interrupted.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { clearTimeout, setTimeout } from "node:timers";

const usualGraceSeconds = 3;
const interruptions = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Thrown where a signal ended the work: the user wants to stop, and needs no explanation. */
export class Interrupted extends Error {
  /** @param {string} signal */
  constructor(signal) {
    super(`interrupted by ${signal}`);
    this.name = "Interrupted";
  }
}

/**
 * By name, because TypeScript's loader has an instance of this module of its own.
 *
 * @param {unknown} error
 */
export function isInterrupted(error) {
  return error instanceof Error && error.name === "Interrupted";
}

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own if absent
 * @property {number} [timeoutSeconds] after this long the program is ended; unlimited if absent
 * @property {number} [graceSeconds] how long the program may take to end once it is told to; 3 if absent
 * @property {(stop: (why: string) => void) => void} [onStart] is given a way to end the program early
 * @property {(line: string) => void} [onLine] each line of output, as it comes
 * @property {boolean} [inherit] lets the program write to this process's own output instead
 *
 * @typedef {object} Outcome
 * @property {boolean} ok it ran and ended with exit code 0
 * @property {number | null} exitCode null where it did not start or a signal ended it
 * @property {string} stdout
 * @property {string} stderr
 * @property {string} [failure] why `ok` is false, in a few words
 */

/**
 * Runs a program to its end. It runs in a process group of its own, so that its children end with it.
 *
 * Throws Interrupted where this process is told to stop meanwhile; the program has then ended.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<Outcome>}
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    detached: true,
    stdio: ["ignore", ...(options.inherit ? ["inherit", "inherit"] : ["pipe", "pipe"])],
  });
  const stdout = collect(child.stdout, options.onLine);
  const stderr = collect(child.stderr, options.onLine);
  let reason = "";
  const stop = (why) => {
    reason ||= why;
    endGroup(child, options.graceSeconds ?? usualGraceSeconds);
  };
  const interrupt = (signal) => stop(signal);
  const timer =
    options.timeoutSeconds === undefined
      ? undefined
      : setTimeout(
          () => stop(`no end after ${options.timeoutSeconds} s`),
          options.timeoutSeconds * 1000,
        );
  for (const signal of interruptions) process.on(signal, interrupt);
  options.onStart?.(stop);
  try {
    const ended = await new Promise((resolve) => {
      child.on("error", (error) => resolve({ exitCode: null, why: error.message }));
      child.on("close", (exitCode, signal) =>
        resolve({ exitCode, why: signal ?? `exit code ${exitCode}` }),
      );
    });
    if (interruptions.includes(reason)) throw new Interrupted(reason);
    const ok = ended.exitCode === 0 && reason === "";
    return {
      ok,
      exitCode: ended.exitCode,
      stdout: stdout.join("\n"),
      stderr: stderr.join("\n"),
      ...(ok ? {} : { failure: reason || ended.why }),
    };
  } finally {
    clearTimeout(timer);
    for (const signal of interruptions) process.off(signal, interrupt);
  }
}

/**
 * @param {import("node:stream").Readable | null} stream
 * @param {((line: string) => void) | undefined} onLine
 */
function collect(stream, onLine) {
  /** @type {string[]} */
  const lines = [];
  if (stream) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  return lines;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} graceSeconds
 */
function endGroup(child, graceSeconds) {
  const send = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  if (child.pid === undefined) return;
  send("SIGTERM");
  setTimeout(() => send("SIGKILL"), graceSeconds * 1000).unref();
}
