/**
 * Finds in recorded inputs what came from other resources, so that a program made from a recording refers to them as
 * the recorded one did, and gets what a new cloud answers. Pure.
 */

/** An output of a recorded resource. */
export interface Reference {
  readonly urn: string;
  /** Where in its outputs; `["id"]` is its id. */
  readonly path: readonly (string | number)[];
}

/** A text that is put together from literal pieces and outputs. */
export interface Joined {
  readonly $parts: readonly (string | Reference)[];
}

/** What a resource has answered: its id and its outputs. */
export interface Answered {
  readonly urn: string;
  readonly id?: string | undefined;
  readonly outputs?: Readonly<Record<string, unknown>> | undefined;
}

/** Shorter texts stand in others by chance. */
const shortest = 6;

/** An output, and the text that it was. */
export interface Source extends Reference {
  readonly text: string;
}

/** The texts that a resource has answered, the longest first, each with the shortest way to it. */
export function sourcesOf({ urn, id, outputs }: Answered): readonly Source[] {
  const all = [
    ...(id === undefined ? [] : [{ urn, path: ["id"], text: id }]),
    ...texts(urn, outputs),
  ];
  const byText = new Map<string, Source>();
  for (const source of all.sort((a, b) => a.path.length - b.path.length)) {
    if (source.text.length >= shortest && !byText.has(source.text)) byText.set(source.text, source);
  }
  return [...byText.values()].sort((a, b) => b.text.length - a.text.length);
}

function texts(urn: string, value: unknown, path: Reference["path"] = []): readonly Source[] {
  if (typeof value === "string") return [{ urn, path, text: value }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => texts(urn, item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(urn, item, [...path, key]));
}

/** The value with every text that holds a source's as a `Joined`; the longest sources are taken first. */
export function referring(value: unknown, sources: readonly Source[]): unknown {
  if (typeof value === "string") return joined(value, sources);
  if (Array.isArray(value)) return value.map((item) => referring(item, sources));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, referring(item, sources)]),
  );
}

function joined(text: string, sources: readonly Source[]): string | Joined {
  const parts = split(text, sources);
  return parts.some((part) => typeof part !== "string") ? { $parts: parts } : text;
}

function split(text: string, [source, ...others]: readonly Source[]): (string | Reference)[] {
  if (text === "") return [];
  if (source === undefined) return [text];
  const { urn, path } = source;
  return text
    .split(source.text)
    .flatMap((piece, index) => [...(index === 0 ? [] : [{ urn, path }]), ...split(piece, others)]);
}

/** Every reference in a value. */
export function referencesIn(value: unknown): readonly Reference[] {
  if (typeof value !== "object" || value === null) return [];
  if (isJoined(value)) return value.$parts.filter((part) => typeof part !== "string");
  return Object.values(value).flatMap(referencesIn);
}

export function isJoined(value: object): value is Joined {
  return "$parts" in value;
}
