/**
 * One call of a provider from its arrival to its answer: who calls and where, is the region up, does a fault
 * meet it, and is what it did kept. What the call does is handed in.
 */
import { awsCaller, decodedConfig } from "./callers";
import { clusterUnreachable, reach } from "./clusters";
import { isDone, meet, type CallEffect, type Fault } from "./faults";
import { Refusal, type Caller, type Model, type Placement, type Properties } from "./model";
import { connectionLost, noAnswer, tooManyCalls, unanswered, worded } from "./messages";
import { controlIsDown, everywhere, serviceOf } from "./outages";
import { textAt } from "./paths";
import type { Operation } from "./operation";
import type { State, Transaction } from "./state";

/** Where a call goes and who makes it. */
export interface Place {
  /** Of the object: a region, `global`, a cluster's ARN, `local`. */
  readonly scope: string;
  /** The region that must be up for it; undefined for global and local calls. */
  readonly region: string | undefined;
  readonly caller: Caller;
}

export interface Call {
  readonly operation: Operation;
  readonly type: string;
  readonly urn: string;
  /** The object's id; of a create the logical name. */
  readonly id: string;
  readonly config: Properties;
  readonly placement: Placement;
  /** The region that the resource itself names. */
  readonly ownRegion: string | undefined;
  /** How long the real service takes when it goes well. */
  readonly seconds: number;
}

/** Throws a Refusal where the call does not get through to the place. */
export function placeOf(state: State, call: Call): Place {
  const config = decodedConfig(call.config);
  if (call.placement === "cluster") {
    const { arn, region, caller } = reach(state, config);
    return { scope: arn, region, caller };
  }
  const caller = awsCaller(config);
  const region = call.placement === "regional" ? (call.ownRegion ?? caller.region) : undefined;
  const service = serviceOf(call.type);
  if (region !== undefined && state.down.has(region)) throw connectionLost(service, region);
  if (controlIsDown(state.down, region ?? everywhere, service)) throw unanswered(service, region);
  return { scope: region ?? call.placement, region, caller };
}

/** The scope that a call would go to, whether or not its region is up; undefined where no cluster is found. */
export function scopeOf(state: State, call: Call): string | undefined {
  if (call.placement === "regional") {
    return call.ownRegion ?? awsCaller(decodedConfig(call.config)).region;
  }
  if (call.placement !== "cluster") return call.placement;
  try {
    return placeOf(state, call).scope;
  } catch {
    return undefined;
  }
}

/** What a call came to: its answer, and the id of the object for the journal. */
export interface Outcome<T> {
  readonly answer: T;
  readonly id: string;
}

/** What the provider makes of a call that was done and yet ended with an error. */
export type Partly<T> = (answer: T, told: Refusal) => T;

/**
 * Serves a call as one transaction. Throws the Refusal, in the provider's words, with nothing done but the
 * journal's entry and the faults' counts; or with everything done, where a fault has it so.
 *
 * @param partly answers instead of the Refusal where the call was done by halves @default it is thrown
 */
export function serve<T>(
  state: State,
  call: Call,
  act: (place: Place, transaction: Transaction) => Outcome<T>,
  partly?: Partly<T>,
): T {
  let scope = call.ownRegion ?? call.placement;
  let told: Refusal | undefined;
  let effect: CallEffect | undefined;
  let outcome: Outcome<T>;
  let counted: readonly Fault[] = [];
  const transaction = state.begin();
  const count = (): void => {
    for (const fault of counted) transaction.apply({ fault });
  };
  try {
    const place = placeOf(state, call);
    scope = place.scope;
    ({ changed: counted, effect } = meet(state.faults, { ...call, region: place.region }));
    told = effect && refusalOf(effect, call);
    if (told && !isDone(effect)) throw told;
    outcome = act(place, transaction);
    count();
    const result = told?.code ?? "ok";
    const { id } = outcome;
    transaction.commit({ ...journalled(call), scope, id, result, seconds: call.seconds });
  } catch (cause) {
    transaction.rollBack();
    if (!(cause instanceof Refusal)) throw cause;
    count();
    transaction.commit({ ...journalled(call), scope, id: call.id, result: cause.code, seconds: 0 });
    throw worded(cause, call);
  }
  if (told === undefined) return outcome.answer;
  const refusal = worded(told, call);
  if (partly && effect?.kind === "halfComplete") return partly(outcome.answer, refusal);
  throw refusal;
}

function journalled(call: Call): { operation: Operation; type: string; urn: string } {
  return { operation: call.operation, type: call.type, urn: call.urn };
}

function refusalOf(effect: CallEffect, { type }: Call): Refusal {
  if (effect.kind === "throttle") return tooManyCalls(type);
  if (effect.kind === "hang") return noAnswer(effect.seconds);
  return new Refusal(
    effect.code ?? "InternalFailure",
    effect.message ??
      "The request processing has failed because of a fault that the rehearsal was told to make.",
  );
}

/** Whether the provider is told to forget what it cannot reach. */
export function forgetsUnreachable(config: Properties, cause: unknown): boolean {
  if (!(cause instanceof Refusal) || cause.code !== clusterUnreachable) return false;
  return decodedConfig(config)["deleteUnreachable"] === true;
}

/** The region that a resource's inputs or outputs name. */
export function regionOf(...properties: readonly Properties[]): string | undefined {
  for (const one of properties) {
    const region = textAt(one, "region");
    if (region !== undefined) return region;
  }
  return undefined;
}

/** The typical duration of an operation. */
export function secondsOf(model: Model, operation: Operation): number {
  return operation === "read" || operation === "invoke" ? 0 : model.seconds[operation];
}
