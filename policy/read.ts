/** Reads bags of properties of which nothing is certain: neither their shape nor, in a preview, their values. */

/** The value at a path, undefined where a step is missing. Throws where a step is not known yet. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let reached: unknown = value;
  for (const key of path) {
    if (typeof reached !== "object" || reached === null) return undefined;
    reached = Reflect.get(reached, key);
  }
  return reached ?? undefined;
}

/** A list at a path, empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** A text at a path, undefined where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** A number at a path, also one written as text, undefined where there is none. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  if (typeof found === "number") return found;
  return typeof found === "string" && /^-?\d+$/.test(found) ? Number(found) : undefined;
}

/** Whether a switch at a path is on, also one written as text. */
export function isOn(value: unknown, ...path: readonly string[]): boolean {
  const found = at(value, ...path);
  return found === true || found === "true";
}

/** The elements of a list that are texts; a single text counts as a list of one. */
export function textsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = at(value, ...path);
  if (typeof found === "string") return [found];
  return listAt(found).filter((element) => typeof element === "string");
}

/** The keys of an object at a path. */
export function keysAt(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = at(value, ...path);
  return typeof found === "object" && found !== null ? Object.keys(found) : [];
}

/** A document in JSON, undefined where the text is none. */
export function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a document says that stands at a path as text in JSON, or as the object itself. */
export function documentAt(value: unknown, ...path: readonly string[]): unknown {
  const found = at(value, ...path);
  return typeof found === "string" ? parsed(found) : found;
}

/** Single statements may stand without their list. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
