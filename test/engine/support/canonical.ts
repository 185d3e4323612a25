/** Worlds as they can be compared: what two runs call differently is called the same. */
import assert from "node:assert/strict";
import path from "node:path";

import type { Session } from "../../../rehearsal/session/session";
import type { Inspected } from "../../../rehearsal/world/protocol";

/** What exists, as JSON, by what asked for it. */
export type CanonicalWorld = Readonly<Record<string, string>>;

type Names = readonly (readonly [name: string, stands: string])[];

/** Everything that exists, by what asked for it; names and ids that were made up stand for whose they are. */
export async function canonicalWorld(session: Session): Promise<CanonicalWorld> {
  const { objects } = await session.world.ask("inspect", {});
  const names: Names = [...madeUp(objects), [path.basename(session.folders.directory), "{folder}"]];
  const entries = objects.map((object): [string, string] => {
    const { type, urn, owner, id, scope, inputs, outputs, notReady } = object;
    const key = urn ?? `${type} ${id} of ${owner ?? "nobody"} in ${scope}`;
    return [masked(key, names), masked(sorted({ type, scope, inputs, outputs, notReady }), names)];
  });
  assert.equal(
    new Set(entries.map(([key]) => key)).size,
    entries.length,
    "something is there twice",
  );
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Fails unless two worlds are the same, and tells every value in which they are not. */
export function assertSameWorld(actual: CanonicalWorld, expected: CanonicalWorld): void {
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
  const different = keys.filter((key) => actual[key] !== expected[key]);
  assert.deepEqual(
    different.flatMap((key) => changesOf(key, expected[key], actual[key])),
    [],
  );
}

function changesOf(key: string, before?: string, after?: string): readonly string[] {
  if (before === undefined) return [`${key} is there too`];
  if (after === undefined) return [`${key} is not there`];
  const leavesOf = (json: string) =>
    new Map(leaves(JSON.parse(json)).map(([where, leaf]) => [where, JSON.stringify(leaf)]));
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const paths = [...new Set([...was.keys(), ...is.keys()])].filter(
    (path) => was.get(path) !== is.get(path),
  );
  return paths.map((path) => `${key}${path}: ${was.get(path)} became ${is.get(path)}`);
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
    if (isMadeUp(text) && !found.has(text)) found.set(text, `{${stands}}`);
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

/** Hexadecimal digits, and the name servers that Route 53 draws for a zone. */
function isMadeUp(text: string): boolean {
  return /[0-9a-f]{7}/i.test(text) || /^ns-\d+\.awsdns-\d+\./.test(text);
}

/** Every value in a value that holds no others, with its path. */
function leaves(value: unknown, where = ""): readonly (readonly [where: string, leaf: unknown])[] {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0)
    return [[where, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${where}.${key}`));
}

/** Every text in a value, with its path. */
function texts(value: unknown): readonly (readonly [where: string, text: string])[] {
  return leaves(value).flatMap(([where, leaf]): [string, string][] =>
    typeof leaf === "string" ? [[where, leaf]] : [],
  );
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
