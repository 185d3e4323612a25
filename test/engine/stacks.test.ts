// Every stack, whole: what is previewed is done, done once, stays, and goes without a trace.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "mocha";

import { tearDown } from "../../rehearsal/cli/teardown";
import type { Session } from "../../rehearsal/session/session";
import {
  assertGone,
  assertSettled,
  fail,
  operations,
  rehearsing,
  succeed,
} from "./support/rehearsals";

const policyPack = path.join(__dirname, "..", "..", "policy");

/** Previews and deploys the stack, under the policy pack. */
async function deploy(session: Session): Promise<void> {
  const planned = operations((await succeed(session, "preview")).events);
  assert.deepEqual(new Set(planned.values()), new Set(["create"]));
  await succeed(session, "up", "--skip-preview");
  const { resources } = await session.exportState();
  assert.deepEqual(resources.map(({ urn }) => urn).sort(), [...planned.keys()].sort());
}

describe("the stack", () => {
  for (const stack of ["dev", "staging", "rehearsal"]) {
    it(`${stack} does what its preview says, stays as it is, and goes without a trace`, () =>
      rehearsing({ stack, policyPack }, async (session) => {
        await deploy(session);
        await assertSettled(session);
        await succeed(session, "destroy", "--skip-preview");
        await assertGone(session);
      }));
  }

  it("production does so too, and its teardown takes two steps", () =>
    rehearsing({ stack: "production", policyPack }, async (session) => {
      await deploy(session);
      await assertSettled(session);

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
