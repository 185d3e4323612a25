/**
 * What CloudWatch makes of a metric: an alarm's state from data points. Pure.
 *
 * Sources (read 2026-11): docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation and
 * alarms-and-missing-data (its tables as remembered: they are the tests);
 * repost.aws/knowledge-center/cloudwatch-alarm-single-data-point (a single breaching point that is old enough);
 * API reference of PutMetricAlarm (alarms on `AWS/DynamoDB` ignore missing data whatever they say).
 */
import type { CloudObject } from "./model";
import { isList, textAt, valueAt } from "./paths";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** A metric's value over one period; null where nothing was reported. */
export type Datapoint = number | null;

const breaches = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
} as const;

/** When an alarm goes off. */
export interface AlarmRule {
  readonly comparison: keyof typeof breaches;
  readonly threshold: number;
  /** Data points that are looked at: N. */
  readonly periods: number;
  /** How many of them must breach: M. */
  readonly datapoints: number;
  readonly missingData: "missing" | "ignore" | "breaching" | "notBreaching";
}

/** The rule of an alarm on one metric; undefined for what is not evaluated here: metric math, anomaly bands, queries. */
export function ruleOf({ outputs }: CloudObject): AlarmRule | undefined {
  const comparison = textAt(outputs, "comparisonOperator") ?? "";
  const queries = outputs["metricQueries"];
  const threshold = valueAt(outputs, "threshold");
  if (!Object.hasOwn(breaches, comparison) || typeof threshold !== "number") return undefined;
  if (isList(queries) && queries.length > 0) return undefined;
  const periods = Number(valueAt(outputs, "evaluationPeriods") ?? 1);
  const ignores = textAt(outputs, "namespace") === "AWS/DynamoDB";
  return {
    comparison: comparison as AlarmRule["comparison"],
    threshold,
    periods,
    datapoints: Number(valueAt(outputs, "datapointsToAlarm") ?? periods),
    missingData: ignores
      ? "ignore"
      : ((textAt(outputs, "treatMissingData") ?? "missing") as AlarmRule["missingData"]),
  };
}

/**
 * How many data points CloudWatch has before it: more than it needs, so that a few may be missing. AWS states no
 * number; its examples have two more.
 */
export function rangeOf({ periods }: AlarmRule): number {
  return periods + 2;
}

/** The state after a range of data points, the newest last; `before` is the state so far. */
export function evaluate(
  rule: AlarmRule,
  range: readonly Datapoint[],
  before: AlarmState,
): AlarmState {
  const { periods, datapoints, missingData } = rule;
  const reported = range.filter((value) => value !== null);
  const isBreaching = (value: number): boolean => breaches[rule.comparison](value, rule.threshold);
  const latest = reported.slice(-periods);
  const breaching = latest.filter(isBreaching).length;
  if (breaching >= datapoints) return "ALARM";
  const absent = periods - latest.length;
  if (absent === 0 || missingData === "notBreaching") return "OK";
  if (missingData === "breaching") return breaching + absent >= datapoints ? "ALARM" : "OK";
  if (breaching < latest.length) return "OK";
  if (missingData === "ignore") return before;
  if (latest.length === 0) return "INSUFFICIENT_DATA";
  // All that was reported breaches, if less than was asked for: it counts once it is old enough.
  const oldest = range.length - range.findIndex((value) => value !== null);
  return oldest >= datapoints ? "ALARM" : before;
}

/** The state that an alarm comes to while a metric stays as it is. */
export function steadyState(rule: AlarmRule, value: Datapoint): AlarmState {
  const range = Array.from({ length: rangeOf(rule) }, () => value);
  return evaluate(rule, range, "INSUFFICIENT_DATA");
}

/** The state after each of some data points, which follow on a long time of one value. */
export function statesOver(
  rule: AlarmRule,
  before: Datapoint,
  points: readonly Datapoint[],
): readonly AlarmState[] {
  const length = rangeOf(rule);
  const all = [...Array.from({ length }, () => before), ...points];
  let state = steadyState(rule, before);
  return points.map((_point, index) => {
    state = evaluate(rule, all.slice(index + 1, index + 1 + length), state);
    return state;
  });
}
