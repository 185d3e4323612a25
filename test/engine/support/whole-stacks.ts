/** What a whole stack goes through under the policy pack. */
import assert from "node:assert/strict";
import path from "node:path";

import type { PulumiResult, Session } from "../../../rehearsal/session/session";
import { assertNothingOpen, changes, drift, operations, succeed } from "./rehearsals";

/** The pack that judges every stack. */
export const policyPack = path.join(__dirname, "..", "..", "..", "policy");

/** Previews and deploys the stack. Fails unless all is created that was previewed, and nothing else. */
export async function deployWhole(session: Session): Promise<void> {
  const planned = operations((await preview(session)).events);
  assert.deepEqual(new Set(planned.values()), new Set(["create"]));
  await succeed(session, "up", "--skip-preview");
  const { resources } = await session.exportState();
  assert.deepEqual(resources.map(({ urn }) => urn).sort(), [...planned.keys()].sort());
}

/** Fails unless another preview finds nothing to do, a refresh no change, and nothing exists beside the state. */
export async function assertUnchanged(session: Session): Promise<void> {
  assert.deepEqual(changes((await preview(session, "--expect-no-changes")).events), []);
  const refreshed = await succeed(session, "refresh", "--expect-no-changes");
  assert.deepEqual(drift(refreshed.events), []);
  await assertNothingOpen(session);
}

/** A preview that only asks what would be done; the pack judges the update. */
async function preview(session: Session, ...flags: string[]): Promise<PulumiResult> {
  const result = await session.pulumi(["preview", ...flags], { judged: false });
  assert.equal(result.exitCode, 0, result.stdout + result.stderr);
  return result;
}
