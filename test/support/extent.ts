/** How much of what is generated a run does: a seeded sample, or all of it under `npm run test:all`. */
import { it } from "mocha";

/** Whether everything is to be run. */
export const whole = process.env["ARCHIPELAGO_ALL"] === "1";

/** A case that `npm test` leaves to `npm run test:all`: what it proves is proven there by a sample of its kind. */
export function thorough(title: string, work: () => Promise<void>): void {
  if (whole) it(title, work);
}

/** From what samples follow; printed, so that a run can be repeated with `ARCHIPELAGO_SEED`. */
export const seed = Number(process.env["ARCHIPELAGO_SEED"] ?? Date.now() % 2_147_483_647);

/** The index of a drawn one of so many, which follows from the seed and a salt. */
export function drawnIndex(salt: number, count: number): number {
  return Math.floor(drawn(salt) * count);
}

/** A number from 0 up to but not including 1 that follows from the seed and a salt. */
export function drawn(salt: number): number {
  // mulberry32
  let state = (seed + Math.imul(salt + 1, 0x6d2b79f5)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
}
