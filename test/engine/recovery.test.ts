// The engine is killed at a call: recovery finds what was made, and the next run goes on from there without a leak.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import { killed, recovered } from "./support/killing";
import {
  assertGone,
  assertNoLeak,
  assertSettled,
  inSession,
  inTemporaryFolder,
  succeed,
} from "./support/rehearsals";

const projectDirectory = path.join(__dirname, "fixtures", "recovery");
const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];

async function rehearsingSmall(work: (session: Session) => Promise<void>): Promise<void> {
  await inTemporaryFolder((directory) =>
    inSession({ stack: "small", directory, projectDirectory, skipCheckpoints: false }, work),
  );
}

/** Changes the form of the system. */
function form(session: Session, change: Readonly<Record<string, unknown>>): void {
  session.change((settings) => {
    const before = settings.config?.["killed:form"] as object;
    return { ...settings, config: { ...settings.config, "killed:form": { ...before, ...change } } };
  });
}

type Kill = readonly [urn: string, operation: "create" | "update" | "delete", done: boolean];

/**
 * Runs a command, killed at each of these in turn with a recovery after each, and then to its end. Fails unless each
 * recovery says of that call what is true.
 */
async function killedInTurn(
  session: Session,
  args: readonly string[],
  kills: readonly Kill[],
): Promise<void> {
  for (const [urn, operation, done] of kills) {
    const met = await killed(session, args, { match: { urn, operation }, done });
    assert.ok(met, `no ${operation} of ${urn}`);
    const said = (await recovered(session)).lines.join("\n");
    const fate = {
      create: done ? "adopted" : "never made",
      update: "read anew",
      delete: "read anew",
    };
    const name = urn.slice(urn.indexOf("::") + 2);
    const [type = ""] = urn.split("::");
    assert.match(said, new RegExp(`^\\w+ ${name} \\(\\S+:${type}\\): .*${fate[operation]}`, "m"));
    await assertNoLeak(session);
  }
  await succeed(session, ...args);
}

describe("an engine that is killed", () => {
  it("while it creates, goes on with what it has made", () =>
    rehearsingSmall(async (session) => {
      await killedInTurn(session, up, [
        ["Vpc::net", "create", false],
        ["Cluster::cluster", "create", true],
        ["Namespace::shop", "create", false],
        ["ConfigMap::settings", "create", true],
      ]);
      form(session, { block: "10.1.0.0/16" });
      await killedInTurn(session, up, [
        ["Vpc::spare", "create", true],
        ["RouteTableAssociation::spare", "create", false],
        ["RouteTableAssociation::spare", "create", true],
      ]);
      form(session, { text: "one" });
      await killedInTurn(session, up, [
        ["Zone::zone", "create", true],
        ["Record::record", "create", true],
      ]);
      await assertSettled(session);
    }));

  it("while it updates and replaces, goes on with what it has changed", () =>
    rehearsingSmall(async (session) => {
      form(session, { block: "10.1.0.0/16" });
      await succeed(session, ...up);
      form(session, { logs: "two" });
      await killedInTurn(session, up, [
        ["LogGroup::logs", "update", false],
        ["LogGroup::logs", "update", true],
      ]);
      form(session, { settings: "two" });
      await killedInTurn(session, up, [
        ["Namespace::shop", "update", true],
        ["ConfigMap::settings", "create", true],
      ]);
      form(session, { policy: "AmazonEKSVPCResourceController" });
      await killedInTurn(session, up, [["RolePolicyAttachment::worker", "create", true]]);
      form(session, { block: "10.2.0.0/16" });
      await killedInTurn(session, up, [
        ["Vpc::spare", "create", false],
        ["Vpc::spare", "create", true],
        ["RouteTableAssociation::spare", "create", true],
        ["Subnet::spare", "delete", false],
        ["Vpc::spare", "delete", true],
      ]);
      await assertSettled(session);
    }));

  it("while it deletes, goes on with what is left", () =>
    rehearsingSmall(async (session) => {
      form(session, { text: "one" });
      await succeed(session, ...up);
      form(session, { text: "" });
      await killedInTurn(session, up, [["Zone::zone", "delete", true]]);
      await assertSettled(session);
      await killedInTurn(session, destroy, [
        ["Namespace::shop", "delete", true],
        ["Cluster::cluster", "delete", false],
        ["Cluster::cluster", "delete", true],
      ]);
      await assertGone(session);
    }));
});
