/** Alarms as plain plans, and how one is registered. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { nameInStack } from "../conventions/name-in-stack";
import { overridable, type Override } from "../conventions/options";
import { child, type RegionalScope } from "../conventions/regional-scope";

/** Statistics that a Route 53 health check can read as well as CloudWatch. */
export type PlainStatistic = "Average" | "Minimum" | "Maximum" | "Sum" | "SampleCount";

/** One alarm on one metric: everything about it but which resource it looks at and whom it tells. */
export interface AlarmPlan<Statistic extends string = PlainStatistic | `p${number}`> {
  /** What it is called among its component's children. */
  readonly role: string;
  readonly namespace: string;
  readonly metricName: string;
  /** A plain statistic, or a percentile such as `p99`. */
  readonly statistic: Statistic;
  readonly comparison:
    | "GreaterThanOrEqualToThreshold"
    | "GreaterThanThreshold"
    | "LessThanThreshold"
    | "LessThanOrEqualToThreshold";
  /** In the metric's own unit. */
  readonly threshold: number;
  /** Seconds that one data point stands for; a multiple of 60. */
  readonly periodSeconds: number;
  /** Data points in a row that must breach. */
  readonly evaluationPeriods: number;
  /** What a data point that is not there counts as. */
  readonly missingData: "missing" | "ignore" | "breaching" | "notBreaching";
  /** What it means and what to look at first: it is all that the alert says. */
  readonly description: string;
}

/** What an alarm looks at and whom it tells. */
export interface AlarmTarget {
  /** The metric's dimensions, all of them: CloudWatch knows a metric under no fewer. */
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** A topic of the same region. */
  readonly alertTopicArn: pulumi.Input<string>;
}

/** The alarm of that plan. It tells the topic when it goes off and when all is well again. */
export function createAlarm(
  scope: RegionalScope,
  plan: AlarmPlan,
  { dimensions, alertTopicArn }: AlarmTarget,
  override?: Override<cloudwatch.MetricAlarmArgs>,
): cloudwatch.MetricAlarm {
  const { childName, region, tags } = child(scope, plan.role);
  const args: cloudwatch.MetricAlarmArgs = {
    region,
    name: nameInStack("alarm", childName),
    alarmDescription: plan.description,
    namespace: plan.namespace,
    metricName: plan.metricName,
    dimensions: { ...dimensions },
    ...statisticOf(plan),
    period: plan.periodSeconds,
    evaluationPeriods: plan.evaluationPeriods,
    comparisonOperator: plan.comparison,
    threshold: plan.threshold,
    treatMissingData: plan.missingData,
    alarmActions: [alertTopicArn],
    okActions: [alertTopicArn],
    tags,
  };
  const options = { parent: scope.parent, deleteBeforeReplace: true };
  return new cloudwatch.MetricAlarm(childName, ...overridable(override, args, options));
}

/** Percentiles of a handful of requests say nothing, so an alarm on one waits for more. */
function statisticOf({ statistic }: AlarmPlan) {
  if (!statistic.startsWith("p")) return { statistic };
  return { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" };
}
