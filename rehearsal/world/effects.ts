/**
 * What faults do to those who use the system and to those who watch it: metrics, alarms, health checks, what DNS
 * answers, and stores. Worked out from what exists alone. Nothing here takes time: minutes are counted from the fault,
 * before which all was well for long; names and health checks are told as they are once they change no more.
 */
import { ruleOf, statesOver, steadyState, type AlarmState, type Datapoint } from "./alarms";
import type { Answer } from "./dns";
import type { FaultSet } from "./faults";
import { alarmType, checkType } from "./health";
import { measure, metricOf, type Metric } from "./metrics";
import type { CloudObject } from "./model";
import { dataIsDown, outageName } from "./outages";
import { canonical, textAt } from "./paths";
import { resolverOf, type SituationResolver } from "./resolve";
import { calm, type Situation } from "./situation";
import { storeStates, type StoreState } from "./store-states";
import { askedNames, trafficIn, type Traffic } from "./traffic";

export interface EffectsRequest {
  /** What is supposed to be wrong. @default what is wrong in the world now */
  readonly faults?: FaultSet;
  /** How long it lasts. @default 60 */
  readonly minutes?: number;
}

/** A metric that some alarm reads. */
export interface Series extends Metric {
  /** Its value while nothing was wrong; null where nothing is reported. */
  readonly before: Datapoint;
  /** One value for each period since, the first at the end of the first period. */
  readonly points: readonly Datapoint[];
}

export interface AlarmOutcome {
  readonly region: string;
  readonly name: string;
  readonly before: AlarmState;
  /** At the end. */
  readonly state: AlarmState;
  /** When it changed; minutes since the fault. */
  readonly changes: readonly { readonly minute: number; readonly state: AlarmState }[];
  /** False where CloudWatch itself is away in the region: the state stays, whatever happens, and nobody is told. */
  readonly evaluated: boolean;
}

export interface CheckOutcome {
  readonly id: string;
  readonly urn: string | undefined;
  readonly before: boolean;
  readonly healthy: boolean;
}

export interface NameOutcome extends Pick<Answer, "status" | "ttlSeconds" | "failOpen"> {
  readonly name: string;
  readonly private: boolean;
  /** The region that the client is in, or near to. */
  readonly from: string;
  /** Of the load balancers that the name leads to. */
  readonly regions: readonly string[];
  /** The same while nothing was wrong. */
  readonly before: readonly string[];
}

export interface Effects {
  readonly metrics: readonly Series[];
  readonly alarms: readonly AlarmOutcome[];
  readonly healthChecks: readonly CheckOutcome[];
  /** Of clients whose own region runs. */
  readonly names: readonly NameOutcome[];
  readonly stores: readonly StoreState[];
  /** Alarms, as `region name`, of which nothing can be said: on a metric or by a rule without a model. */
  readonly unknown: readonly string[];
}

/** What is supposed, or is, to be wrong has to be sound. Throws an Error for minutes that are no number above 0. */
export function effects(state: Situation, request: EffectsRequest): Effects {
  const { faults, minutes = 60 } = request;
  if (!Number.isFinite(minutes) || minutes <= 0) {
    throw new Error(`effects last a number of minutes above 0, and not ${minutes}`);
  }
  const before = scene(calm(state));
  const after = scene(faults === undefined ? state : supposed(state, faults));
  const read = state.store.all(alarmType).map(({ object }) => reading(object, before, after));
  const known = read.filter((one) => one.value !== undefined);
  return {
    metrics: seriesOf(known, minutes),
    alarms: known.map((one) => alarmOutcome(one, after.situation, minutes)),
    healthChecks: checkOutcomes(before, after),
    names: nameOutcomes(before, after),
    stores: storeStates(after.situation),
    unknown: read.filter((one) => one.value === undefined).map(({ alarm }) => titleOf(alarm)),
  };
}

interface Scene {
  readonly situation: Situation;
  readonly resolver: SituationResolver;
  readonly traffic: Traffic;
}

function scene(situation: Situation): Scene {
  const resolver = resolverOf(situation);
  return { situation, resolver, traffic: trafficIn(situation, resolver.ask) };
}

function supposed({ store }: Situation, { rules = [], down = [] }: FaultSet): Situation {
  return { store, faults: rules, down: new Set(down.map(outageName)) };
}

/** An alarm with the metric that it reads, before and after. */
interface Reading {
  readonly alarm: CloudObject;
  readonly metric: Metric | undefined;
  readonly value: { readonly before: Datapoint; readonly after: Datapoint } | undefined;
}

function reading(alarm: CloudObject, before: Scene, after: Scene): Reading {
  const metric = ruleOf(alarm) && metricOf(alarm);
  const [was, is] = [before, after].map(
    ({ situation, traffic }) => metric && measure(situation, traffic, metric),
  );
  const isKnown = was !== undefined && is !== undefined;
  return { alarm, metric, value: isKnown ? { before: was, after: is } : undefined };
}

function seriesOf(read: readonly Reading[], minutes: number): readonly Series[] {
  const found = read.flatMap(({ metric, value }) =>
    metric && value
      ? [{ ...metric, before: value.before, points: points(metric, value, minutes) }]
      : [],
  );
  const byKey = new Map(
    found.map((one) => {
      const { region, namespace, name, dimensions, statistic, periodSeconds } = one;
      const which = { region, namespace, name, dimensions, statistic, periodSeconds };
      return [canonical(which), one];
    }),
  );
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}

function points(
  { periodSeconds }: Metric,
  value: { readonly after: Datapoint },
  minutes: number,
): readonly Datapoint[] {
  return Array.from({ length: Math.floor((minutes * 60) / periodSeconds) }, () => value.after);
}

function alarmOutcome(read: Reading, { down }: Situation, minutes: number): AlarmOutcome {
  const { alarm, metric, value } = read;
  const rule = ruleOf(alarm);
  if (!rule || !metric || !value) throw new Error(`${titleOf(alarm)} was not read`);
  const about = { region: alarm.scope, name: alarm.id };
  const before = steadyState(rule, value.before);
  if (dataIsDown(down, alarm.scope, "cloudwatch")) {
    return { ...about, before, state: before, changes: [], evaluated: false };
  }
  const states = statesOver(rule, value.before, points(metric, value, minutes));
  const changes = states.flatMap((state, index) => {
    const last = index === 0 ? before : states[index - 1];
    return state === last ? [] : [{ minute: ((index + 1) * metric.periodSeconds) / 60, state }];
  });
  return { ...about, before, state: states.at(-1) ?? before, changes, evaluated: true };
}

function checkOutcomes(before: Scene, after: Scene): readonly CheckOutcome[] {
  return after.situation.store.all(checkType).map(({ object: { id, urn } }) => ({
    ...{ id, urn },
    before: before.resolver.health.check(id),
    healthy: after.resolver.health.check(id),
  }));
}

function nameOutcomes(before: Scene, after: Scene): readonly NameOutcome[] {
  const { situation, resolver } = after;
  const clients = askedNames(situation).filter(
    ({ private: inside, region }) => !inside || !dataIsDown(situation.down, region, "ec2"),
  );
  return clients.map(({ name, from, region, private: inside }) => {
    const { status, ttlSeconds, failOpen, answers } = resolver.ask({ name, from });
    const was = before.resolver.ask({ name, from });
    return {
      ...{ name, private: inside, from: region, status, ttlSeconds, failOpen },
      regions: regionsOf(answers),
      before: regionsOf(was.answers),
    };
  });
}

function regionsOf(answers: Answer["answers"]): readonly string[] {
  return [...new Set(answers.flatMap(({ region }) => region ?? []))].sort();
}

function titleOf({ scope, id, outputs }: CloudObject): string {
  return `${scope} ${textAt(outputs, "name") ?? id}`;
}
