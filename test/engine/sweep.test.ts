// A fault at each changing call in turn.
import { describe } from "mocha";

import { seed } from "../support/extent";
import { sweepOver } from "./support/sweep";

describe(`a fault at any call (ARCHIPELAGO_SEED=${seed})`, () => {
  sweepOver(
    {
      "an error": { kind: "fault", effect: { kind: "fail" } },
      "a half-completed call": { kind: "fault", effect: { kind: "halfComplete" } },
      "a call too many": { kind: "fault", effect: { kind: "throttle" } },
      "a call that nobody answers": { kind: "fault", effect: { kind: "hang", seconds: 0.2 } },
    },
    { atOnce: 12, salt: 0 },
  );
});
