// A lock between processes of one machine: a file that names its holder. The lock of a process that has
// died is taken over.
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { setTimeout as wait } from "node:timers/promises";

const pollMilliseconds = 200;
const heartbeatMilliseconds = 5000;
// A holder whose heart has not beaten for this long is dead, whoever has its process id now.
const silenceMilliseconds = 120_000;
// Taking a dead process's lock over is a matter of microseconds.
const takeoverMilliseconds = 10_000;

/**
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} nonce tells apart two locks of one process
 * @property {string} since when the lock was taken, as an ISO 8601 time
 */

/**
 * Whether a process runs. One that has ended and that nobody has asked for its exit code does not.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  try {
    return !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // No such folder on this system.
    return true;
  }
}

/**
 * @param {string} text
 * @returns {Holder}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A machine that lost power can leave an empty file: no living process wrote that.
    return { pid: 0, nonce: "", since: "" };
  }
}

/**
 * Who holds the lock, and whether it still lives; undefined where nobody does.
 *
 * @param {string} file
 * @returns {{ holder: Holder; alive: boolean } | undefined}
 */
function inspect(file) {
  try {
    const holder = parse(fs.readFileSync(file, "utf8"));
    const silentFor = Date.now() - fs.statSync(file).mtimeMs;
    return {
      holder,
      alive: holder.pid > 0 && isAlive(holder.pid) && silentFor < silenceMilliseconds,
    };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Puts the lock in place if there is none. The file appears with its content, so nobody reads half of it.
 *
 * @param {string} file
 * @param {Holder} holder
 */
function place(file, holder) {
  const draft = `${file}.${holder.nonce}`;
  fs.writeFileSync(draft, JSON.stringify(holder));
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * Removes a dead process's lock. Only one process at a time may do so: else the second would remove the
 * lock that the first has just taken.
 *
 * @param {string} file
 * @param {string} nonce of the dead holder
 */
function clear(file, nonce) {
  const guard = `${file}.takeover`;
  try {
    fs.writeFileSync(guard, "", { flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const age = Date.now() - (fs.statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > takeoverMilliseconds) fs.rmSync(guard, { force: true });
    return;
  }
  try {
    if (inspect(file)?.holder.nonce === nonce) fs.rmSync(file, { force: true });
  } finally {
    fs.rmSync(guard, { force: true });
  }
}

/**
 * Takes the lock if nobody alive holds it.
 *
 * Throws the file system's error where the folder cannot be written.
 *
 * @param {string} file
 * @returns {{ release: () => void } | { heldBy: Holder }}
 */
export function tryLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const holder = { pid: process.pid, nonce: randomUUID(), since: new Date().toISOString() };
  for (;;) {
    if (place(file, holder)) return { release: keep(file, holder) };
    const found = inspect(file);
    if (found?.alive) return { heldBy: found.holder };
    if (found) clear(file, found.holder.nonce);
  }
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
function keep(file, holder) {
  const heart = setInterval(() => {
    const now = new Date();
    fs.utimes(file, now, now, () => {});
  }, heartbeatMilliseconds).unref();
  const release = () => {
    clearInterval(heart);
    process.off("exit", release);
    if (inspect(file)?.holder.nonce === holder.nonce) fs.rmSync(file, { force: true });
  };
  process.on("exit", release);
  return release;
}

/**
 * Waits for the lock, runs `work` and gives the lock back.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(holder: Holder) => void} [onWait] called once, where another process holds the lock
 * @returns {Promise<T>}
 */
export async function withLock(file, work, onWait) {
  let told = false;
  for (;;) {
    const taken = tryLock(file);
    if ("release" in taken) {
      try {
        return await work();
      } finally {
        taken.release();
      }
    }
    if (!told) onWait?.(taken.heldBy);
    told = true;
    await wait(pollMilliseconds);
  }
}
