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

/** The problem as one line: path, value, what is allowed, the mend. */
export function renderProblem(problem: Problem): string {
  const found = problem.value === undefined ? "is missing" : `is ${shown(problem.value)}`;
  return `${problem.path} ${found}; allowed: ${problem.allowed}. ${problem.mend}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}...` : text;
}

/**
 * Throws one error that lists all problems, or returns `passThrough`. Fit for the argument position of
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
  return [
    `${count}; nothing was registered:`,
    ...problems.map((p) => `  - ${renderProblem(p)}`),
  ].join("\n");
}

/** The same problems, seen from one level further out. */
export function under(path: string, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => ({
    ...problem,
    path: problem.path === "" ? path : `${path}.${problem.path}`,
  }));
}
