/**
 * Lives a generated life on the real engine. After every step the state and the rehearsal cloud agree, another run
 * would do nothing, in whatever order the system is written down, and nothing exists that the state does not know.
 */
import assert from "node:assert/strict";

import { exportedFrom } from "../../../rehearsal/session/state";
import { assertSameWorld, type CanonicalWorld, canonicalWorld } from "./canonical";
import { keepingData } from "./data";
import { backwards, type Life, returning, type Step } from "./generated";
import { rehearsingInline, type InlineSession } from "./inline";
import { meet } from "./mishaps";
import { assertGone, assertNoLeak, assertSettled, drift, succeed } from "./rehearsals";
import { declareSmall, type SmallSystem } from "./small-system";

const up = ["up", "--skip-preview"];

/** A life that broke a promise: the step, why, and the state that the step began with. */
export class BrokenLife extends Error {
  constructor(
    readonly step: number,
    readonly state: string,
    cause: unknown,
  ) {
    super(`step ${step + 1}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Throws a BrokenLife at the first step that breaks a promise. */
export async function live(life: Life): Promise<void> {
  await rehearsingInline({}, async (session) => {
    let first: CanonicalWorld | undefined;
    const back = returning(life);
    for (const [index, step] of [...life, ...(back ? [back] : [])].entries()) {
      const before = exportedFrom(session.stateFile);
      try {
        // A teardown is meant to delete.
        if (step.event.kind === "destroy") await take(session, step);
        else await keepingData(session, () => take(session, step));
        await assertAgreed(session, step.system);
        // A, then B, then A is A.
        first ??= await asked(session);
        if (index === life.length) {
          assertSameWorld(await asked(session), first);
        }
      } catch (cause) {
        throw new BrokenLife(index, before, cause);
      }
    }
    await succeed(session, "destroy", "--skip-preview");
    await assertGone(session);
  });
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

async function take(session: InlineSession, { system, event }: Step): Promise<void> {
  declareSmall(session, system);
  switch (event.kind) {
    case "fault":
    case "kill":
      await meet(session, up, event, [event.nth]);
      break;
    case "outage":
      await without(session, event.region);
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
      return;
    case "up":
      break;
  }
  await succeed(session, ...up);
}

/** Deploys while a region is down, and fails where the state forgets what stands there. */
async function without(session: InlineSession, region: string): Promise<void> {
  const known = await urns(session);
  await session.world.ask("region", { region, down: true });
  await session.pulumi([...up, "--continue-on-error"]);
  await session.world.ask("region", { region, down: false });
  const now = await urns(session);
  const { objects } = await session.world.ask("inspect", {});
  const existing = new Set(objects.map(({ urn }) => urn));
  assert.deepEqual(
    [...known].filter((urn) => existing.has(urn) && !now.has(urn)),
    [],
    "the state has forgotten what still exists",
  );
  await assertNoLeak(session);
}

async function urns(session: InlineSession): Promise<ReadonlySet<string>> {
  return new Set((await session.exportState()).resources.map(({ urn }) => urn));
}

async function assertAgreed(session: InlineSession, system: SmallSystem): Promise<void> {
  declareSmall(session, backwards(system));
  await assertSettled(session);
}
