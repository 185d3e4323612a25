// The engine is killed at a call: recovery finds what was made, and the next run goes on from there without a leak.
import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, it } from "mocha";

import { isOpen, recoverRehearsal } from "../../rehearsal/cli/recovery";
import { type Folders, foldersIn, rehearsalDirectory } from "../../rehearsal/session/folders";
import type { Session } from "../../rehearsal/session/session";
import { recordedIn, stateFileIn } from "../../rehearsal/session/state";
import { sample, seed } from "../support/extent";
import { deploy, type Form } from "./fixtures/recovery/stacks/killed";
import { during } from "./support/failing";
import { rehearsingInline } from "./support/inline";
import { killed, recovered } from "./support/killing";
import {
  assertGone,
  assertNoLeak,
  assertSettled,
  inSession,
  inTemporaryFolder,
  succeed,
} from "./support/rehearsals";
import { thorough } from "./support/thorough";

const repository = path.join(__dirname, "..", "..");
const projectDirectory = path.join(__dirname, "fixtures", "recovery");
const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];

/** Rehearses the system, and hands out a way to change its form, one change upon the other. */
async function rehearsingSmall(
  work: (session: Session, change: (change: Partial<Form>) => void) => Promise<void>,
): Promise<void> {
  await rehearsingInline({ stack: "small", projectDirectory }, async (session) => {
    let form = session.settings.config?.["killed:form"] as Form;
    const change = (changed: Partial<Form>): void => {
      form = { ...form, ...changed };
      session.declare(() => {
        deploy(form);
      });
    };
    change({});
    await work(session, change);
  });
}

type Kill = readonly [urn: string, operation: "create" | "update" | "delete", done: boolean];

/**
 * Runs a command, killed at each of these in turn with a recovery after each, and then to its end. Fails unless each
 * recovery says of that call what is true. `npm test` draws one of them.
 */
async function killedInTurn(
  session: Session,
  args: readonly string[],
  kills: readonly Kill[],
): Promise<void> {
  for (const [urn, operation, done] of sample(kills, kills.length, 1)) {
    const when = `${operation} of ${urn}, ${done ? "after" : "before"} it is done`;
    await during(`killed at the ${when}`, async () => {
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
    });
  }
  await succeed(session, ...args);
}

describe(`an engine that is killed (ARCHIPELAGO_SEED=${seed})`, () => {
  it("while it creates, goes on with what it has made", () =>
    rehearsingSmall(async (session, form) => {
      await killedInTurn(session, up, [
        ["Vpc::net", "create", false],
        ["Cluster::cluster", "create", true],
        ["Namespace::shop", "create", false],
        ["ConfigMap::settings", "create", true],
      ]);
      form({ block: "10.1.0.0/16" });
      await killedInTurn(session, up, [
        ["Vpc::spare", "create", true],
        ["RouteTableAssociation::spare", "create", false],
        ["RouteTableAssociation::spare", "create", true],
      ]);
      form({ text: "one" });
      await killedInTurn(session, up, [
        ["Zone::zone", "create", true],
        ["Record::record", "create", true],
      ]);
      await assertSettled(session);
    }));

  thorough("while it updates and replaces, goes on with what it has changed", () =>
    rehearsingSmall(async (session, form) => {
      form({ block: "10.1.0.0/16" });
      await succeed(session, ...up);
      form({ logs: "two" });
      await killedInTurn(session, up, [
        ["LogGroup::logs", "update", false],
        ["LogGroup::logs", "update", true],
      ]);
      form({ settings: "two" });
      await killedInTurn(session, up, [
        ["Namespace::shop", "update", true],
        ["ConfigMap::settings", "create", true],
      ]);
      form({ policy: "AmazonEKSVPCResourceController" });
      await killedInTurn(session, up, [["RolePolicyAttachment::worker", "create", true]]);
      form({ block: "10.2.0.0/16" });
      await killedInTurn(session, up, [
        ["Vpc::spare", "create", false],
        ["Vpc::spare", "create", true],
        ["RouteTableAssociation::spare", "create", true],
        ["Subnet::spare", "delete", false],
        ["Vpc::spare", "delete", true],
      ]);
      await assertSettled(session);
    }),
  );

  thorough("while it deletes, goes on with what is left", () =>
    rehearsingSmall(async (session, form) => {
      form({ text: "one" });
      await succeed(session, ...up);
      form({ text: "" });
      await killedInTurn(session, up, [["Zone::zone", "delete", true]]);
      await assertSettled(session);
      await killedInTurn(session, destroy, [
        ["Namespace::shop", "delete", true],
        ["Cluster::cluster", "delete", false],
        ["Cluster::cluster", "delete", true],
      ]);
      await assertGone(session);
    }),
  );

  it("and then not recovered, warns in the next run; a later recovery takes nothing from what that made", () =>
    rehearsingSmall(async (session, form) => {
      await succeed(session, ...up);
      for (const [block, urn, done] of [
        ["10.1.0.0/16", "Vpc::spare", true],
        ["10.2.0.0/16", "RouteTableAssociation::spare", false],
      ] as const) {
        form({ block });
        assert.ok(await killed(session, up, { match: { urn, operation: "create" }, done }));
        await succeed(session, "cancel", "--yes");
      }
      const { stdout, stderr } = await succeed(session, ...up);
      assert.match(stdout + stderr, /with \d+ pending operations? from previous deployment/);
      assert.match(stdout + stderr, /Vpc::spare, interrupted while creating/);
      const [side] = await idsOf(session, association);

      const recovery = await recoverRehearsal(session);
      assert.ok(recovery.settled, recovery.lines.join("\n"));
      const [net, leaked, used, ...more] = await idsOf(session, "aws:ec2/vpc:Vpc");
      assert.deepEqual(more, []);
      const said = recovery.lines.join("\n");
      assert.match(said, new RegExp(`adopted ${leaked}, which a later run has made again`));
      assert.match(
        said,
        /creating spare \(\S+Association\): nothing to adopt; the state has \S+ already/,
      );
      await succeed(session, ...up);
      assert.deepEqual(await idsOf(session, "aws:ec2/vpc:Vpc"), [net, used]);
      assert.deepEqual(await idsOf(session, association), [side]);
      await assertSettled(session);
    }));

  thorough("and cannot be read by its recovery, is read by the next run or the next recovery", () =>
    rehearsingSmall(async (session) => {
      const region = "eu-west-1";
      const kills = [
        ["Vpc::net", true, /net \(\S+\): adopted \S+, which could not be read/],
        ["Cluster::cluster", false, /cluster \(\S+\): could not be read, and stays open/],
      ] as const;
      for (const [urn, done, said] of kills) {
        assert.ok(await killed(session, up, { match: { urn, operation: "create" }, done }));
        await succeed(session, "cancel", "--yes");
        await session.world.ask("region", { region, down: true });
        const { lines, settled } = await recoverRehearsal(session);
        assert.equal(settled, false);
        assert.match(lines.join("\n"), said);
        await session.world.ask("region", { region, down: false });
      }
      assert.ok(isOpen(session));
      const { lines, settled } = await recoverRehearsal(session);
      assert.match(lines.join("\n"), /cluster \(\S+\): was never made/);
      assert.ok(settled && !isOpen(session));
      await succeed(session, ...up);
      await assertSettled(session);
    }),
  );

  it("together with its command, is recovered from by the same command", () =>
    inTemporaryFolder(async (folder) => {
      const project = clone(folder);
      const directory = rehearsalDirectory(project, "small");
      const folders = foldersIn(directory);
      fs.writeFileSync(path.join(project, "faults.json"), JSON.stringify(hanging));
      const first = command(project);
      while (!isPending(folders)) {
        assert.equal(first.exitCode, null, "the run ended before it was killed");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      for (const pid of [...pulumisOf(folder), first.pid]) process.kill(Number(pid), "SIGKILL");
      await once(first, "close");

      const second = await promisify(execFile)(process.execPath, rehearse, { cwd: project });
      const said = second.stdout + second.stderr;
      assert.match(said, /An earlier run was killed; its lock has been cleared\./);
      assert.match(
        said,
        /A killed run had left \d+ operations open; what it made is in the state now\./,
      );
      await inSession({ stack: "small", projectDirectory: project, directory }, assertSettled);
    }));
});

const rehearse = ["tools/rehearse.mjs", "small", "up"];

const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const clusterType = "aws:eks/cluster:Cluster";

/** The cluster is made, and nobody hears of it. */
const hanging = {
  rules: [{ match: { type: clusterType }, effect: { kind: "hang", seconds: 600, done: true } }],
};

function command(cwd: string): ChildProcess {
  const args = [...rehearse, "--faults", "faults.json"];
  return spawn(process.execPath, args, { cwd, detached: true, stdio: "ignore" });
}

/** What a user clones, with the small system for a program. */
function clone(folder: string): string {
  const project = path.join(folder, "project");
  fs.cpSync(projectDirectory, project, { recursive: true });
  for (const part of ["rehearsal", "tools", "package.json", "package-lock.json", "tsconfig.json"]) {
    fs.cpSync(path.join(repository, part), path.join(project, part), { recursive: true });
  }
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(project, "node_modules"));
  return project;
}

/** Whether the cluster's creation is recorded as begun: it stays so, as nobody answers. */
function isPending({ state }: Folders): boolean {
  const { pendingOperations } = recordedIn(stateFileIn(state, "killed", "small"));
  return pendingOperations.some(({ resource }) => resource.type === clusterType);
}

/** The Pulumi of a project: it leads a process group of its own, and dies alone. */
function pulumisOf(folder: string): readonly string[] {
  const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .filter((line) => line.includes(folder) && line.includes("/pulumi up "))
    .flatMap((line) => line.trim().split(" ")[0] ?? []);
}

/** The ids of all objects of a type, in the order of their making. */
async function idsOf(session: Session, type: string): Promise<readonly string[]> {
  const { objects } = await session.world.ask("inspect", { type });
  return objects.map(({ id }) => id);
}
