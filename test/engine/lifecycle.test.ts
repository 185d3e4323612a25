// Generated lives of generated systems: see support/lifecycle.ts for what is held after every step. A broken one is
// made smaller where time is no matter: by `npm run test:all` and by `npm run fuzz -- --seed <seed>`.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import { casesOfLife, haveMetEnough, noMishaps, together } from "../../tools/fuzz/run.mjs";
import { seed, tellCases, whole } from "../support/extent";
import { liveOne, thoroughShrinks } from "./support/fuzzing";

/** A life has four cases in it (tools/fuzz/run.mjs), each of which holds every promise; how many is a matter of time. */
const lives = whole ? 50 : 1;

describe(`${lives} generated lives (ARCHIPELAGO_SEED=${seed})`, () => {
  let mishaps = noMishaps;
  for (let number = 0; number < lives; number++) {
    it(`keep every promise at every step: life ${number}`, async () => {
      const one = await liveOne(seed, number, whole ? thoroughShrinks : 0);
      mishaps = together(mishaps, one);
      tellCases(casesOfLife, "steps of generated lives");
    });
  }

  it("are lives in which things go wrong", () => {
    assert.ok(haveMetEnough(mishaps), JSON.stringify(mishaps));
  });
});
