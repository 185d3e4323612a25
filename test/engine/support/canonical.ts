/** Worlds as they can be compared: what two runs call differently is called the same. */
import path from "node:path";

import type { Session } from "../../../rehearsal/session/session";
import type { Inspected } from "../../../rehearsal/world/protocol";

type Names = readonly (readonly [name: string, stands: string])[];

/** Everything that exists, by what asked for it; names and ids that were made up stand for whose they are. */
export async function canonicalWorld(session: Session): Promise<Readonly<Record<string, string>>> {
  const { objects } = await session.world.ask("inspect", {});
  const names: Names = [...madeUp(objects), [path.basename(session.folders.directory), "{folder}"]];
  const entries = objects.map((object): [string, string] => {
    const { type, urn, owner, id, scope, inputs, outputs, notReady } = object;
    const key = urn ?? `${type} ${id} of ${owner ?? "nobody"} in ${scope}`;
    return [masked(key, names), masked(sorted({ type, scope, inputs, outputs, notReady }), names)];
  });
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Ids that were made up, with what they stand for; the longest first, as one may be part of another. */
function madeUp(objects: readonly Inspected[]): Names {
  const found = objects.flatMap(({ urn, id }): [string, string][] =>
    urn === undefined || !/[0-9a-f]{7}/.test(id) ? [] : [[id, `{${urn}}`]],
  );
  return found.sort(([left], [right]) => right.length - left.length);
}

/** The text without what is random: ids, the suffixes of names, and what is built from them. */
function masked(text: string, names: Names): string {
  return names
    .reduce((before, [name, stands]) => before.replaceAll(name, stands), text)
    .replace(/-[0-9a-f]{7}\b/g, "-{suffix}")
    .replace(/(?<!secret:)sha256:[0-9a-f]{64}/g, "{image}");
}

/** JSON with its keys in order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
