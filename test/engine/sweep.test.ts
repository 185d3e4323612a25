// A fault at each changing call in turn.
import { describe } from "mocha";

import { seed } from "../support/extent";
import { callEffects } from "./support/mishaps";
import { sweepOver } from "./support/sweep";

describe(`a fault at any call (ARCHIPELAGO_SEED=${seed})`, () => {
  sweepOver(
    {
      ...Object.fromEntries(
        Object.entries(callEffects).map(([name, effect]) => [
          name,
          { kind: "fault", effect, goesOn: true },
        ]),
      ),
      "an error that ends the run": { kind: "fault", effect: { kind: "fail" }, goesOn: false },
    },
    { atOnce: 60, salt: 0 },
  );
});
