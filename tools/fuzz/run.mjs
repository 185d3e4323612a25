// What is kept of a run of `npm run fuzz`: from which seed, how many lives, and which were lived.
import fs from "node:fs";

/** A step of a life is a case: a changed system, an event, and every promise held after it. */
export const casesOfLife = 4;

const usualCases = 1000;
/** Seeds are whole numbers from 0 to this. */
export const largestSeed = 2 ** 31 - 1;

/**
 * Faults, kills and outages: how many there were, and how many of them kept a run from its end. A small change makes
 * few calls, and so not every one is met.
 *
 * @typedef {{ planned: number; met: number }} Mishaps
 *
 * @typedef {object} Run
 * @property {number} seed
 * @property {number} lives how many are to be lived
 * @property {number[]} lived numbers of the lives that were lived
 * @property {string[]} failures where each broken life is told
 * @property {Mishaps} mishaps of the lives that broke no promise
 */

/**
 * The run that is kept in the file, if there is one.
 *
 * @param {string} file
 * @returns {Run | undefined}
 */
export function readRun(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}

/**
 * The run to go on with: the one before where it is unfinished and nothing else is asked for, else a new one. The same
 * seed can be asked for with more cases.
 *
 * Throws an Error for a number that is none.
 *
 * @param {Run | undefined} before
 * @param {{ cases?: string; seed?: string }} asked
 * @param {number} now milliseconds, of which a new seed is made
 * @returns {Run}
 */
export function begin(before, asked, now) {
  const unfinished = before && before.lived.length < before.lives ? before : undefined;
  const seed = whole("--seed", asked.seed) ?? unfinished?.seed ?? now % largestSeed;
  const cases = whole("--cases", asked.cases);
  const lives =
    cases === undefined
      ? (unfinished?.lives ?? usualCases / casesOfLife)
      : Math.ceil(cases / casesOfLife);
  const none = { lived: [], failures: [], mishaps: { planned: 0, met: 0 } };
  const { lived, failures, mishaps } = before?.seed === seed ? before : none;
  return { seed, lives, lived, failures, mishaps };
}

/**
 * @param {Run} run
 * @returns {number[]} in their order
 */
export function numbersLeft({ lives, lived }) {
  const known = new Set(lived);
  return Array.from({ length: lives }, (_, number) => number).filter(
    (number) => !known.has(number),
  );
}

/**
 * @param {Run} run
 * @param {number} number of the life that was lived
 * @param {Mishaps | string} outcome its mishaps, or where it is told why it broke a promise
 * @returns {Run}
 */
export function advance(run, number, outcome) {
  const lived = [...run.lived, number];
  if (typeof outcome === "string") return { ...run, lived, failures: [...run.failures, outcome] };
  const { planned, met } = run.mishaps;
  return {
    ...run,
    lived,
    mishaps: { planned: planned + outcome.planned, met: met + outcome.met },
  };
}

/**
 * @param {string} flag
 * @param {string} [text]
 */
function whole(flag, text) {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= largestSeed) return number;
  throw new Error(`${flag} takes a whole number from 1 to ${largestSeed}, not ${text}`);
}
