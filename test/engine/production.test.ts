// Production, whole: as every stack, and a teardown that takes two steps.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import { tearDown } from "../../rehearsal/cli/teardown";
import { assertGone, fail, rehearsing } from "./support/rehearsals";
import { assertUnchanged, deployWhole, policyPack } from "./support/whole-stacks";

describe("the stack", () => {
  it("production does what its preview says, stays as it is, and its teardown takes two steps", () =>
    rehearsing({ stack: "production", policyPack }, async (session) => {
      await deployWhole(session);
      await assertUnchanged(session);

      const { resources: before } = await session.exportState();
      const guarded = before.filter(({ protect }) => protect === true);
      // As users run it: the preview that comes first finds what is protected, and nothing is begun.
      const said = await fail(session, "destroy");
      for (const { urn, type } of guarded) {
        // The engine does not come to the keys of clusters, because the clusters stay.
        if (type === "aws:kms/key:Key") continue;
        assert.ok(said.includes(urn), `destroy does not name ${urn}`);
      }
      assert.deepEqual((await session.exportState()).resources, before);
      const { objects } = await session.world.ask("inspect", { leaks: before });
      assert.deepEqual(objects, []);
      for (const type of [
        "eks/cluster:Cluster",
        "dynamodb/table:Table",
        "lb/loadBalancer:LoadBalancer",
      ]) {
        assert.ok(
          guarded.some((resource) => resource.type === `aws:${type}`),
          `${type} is not protected`,
        );
      }

      const printed: string[] = [];
      assert.equal(await tearDown(session, [], (text) => printed.push(text)), 0);
      assert.match(printed.join("\n"), /Step 1 of 2[^]*Step 2 of 2[^]*Nothing is left/);
      await assertGone(session);
    }));
});
