/** Kills the engine at a call of one's choice, as a machine that dies would, and recovers from it. */
import assert from "node:assert/strict";

import { recoverRehearsal } from "../../../rehearsal/cli/recovery";
import type { Recovery } from "../../../rehearsal/recovery/recover";
import type { Session } from "../../../rehearsal/session/session";
import type { FaultMatch } from "../../../rehearsal/world/faults";
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

/**
 * Runs Pulumi and kills its process group while it waits for that call. Answers whether there was such a call; the
 * run has ended by itself where there was none.
 */
export async function killed(
  session: Session,
  args: readonly string[],
  { match, nth = 1, done }: Moment,
): Promise<boolean> {
  const effect = { kind: "hang", seconds, done } as const;
  const { faults } = await session.world.ask("fault", { add: { match, nth, effect } });
  const id = faults.at(-1)?.id ?? "";
  let leader: number | undefined;
  // Only a run that is killed needs checkpoints; they are most of what a run of the engine takes.
  const run = session.pulumi(args, { skipCheckpoints: false, onStart: (pid) => (leader = pid) });
  const met = await metDuring(run, session, id);
  if (met) process.kill(-Number(leader), "SIGKILL");
  const { exitCode, stdout, stderr } = await run;
  await session.world.ask("fault", { remove: id });
  assert.equal(exitCode, met ? 137 : 0, stdout + stderr);
  return met;
}

/** Waits until a fault has met a call or the run is over. Answers whether it has met one. */
async function metDuring(run: Promise<unknown>, session: Session, id: string): Promise<boolean> {
  const over = run.then(() => "over");
  for (;;) {
    const { faults } = await session.world.ask("fault", { list: true });
    if (faults.some((fault) => fault.id === id && fault.met > 0)) return true;
    const pause = new Promise((resolve) => setTimeout(resolve, 10));
    if ((await Promise.race([over, pause])) === "over") return false;
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
