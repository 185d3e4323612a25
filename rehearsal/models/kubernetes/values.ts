/**
 * Reading of plain Kubernetes manifests. Keys may hold dots (`app.kubernetes.io/name`), so a path is a list of
 * steps. What is absent, null or not yet known reads as undefined or empty.
 */
import { unknown, type Properties, type Value } from "../../world/model";
import { isHashed } from "../../world/secrets";

type Step = string | number;

export function isBlock(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isHidden(value: Value | undefined): boolean {
  return value === unknown || (typeof value === "string" && isHashed(value));
}

/** The value at a path; undefined where it is absent, null, unknown or secret. */
export function at(value: Value | undefined, ...path: readonly Step[]): Value | undefined {
  let here = value;
  for (const step of path) {
    if (isList(here)) here = here[Number(step)];
    else if (isBlock(here)) here = here[step];
    else return undefined;
  }
  return here === null || isHidden(here) ? undefined : here;
}

export function textAt(value: Value | undefined, ...path: readonly Step[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" ? found : undefined;
}

export function numberAt(value: Value | undefined, ...path: readonly Step[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === "number" ? found : undefined;
}

export function flagAt(value: Value | undefined, ...path: readonly Step[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === "boolean" ? found : undefined;
}

/** The block at a path; an empty one where there is none. */
export function blockAt(value: Value | undefined, ...path: readonly Step[]): Properties {
  const found = at(value, ...path);
  return isBlock(found) ? found : {};
}

/** The list at a path; an empty one where there is none. Its unknown elements stay, so that indices hold. */
export function listAt(value: Value | undefined, ...path: readonly Step[]): readonly Value[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** The strings of the list at a path that are known. */
export function textsAt(value: Value | undefined, ...path: readonly Step[]): readonly string[] {
  return listAt(value, ...path).filter(
    (item): item is string => typeof item === "string" && !isHidden(item),
  );
}

/** The string entries of the map at a path whose values are known: labels, annotations. */
export function mapAt(
  value: Value | undefined,
  ...path: readonly Step[]
): Readonly<Record<string, string>> {
  const entries = Object.entries(blockAt(value, ...path));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => {
      const [, text] = entry;
      return typeof text === "string" && !isHidden(text);
    }),
  );
}

/** True where something stands at the path, even if it is not known yet. */
export function isGiven(value: Value | undefined, ...path: readonly Step[]): boolean {
  const last = path[path.length - 1];
  const holder = at(value, ...path.slice(0, -1));
  if (last === undefined || !(isBlock(holder) || isList(holder))) return false;
  const found = isList(holder) ? holder[Number(last)] : holder[last];
  return found !== undefined && found !== null;
}

/** True where any part of the value is not known yet, or secret. */
export function hasUnknown(value: Value | undefined): boolean {
  if (isHidden(value)) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isBlock(value) && Object.values(value).some(hasUnknown);
}

/** True where a text is the value or a part of it. */
export function mentions(value: Value | undefined, text: string): boolean {
  if (isList(value)) return value.some((item) => mentions(item, text));
  if (isBlock(value)) return Object.values(value).some((item) => mentions(item, text));
  return value === text;
}

/** True where both values hold the same, whatever the order of their keys; an unknown part equals anything. */
export function sameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === unknown || right === unknown) return true;
  if (isList(left) && isList(right))
    return left.length === right.length && left.every((item, i) => sameValue(item, right[i]));
  if (isBlock(left) && isBlock(right))
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
      sameValue(left[key], right[key]),
    );
  return (left ?? null) === (right ?? null);
}
