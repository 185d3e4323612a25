// Whole stacks in which things go wrong anywhere: the runs after it end in the world that a run without it ends in.
import assert from "node:assert/strict";
import { describe, it } from "mocha";

import { disposable } from "../../rehearsal/cli/teardown";
import type { Session } from "../../rehearsal/session/session";
import type { Settings } from "../../rehearsal/session/settings";
import { drawn, seed, tellCases, whole } from "../support/extent";
import { assertSameWorld, canonicalWorld } from "./support/canonical";
import { keepingData } from "./support/data";
import { during } from "./support/failing";
import {
  type Call,
  callEffects,
  changingCalls,
  meet,
  meetFaults,
  tellCall,
} from "./support/mishaps";
import {
  assertGone,
  assertSettled,
  type Change,
  rehearsing,
  setting,
  succeed,
} from "./support/rehearsals";

const up = ["up", "--skip-preview"];
const destroy = ["destroy", "--skip-preview"];

/** Changes something of most resources in place. */
const changed: Change = setting("platform", (platform) => ({
  ...platform,
  tags: { team: "shop" },
}));

/** Each effect at so many calls. */
const timesEach = 4;

/** Draws calls for every effect, lets a run meet them, kills the engine in the next one, and completes the command. */
async function throughMishaps(
  session: Session,
  args: readonly string[],
  calls: readonly Call[],
  salt: number,
): Promise<void> {
  const effects = Array.from({ length: timesEach }, () => Object.values(callEffects)).flat();
  const faulty = effects.flatMap((effect, index) => {
    const call = calls[Math.floor(drawn(salt + index) * calls.length)];
    return call === undefined ? [] : [{ call, effect }];
  });
  const told = faulty.map(({ call, effect }) => `${effect.kind}: ${tellCall(call)}`);
  await during(`faults: ${told.join(", ")}`, async () => {
    const met = await meetFaults(session, args, faulty, { goesOn: true });
    assert.ok(met.length > 0, "no call met its fault");
    // What has failed is left to do, and more that waits for it.
    const nth = 1 + Math.floor(drawn(salt + effects.length) * met.length);
    const done = drawn(salt + effects.length + 1) < 0.5;
    const deaths = await meet(session, args, { kind: "kill", done }, [nth]);
    assert.equal(deaths.length, 1, `no call ${nth} after ${met.length} faults`);
    await succeed(session, ...args);
    tellCases(met.length, "faults at a call");
    tellCases(deaths.length, "kills at a call");
  });
}

describe(`a whole stack in which things go wrong (ARCHIPELAGO_SEED=${seed})`, () => {
  const stacks = ["dev", ...(whole ? ["staging", "rehearsal", "production"] : [])];
  for (const [index, stack] of stacks.entries()) {
    it(`${stack} comes to the same as without, and goes without a trace`, async () => {
      const settings = (given: Settings) => disposable(given, "archipelago");
      const options = { stack, settings };
      const without = await rehearsing(options, async (session) => {
        const creates = await changingCalls(session, up);
        const created = await canonicalWorld(session);
        session.change(changed);
        const changes = await changingCalls(session, up);
        return { creates, created, changes, changed: await canonicalWorld(session) };
      });
      await rehearsing(options, async (session) => {
        const salt = 1000 * (1 + index);
        await throughMishaps(session, up, without.creates, salt);
        assertSameWorld(await canonicalWorld(session), without.created);
        session.change(changed);
        await keepingData(session, () => throughMishaps(session, up, without.changes, salt + 300));
        assertSameWorld(await canonicalWorld(session), without.changed);
        await assertSettled(session);
        const deletes = without.creates.map(({ urn }) => ({ urn, operation: "delete" as const }));
        await throughMishaps(session, destroy, deletes, salt + 600);
        await assertGone(session);
      });
    });
  }
});
