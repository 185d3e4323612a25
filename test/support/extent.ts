/** How much of what could be tested a run does: a sample, drawn with a seed, or all of it under `npm run test:all`. */

import fs from "node:fs";

import { largestSeed } from "../../tools/fuzz/run.mjs";

/** Whether everything is to be run. */
export const whole = process.env["ARCHIPELAGO_ALL"] === "1";

/** From what samples follow; printed, so that a run can be repeated with `ARCHIPELAGO_SEED`. */
export const seed = Number(process.env["ARCHIPELAGO_SEED"] ?? Date.now() % largestSeed);

/** So many of a list, or the whole list, in its order; which ones follows from the seed and a salt. */
export function sample<T>(all: readonly T[], salt: number, count: number): readonly T[] {
  if (whole) return all;
  const ranks = all.map((_, index) => drawn(salt * all.length + index));
  const chosen = new Set([...ranks].sort((a, b) => a - b).slice(0, count));
  return all.filter((_, index) => chosen.has(ranks[index] ?? NaN));
}

/** Tells tools/test.mjs, where it runs this, how many cases a test has gone through that counts as one itself. */
export function tellCases(count: number, kind: string): void {
  const file = process.env["ARCHIPELAGO_CASES"];
  if (file !== undefined) fs.appendFileSync(file, `${count} ${kind}\n`);
}

/** A number from 0 up to but not including 1 that follows from the seed and a salt. */
export function drawn(salt: number): number {
  // mulberry32
  let state = (seed + Math.imul(salt + 1, 0x6d2b79f5)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
}
