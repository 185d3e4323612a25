/** Lives a numbered life of a seed, and shrinks it where it breaks a promise. */
import fc from "fast-check";

import { casesOfLife, type Mishaps } from "../../../tools/fuzz/run.mjs";
import { lives } from "./generated";
import { live } from "./lifecycle";

/** Steps of a life, the return to its first system apart. */
const steps = casesOfLife - 1;

/** A life takes half a minute: where time is no matter, a broken one is lived again so often, to find a smaller one. */
export const thoroughShrinks = 20;

/**
 * Lives the life of that number. The same seed and number always come to the same life.
 *
 * @param mostShrinks how often a broken life is lived again to find a smaller one
 * @returns the life's mishaps
 *
 * Throws an Error with the seed, the smallest broken life that was found and the state before its broken step.
 */
export async function liveOne(seed: number, number: number, mostShrinks: number): Promise<Mishaps> {
  let lived = 0;
  let mishaps: Mishaps = { planned: 0, met: 0 };
  const result = await fc.check(
    fc.asyncProperty(lives(steps), async (life) => {
      lived += 1;
      if (lived <= 1 + mostShrinks) mishaps = await live(life);
    }),
    { seed: seed + number, numRuns: 1 },
  );
  if (!result.failed) return mishaps;
  const { errorInstance: broken } = result;
  throw new Error(
    [
      `ARCHIPELAGO_SEED=${seed}, life ${number} (path ${result.counterexamplePath ?? ""}, ${lived} lived)`,
      JSON.stringify(result.counterexample),
      broken instanceof Error ? broken.message : String(broken),
    ].join("\n"),
    { cause: broken },
  );
}
