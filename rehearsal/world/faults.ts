/** Faults: which calls are made to fail, and how. */
import type { Operation } from "./operation";
import type { Outage } from "./outages";

/** Which calls a fault meets; what is absent meets all. */
export interface FaultMatch {
  /** Pulumi's type token, or the token of a data source. */
  readonly type?: string;
  /** A part of the URN, or the whole of it, which matches no longer one. */
  readonly urn?: string;
  /** One, or any of several: `["create", "update", "delete"]` is every call that changes something. */
  readonly operation?: Operation | readonly Operation[];
  /** The region of the call; the cluster's region for what is in a cluster. */
  readonly region?: string;
}

/** What the service answers to a call that a fault meets. */
interface Words {
  /**
   * The service's error code.
   * @default InternalFailure
   */
  readonly code?: string;
  /** @default a sentence that names the rehearsal */
  readonly message?: string;
}

/** What happens to a call that a fault meets. */
export type CallEffect =
  /** It is refused and nothing is done. */
  | ({ readonly kind: "fail" } & Words)
  /**
   * It is done, and then ends with an error, as where a later request of the provider for the same resource fails: what
   * was made or changed is handed over as not initialised, a deletion or a read is refused.
   */
  | ({ readonly kind: "halfComplete" } & Words)
  /**
   * Nothing is answered for so many seconds, or until the engine cancels; then it is refused. With `done` it is done
   * before: an engine that is killed meanwhile has asked for what exists and never heard of it.
   */
  | { readonly kind: "hang"; readonly seconds: number; readonly done?: boolean }
  /**
   * It is refused as one of too many, and nothing is done. AWS's provider asks again, up to its `maxRetries`: what is
   * to fail for good must be met as many `times`.
   */
  | { readonly kind: "throttle" };

/** What a fault does: something to a call, or something to how well a health check's endpoint, a target group or a Deployment is. */
export type FaultEffect = CallEffect | { readonly kind: "unhealthy" };

export interface FaultRule {
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  /**
   * The first matching call that it meets, counted from one; the next that no other rule meets where one does.
   * @default 1
   */
  readonly nth?: number;
  /**
   * How many matching calls it meets, from the nth on.
   * @default 1
   */
  readonly times?: number;
}

/** Everything that is to go wrong: what a file of faults holds. */
export interface FaultSet {
  /** @default none */
  readonly rules?: readonly FaultRule[];
  /** What is down from now on. @default nothing */
  readonly down?: readonly Outage[];
}

/** A rule at work. */
export interface Fault extends FaultRule {
  readonly id: string;
  /** Matching calls so far. */
  readonly seen: number;
  /** Of these, the ones that it met. */
  readonly met: number;
}

/** A call as a fault sees it. */
export interface FaultedCall {
  readonly type: string;
  readonly urn: string;
  readonly operation: Operation;
  readonly region: string | undefined;
}

/** Counts a call: the faults that changed by it and the effect of the first that meets it, which leaves the call to no other. */
export function meet(
  faults: Iterable<Fault>,
  call: FaultedCall,
): { readonly changed: readonly Fault[]; readonly effect: CallEffect | undefined } {
  const changed: Fault[] = [];
  let effect: CallEffect | undefined;
  for (const fault of faults) {
    if (fault.effect.kind === "unhealthy" || !matches(fault.match, call)) continue;
    const seen = fault.seen + 1;
    const isDue = seen >= (fault.nth ?? 1) && fault.met < (fault.times ?? 1);
    const meets = effect === undefined && isDue;
    if (meets) effect = fault.effect;
    changed.push({ ...fault, seen, met: fault.met + (meets ? 1 : 0) });
  }
  return { changed, effect };
}

function matches(match: FaultMatch, call: FaultedCall): boolean {
  return (
    (match.type === undefined || match.type === call.type) &&
    (match.urn === undefined || matchesUrn(match.urn, call.urn)) &&
    (match.operation === undefined || [match.operation].flat().includes(call.operation)) &&
    (match.region === undefined || match.region === call.region)
  );
}

function matchesUrn(asked: string, urn: string): boolean {
  return asked.startsWith("urn:") ? urn === asked : urn.includes(asked);
}

/** Whether a call is done although it is then refused. */
export function isDone(effect: CallEffect | undefined): boolean {
  return effect?.kind === "halfComplete" || (effect?.kind === "hang" && effect.done === true);
}
