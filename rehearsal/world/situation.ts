/** What is to be judged: everything that exists, and what of it is said to be wrong. */
import type { FaultRule } from "./faults";
import type { CloudObject } from "./model";
import type { Store } from "./store";

export interface Situation {
  readonly store: Store;
  readonly faults: readonly FaultRule[];
  /** Names of outages. */
  readonly down: ReadonlySet<string>;
}

/** The same with nothing wrong. */
export function calm({ store }: Situation): Situation {
  return { store, faults: [], down: new Set() };
}

/** Whether a fault has it that an object, a health check's endpoint or a target, is not well. */
export function isUnhealthy({ faults }: Situation, object: CloudObject): boolean {
  return faults.some(
    ({ effect, match }) =>
      effect.kind === "unhealthy" &&
      (match.type ?? object.type) === object.type &&
      (match.urn === undefined || (object.urn ?? "").includes(match.urn)) &&
      (match.region === undefined || match.region === regionOfScope(object.scope)),
  );
}

/** The region of a scope: of a cluster's ARN the cluster's, of `global` none. */
export function regionOfScope(scope: string): string {
  return scope.startsWith("arn:") ? (scope.split(":")[3] ?? "") : scope;
}
