/** What a whole stack goes through under the policy pack. */
import assert from "node:assert/strict";
import path from "node:path";

import type { Session } from "../../../rehearsal/session/session";
import { operations, succeed } from "./rehearsals";

/** The pack that judges every stack. */
export const policyPack = path.join(__dirname, "..", "..", "..", "policy");

/** Previews and deploys the stack. Fails unless all is created that was previewed, and nothing else. */
export async function deployWhole(session: Session): Promise<void> {
  const planned = operations((await succeed(session, "preview")).events);
  assert.deepEqual(new Set(planned.values()), new Set(["create"]));
  await succeed(session, "up", "--skip-preview");
  const { resources } = await session.exportState();
  assert.deepEqual(resources.map(({ urn }) => urn).sort(), [...planned.keys()].sort());
}
