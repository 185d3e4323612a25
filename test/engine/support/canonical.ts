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

/**
 * What the cloud made up, ids first and then the rest of what it answered, such as the security group of a cluster,
 * with what it stands for; the longest first, as one may be part of another.
 */
function madeUp(objects: readonly Inspected[]): Names {
  const declared = objects
    .flatMap(({ urn, id, inputs, outputs }) =>
      urn === undefined ? [] : [{ urn, id, inputs, outputs }],
    )
    .sort((left, right) => (left.urn < right.urn ? -1 : 1));
  const found = new Map<string, string>();
  const note = (text: string, stands: string): void => {
    if (/[0-9a-f]{7}/i.test(text) && !found.has(text)) found.set(text, `{${stands}}`);
  };
  for (const { urn, id } of declared) note(id, urn);
  for (const { urn, inputs, outputs } of declared) {
    const given = new Set(texts(inputs).map(([, text]) => text));
    for (const [where, text] of texts(outputs)) {
      if (!given.has(text)) note(text, `${urn}${where}`);
    }
  }
  return [...found].sort(([left], [right]) => right.length - left.length);
}

/** Every text in a value, with its path. */
function texts(value: unknown, where = ""): readonly (readonly [where: string, text: string])[] {
  if (typeof value === "string") return [[where, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${where}.${key}`));
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
