/** Kills the engine at a call of one's choice, as a machine that dies would, and recovers from it. */
import assert from "node:assert/strict";

import { recoverRehearsal } from "../../../rehearsal/cli/recovery";
import type { Recovery } from "../../../rehearsal/recovery/recover";
import type { Session } from "../../../rehearsal/session/session";
import type { FaultMatch, FaultRule } from "../../../rehearsal/world/faults";
import { succeed } from "./rehearsals";

/** At which call the engine is killed. */
export interface Moment {
  readonly match: FaultMatch;
  /** Which of the matching calls. @default the first */
  readonly nth?: number;
  /** Whether the cloud has done what it was asked before the engine dies. */
  readonly done: boolean;
}

/** Longer than any test lasts. */
const seconds = 3600;

/** So long after the last call an engine that waits for some is taken to wait for those alone. */
const longestPauseMilliseconds = 250;

/**
 * Runs Pulumi and kills its process group while it waits for that call. Answers whether there was such a call; the
 * run has ended by itself where there was none.
 */
export async function killed(
  session: Session,
  args: readonly string[],
  moment: Moment,
): Promise<boolean> {
  const [met] = await killedAtOnce(session, args, [moment]);
  return met !== undefined;
}

/**
 * Runs Pulumi and kills its process group while it waits for those of the calls that it comes to without an answer to
 * the others. Answers these; there are none where the run has ended by itself.
 */
export async function killedAtOnce<T extends Moment>(
  session: Session,
  args: readonly string[],
  moments: readonly T[],
): Promise<readonly T[]> {
  const rules = moments.map(({ match, nth = 1, done }): FaultRule => {
    return { match, nth, effect: { kind: "hang", seconds, done } };
  });
  await session.world.ask("fault", { set: { rules } });
  let leader: number | undefined;
  // Only a run that is killed needs checkpoints; they are most of what a run of the engine takes.
  const run = session.pulumi(args, { skipCheckpoints: false, onStart: (pid) => (leader = pid) });
  const met = await metDuring(run, session);
  if (met.includes(true)) process.kill(-Number(leader), "SIGKILL");
  const { exitCode, stdout, stderr } = await run;
  await session.world.ask("fault", { set: {} });
  assert.equal(exitCode, met.includes(true) ? 137 : 0, stdout + stderr);
  return moments.filter((_, index) => met[index]);
}

/** Waits until nothing happens any more, or the run is over. Answers which of the faults have met a call. */
async function metDuring(run: Promise<unknown>, session: Session): Promise<readonly boolean[]> {
  for await (const { met, quietMilliseconds } of watched(run, session)) {
    if (!met.includes(false)) return met;
    if (met.includes(true) && quietMilliseconds > longestPauseMilliseconds) return met;
  }
  return [];
}

/** A moment of a run. */
interface Sight {
  /** Which of the faults have met a call. */
  readonly met: readonly boolean[];
  /** How long ago the last call was made or met. */
  readonly quietMilliseconds: number;
}

/** Looks at what a run does, again and again until it is over. */
export async function* watched(run: Promise<unknown>, session: Session): AsyncGenerator<Sight> {
  const over = run.then(() => "over");
  let { mark } = await session.world.ask("journal", {});
  let open = 0;
  let since = Date.now();
  for (;;) {
    const { faults } = await session.world.ask("fault", { list: true });
    const journal = await session.world.ask("journal", { since: mark });
    mark = journal.mark;
    const met = faults.map((fault) => fault.met > 0);
    const before = open;
    open = met.filter(Boolean).length;
    if (journal.calls.length > 0 || open > before) since = Date.now();
    yield { met, quietMilliseconds: Date.now() - since };
    const pause = new Promise((resolve) => setTimeout(resolve, 10));
    if ((await Promise.race([over, pause])) === "over") return;
  }
}

/** Clears the lock that the killed engine has left, and recovers. Fails unless nothing is left open. */
export async function recovered(session: Session): Promise<Recovery> {
  await succeed(session, "cancel", "--yes");
  const recovery = await recoverRehearsal(session);
  assert.ok(recovery.settled, recovery.lines.join("\n"));
  assert.deepEqual((await session.exportState()).pendingOperations, []);
  return recovery;
}
