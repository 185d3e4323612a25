/** What a user reads of objects that exist and do nothing. */
import type { Finding } from "../world/model";

// More objects of one kind with one problem are only counted.
const namedObjects = 3;

/** Lines for the end of a report, one for all objects of a kind and place that have the same problem; none where all is well. */
export function renderFindings(findings: readonly Finding[]): readonly string[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.scope, finding.type, finding.problem]);
    alike.set(key, [...(alike.get(key) ?? []), finding]);
  }
  if (alike.size === 0) return [];
  return [
    "",
    "Accepted, and yet without effect. On AWS only events and logs would say so:",
    ...[...alike.values()].flatMap((some) => renderAlike(some)),
  ];
}

function renderAlike(some: readonly Finding[]): readonly string[] {
  const [first] = some;
  if (first === undefined) return [];
  const kind = first.type.split(":").at(-1) ?? first.type;
  const ids = some.slice(0, namedObjects).map(({ id }) => id);
  const more = some.length - ids.length;
  const which = ids.join(", ") + (more > 0 ? ` and ${more} more` : "");
  return [`  ${kind} ${which} in ${placeOf(first.scope)}: ${first.problem}`];
}

/** `arn:aws:eks:eu-west-1:1:cluster/shop` as `shop (eu-west-1)`. */
function placeOf(scope: string): string {
  const [, , service, region, , resource = ""] = scope.split(":");
  return service === "eks" ? `${resource.replace(/^cluster\//, "")} (${region ?? ""})` : scope;
}
