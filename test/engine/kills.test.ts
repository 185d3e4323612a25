// A killed engine at each changing call in turn.
import { describe } from "mocha";

import { seed } from "../support/extent";
import { sweepOver } from "./support/sweep";

describe(`an engine that is killed at any call (ARCHIPELAGO_SEED=${seed})`, () => {
  sweepOver(
    {
      "a kill before the call is done": { kind: "kill", done: false },
      "a kill after the call is done": { kind: "kill", done: true },
    },
    { atOnce: 60, salt: 1 },
  );
});
