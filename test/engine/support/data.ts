/** What holds data is never lost on the way to a state that looks the same. */
import assert from "node:assert/strict";

import type { Session } from "../../../rehearsal/session/session";

/** Types whose objects hold what cannot be made again, or a name that must stay. */
const stateful = new Set([
  "aws:dynamodb/table:Table",
  "aws:eks/cluster:Cluster",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:kms/key:Key",
  "aws:route53/zone:Zone",
]);

/** Does the work, and fails where something that holds data was deleted and made again. */
export async function keepingData<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const { mark } = await session.world.ask("journal", {});
  const result = await work();
  const { calls } = await session.world.ask("journal", { since: mark });
  const { objects } = await session.world.ask("inspect", {});
  const there = new Set(objects.map(({ urn }) => urn));
  const remade = calls.filter(
    ({ operation, type, urn, result }) =>
      operation === "delete" && result === "ok" && stateful.has(type) && there.has(urn),
  );
  assert.deepEqual(
    remade.map(({ urn, id }) => `${id} was deleted and made again: ${urn}`),
    [],
  );
  return result;
}
