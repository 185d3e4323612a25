/**
 * How everything here refuses: problems are plain data, collected, and thrown once before anything is
 * registered.
 */
import * as pulumi from "@pulumi/pulumi";

/** One thing wrong with what a caller said. */
export interface Problem {
  /** Where: `platform.regions.eu-west-1.zones`. */
  readonly path: string;
  /** What was found there, as it would be written in JSON; absent where something is missing. */
  readonly value?: unknown;
  /** What is allowed there, in the user's words. */
  readonly allowed: string;
  /** What to do about it, as an imperative sentence. */
  readonly mend: string;
}

const shownCharacters = 80;
const pathCharacters = 200;
const wordsCharacters = 600;
const shownProblems = 1000;

/**
 * The problem as one line of bounded length: path, value, what is allowed, the mend. What would break the line or
 * rearrange it on a terminal is escaped.
 */
export function renderProblem({ path, value, allowed, mend }: Problem): string {
  const found = value === undefined ? "is missing" : `is ${shown(value)}`;
  const words = `${cut(allowed, wordsCharacters)}. ${cut(mend, wordsCharacters)}`;
  return `${cut(named(path), pathCharacters)} ${found}; allowed: ${words}`.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (control) => `\\u{${(control.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** An empty key would not be seen. */
function named(path: string): string {
  const keys = path.split(".");
  return keys.map((key) => (key === "" ? '""' : key)).join(".");
}

function shown(value: unknown): string {
  return cut(written(value, shownCharacters), shownCharacters);
}

function cut(text: string, characters: number): string {
  return text.length > characters ? `${text.slice(0, characters)}...` : text;
}

/** A value as JSON has it, also where JSON has no word for it; what lies beyond `room` characters is not looked at. */
function written(value: unknown, room: number): string {
  if (room < 0) return "";
  if (typeof value === "string") return JSON.stringify(value.slice(0, room));
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  for (const [key, item] of Object.entries(value)) {
    if (text.length > 1) text += ",";
    if (text.length > room) return text;
    if (!isList) text += `${JSON.stringify(key.slice(0, room))}:`;
    text += written(item, room - text.length);
  }
  return text + (isList ? "]" : "}");
}

/**
 * Throws one error that lists all problems (of absurdly many, the first thousand), or returns `passThrough`. Fit for the argument position of
 * `super`, where a component can still refuse without being registered.
 *
 * Throws a `pulumi.RunError`, which the engine prints without a stack trace.
 */
export function checked<T>(passThrough: T, problems: readonly Problem[]): T {
  if (problems.length > 0) throw new pulumi.RunError(report(problems));
  return passThrough;
}

function report(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const more = problems.length - shownProblems;
  return [
    `${count}; nothing was registered:`,
    ...problems.slice(0, shownProblems).map((p) => `  - ${renderProblem(p)}`),
    ...(more > 0 ? [`  and ${more} more, which are told once these are mended`] : []),
  ].join("\n");
}

/** The same problems, seen from one level further out. */
export function under(path: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    path: problem.path === "" ? path : `${path}.${problem.path}`,
  }));
}
