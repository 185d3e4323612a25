/** Fail-over by DNS: it works without any control plane, and soon enough. */
import {
  alarmFault,
  alarmOf,
  checkOf,
  childrenOf,
  detectionSeconds,
  isDisabled,
  isPrivate,
  isRouted,
  recordType,
} from "./health-checks";
import { at, isOn, listAt, numberAt, textAt } from "./read";
import { stackRule } from "./rule";
import type { StackResource, StackView } from "./stack-view";
import type { Check } from "./unknown";

function routedRecords(
  stack: StackView,
  judge: (record: StackResource) => ReturnType<Check>,
): readonly Check[] {
  return stack
    .ofType(recordType)
    .map((record) => () => (isRouted(record.props) ? judge(record) : undefined));
}

export const routedRecordsWatchHealth = stackRule({
  name: "routed-records-watch-health",
  description:
    "A public record that Route 53 may choose among others has a health check, or its target's.",
  rationale: "Without one, Route 53 keeps sending users to a region that is gone.",
  severity: "critical",
  remediationSteps:
    "Set healthCheckId, or evaluateTargetHealth of the alias; leave the check's disabled off.",
  judge: (stack) =>
    routedRecords(stack, (record) => {
      const check = checkOf(stack, record);
      if (check !== undefined && isDisabled(check.props)) {
        return {
          message: `${record.name} is answered whatever its health: ${check.name} is disabled.`,
          urn: record.urn,
        };
      }
      if (hasHealthCheck(record) || isLastResort(record.props) || isPrivate(stack, record)) {
        return undefined;
      }
      if (listAt(record.props, "aliases").some((alias) => isOn(alias, "evaluateTargetHealth"))) {
        return undefined;
      }
      return { message: `${record.name} is answered whatever its health.`, urn: record.urn };
    }),
});

/**
 * A secondary record is answered where the primary is not healthy; one that says nothing of its health always is.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html Failover, read 2026-11
 */
function isLastResort(props: unknown): boolean {
  return listAt(props, "failoverRoutingPolicies").some(
    (policy) => textAt(policy, "type") === "SECONDARY",
  );
}

/** An id that is not known yet is there all the same. */
function hasHealthCheck(record: StackResource): boolean {
  return (
    record.sources("healthCheckId", "aws:route53/healthCheck:HealthCheck").length > 0 ||
    at(record.props, "healthCheckId") !== undefined
  );
}

const soundTypes = ["HTTPS", "HTTPS_STR_MATCH", "CALCULATED", "CLOUDWATCH_METRIC"];

export const failOverNeedsNoControlPlane = stackRule({
  name: "fail-over-needs-no-control-plane",
  description:
    "Routed records follow HTTPS checks and single-metric alarms, or calculations over them.",
  rationale:
    "Route 53 evaluates those in its data plane. It cannot read composite or computed alarms, and a check without TLS can be answered by anyone.",
  severity: "critical",
  remediationSteps:
    "Use an HTTPS check and an alarm over one metric with a plain statistic, and combine them in a CALCULATED check.",
  judge: (stack) =>
    routedRecords(stack, (record) => {
      const check = checkOf(stack, record);
      return check === undefined ? undefined : soundness(stack, check, new Set());
    }),
});

function soundness(stack: StackView, check: StackResource, walked: Set<string>): ReturnType<Check> {
  if (walked.has(check.urn)) return undefined;
  walked.add(check.urn);
  const type = textAt(check.props, "type") ?? "";
  if (!soundTypes.includes(type)) {
    return { message: `${check.name} is a check of type ${type}.`, urn: check.urn };
  }
  if (type === "CALCULATED") {
    return childrenOf(stack, check).map((child) => () => soundness(stack, child, walked));
  }
  const alarm = type === "CLOUDWATCH_METRIC" ? alarmOf(stack, check) : undefined;
  const fault = alarm === undefined ? undefined : alarmFault(alarm.props);
  return fault === undefined || alarm === undefined
    ? undefined
    : { message: `${check.name} reads ${alarm.name}, which ${fault}.`, urn: check.urn };
}

interface Objective {
  readonly maximumSeconds: number;
}

/** AWS fixes the time to live of an alias to a load balancer (@pulumi/aws 7.48.0, route53.Record, read 2026-11). */
const aliasTtlSeconds = 60;

export const failOverInTime = stackRule<Objective>({
  name: "fail-over-in-time",
  description: "Checks and time to live add up to a fail-over within the objective.",
  rationale:
    "Users feel the loss of a region until it is noticed and the last old answer has expired.",
  severity: "high",
  remediationSteps:
    "Check every 10 seconds, tolerate fewer failures, or shorten the record's time to live.",
  configSchema: {
    properties: {
      maximumSeconds: {
        type: "integer",
        minimum: 1,
        default: 120,
        description: "From the loss of a region to the last old answer.",
      },
    },
  },
  judge: (stack, { maximumSeconds }) =>
    routedRecords(stack, (record) => {
      const check = checkOf(stack, record);
      const detection = check === undefined ? undefined : detectionSeconds(stack, check);
      if (detection === undefined) return undefined;
      const ttl = numberAt(record.props, "ttl") ?? aliasTtlSeconds;
      if (detection + ttl <= maximumSeconds) return undefined;
      return {
        message: `${record.name} fails over after ${detection} s of detection and ${ttl} s of old answers; allowed are ${maximumSeconds} s.`,
        urn: record.urn,
      };
    }),
});
