// What AWS and Kubernetes let through, and so do the models: each with why, and where that was read.
import type { Kind, Trial } from "./trials";

/** Mutations of one kind that are let through for one reason. */
export interface Allowance {
  readonly kind: Kind;
  readonly why: string;
  /** Where it was read, with year and month. */
  readonly source: string;
  /** Of uses: what refers goes with what is deleted. @default it stays */
  readonly goes?: true;
  /** Paths by type; `*` is any type. */
  readonly at: Readonly<Record<string, readonly string[]>>;
}

/** The source of what was not read anywhere, as it is told of many models. */
export const notVerified = "general knowledge, not verified (2026-11)";

/** Whether a trial may be served. */
export function allows({ kind, at }: Allowance, { kind: tried, type, path }: Trial): boolean {
  return kind === tried && [...(at["*"] ?? []), ...(at[type] ?? [])].includes(path);
}

/** An allowance for each of its places, to tell which of them are needed. */
export function placesOf(allowance: Allowance): readonly Allowance[] {
  return Object.entries(allowance.at).flatMap(([type, paths]) =>
    paths.map((path) => ({ ...allowance, at: { [type]: [path] } })),
  );
}
