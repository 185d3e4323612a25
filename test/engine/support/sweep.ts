/**
 * A mishap at each changing call in turn, over the smallest system that has every type in it: the run after it ends in
 * the same world as one without, with nothing made twice and nothing left over.
 */
import assert from "node:assert/strict";
import { it } from "mocha";

import { models } from "../../../rehearsal/models/index";
import { drawn, sample, whole } from "../../support/extent";
import { assertSameWorld, type CanonicalWorld, canonicalWorld } from "./canonical";
import { keepingData } from "./data";
import { type InlineSession, rehearsingInline } from "./inline";
import { type Call, type Mishap, changingCalls, meet } from "./mishaps";
import { assertGone, assertSettled, succeed } from "./rehearsals";
import { declareSmall, grown, smallest, type SmallSystem } from "./small-system";

const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];
/** Every modelled type is in both. */
const first: SmallSystem = { ...smallest, beside: true };
const second: SmallSystem = { ...grown, beside: true };
const tenMinutes = 600_000;

/** The calls of a creation, a change and a teardown. */
type Phases<T> = readonly [created: T, changed: T, destroyed: T];
type Calls = Phases<readonly Call[]>;

interface Faultless {
  readonly created: CanonicalWorld;
  readonly changed: CanonicalWorld;
  readonly calls: Calls;
}

async function withoutMishap(): Promise<Faultless> {
  return await rehearsingInline({}, async (session) => {
    declareSmall(session, first);
    const creates = await changingCalls(session, up);
    const types = new Set(creates.map(({ type }) => type));
    assert.deepEqual(
      [...models.keys()].filter((type) => !types.has(type)),
      [],
      "types that the system does not have",
    );
    assert.ok(creates.length > 140, `only ${creates.length} calls create the system`);
    const created = await canonicalWorld(session);
    declareSmall(session, second);
    const changes = await changingCalls(session, up);
    const changed = await canonicalWorld(session);
    return { created, changed, calls: [creates, changes, await changingCalls(session, destroy)] };
  });
}

/** Creates, changes and destroys the system with a mishap at these calls. Answers which of them met it. */
async function sweep(mishap: Mishap, [creates, changes, deletes]: Calls, without: Faultless) {
  return await rehearsingInline({}, async (session): Promise<Calls> => {
    const created = await apply(session, first, creates);
    assertSameWorld(await canonicalWorld(session), without.created);
    const changed = await apply(session, second, changes);
    assertSameWorld(await canonicalWorld(session), without.changed);
    await assertSettled(session);
    const destroyed = await meet(session, destroy, mishap, deletes);
    await succeed(session, ...destroy);
    await assertGone(session);
    return [created, changed, destroyed];
  });

  async function apply(
    session: InlineSession,
    system: SmallSystem,
    calls: readonly Call[],
  ): Promise<readonly Call[]> {
    declareSmall(session, system);
    return await keepingData(session, async () => {
      const met = await meet(session, up, mishap, calls);
      await succeed(session, ...up);
      return met;
    });
  }
}

/** Sweeps until each call has met the mishap, `atOnce` of each phase in one sweep, spread over it. */
async function sweepAll(mishap: Mishap, atOnce: number, without: Faultless): Promise<void> {
  let left = without.calls;
  while (left.some((calls) => calls.length > 0)) {
    const met = await sweep(mishap, map(left, spread(atOnce)), without);
    const before = left;
    left = map(left, (calls, phase) => calls.filter((call) => !met[phase]?.includes(call)));
    // What met nothing beside others will meet it alone.
    if (left.every((calls, phase) => calls.length === before[phase]?.length)) {
      assert.ok(atOnce > 1, `no such calls: ${JSON.stringify(left)}`);
      atOnce = 1;
    }
  }
}

function map<T, U>([a, b, c]: Phases<T>, change: (of: T, phase: number) => U): Phases<U> {
  return [change(a, 0), change(b, 1), change(c, 2)];
}

function spread(count: number): (calls: readonly Call[]) => readonly Call[] {
  return (calls) => {
    const stride = Math.ceil(calls.length / count);
    return calls.filter((_, index) => index % stride === 0);
  };
}

/**
 * A case for each mishap, at every call of every phase, so many in one life of the system. `npm test` draws one mishap
 * and one call of each phase.
 *
 * @param salt for what is drawn
 */
export function sweepOver(
  mishaps: Readonly<Record<string, Mishap>>,
  { atOnce, salt }: { readonly atOnce: number; readonly salt: number },
): void {
  let known: Promise<Faultless> | undefined;
  const faultless = () => (known ??= withoutMishap());
  for (const [name, mishap] of sample(Object.entries(mishaps), salt, 1)) {
    it(`is made good by the next run: ${name}`, async () => {
      const without = await faultless();
      if (whole) {
        await sweepAll(mishap, atOnce, without);
      } else {
        // The order of the calls is not the same in every run, but that there is an nth is.
        const share = drawn(2 + salt);
        const nth = (calls: readonly Call[]) => [1 + Math.floor(share * calls.length)];
        const met = await sweep(mishap, map(without.calls, nth), without);
        for (const calls of met) assert.equal(calls.length, 1, `at ${share} of all calls`);
      }
      // All calls in turn take as long as they take.
    }).timeout(whole ? 0 : tenMinutes);
  }
}
