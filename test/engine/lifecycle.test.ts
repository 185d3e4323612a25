// Generated lives of generated systems: see support/lifecycle.ts for what is held after every step. A broken one is
// made smaller by `npm run fuzz -- --seed <seed>`.
import { describe, it } from "mocha";

import { seed, whole } from "../support/extent";
import { liveOne } from "./support/fuzzing";

/** A life has four cases in it (tools/fuzz/run.mjs), each of which holds every promise; how many is a matter of time. */
const lives = whole ? 50 : 1;

describe(`${lives} generated lives (ARCHIPELAGO_SEED=${seed})`, () => {
  for (let number = 0; number < lives; number++) {
    it(`keep every promise at every step: life ${number}`, async () => {
      await liveOne(seed, number, 0);
    });
  }
});
