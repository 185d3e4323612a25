// Growth moves nothing: what comes and goes changes its own resources and a short list of spanning ones.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import { type InlineSession, rehearsingInline } from "./support/inline";
import { assertGone, assertSettled, changes, succeed } from "./support/rehearsals";
import { declareSmall, smallest } from "./support/small-system";

/** The only resources that a region's coming or going may change in place, each with its reason. */
const spanning: Readonly<Record<string, string>> = {
  "aws:dynamodb/table:Table": "the table holds its list of replicas",
  "aws:route53/zone:Zone": "the private zone holds its list of VPCs",
  "aws:iam/rolePolicy:RolePolicy": "a service's role covers its stores in all regions",
  "aws:cloudwatch/dashboard:Dashboard": "the system's dashboard shows the regions side by side",
};

const typeOf = (change: string) => change.split("::")[2]?.split("$").at(-1) ?? "";
const nameOf = (change: string) => change.slice(change.lastIndexOf("::") + 2);
const operationOf = (change: string) => change.split(" ")[0] ?? "";

/** Deploys what the session's program says now, and answers what that changed. */
async function apply(session: Session): Promise<string[]> {
  return changes((await succeed(session, "up", "--skip-preview")).events);
}

/** Deploys the smallest system with its zones changed, or regions added, and answers what that changed. */
async function applyRegions(
  session: InlineSession,
  regions: Readonly<Record<string, string>>,
): Promise<string[]> {
  declareSmall(session, { ...smallest, regions });
  return await apply(session);
}

/** What was asked of the cloud for everything that exists. */
async function inputsByUrn(session: Session): Promise<Record<string, unknown>> {
  const { objects } = await session.world.ask("inspect", {});
  const own = objects.filter(({ urn, owner }) => urn !== undefined && owner === undefined);
  return Object.fromEntries(own.map(({ urn, inputs }): [string, unknown] => [urn ?? "", inputs]));
}

/** Fails where a change is neither of what comes or goes nor in the list of spanning types. */
function assertMovesNothing(all: readonly string[], operation: string, own: RegExp): void {
  assert.ok(all.some((change) => operationOf(change) === operation));
  for (const change of all) {
    if (operationOf(change) === "update") {
      assert.ok(typeOf(change) in spanning, `changed in place: ${change}`);
    } else {
      assert.equal(operationOf(change), operation, change);
      assert.match(nameOf(change), own, `not its own: ${change}`);
    }
  }
}

describe("growth", () => {
  it("by a region and back changes nothing in the others", () =>
    rehearsingInline({}, async (session) => {
      await applyRegions(session, smallest.regions);
      const before = await inputsByUrn(session);
      const added = await applyRegions(session, { ...smallest.regions, "us-east-1": "ab" });
      assertMovesNothing(added, "create", /us-east-1/);
      assertMovesNothing(await applyRegions(session, smallest.regions), "delete", /us-east-1/);
      await assertSettled(session);
      assert.deepEqual(await inputsByUrn(session), before);
    }));

  it("by a zone and back replaces nothing", () =>
    rehearsingInline({}, async (session) => {
      await applyRegions(session, smallest.regions);
      const added = await applyRegions(session, { "eu-west-1": "abc" });
      assert.deepEqual(
        added.filter((change) => !["create", "update"].includes(operationOf(change))),
        [],
      );
      assert.deepEqual(
        added.filter(
          (change) => operationOf(change) === "create" && !nameOf(change).includes("eu-west-1c"),
        ),
        [],
      );
      const removed = await applyRegions(session, smallest.regions);
      assert.deepEqual(
        removed.filter((change) => !["delete", "update"].includes(operationOf(change))),
        [],
      );
      await assertSettled(session);
    }));

  it("from an undelegated domain to a delegated one only adds", () =>
    rehearsingInline({}, async (session) => {
      declareSmall(session, { ...smallest, delegated: false });
      await apply(session);
      const types = (await session.exportState()).resources.map(({ type }) => type);
      assert.ok(!types.includes("aws:acm/certificate:Certificate"));
      await assertSettled(session);

      declareSmall(session, smallest);
      const added = await apply(session);
      const others = added.filter((change) => operationOf(change) !== "create");
      assert.deepEqual(
        others.filter((change) => !(typeOf(change) in spanning)),
        [],
      );
      await assertSettled(session);
      await succeed(session, "destroy", "--skip-preview");
      await assertGone(session);
    }));
});
