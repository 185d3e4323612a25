// Growth moves nothing: what comes and goes changes its own resources and a short list of spanning ones.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import {
  type Change,
  assertGone,
  assertSettled,
  changes,
  rehearsing,
  setting,
  succeed,
} from "./support/rehearsals";

type Regions = Record<string, { zones: string[] }>;

const regions = (change: (regions: Regions) => Regions): Change =>
  setting("platform", (platform) => ({
    ...platform,
    regions: change(platform["regions"] as Regions),
  }));

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

/** Applies the settings and answers what that changed. */
async function apply(session: Session, change: Change): Promise<string[]> {
  session.change(change);
  return changes((await succeed(session, "up", "--skip-preview")).events);
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
    rehearsing({ stack: "dev" }, async (session) => {
      await succeed(session, "up", "--skip-preview");
      const before = await inputsByUrn(session);
      const added = await apply(
        session,
        regions((before) => ({
          ...before,
          "us-east-1": { zones: ["us-east-1a", "us-east-1b"] },
        })),
      );
      assertMovesNothing(added, "create", /us-east-1/);
      await assertSettled(session);
      assertMovesNothing(await apply(session, (same) => same), "delete", /us-east-1/);
      await assertSettled(session);
      assert.deepEqual(await inputsByUrn(session), before);
    }));

  it("by a zone and back replaces nothing", () =>
    rehearsing({ stack: "dev" }, async (session) => {
      await succeed(session, "up", "--skip-preview");
      const third = regions((before) => ({
        ...before,
        "eu-west-1": { zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
      }));
      const added = await apply(session, third);
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
      await assertSettled(session);
      const removed = await apply(session, (same) => same);
      assert.deepEqual(
        removed.filter((change) => !["delete", "update"].includes(operationOf(change))),
        [],
      );
      await assertSettled(session);
    }));

  it("from an undelegated domain to a delegated one only adds", () => {
    const delegated = (is: boolean): Change =>
      setting("platform", (platform) => ({
        ...platform,
        domain: { name: "dev.example.com", zone: { kind: "create", delegated: is } },
      }));
    return rehearsing({ stack: "dev", settings: delegated(false) }, async (session) => {
      const { stdout } = await succeed(session, "up", "--skip-preview");
      assert.match(stdout, /nameServers\s*: \[/);
      assert.doesNotMatch(stdout, /publicUrl/);
      const types = (await session.exportState()).resources.map(({ type }) => type);
      assert.ok(!types.includes("aws:acm/certificate:Certificate"));
      await assertSettled(session);

      const added = await apply(session, delegated(true));
      const others = added.filter((change) => operationOf(change) !== "create");
      assert.deepEqual(
        others.filter((change) => !(typeOf(change) in spanning)),
        [],
      );
      await assertSettled(session);
      await succeed(session, "destroy", "--skip-preview");
      await assertGone(session);
    });
  });
});
