// Stacks, whole: what is previewed is done, done once, stays, and goes without a trace. `rehearsal` has the form of
// production, which has a file of its own.
import { describe, it } from "mocha";

import { whole } from "../support/extent";
import { assertGone, rehearsing, succeed } from "./support/rehearsals";
import { assertUnchanged, deployWhole, policyPack } from "./support/whole-stacks";

describe("the stack", () => {
  for (const stack of ["dev", "staging", ...(whole ? ["rehearsal"] : [])]) {
    it(`${stack} does what its preview says, stays as it is, and goes without a trace`, () =>
      rehearsing({ stack, policyPack }, async (session) => {
        await deployWhole(session);
        await assertUnchanged(session);
        await succeed(session, "destroy", "--skip-preview");
        await assertGone(session);
      }));
  }
});
