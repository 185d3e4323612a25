/**
 * A mishap at each changing call in turn, over the smallest system that has every type in it: the run after it ends in
 * the same world as one without, with nothing made twice and nothing left over.
 */
import assert from "node:assert/strict";
import { it } from "mocha";

import { models } from "../../../rehearsal/models/index";
import type { JournalEntry } from "../../../rehearsal/world/protocol";
import { drawn, sample, tellCases, whole } from "../../support/extent";
import { assertSameWorld, type CanonicalWorld, canonicalWorld } from "./canonical";
import { keepingData } from "./data";
import { during } from "./failing";
import { type InlineSession, rehearsingInline } from "./inline";
import { type Call, type Mishap, changingCalls, meet, tellCall } from "./mishaps";
import { assertGone, assertSettled, succeed } from "./rehearsals";
import { declareSmall, grown, smallest, type SmallSystem } from "./small-system";

const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];
/** Every modelled type is in both. */
const first: SmallSystem = { ...smallest, beside: "beside" };
const second: SmallSystem = { ...grown, beside: "aside" };
const aFew = 20;

/** The calls of a creation, a change and a teardown. */
type Phases<T> = readonly [created: T, changed: T, destroyed: T];
type Calls = Phases<readonly Call[]>;

/** Types of which the change from the first system to the second leaves everything as it is. */
const fixed = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:kms/alias:Alias",
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:route53/zoneAssociation:ZoneAssociation",
  "aws:cloudwatch/dashboard:Dashboard",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  "kubernetes:core/v1:ConfigMap",
  "kubernetes:core/v1:ServiceAccount",
  "kubernetes:policy/v1:PodDisruptionBudget",
  "docker:index/image:Image",
];
/** A type of which that change replaces something. */
const replaced = "aws:lb/targetGroup:TargetGroup";

interface Faultless {
  readonly created: CanonicalWorld;
  readonly changed: CanonicalWorld;
  readonly calls: Calls;
}

async function withoutMishap(): Promise<Faultless> {
  return await rehearsingInline({}, async (session) => {
    declareSmall(session, first);
    const creates = await changingCalls(session, up);
    assert.deepEqual(untouched(creates), [], "types that the system does not have");
    assert.ok(creates.length > 140, `only ${creates.length} calls create the system`);
    const created = await canonicalWorld(session);
    declareSmall(session, second);
    const changes = await changingCalls(session, up);
    const changed = await canonicalWorld(session);
    assert.deepEqual(untouched(changes), fixed);
    for (const operation of ["create", "delete"]) {
      const some = changes.some((call) => call.type === replaced && call.operation === operation);
      assert.ok(some, `no ${replaced} is replaced`);
    }
    return { created, changed, calls: [creates, changes, await changingCalls(session, destroy)] };
  });
}

/** The modelled types that none of the calls is for. */
function untouched(calls: readonly JournalEntry[]): readonly string[] {
  const types = new Set(calls.map(({ type }) => type));
  return [...models.keys()].filter((type) => !types.has(type));
}

/** Creates, changes and destroys the system with a mishap at these calls. Answers which of them met it. */
async function sweep(mishap: Mishap, calls: Calls, without: Faultless): Promise<Calls> {
  const [creates, changes, deletes] = calls;
  const told = `${JSON.stringify(mishap)} at ${JSON.stringify(map(calls, (of) => of.map(tellCall)))}`;
  return await during(told, () => rehearsingInline({}, live));

  async function live(session: InlineSession): Promise<Calls> {
    const created = await apply(session, first, creates);
    assertSameWorld(await canonicalWorld(session), without.created);
    const changed = await apply(session, second, changes);
    assertSameWorld(await canonicalWorld(session), without.changed);
    await assertSettled(session);
    const destroyed = await meet(session, destroy, mishap, deletes);
    await succeed(session, ...destroy);
    await assertGone(session);
    tellCases(
      created.length + changed.length + destroyed.length,
      mishap.kind === "fault" ? "faults at a call" : "kills at a call",
    );
    return [created, changed, destroyed];
  }

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

/** Sweeps. Where that fails, halves the calls for as long as one half fails too, and throws what the smallest throws. */
async function sweepOrShrink(mishap: Mishap, calls: Calls, without: Faultless): Promise<Calls> {
  try {
    return await sweep(mishap, calls, without);
  } catch (failure) {
    const all = calls.flat();
    const middle = Math.ceil(all.length / 2);
    const halves = all.length > 1 ? [all.slice(0, middle), all.slice(middle)] : [];
    for (const half of halves) {
      await sweepOrShrink(
        mishap,
        map(calls, (of) => of.filter((call) => half.includes(call))),
        without,
      );
    }
    throw failure;
  }
}

/**
 * Sweeps until each call has met the mishap, `atOnce` of each phase in one sweep, spread over it. Where a run ends with
 * its first fault, and so each fault takes a run of its own, a few calls have to do.
 */
async function sweepAll(mishap: Mishap, atOnce: number, without: Faultless): Promise<void> {
  if (mishap.kind === "fault" && !mishap.goesOn) {
    const some = map(without.calls, spread(aFew));
    const met = await sweepOrShrink(mishap, some, without);
    assert.deepEqual(
      met.map(({ length }) => length),
      some.map(({ length }) => length),
    );
    return;
  }
  let left = without.calls;
  while (left.some((calls) => calls.length > 0)) {
    const met = await sweepOrShrink(mishap, map(left, spread(atOnce)), without);
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
    });
  }
}
