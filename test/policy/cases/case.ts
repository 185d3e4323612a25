/** The form in which the cases of every rule are written, so that one test can run them and none can be missing. */
import type { Registration } from "../../../policy/harness";

export interface Case {
  readonly resources: readonly Registration[];
  /** @default "dev", which is not protected */
  readonly stack?: string;
  /** Parameters of the rule. @default its defaults */
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface Refusal extends Case {
  /** What the violations say, one for each. */
  readonly says: readonly RegExp[];
}

/** What a rule refuses, accepts and cannot decide yet; keys say what the case is. */
export interface RuleCases {
  readonly refuses: Readonly<Record<string, Refusal>>;
  readonly accepts: Readonly<Record<string, Case>>;
  /** `"reads no value"` for a rule that judges by type and options alone. */
  readonly undecided: Readonly<Record<string, Case>> | "reads no value";
}

/** Cases by the name of their rule. */
export type Cases = Readonly<Record<string, RuleCases>>;

type Props = Readonly<Record<string, unknown>>;

/** A case of one resource. */
export function one(type: string, props: Props, opts: Registration["opts"] = {}): Case {
  return { resources: [{ type, name: "subject", props, opts }] };
}

/** A refusal of one resource. */
export function refused(type: string, props: Props, ...says: readonly RegExp[]): Refusal {
  return { ...one(type, props), says };
}

/** The case in the stack that is protected by default. */
export function inProduction<T extends Case>(given: T): T {
  return { ...given, stack: "production" };
}
