/** What an upgrade would take away from those who have deployed an earlier version. */
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";

const harmless = new Set(["same", "create", "update", "read", "refresh"]);

/** A line for each resource that would be deleted or replaced, with what to do about it; sorted. */
export function losses(events: readonly EngineEvent[]): string[] {
  const steps = events
    .flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? [])
    .filter(({ op }) => !harmless.has(op));
  // A replacement is made of several steps, of which not all say what forces it.
  const urns = [...new Set(steps.map(({ urn }) => urn))];
  return urns.map((urn) => told(steps.filter((step) => step.urn === urn))).sort();
}

function told(steps: readonly StepEventMetadata[]): string {
  const { type = "", urn = "" } = steps[0] ?? {};
  const what = `${type} ${urn.slice(urn.lastIndexOf("::") + 2)}`;
  if (steps.every(({ op }) => op === "delete")) {
    return (
      `delete ${what}: nothing of this name, type and parents is declared any more. ` +
      "Give what has taken its place an alias of the former name, type or parent."
    );
  }
  const forcing = new Set(steps.flatMap(({ keys }) => keys ?? []));
  return (
    `replace ${what}: ${[...forcing].join(", ") || "its provider"} cannot be changed in place. ` +
    "Leave it as it was, or take the new value for new stacks only."
  );
}
