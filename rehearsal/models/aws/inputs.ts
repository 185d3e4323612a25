/**
 * Reading of plain properties whose shape the catalogue has already checked. What is absent, null or not
 * yet known reads as undefined or empty.
 */
import { unknown, type Properties, type Value } from "../../world/model";

/** The value at a dotted path (`vpcConfig.vpcId`, `routes.0.cidrBlock`); undefined where absent, null or unknown. */
export function valueAt(properties: Properties, path: string): Value | undefined {
  let value: Value | undefined = properties;
  for (const step of path.split(".")) {
    if (isList(value)) value = value[Number(step)];
    else if (isBlock(value)) value = value[step];
    else return undefined;
  }
  return value === null || value === unknown ? undefined : value;
}

/** The string at a path; undefined where there is none. */
export function textAt(properties: Properties, path: string): string | undefined {
  const value = valueAt(properties, path);
  return typeof value === "string" ? value : undefined;
}

/** The number at a path; undefined where there is none. */
export function numberAt(properties: Properties, path: string): number | undefined {
  const value = valueAt(properties, path);
  return typeof value === "number" ? value : undefined;
}

/** The boolean at a path; undefined where there is none. */
export function flagAt(properties: Properties, path: string): boolean | undefined {
  const value = valueAt(properties, path);
  return typeof value === "boolean" ? value : undefined;
}

/** The known strings of the list at a path; empty where there is none. */
export function textsAt(properties: Properties, path: string): readonly string[] {
  const value = valueAt(properties, path);
  if (!isList(value)) return [];
  return value.filter((item): item is string => typeof item === "string" && item !== unknown);
}

/** The known blocks of the list at a path; empty where there is none. */
export function blocksAt(properties: Properties, path: string): readonly Properties[] {
  const value = valueAt(properties, path);
  return isList(value) ? value.filter(isBlock) : [];
}

/** The block at a path; undefined where there is none. */
export function blockAt(properties: Properties, path: string): Properties | undefined {
  const value = valueAt(properties, path);
  return isBlock(value) ? value : undefined;
}

/** True where the input was given at all, even if its value is not known yet. */
export function isGiven(properties: Properties, name: string): boolean {
  const value = properties[name];
  return value !== undefined && value !== null;
}

/** All the tags of a resource: its own over the provider's default ones, which the world has merged in. */
export function tagsOf(inputs: Properties): Properties {
  return blockAt(inputs, "tagsAll") ?? blockAt(inputs, "tags") ?? {};
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isBlock(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
