/** Tells what a schema found wrong as problems: path, value, what is allowed, the mend. */
import * as v from "valibot";

import { suggestion } from "../components/conventions/nearest-name";
import type { Problem } from "../components/conventions/problems";

/** The problems behind a schema's issues; paths are relative to the schema's value. */
export function shapeProblems(
  schema: v.GenericSchema,
  issues: readonly v.BaseIssue<unknown>[],
): Problem[] {
  return issues.map((issue) => {
    const keys = (issue.path ?? []).map((item) => item.key as PropertyKey);
    const path = keys.join(".");
    if (issue.expected === "never") return unknownKey(schema, keys, path, issue);
    if (issue.input === undefined) {
      return { path, allowed: wordsFor(schema, keys), mend: "Add it to the stack's file." };
    }
    const allowed = issue.kind === "validation" ? issue.message : inWords(issue.expected);
    return { path, value: issue.input, allowed, mend: "Correct it in the stack's file." };
  });
}

function unknownKey(
  schema: v.GenericSchema,
  keys: readonly PropertyKey[],
  path: string,
  issue: v.BaseIssue<unknown>,
): Problem {
  const known = keysAt(schema, keys.slice(0, -1));
  return {
    path,
    value: issue.path?.at(-1)?.value,
    allowed: known.length > 0 ? `only the keys ${known.join(", ")}` : "no such key",
    mend: suggestion(String(keys.at(-1)), known, "Take it out of the stack's file."),
  };
}

/** What belongs at a place where there is nothing. */
function wordsFor(schema: v.GenericSchema, keys: readonly PropertyKey[]): string {
  const words = inWords(schemaAt(schema, keys)?.expects ?? null);
  const known = keysAt(schema, keys);
  return known.length > 0 ? `${words} with the keys ${known.join(", ")}` : words;
}

/** What a schema expects, as a person would say it. */
function inWords(expected: string | null): string {
  const words: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    boolean: "true or false",
    Array: "a list",
    Object: "a map",
  };
  const plain = (expected ?? "another value").replace(/^\((.*)\)$/, "$1");
  return words[plain] ?? plain.replaceAll(" | ", " or ");
}

/** The parts of a schema that lead to the maps inside it. */
interface Inside {
  readonly expects?: string;
  readonly entries?: Readonly<Record<string, Inside>>;
  readonly options?: readonly Inside[];
  readonly wrapped?: Inside;
  readonly value?: Inside;
  readonly item?: Inside;
}

/** The schema of a place; undefined within a choice of maps, where it depends on the choice. */
function schemaAt(schema: Inside, keys: readonly PropertyKey[]): Inside | undefined {
  if (schema.wrapped !== undefined) return schemaAt(schema.wrapped, keys);
  const [key, ...rest] = keys;
  if (key === undefined) return schema;
  const next = schema.entries?.[String(key)] ?? schema.value ?? schema.item;
  return next && schemaAt(next, rest);
}

/** The keys that a map at this place may have; of a choice of maps, all that any of them may have. */
function keysAt(schema: Inside, keys: readonly PropertyKey[]): string[] {
  if (schema.wrapped !== undefined) return keysAt(schema.wrapped, keys);
  if (Array.isArray(schema.options) && schema.options.every(isMap)) {
    return [...new Set(schema.options.flatMap((option) => keysAt(option, keys)))];
  }
  const [key, ...rest] = keys;
  if (key === undefined) return Object.keys(schema.entries ?? {});
  const next = schema.entries?.[String(key)] ?? schema.value ?? schema.item;
  return next === undefined ? [] : keysAt(next, rest);
}

/** A picklist has options too: texts, not schemas. */
function isMap(option: unknown): option is Inside {
  return typeof option === "object" && option !== null && "entries" in option;
}
