// A mishap at each changing call in turn, over the smallest system that has every type in it: the run after it ends in
// the same world as one without, with nothing made twice and nothing left over.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import { canonicalWorld } from "./support/canonical";
import { drawn, seed, whole } from "./support/extent";
import { type InlineSession, rehearsingInline } from "./support/inline";
import { type Mishap, meet } from "./support/mishaps";
import { assertGone, assertSettled, succeed } from "./support/rehearsals";
import { declareSmall, grown, smallest } from "./support/small-system";

const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];

const mishaps: Readonly<Record<string, Mishap>> = {
  "an error": { kind: "fault", effect: { kind: "fail" } },
  "a half-completed call": { kind: "fault", effect: { kind: "halfComplete" } },
  "a call too many": { kind: "fault", effect: { kind: "throttle" } },
  "a call that nobody answers": { kind: "fault", effect: { kind: "hang", seconds: 0.2 } },
  "a kill before the call is done": { kind: "kill", done: false },
  "a kill after the call is done": { kind: "kill", done: true },
};

interface Faultless {
  readonly created: Readonly<Record<string, string>>;
  readonly changed: Readonly<Record<string, string>>;
  /** How many calls change something while it is created, changed and destroyed. */
  readonly calls: readonly [created: number, changed: number, destroyed: number];
}

async function withoutMishap(): Promise<Faultless> {
  return await rehearsingInline({}, async (session) => {
    declareSmall(session, smallest);
    const creates = await callsOf(session, up);
    const created = await canonicalWorld(session);
    declareSmall(session, grown);
    const changes = await callsOf(session, up);
    const changed = await canonicalWorld(session);
    return { created, changed, calls: [creates, changes, await callsOf(session, destroy)] };
  });
}

async function callsOf(session: InlineSession, args: readonly string[]): Promise<number> {
  const { mark } = await session.world.ask("journal", {});
  await succeed(session, ...args);
  const { calls } = await session.world.ask("journal", { since: mark });
  return calls.filter(({ operation }) => ["create", "update", "delete"].includes(operation)).length;
}

function minutes(count: number): number {
  return count * 60_000;
}

/** Which call meets the mishap, of so many: the one at that share of all. */
function at(share: number, calls: number): number {
  return Math.min(calls, 1 + Math.floor(share * calls));
}

async function sweep(mishap: Mishap, share: number, faultless: Faultless): Promise<void> {
  const [creates, changes, deletes] = faultless.calls;
  await rehearsingInline({}, async (session) => {
    declareSmall(session, smallest);
    await meet(session, up, mishap, at(share, creates));
    await succeed(session, ...up);
    assert.deepEqual(await canonicalWorld(session), faultless.created);
    declareSmall(session, grown);
    await meet(session, up, mishap, at(share, changes));
    await succeed(session, ...up);
    assert.deepEqual(await canonicalWorld(session), faultless.changed);
    await assertSettled(session);
    await meet(session, destroy, mishap, at(share, deletes));
    await succeed(session, ...destroy);
    await assertGone(session);
  });
}

describe(`a mishap at any call (ARCHIPELAGO_SEED=${seed})`, () => {
  let known: Promise<Faultless> | undefined;
  const faultless = () => (known ??= withoutMishap());

  const all = Object.entries(mishaps);
  // One fault and one kill are a sample.
  const sample = all.filter(
    (_, index) => index === Math.floor(drawn(1) * 4) || index === 4 + Math.floor(drawn(2) * 2),
  );
  (whole ? all : sample).forEach(([name, mishap], index) => {
    it(`is made good by the next run: ${name}`, async () => {
      const without = await faultless();
      const [calls] = without.calls;
      assert.ok(calls > 140, `only ${calls} calls create the system`);
      const shares = whole
        ? Array.from({ length: calls }, (_, call) => call / calls)
        : [drawn(3 + index)];
      for (const share of shares) {
        try {
          await sweep(mishap, share, without);
        } catch (cause) {
          throw new Error(`at ${share} of all calls`, { cause });
        }
      }
      // All calls in turn take as long as they take.
    }).timeout(whole ? 0 : minutes(10));
  });
});
