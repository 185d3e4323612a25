/** What goes wrong on the way of a command, and what is done about it. */
import assert from "node:assert/strict";

import { identityOf } from "../../../rehearsal/recovery/identities";
import type { CallEffect, FaultRule } from "../../../rehearsal/world/faults";
import type { Operation } from "../../../rehearsal/world/operation";
import type { JournalEntry } from "../../../rehearsal/world/protocol";
import type { PulumiResult, Session } from "../../../rehearsal/session/session";
import { recordedIn } from "../../../rehearsal/session/state";
import { killedAtOnce, recovered, watched } from "./killing";
import { assertNoLeak, errors, succeed } from "./rehearsals";

/** What happens at changing calls of a command. */
export type Mishap =
  | {
      readonly kind: "fault";
      readonly effect: CallEffect;
      /** Whether the run goes on past it (`--continue-on-error`), or ends as it does by itself. */
      readonly goesOn: boolean;
    }
  /** The engine is killed, before or after the cloud has done what it was asked; then it is recovered. */
  | { readonly kind: "kill"; readonly done: boolean };

/** What the cloud can do to one call, by what that comes to. */
export const callEffects = {
  "an error": { kind: "fail" },
  "a half-completed call": { kind: "halfComplete" },
  "a call too many": { kind: "throttle" },
  "a call that nobody answers": { kind: "hang", seconds: 0.2 },
} as const satisfies Readonly<Record<string, CallEffect>>;

/** So long after its last call an engine that has met a fault is taken to wait for ever. */
const stillMilliseconds = 5000;

/** What changes something. */
const changing: readonly Operation[] = ["create", "update", "delete"];

/** A call that changes something: the nth of a command, or the one of that operation on that resource. */
export type Call = number | { readonly urn: string; readonly operation: Operation };

/** A call as a failure tells it. */
export function tellCall(call: Call): string {
  return typeof call === "number" ? `changing call ${call}` : `${call.operation} ${call.urn}`;
}

/** The calls of a command that change something, in the order in which they came. */
export async function changingCalls(
  session: Session,
  args: readonly string[],
): Promise<readonly JournalEntry[]> {
  const { mark } = await session.world.ask("journal", {});
  await succeed(session, ...args);
  const { calls } = await session.world.ask("journal", { since: mark });
  return calls.filter(({ operation }) => changing.includes(operation));
}

/**
 * Runs a command with a mishap at each of these changing calls, again and again for those that an earlier mishap kept
 * from being made, and fails where a run leaves something that the state does not know. The command is left for another
 * run to complete.
 *
 * Answers the calls that met it.
 */
export async function meet(
  session: Session,
  args: readonly string[],
  mishap: Mishap,
  calls: readonly Call[],
): Promise<readonly Call[]> {
  const met: Call[] = [];
  let left = calls;
  while (left.length > 0) {
    const found = await meetOnce(session, args, mishap, left);
    if (found.length === 0) break;
    met.push(...found);
    left = left.filter((call) => !found.includes(call));
  }
  return met;
}

async function meetOnce(
  session: Session,
  args: readonly string[],
  mishap: Mishap,
  calls: readonly Call[],
): Promise<readonly Call[]> {
  if (mishap.kind === "kill") return await meetDeath(session, args, mishap, calls);
  const faulty = calls.map((call) => ({ call, effect: mishap.effect }));
  return (await meetFaults(session, args, faulty, mishap)).map(({ call }) => call);
}

async function meetDeath(
  session: Session,
  args: readonly string[],
  { done }: Extract<Mishap, { kind: "kill" }>,
  calls: readonly Call[],
): Promise<readonly Call[]> {
  const moments = calls.map((call) => ({ ...ruleFor(call), done, call }));
  const met = await killedAtOnce(session, args, moments);
  if (met.length > 0) {
    await recovered(session);
    // What comes to the same when it is made again is not recovered: the next run makes it.
    await assertNoLeak(session, (type) => identityOf(type)?.by === "nothing");
  }
  return met.map(({ call }) => call);
}

/** A call, and what goes wrong at it. */
export interface FaultyCall {
  readonly call: Call;
  readonly effect: CallEffect;
}

/**
 * Runs a command with a fault at each of these calls, and fails where that leaves something that the state does not
 * know. Answers those that were met: a call that waits for one that has failed is not made, and a run that does not go
 * on ends at the first.
 */
export async function meetFaults(
  session: Session,
  args: readonly string[],
  faulty: readonly FaultyCall[],
  { goesOn }: { readonly goesOn: boolean },
): Promise<readonly FaultyCall[]> {
  const rules = faulty.map(({ call, effect }) => ({ ...ruleFor(call), effect }));
  await session.world.ask("fault", { set: { rules } });
  const { exitCode, events } = await (goesOn ? pastFailures(session, args) : session.pulumi(args));
  assert.equal(exitCode !== 0, errors(events).length > 0);
  const { faults } = await session.world.ask("fault", { list: true });
  await session.world.ask("fault", { set: {} });
  assert.ok(!(await repaired(session)) || goesOn, "a state that the engine will not read");
  await assertNoLeak(session);
  return faulty.filter((_, index) => (faults[index]?.met ?? 0) > 0);
}

/**
 * Runs a command past its failures. Where a deletion that comes before a replacement fails, Pulumi 3.259 waits for ever
 * (docs/runbooks/recover.md): once nothing has come from it for a while after a fault it is interrupted, as its user would
 * do. Were that too early, the run would only end at what it is doing.
 */
export async function pastFailures(
  session: Session,
  args: readonly string[],
): Promise<PulumiResult> {
  let leader: number | undefined;
  const run = session.pulumi([...args, "--continue-on-error"], {
    onStart: (pid) => (leader = pid),
  });
  for await (const { met, quietMilliseconds } of watched(run, session)) {
    if (!met.includes(true) || quietMilliseconds < stillMilliseconds) continue;
    process.kill(Number(leader), "SIGINT");
    break;
  }
  return await run;
}

/**
 * Mends a state that the engine would refuse to read (docs/runbooks/recover.md). Pulumi 3.259 writes one where
 * `--continue-on-error` skips a resource and deletes what it depended on.
 *
 * Answers whether there was something to mend.
 */
export async function repaired(session: Session): Promise<boolean> {
  if (recordedIn(session.stateFile).integrityError === undefined) return false;
  await succeed(session, "state", "repair", "--yes");
  return true;
}

function ruleFor(call: Call): Pick<FaultRule, "match" | "nth"> {
  return typeof call === "number"
    ? { match: { operation: changing }, nth: call }
    : { match: { urn: call.urn, operation: call.operation } };
}
