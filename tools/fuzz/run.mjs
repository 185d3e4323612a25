// What is kept of a run of `npm run fuzz`: from which seed, how many lives, which were lived, and which were broken.
import fs from "node:fs";

/** A step of a life is a case: a changed system, an event, and every promise held after it. */
export const casesOfLife = 4;

const usualCases = 1000;
const manyMishaps = 20;
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
 * @property {number[]} broken numbers of the lives that broke a promise
 * @property {Mishaps} mishaps of the lives that broke no promise
 */

/** @type {Mishaps} */
export const noMishaps = { planned: 0, met: 0 };

/**
 * @param {Mishaps} left
 * @param {Mishaps} right
 * @returns {Mishaps}
 */
export function together(left, right) {
  return { planned: left.planned + right.planned, met: left.met + right.met };
}

/**
 * Whether of many mishaps enough were met for the lives to say something: half of them. A few may all meet nothing.
 *
 * @param {Mishaps} mishaps
 */
export function haveMetEnough({ planned, met }) {
  return planned < manyMishaps || 2 * met >= planned;
}

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
 * seed can be asked for with more cases. What was broken is left to be lived again.
 *
 * Throws an Error for a number that is none.
 *
 * @param {Run | undefined} before
 * @param {{ cases?: string; seed?: string }} asked
 * @param {number} now milliseconds, of which a new seed is made
 * @returns {Run}
 */
export function begin(before, asked, now) {
  const unfinished =
    before && (before.lived.length < before.lives || before.broken.length > 0) ? before : undefined;
  const seed = whole("--seed", asked.seed) ?? unfinished?.seed ?? now % largestSeed;
  const cases = whole("--cases", asked.cases);
  const lives =
    cases === undefined
      ? (unfinished?.lives ?? usualCases / casesOfLife)
      : Math.ceil(cases / casesOfLife);
  const none = { lived: [], broken: [], mishaps: noMishaps };
  const { lived, broken, mishaps } = before?.seed === seed ? before : none;
  return {
    seed,
    lives,
    lived: lived.filter((life) => !broken.includes(life)),
    broken: [],
    mishaps,
  };
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
 * @param {Mishaps} [mishaps] undefined where it broke a promise
 * @returns {Run}
 */
export function advance(run, number, mishaps) {
  const lived = [...run.lived, number];
  return mishaps === undefined
    ? { ...run, lived, broken: [...run.broken, number] }
    : { ...run, lived, mishaps: together(run.mishaps, mishaps) };
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
