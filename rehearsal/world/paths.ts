/**
 * Property paths as models write them: names joined by dots. A path goes through lists by itself, and `[]` after
 * a name (`vpcConfig.subnetIds[]`) says that the list's elements are meant.
 */
import { unknown, type Properties, type Value } from "./model";

/** True for a JSON object. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a JSON list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Every value at the path, one for each list element on the way; empty where there is none. */
export function valuesAt(properties: Properties, path: string): readonly Value[] {
  let values: readonly Value[] = [properties];
  for (const step of path.split(".")) {
    const into = step.endsWith("[]");
    const name = into ? step.slice(0, -2) : step;
    const next = values.flatMap(spread).flatMap((value) => {
      const found = isProperties(value) ? value[name] : undefined;
      return found === undefined ? [] : [found];
    });
    values = into ? next.flatMap(spread) : next;
  }
  return values;
}

function spread(value: Value): readonly Value[] {
  return isList(value) ? value : [value];
}

/** The first value at the path. */
export function valueAt(properties: Properties, path: string): Value | undefined {
  return valuesAt(properties, path)[0];
}

/** The string at the path, if it is known. */
export function textAt(properties: Properties, path: string): string | undefined {
  const value = valueAt(properties, path);
  return typeof value === "string" && value !== unknown ? value : undefined;
}

/** A copy of the properties with the value set at a path of plain names; what is missing on the way is made. */
export function withValueAt(properties: Properties, path: string, value: Value): Properties {
  const [name = "", ...rest] = path.split(".");
  if (rest.length === 0) return { ...properties, [name]: value };
  const inner = properties[name];
  return {
    ...properties,
    [name]: withValueAt(isProperties(inner) ? inner : {}, rest.join("."), value),
  };
}

/** A copy of the properties without some names. */
export function without(properties: Properties, ...names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}

/** Whether two values are the same, the order of an object's names apart; an absent name equals a null one. */
export function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || left === null) return right === undefined || right === null;
  if (right === undefined || right === null) return false;
  if (isList(left) || isList(right)) {
    if (!isList(left) || !isList(right) || left.length !== right.length) return false;
    return left.every((value, index) => same(value, right[index]));
  }
  if (!isProperties(left) || !isProperties(right)) return false;
  for (const name in left) if (!same(left[name], right[name])) return false;
  for (const name in right) if (!(name in left) && !same(undefined, right[name])) return false;
  return true;
}

/** Whether a value is, or has somewhere inside, what is not known yet. */
export function hasUnknown(value: Value | undefined): boolean {
  if (value === unknown) return true;
  if (isList(value)) return value.some(hasUnknown);
  if (isProperties(value)) return Object.values(value).some(hasUnknown);
  return false;
}

/** The same JSON for the same value, whatever the order of its names. */
export function canonical(value: Value | undefined): string {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isProperties(value)) return JSON.stringify(value ?? null);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}
