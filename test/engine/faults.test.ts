// What goes wrong in the cloud leaves nothing behind: the next run ends where a run without it ends.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import type { JournalEntry } from "../../rehearsal/world/protocol";
import type { FaultMatch, FaultRule } from "../../rehearsal/world/faults";
import { sample, seed } from "../support/extent";
import { assertSameWorld, type CanonicalWorld, canonicalWorld } from "./support/canonical";
import { during } from "./support/failing";
import { inInlineSession, rehearsingInline } from "./support/inline";
import {
  assertGone,
  assertNoLeak,
  assertSettled,
  changes,
  fail,
  inTemporaryFolder,
  succeed,
} from "./support/rehearsals";
import { repaired } from "./support/mishaps";
import { declareSmall, smallest, type SmallSystem } from "./support/small-system";

const natGateway = "aws:ec2/natGateway:NatGateway";
const cluster = "aws:eks/cluster:Cluster";
const table = "aws:dynamodb/table:Table";
const record = "aws:route53/record:Record";
const deployment = "kubernetes:apps/v1:Deployment";
const autoscaler = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

/** One call of each type is refused: the second where there are several. `npm test` takes two types. */
const faults = (operation: "create" | "update" | "delete", many: string[], one: string[]) =>
  sample(
    [
      ...one.map((type) => ({ match: { type, operation }, nth: 1 })),
      ...many.map((type) => ({ match: { type, operation }, nth: 2 })),
    ],
    operation.length,
    2,
  );

/**
 * Runs a command until it succeeds while calls of it are refused, each once. Fails unless every failing run
 * is due to a fault, leaves nothing that the state does not know, and there are as many as there can be.
 */
async function persist(
  session: Session,
  args: readonly string[],
  rules: readonly { readonly match: FaultMatch; readonly nth: number }[],
): Promise<void> {
  for (const rule of rules) {
    await session.world.ask("fault", { add: { ...rule, effect: { kind: "fail" } } });
  }
  const metSoFar = async () => {
    const { faults } = await session.world.ask("fault", { list: true });
    return faults.reduce((sum, { met }) => sum + met, 0);
  };
  await during(`faults: ${JSON.stringify(rules)}`, async () => {
    let met = 0;
    while (met < rules.length) {
      const said = await fail(session, ...args);
      assert.match(said, /a fault that the rehearsal was told to make/);
      const now = await metSoFar();
      assert.ok(now > met, `failed without a fault:\n${said}`);
      met = now;
      await assertNoLeak(session);
    }
    await succeed(session, ...args);
  });
  const { faults } = await session.world.ask("fault", { list: true });
  for (const { id } of faults) await session.world.ask("fault", { remove: id });
}

/** Changes something of every service in place. */
const larger = (system: SmallSystem): SmallSystem => ({
  ...system,
  services: Object.fromEntries(
    Object.entries(system.services).map(([key, spec]) => [
      key,
      { ...spec, replicas: 3, ...(spec.version === 0 ? {} : { version: 2 }) },
    ]),
  ),
});
/** Changes most resources in place. */
const labelled: SmallSystem = { ...larger(smallest), tags: { team: "shop" } };

interface Worlds {
  readonly created: CanonicalWorld;
  readonly changed: CanonicalWorld;
}

/** What a run without faults comes to; and that a world is found again as it was left. */
async function withoutFaults(): Promise<Worlds> {
  return await inTemporaryFolder(async (directory) => {
    const left = await inInlineSession({ directory }, async (session) => {
      declareSmall(session, smallest);
      await succeed(session, "up", "--skip-preview");
      const created = await canonicalWorld(session);
      await session.world.ask("region", { region: "us-west-2", down: true });
      return { created, ...(await session.world.ask("inspect", {})) };
    });
    return await inInlineSession({ directory }, async (session) => {
      declareSmall(session, smallest);
      const { digest, down } = await session.world.ask("inspect", {});
      assert.equal(digest, left.digest);
      assert.deepEqual(down, ["us-west-2"]);
      assertSameWorld(await canonicalWorld(session), left.created);
      await assertSettled(session);
      declareSmall(session, labelled);
      await succeed(session, "up", "--skip-preview");
      return { created: left.created, changed: await canonicalWorld(session) };
    });
  });
}

let worlds: Promise<Worlds> | undefined;
const faultless = () => (worlds ??= withoutFaults());

describe(`a call that fails (ARCHIPELAGO_SEED=${seed})`, () => {
  it("not at all, leaves a world that a later session finds as it was", async () => {
    await faultless();
  });

  it("while something is created, updated or deleted, is made good by the next run", () =>
    rehearsingInline({}, async (session) => {
      declareSmall(session, smallest);
      const { created, changed } = await faultless();
      const creates = faults("create", [record, deployment], [natGateway, cluster, table]);
      await persist(session, ["up", "--skip-preview"], creates);
      assertSameWorld(await canonicalWorld(session), created);

      declareSmall(session, labelled);
      const updates = faults("update", [autoscaler], [cluster, table, deployment]);
      await persist(session, ["up", "--skip-preview", "--continue-on-error"], updates);
      assertSameWorld(await canonicalWorld(session), changed);
      await assertSettled(session);

      const deletes = faults("delete", [record, deployment], [natGateway, cluster, table]);
      await persist(session, ["destroy", "--skip-preview", "--continue-on-error"], deletes);
      await assertGone(session);
    }));
});

/** Runs a command, one step at a time, and ends the stand-ins while they wait for an answer of the nth such call. */
async function dying(
  session: Session,
  args: readonly string[],
  rule: Pick<FaultRule, "match" | "effect" | "nth">,
): Promise<void> {
  const { faults } = await session.world.ask("fault", { set: { rules: [rule] } });
  const [, standIns = 0] = session.pids;
  let going = true;
  const running = session.pulumi([...args, "--parallel", "1"]).finally(() => (going = false));
  const failed = assert.rejects(
    running,
    /The provider stand-ins have ended \(SIGKILL\).* lived on: the same command goes on from there/,
  );
  const hangs = async () => {
    const now = (await session.world.ask("fault", { list: true })).faults;
    return now.some(({ id, met }) => id === faults[0]?.id && met > 0);
  };
  while (!(await hangs())) {
    assert.ok(going, "the run ended before a call hung");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { digest } = await session.world.ask("inspect", {});
  process.kill(standIns, "SIGKILL");
  await failed;
  assert.equal((await session.world.ask("inspect", {})).digest, digest);
}

describe("a provider stand-in that dies", () => {
  it("fails the run clearly and leaves the world, and the same session goes on to its end", () =>
    rehearsingInline({}, async (session) => {
      declareSmall(session, smallest);
      const { created } = await faultless();
      const waits = { kind: "hang", seconds: 600 } as const;
      const up = ["up", "--skip-preview"];
      await dying(session, up, { match: { operation: "create" }, effect: waits, nth: 40 });
      await assertNoLeak(session);
      await succeed(session, ...up);
      assertSameWorld(await canonicalWorld(session), created);
      await assertSettled(session);

      // What is gone already when the answer is lost is not missed.
      const match = { operation: "delete" } as const;
      const destroy = ["destroy", "--skip-preview"];
      await dying(session, destroy, { match, effect: { ...waits, done: true }, nth: 10 });
      await succeed(session, ...destroy);
      await assertGone(session);
    }));
});

/** Waits until the cloud has made that many things in a region, while the run goes on. */
async function madeIn(
  session: Session,
  region: string,
  count: number,
  run: Promise<unknown>,
): Promise<void> {
  let going = true;
  void run.finally(() => (going = false));
  for (;;) {
    const made = done(await calls(session), "create").filter(({ scope }) => scope === region);
    if (made.length >= count) return;
    assert.ok(going, `the run ended with ${made.length} things in ${region}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Those of a list of calls that did something. */
function done(
  all: readonly JournalEntry[],
  operation: JournalEntry["operation"],
): readonly JournalEntry[] {
  return all.filter((call) => call.operation === operation && call.result === "ok");
}

async function calls(session: Session): Promise<readonly JournalEntry[]> {
  return (await session.world.ask("journal", {})).calls;
}

const urns = async (session: Session) =>
  new Set((await session.exportState()).resources.map(({ urn }) => urn));

/** Fails unless all that a state knew is in it still, and nothing exists beside it. */
async function assertNothingLost(session: Session, before: ReadonlySet<string>): Promise<void> {
  const now = await urns(session);
  assert.deepEqual(
    [...before].filter((urn) => !now.has(urn)),
    [],
  );
  await assertNoLeak(session);
}

describe("a region that goes down", () => {
  const region = "us-east-1";
  const goes = (session: Session, down: boolean) => session.world.ask("region", { region, down });

  it("stops an update that needs it, keeps no other from its change or its end, and costs nothing", () =>
    rehearsingInline({}, async (session) => {
      const both = { ...smallest, regions: { "eu-west-1": "ab", [region]: "ab" } };
      declareSmall(session, both);
      const up = ["up", "--skip-preview"];
      const updating = session.pulumi(up);
      await madeIn(session, region, 20, updating);
      await goes(session, true);
      const { exitCode, stdout } = await updating;
      assert.notEqual(exitCode, 0);
      assert.doesNotMatch(stdout, /panic|unhandled|^\s+at /m);
      const made = done(await calls(session), "create");
      await assertNothingLost(session, new Set(made.map(({ urn }) => urn)));

      // What cannot be reached is not taken for gone, and the rest is read.
      const kept = await urns(session);
      const asked = await session.world.ask("journal", {});
      await fail(session, "refresh", "--skip-preview");
      await assertNothingLost(session, kept);
      const reads = (await session.world.ask("journal", { since: asked.mark })).calls;
      const read = new Set(done(reads, "read").map(({ urn }) => urn));
      const elsewhere = made.filter(({ scope }) => scope !== region);
      assert.deepEqual(
        elsewhere.filter(({ urn }) => !read.has(urn)),
        [],
      );
      await goes(session, false);
      await succeed(session, ...up);

      // A change of all regions is done in those that are there.
      await goes(session, true);
      declareSmall(session, larger(both));
      const planned = changes((await succeed(session, "preview")).events);
      const whole = await urns(session);
      const { mark } = await session.world.ask("journal", {});
      await fail(session, ...up, "--continue-on-error");
      await assertNothingLost(session, whole);
      const { calls: since } = await session.world.ask("journal", { since: mark });
      const updated = done(since, "update");
      assert.ok(updated.length > 0);
      assert.deepEqual(
        updated.map(({ urn }) => `update ${urn}`).sort(),
        planned.filter((change) => !change.includes(region)),
      );
      await goes(session, false);
      const rest = changes((await succeed(session, ...up)).events);
      assert.deepEqual(
        rest,
        planned.filter((change) => change.includes(region)),
      );
      await assertSettled(session);

      // A teardown takes away what it reaches and forgets nothing of the rest.
      await goes(session, true);
      const torn = await session.world.ask("journal", {});
      await fail(session, "destroy", "--skip-preview", "--continue-on-error");
      await repaired(session);
      await assertNoLeak(session);
      const { calls: after } = await session.world.ask("journal", { since: torn.mark });
      const gone = done(after, "delete");
      assert.ok(gone.some(({ scope }) => scope === "eu-west-1"));
      assert.deepEqual(
        gone.filter(({ scope }) => scope === region),
        [],
      );
      await goes(session, false);
      await succeed(session, "destroy", "--skip-preview");
      await assertGone(session);
    }));
});
