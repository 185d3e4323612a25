/** Reads a value by a schema, and goes on reading where the value is wrong: so that all of it is told at once. */
import * as v from "valibot";

import type { Problem } from "../components/conventions/problems";
import { shapeProblems } from "./shape-problems";

/** What of a value has the right shape. */
export interface Reading<T> {
  readonly problems: readonly Problem[];
  /** All of it, unknown keys apart; undefined where something else is wrong. */
  readonly whole: T | undefined;
  /** Its keys whose values are right, unknown keys apart. */
  readonly part: Partial<T>;
}

type Issue = v.BaseIssue<unknown>;

/** Reads a value; paths of problems are relative to it. */
export function readShape<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): Reading<v.InferOutput<S>> {
  const problems: Problem[] = [];
  for (let rest = value; ;) {
    const result = v.safeParse(schema, rest);
    if (result.success) return { problems, whole: result.output, part: result.output };
    // A schema names one unknown key of each map at a time: the next shows when that one is gone.
    const unknown = result.issues.filter(isUnknownKey);
    problems.push(...shapeProblems(schema, unknown.length > 0 ? unknown : result.issues));
    if (unknown.length === 0) {
      return { problems, whole: undefined, part: sound(rest, result.issues) };
    }
    rest = unknown.reduce((before, issue) => without(before, keysOf(issue)), rest);
  }
}

function isUnknownKey(issue: Issue): boolean {
  return issue.expected === "never";
}

function keysOf({ path }: Issue): readonly string[] {
  return path?.map(({ key }) => String(key)) ?? [];
}

/** What no issue is about. */
function sound(value: unknown, issues: readonly Issue[]): object {
  if (issues.some(({ path }) => path === undefined)) return {};
  const rest = issues.reduce((before, issue) => without(before, keysOf(issue).slice(0, 1)), value);
  return typeof rest === "object" && rest !== null ? rest : {};
}

/** The tree without what stands under a path. */
function without(tree: unknown, [key, ...rest]: readonly string[]): unknown {
  if (typeof tree !== "object" || tree === null || key === undefined) return tree;
  if (Array.isArray(tree)) {
    return tree.map((item: unknown, index) => (String(index) === key ? without(item, rest) : item));
  }
  const entries = Object.entries(tree).flatMap(([name, value]): [string, unknown][] => {
    if (name !== key) return [[name, value]];
    return rest.length === 0 ? [] : [[name, without(value, rest)]];
  });
  return Object.fromEntries(entries);
}
