/** What Route 53 is told about health: which kinds of checks answer when control planes are down, and how soon. */
import { at, isOn, listAt, numberAt, textAt } from "./read";
import { referenced, type StackResource, type StackView } from "./stack-view";

export const recordType = "aws:route53/record:Record";
export const healthCheckType = "aws:route53/healthCheck:HealthCheck";
const zoneType = "aws:route53/zone:Zone";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

const routed = [
  "latencyRoutingPolicies",
  "failoverRoutingPolicies",
  "weightedRoutingPolicies",
  "geolocationRoutingPolicies",
];

/** Whether Route 53 chooses between records like this one. */
export function isRouted(props: unknown): boolean {
  return (
    routed.some((key) => listAt(props, key).length > 0) ||
    at(props, "cidrRoutingPolicy") !== undefined ||
    at(props, "geoproximityRoutingPolicy") !== undefined ||
    at(props, "multivalueAnswerRoutingPolicy") === true
  );
}

/**
 * Whether a record stands in a private zone of its stack. What such a record leads to is reached from
 * within a VPC, and without a way to another region's there is nothing to fail over to.
 */
export function isPrivate(stack: StackView, record: StackResource): boolean {
  const zone = referenced(stack, record, "zoneId", [zoneType], "zoneId");
  return zone !== undefined && listAt(zone.props, "vpcs").length > 0;
}

/** The health check of a record; undefined where it has none, or one of another stack. */
export function checkOf(stack: StackView, record: StackResource): StackResource | undefined {
  return referenced(stack, record, "healthCheckId", [healthCheckType], "id");
}

/** Route 53 takes a disabled check for healthy, for ever (@pulumi/aws 7.48.0, route53.HealthCheck, read 2026-11). */
export function isDisabled(check: unknown): boolean {
  return isOn(check, "disabled");
}

/** The checks that a calculated one combines. */
export function childrenOf(stack: StackView, check: StackResource): readonly StackResource[] {
  const sources = check.sources("childHealthchecks", healthCheckType);
  if (sources.length > 0) return sources;
  const ids = listAt(check.props, "childHealthchecks");
  return stack
    .ofType(healthCheckType)
    .filter((candidate) => ids.includes(candidate.identity("id") ?? ""));
}

/** The alarm that a check reads; undefined where it is not of this stack. */
export function alarmOf(stack: StackView, check: StackResource): StackResource | undefined {
  return referenced(stack, check, "cloudwatchAlarmName", [alarmType], "name");
}

const plainStatistics = ["Average", "Minimum", "Maximum", "Sum", "SampleCount"];
const standardResolutionSeconds = 60;

/**
 * What keeps Route 53 from reading an alarm's metric: it reads the stream of one metric at standard
 * resolution, and evaluates it itself.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html read 2026-11
 */
export function alarmFault(alarm: unknown): string | undefined {
  if (listAt(alarm, "metricQueries").length > 0) return "is computed from several metrics";
  const statistic = textAt(alarm, "statistic");
  if (statistic === undefined || !plainStatistics.includes(statistic)) {
    return "has a statistic that Route 53 cannot read";
  }
  const period = numberAt(alarm, "period");
  if (period !== undefined && period < standardResolutionSeconds)
    return "reads a high-resolution metric";
  const evaluated = numberAt(alarm, "evaluationPeriods");
  const toAlarm = numberAt(alarm, "datapointsToAlarm");
  return toAlarm !== undefined && toAlarm !== evaluated
    ? "alarms at some of its periods, which Route 53 does not"
    : undefined;
}

const defaultIntervalSeconds = 30;
const defaultThreshold = 3;

/**
 * Seconds until a check reports that everything it looks at has gone. A calculated check reports as soon as
 * too few of its children are healthy. Undefined where that is decided outside of this stack, or never.
 */
export function detectionSeconds(stack: StackView, check: StackResource): number | undefined {
  return secondsOf(stack, check, new Set());
}

function secondsOf(
  stack: StackView,
  check: StackResource,
  walked: ReadonlySet<string>,
): number | undefined {
  if (walked.has(check.urn) || isDisabled(check.props)) return undefined;
  switch (textAt(check.props, "type")) {
    case "CALCULATED":
      return calculatedSeconds(stack, check, new Set([...walked, check.urn]));
    case "CLOUDWATCH_METRIC":
      return alarmSeconds(alarmOf(stack, check)?.props);
    case "RECOVERY_CONTROL":
      return undefined;
    default:
      return (
        (numberAt(check.props, "requestInterval") ?? defaultIntervalSeconds) *
        (numberAt(check.props, "failureThreshold") ?? defaultThreshold)
      );
  }
}

function alarmSeconds(alarm: unknown): number | undefined {
  const period = numberAt(alarm, "period");
  const periods = numberAt(alarm, "evaluationPeriods");
  return period === undefined || periods === undefined ? undefined : period * periods;
}

function calculatedSeconds(
  stack: StackView,
  check: StackResource,
  walked: ReadonlySet<string>,
): number | undefined {
  const children = childrenOf(stack, check);
  const healthyNeeded = numberAt(check.props, "childHealthThreshold") ?? children.length;
  // Unhealthy once this many have failed.
  const failuresNeeded = children.length - healthyNeeded + 1;
  const seconds = children
    .map((child) => secondsOf(stack, child, walked) ?? Number.POSITIVE_INFINITY)
    .sort((a, b) => a - b);
  const found = seconds[failuresNeeded - 1];
  return found === undefined || !Number.isFinite(found) ? undefined : found;
}
