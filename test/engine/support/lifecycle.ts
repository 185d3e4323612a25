/**
 * Lives a generated life on the real engine. After every step the state and the rehearsal cloud agree, another run
 * would do nothing, in whatever order the system is written down, and nothing exists that the state does not know.
 */
import assert from "node:assert/strict";

import type { Mishaps } from "../../../tools/fuzz/run.mjs";
import { assertSameWorld, type CanonicalWorld, canonicalWorld } from "./canonical";
import { keepingData } from "./data";
import { during } from "./failing";
import { backwards, type Life, returning, type Step } from "./generated";
import { rehearsingInline, type InlineSession } from "./inline";
import { meet } from "./mishaps";
import { assertGone, assertNoLeak, assertSettled, drift, succeed } from "./rehearsals";
import { declareSmall, type SmallSystem } from "./small-system";

const up = ["up", "--skip-preview"];

/** Throws an Error at the first step that breaks a promise. */
export async function live(life: Life): Promise<Mishaps> {
  const met: boolean[] = [];
  await rehearsingInline({}, async (session) => {
    let first: CanonicalWorld | undefined;
    const back = returning(life);
    for (const [index, step] of [...life, ...(back ? [back] : [])].entries()) {
      await during(`step ${index + 1}`, async () => {
        const happened =
          // A teardown is meant to delete.
          step.event.kind === "destroy"
            ? await take(session, step)
            : await keepingData(session, () => take(session, step));
        if (happened !== undefined) met.push(happened);
        await assertAgreed(session, step.system);
        // A, then B, then A is A.
        first ??= await asked(session);
        if (index === life.length) {
          assertSameWorld(await asked(session), first);
        }
      });
    }
    await during("the teardown at the end", async () => {
      await succeed(session, "destroy", "--skip-preview");
      await assertGone(session);
    });
  });
  return { planned: met.length, met: met.filter(Boolean).length };
}

/**
 * What was asked for, by URN: what exists for it has a history of its own, and so have the ids in it. What others leave
 * behind, such as keys that wait for their deletion, is left out.
 */
async function asked(session: InlineSession): Promise<CanonicalWorld> {
  const all = Object.entries(await canonicalWorld(session));
  return Object.fromEntries(
    all
      .filter(([key]) => key.startsWith("urn:"))
      .map(([key, value]) => {
        const { inputs } = JSON.parse(value) as { readonly inputs: unknown };
        return [key, JSON.stringify(inputs)];
      }),
  );
}

/** Answers whether a step's mishap kept a run from its end; undefined where none was planned. */
async function take(session: InlineSession, { system, event }: Step): Promise<boolean | undefined> {
  declareSmall(session, system);
  let met: boolean | undefined;
  switch (event.kind) {
    case "fault":
    case "kill":
      met = (await meet(session, up, event, [event.nth])).length > 0;
      break;
    case "outage":
      met = await without(session, event.region);
      break;
    case "destroy":
      await succeed(session, "destroy", "--skip-preview");
      await assertGone(session);
      break;
    case "refresh":
      await succeed(session, ...up);
      assert.deepEqual(
        drift((await succeed(session, "refresh", "--expect-no-changes")).events),
        [],
      );
      return undefined;
    case "up":
      break;
  }
  await succeed(session, ...up);
  return met;
}

/**
 * Deploys while a region is down, and fails where the state forgets what stands there, or where a call is refused that
 * has nothing to do with that region. Answers whether the run failed.
 */
async function without(session: InlineSession, region: string): Promise<boolean> {
  const known = await urns(session);
  const { mark } = await session.world.ask("journal", {});
  await session.world.ask("region", { region, down: true });
  const { exitCode } = await session.pulumi([...up, "--continue-on-error"]);
  await session.world.ask("region", { region, down: false });
  const { calls } = await session.world.ask("journal", { since: mark });
  assert.deepEqual(
    calls.filter(
      ({ operation, result, scope, urn }) =>
        operation !== "invoke" && result !== "ok" && scope !== region && !urn.includes(region),
    ),
    [],
    "calls that need nothing of the region are refused",
  );
  const now = await urns(session);
  const { objects } = await session.world.ask("inspect", {});
  const existing = new Set(objects.map(({ urn }) => urn));
  assert.deepEqual(
    [...known].filter((urn) => existing.has(urn) && !now.has(urn)),
    [],
    "the state has forgotten what still exists",
  );
  await assertNoLeak(session);
  return exitCode !== 0;
}

async function urns(session: InlineSession): Promise<ReadonlySet<string>> {
  return new Set((await session.exportState()).resources.map(({ urn }) => urn));
}

async function assertAgreed(session: InlineSession, system: SmallSystem): Promise<void> {
  declareSmall(session, backwards(system));
  await assertSettled(session);
}
