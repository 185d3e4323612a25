// Says what a long step does, for how long already and, where it can be known, how far it is. A terminal gets
// one line that is rewritten; anything else (a log, a pipe) gets plain lines.
import { performance } from "node:perf_hooks";
import { clearInterval, setInterval } from "node:timers";

const redrawMilliseconds = 200;
const plainMilliseconds = 15_000;
const minute = 60;
const clearLine = "\r\x1b[2K";

/**
 * A duration as people write it: `4.2 s`, `38 s`, `6 min 18 s`, `1 h 04 min`.
 *
 * @param {number} seconds
 */
export function duration(seconds) {
  const tenths = Math.round(seconds * 10) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < minute) return `${whole} s`;
  const minutes = Math.floor(whole / minute);
  if (minutes < minute) return `${minutes} min ${pad(whole % minute)} s`;
  return `${Math.floor(minutes / minute)} h ${pad(minutes % minute)} min`;
}

/** @param {number} number */
function pad(number) {
  return String(number).padStart(2, "0");
}

/**
 * @typedef {(detail: string) => void} Report says how far a step is, such as `412 of 1690 packages`
 *
 * @typedef {object} Progress
 * @property {<T>(title: string, work: (report: Report) => Promise<T>) => Promise<T>} step
 *   runs `work` and shows it while it lasts
 * @property {(line: string) => void} note prints one line, also while a step lasts
 */

/**
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since some moment
 * @property {(milliseconds: number, tick: () => void) => () => void} every answers a way to stop it
 *
 * @typedef {Pick<NodeJS.WriteStream, "write"> & { isTTY?: boolean; columns?: number }} Output
 */

/** @type {Clock} */
const systemClock = {
  now: () => performance.now(),
  every: (milliseconds, tick) => {
    const timer = setInterval(tick, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/**
 * @param {Output} [stream]
 * @param {Clock} [clock]
 * @returns {Progress}
 */
export function createProgress(stream = process.stderr, clock = systemClock) {
  const show = stream.isTTY ? showOnTerminal : showPlainly;
  return {
    note: (line) => void stream.write(`${stream.isTTY ? clearLine : ""}${line}\n`),
    step: async (title, work) => {
      const began = clock.now();
      const seconds = () => (clock.now() - began) / 1000;
      let detail = "";
      const shown = show(stream, { title, detail: () => detail, seconds }, clock);
      try {
        const result = await work((text) => {
          detail = text;
        });
        shown.end(`${title}: done in ${duration(seconds())}`);
        return result;
      } catch (error) {
        shown.end(`${title}: stopped after ${duration(seconds())}`);
        throw error;
      }
    },
  };
}

/** @typedef {{ title: string; detail: () => string; seconds: () => number }} Step */

/**
 * @param {Output} stream
 * @param {Step} step
 * @param {Clock} clock
 */
function showOnTerminal(stream, { title, detail, seconds }, clock) {
  const draw = () => {
    const line = [title, detail(), duration(seconds())].filter(Boolean).join("  ");
    stream.write(`${clearLine}${line.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  draw();
  const stop = clock.every(redrawMilliseconds, draw);
  return {
    /** @param {string} line */
    end(line) {
      stop();
      stream.write(`${clearLine}${line}\n`);
    },
  };
}

/**
 * @param {Output} stream
 * @param {Step} step
 * @param {Clock} clock
 */
function showPlainly(stream, { title, detail, seconds }, clock) {
  stream.write(`${title}...\n`);
  const stop = clock.every(plainMilliseconds, () => {
    const far = detail() === "" ? "" : `${detail()}, `;
    stream.write(`${title}: ${far}${duration(seconds())} so far\n`);
  });
  return {
    /** @param {string} line */
    end(line) {
      stop();
      stream.write(`${line}\n`);
    },
  };
}

/** @type {Progress} shows nothing: for tests and for callers with a display of their own */
export const silent = { note: () => {}, step: (_title, work) => work(() => {}) };
