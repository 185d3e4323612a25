/** Gathers what the report of an update tells. */
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Session } from "../session/session";
import type { JournalEntry } from "../world/protocol";
import { estimateDeployment } from "./critical-path";
import { regionRows } from "./regions";
import { renderReport } from "./report";

/**
 * @param events of the update
 * @param seconds how long it took
 */
export async function reportDeployment(
  session: Session,
  events: readonly EngineEvent[],
  seconds: number,
): Promise<string> {
  const [{ objects, findings }, { calls }, { resources }] = await Promise.all([
    session.world.ask("inspect", {}),
    session.world.ask("journal", {}),
    session.exportState(),
  ]);
  return renderReport({
    stack: session.stack,
    regions: regionRows(objects),
    resources,
    changed: changesIn(events),
    seconds,
    estimate: estimateDeployment(resources, creationSeconds(calls)),
    findings,
  });
}

/** How long the last creation under each URN takes on AWS. */
export function creationSeconds(calls: readonly JournalEntry[]): ReadonlyMap<string, number> {
  const created = calls.filter(
    ({ operation, result }) => operation === "create" && result === "ok",
  );
  return new Map(created.map(({ urn, seconds }) => [urn, seconds]));
}

/** How many resources the engine says it changed. */
export function changesIn(events: readonly EngineEvent[]): number {
  const changes =
    events.flatMap(({ summaryEvent }) => summaryEvent?.resourceChanges ?? []).at(-1) ?? {};
  return Object.entries(changes).reduce(
    (sum, [operation, count]) => sum + (operation === "same" ? 0 : count),
    0,
  );
}
