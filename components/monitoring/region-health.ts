/** Whether a region may get traffic for a public host, as Route 53 sees it without any control plane. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import type { HealthSignal } from "../conventions/contracts";
import { isHostname } from "../conventions/naming";
import { overridable, type Override } from "../conventions/options";
import { checked, type Problem } from "../conventions/problems";
import { child, type RegionalScope } from "../conventions/regional-scope";
import { checkTags, type Tags } from "../conventions/tags";
import type { FailOverSettings } from "../topology/fail-over";
import { checkRegionName } from "../topology/regions";
import { createAlarm, type AlarmPlan, type PlainStatistic } from "./alarm";
import { minuteSeconds, namespaces } from "./metrics";

/** What a region's health is judged by. */
export interface RegionHealthArgs {
  /** AWS region whose health it is, such as `eu-west-1`. */
  readonly region: string;
  /** The host's name in this region alone, which leads to no other: `shop.eu-west-1.example.com`. */
  readonly hostname: string;
  /** Path that answers 2xx or 3xx within two seconds while the region can serve: `/_healthz`. */
  readonly healthPath: string;
  /** The public load balancer as CloudWatch's dimension: `app/name/0123456789abcdef`. */
  readonly loadBalancerArnSuffix: pulumi.Input<string>;
  /** The host's target group as CloudWatch's dimension: `targetgroup/name/0123456789abcdef`. */
  readonly targetGroupArnSuffix: pulumi.Input<string>;
  /** A topic of the same region. */
  readonly alertTopicArn: pulumi.Input<string>;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Options of a region's health. */
export interface RegionHealthOptions extends pulumi.ComponentResourceOptions {
  /** Changes of single children before they are registered. @default none */
  readonly override?: {
    readonly httpsCheck?: Override<route53.HealthCheckArgs>;
    readonly alarm?: Override<cloudwatch.MetricAlarmArgs>;
  };
}

/** The principal children of a region's health. */
export interface RegionHealthNodes {
  readonly httpsCheck: route53.HealthCheck;
  readonly alarm: cloudwatch.MetricAlarm;
  readonly alarmCheck: route53.HealthCheck;
  readonly signal: route53.HealthCheck;
}

/**
 * How the HTTPS check is timed: the faster of the two intervals, which costs more and saves a minute of
 * every fail-over, and three failures in a row, so that one lost packet moves nobody.
 */
export const healthTiming = {
  intervalSeconds: 10,
  failureThreshold: 3,
} as const satisfies FailOverSettings;

const httpsPort = 443;
const longestPath = 255;

/**
 * Targets that pass the load balancer's checks. With none left the load balancer sends requests to all of
 * them, healthy or not, and may look well from outside; this sees it.
 */
const noTargetAlarm: AlarmPlan<PlainStatistic> = {
  role: "no-target",
  namespace: namespaces.publicEntry,
  metricName: "HealthyHostCount",
  // Each of the load balancer's nodes counts for itself: one that is cut off from all pods takes no region out.
  statistic: "Maximum",
  comparison: "LessThanThreshold",
  threshold: 1,
  periodSeconds: minuteSeconds,
  // A node that the load balancer has just added knows of no healthy target until its first checks are through.
  evaluationPeriods: 3,
  // The metric is there only while pods are registered: none registered is none healthy.
  missingData: "breaching",
  description:
    "No pod of this public host is healthy in this region, and Route 53 sends its users to other regions. Look first " +
    "at the target group's health reasons, then at the Deployment's events and its latest rollout.",
};

/**
 * A signal for one public host in one region: healthy while its own name answers over HTTPS and at least one
 * of its pods passes the load balancer's checks. Nothing outside the region has a part in it. When the
 * signals of all regions are bad, Route 53 answers as if all were good.
 *
 * Health checks are global: they have no region of their own.
 *
 * Throws a `pulumi.RunError` with everything that `checkRegionHealth` finds, before anything is registered.
 */
export class RegionHealth extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:RegionHealth";
  readonly signal: HealthSignal;
  readonly nodes: RegionHealthNodes;

  constructor(name: string, args: RegionHealthArgs, opts: RegionHealthOptions = {}) {
    const { override, ...options } = opts;
    super(RegionHealth.type, name, {}, checked(options, checkRegionHealth(args)));
    const scope = { parent: this, name, region: args.region, tags: args.tags ?? {} };
    const httpsCheck = createHttpsCheck(scope, args, override?.httpsCheck);
    const alarm = createNoTargetAlarm(scope, args, override?.alarm);
    const alarmCheck = createAlarmCheck(scope, args, alarm);
    const signal = createSignal(scope, [httpsCheck, alarmCheck]);
    this.signal = { region: args.region, healthCheckId: signal.id };
    this.nodes = { httpsCheck, alarm, alarmCheck, signal };
    this.registerOutputs({ healthCheckId: signal.id });
  }
}

/** What is wrong with the arguments; paths start at them. Empty when nothing is. */
export function checkRegionHealth(args: RegionHealthArgs): Problem[] {
  const { region, hostname, healthPath } = args;
  const problems = [...checkRegionName("region", region), ...checkTags("tags", args.tags ?? {})];
  if (!isHostname(hostname)) {
    const allowed = "a host name of at least two labels, without a final dot";
    problems.push({ path: "hostname", value: hostname, allowed, mend: "Write the full name." });
  }
  if (!healthPath.startsWith("/") || healthPath.length > longestPath) {
    const allowed = `a path of at most ${longestPath} characters that begins with a slash`;
    problems.push({ path: "healthPath", value: healthPath, allowed, mend: "Correct the path." });
  }
  return problems;
}

/** Asks the region's own name from all over the world; SNI, because the load balancer has several certificates. */
function createHttpsCheck(
  scope: RegionalScope,
  { hostname, healthPath }: RegionHealthArgs,
  override: Override<route53.HealthCheckArgs> | undefined,
): route53.HealthCheck {
  const { childName, tags } = child(scope, "https");
  const args: route53.HealthCheckArgs = {
    type: "HTTPS",
    fqdn: hostname,
    port: httpsPort,
    resourcePath: healthPath,
    requestInterval: healthTiming.intervalSeconds,
    failureThreshold: healthTiming.failureThreshold,
    enableSni: true,
    measureLatency: false,
    tags,
  };
  const options = { parent: scope.parent };
  return new route53.HealthCheck(childName, ...overridable(override, args, options));
}

function createNoTargetAlarm(
  scope: RegionalScope,
  args: RegionHealthArgs,
  override: Override<cloudwatch.MetricAlarmArgs> | undefined,
): cloudwatch.MetricAlarm {
  const { loadBalancerArnSuffix, targetGroupArnSuffix, alertTopicArn } = args;
  const dimensions = { LoadBalancer: loadBalancerArnSuffix, TargetGroup: targetGroupArnSuffix };
  return createAlarm(scope, noTargetAlarm, { dimensions, alertTopicArn }, override);
}

/**
 * Route 53 reads the alarm's metric, not its state, and copies the alarm's settings when the check is
 * written: the triggers have it copy them again when they change.
 *
 * Where there is no data, the last known status holds. `Unhealthy` would take a healthy region out when
 * CloudWatch lags and keep a new one out; `Healthy` would bring a region back whose pods are all gone.
 */
function createAlarmCheck(
  scope: RegionalScope,
  args: RegionHealthArgs,
  alarm: cloudwatch.MetricAlarm,
): route53.HealthCheck {
  const { childName, region, tags } = child(scope, "targets");
  return new route53.HealthCheck(
    childName,
    {
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: alarm.name,
      cloudwatchAlarmRegion: region,
      insufficientDataHealthStatus: "LastKnownStatus",
      triggers: { settings: settingsText(args, alarm) },
      tags,
    },
    { parent: scope.parent },
  );
}

/** Dimensions come from the arguments, because the order of keys in an output is nobody's promise. */
function settingsText(
  { loadBalancerArnSuffix, targetGroupArnSuffix }: RegionHealthArgs,
  alarm: cloudwatch.MetricAlarm,
): pulumi.Output<string> {
  return pulumi.jsonStringify([
    loadBalancerArnSuffix,
    targetGroupArnSuffix,
    alarm.metricName,
    alarm.statistic,
    alarm.period,
    alarm.evaluationPeriods,
    alarm.comparisonOperator,
    alarm.threshold,
  ]);
}

/** Healthy while all of them are. */
function createSignal(
  scope: RegionalScope,
  checks: readonly route53.HealthCheck[],
): route53.HealthCheck {
  const { childName, tags } = child(scope, "signal");
  return new route53.HealthCheck(
    childName,
    {
      type: "CALCULATED",
      childHealthchecks: checks.map(({ id }) => id),
      childHealthThreshold: checks.length,
      tags,
    },
    { parent: scope.parent },
  );
}
