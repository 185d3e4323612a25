/** What goes wrong on the way of a command, and what is done about it. */
import assert from "node:assert/strict";

import type { CallEffect } from "../../../rehearsal/world/faults";
import type { InlineSession } from "./inline";
import { killed, recovered } from "./killing";
import { assertNoLeak, errors } from "./rehearsals";

/** What happens at one of the changing calls of a command. */
export type Mishap =
  | { readonly kind: "fault"; readonly effect: CallEffect }
  /** The engine is killed, before or after the cloud has done what it was asked; then it is recovered. */
  | { readonly kind: "kill"; readonly done: boolean };

/** Every call that changes something. */
const changing = { operation: ["create", "update", "delete"] } as const;

/**
 * Runs a command with a mishap at its nth changing call, and fails where that leaves something that the state does not
 * know. The command is left for another run to complete.
 */
export async function meet(
  session: InlineSession,
  args: readonly string[],
  mishap: Mishap,
  nth: number,
): Promise<void> {
  if (mishap.kind === "kill") {
    const moment = { match: changing, nth, done: mishap.done };
    if (await killed(session, args, moment)) await recovered(session);
  } else {
    const rule = { match: changing, nth, effect: mishap.effect };
    await session.world.ask("fault", { set: { rules: [rule] } });
    const { exitCode, events } = await session.pulumi([...args, "--continue-on-error"]);
    assert.equal(exitCode !== 0, errors(events).length > 0);
    await session.world.ask("fault", { set: {} });
  }
  await assertNoLeak(session);
}
