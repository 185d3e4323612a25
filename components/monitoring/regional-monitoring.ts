/** What watches one region: where its alarms go, the alarms of its ways in and its cluster, its dashboard. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { nameInStack } from "../conventions/name-in-stack";
import { overridable, type Override } from "../conventions/options";
import { checked, type Problem } from "../conventions/problems";
import type { RegionalScope } from "../conventions/regional-scope";
import { checkTags, type Tags } from "../conventions/tags";
import { checkRegionName } from "../topology/regions";
import { createAlarm, type AlarmPlan, type AlarmTarget } from "./alarm";
import { createAlertTopic } from "./alert-topic";
import { clusterDimensions, entryDimensions } from "./metrics";
import type { WatchedEntry } from "./panels";
import { clusterAlarms, privateEntryAlarms, publicEntryAlarms } from "./region-alarms";
import { regionDashboardBody } from "./region-dashboard-body";

/** What a region's monitoring is made from. */
export interface RegionalMonitoringArgs {
  /** AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** Name of the region's EKS cluster, which has the CloudWatch Observability add-on. */
  readonly clusterName: pulumi.Input<string>;
  /** The region's public load balancer. @default no alarms and no graphs of one */
  readonly publicEntry?: WatchedEntry;
  /** The region's private load balancer. */
  readonly privateEntry: WatchedEntry;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Options of a region's monitoring; the callback for alarms is asked for each of them. */
export interface RegionalMonitoringOptions extends pulumi.ComponentResourceOptions {
  /** Changes of single children before they are registered. @default none */
  readonly override?: {
    readonly topic?: Override<sns.TopicArgs>;
    readonly alarm?: Override<cloudwatch.MetricAlarmArgs>;
    readonly dashboard?: Override<cloudwatch.DashboardArgs>;
  };
}

/** The principal children of a region's monitoring. */
export interface RegionalMonitoringNodes {
  readonly topic: sns.Topic;
  /** By role, such as `public-slow`. */
  readonly alarms: Readonly<Record<string, cloudwatch.MetricAlarm>>;
  readonly dashboard: cloudwatch.Dashboard;
}

/**
 * A topic for the alerts of a region, which people subscribe to as they like; alarms on its load balancers
 * and its cluster; and a dashboard. Regional.
 *
 * The log groups of containers are not here: they belong to the cluster, whose add-on writes to them and
 * waits for them.
 *
 * Throws a `pulumi.RunError` with everything that `checkRegionalMonitoring` finds, before anything is registered.
 */
export class RegionalMonitoring extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:RegionalMonitoring";
  /** Topic that every alarm of the region publishes to, when it goes off and when all is well again. */
  readonly alertTopicArn: pulumi.Output<string>;
  readonly nodes: RegionalMonitoringNodes;

  constructor(name: string, args: RegionalMonitoringArgs, opts: RegionalMonitoringOptions = {}) {
    const { override, ...options } = opts;
    super(RegionalMonitoring.type, name, {}, checked(options, checkRegionalMonitoring(args)));
    const scope = { parent: this, name, region: args.region, tags: args.tags ?? {} };
    const { topic, arn } = createAlertTopic(scope, override?.topic);
    const alarms = createAlarms(scope, args, arn, override?.alarm);
    const dashboard = createDashboard(scope, args, alarms, override?.dashboard);
    this.alertTopicArn = arn;
    this.nodes = { topic, alarms, dashboard };
    this.registerOutputs({ alertTopicArn: arn });
  }
}

/** What is wrong with the arguments; paths start at them. Empty when nothing is. */
export function checkRegionalMonitoring({ region, tags }: RegionalMonitoringArgs): Problem[] {
  return [...checkRegionName("region", region), ...checkTags("tags", tags ?? {})];
}

function createAlarms(
  scope: RegionalScope,
  { publicEntry, privateEntry, clusterName }: RegionalMonitoringArgs,
  alertTopicArn: pulumi.Output<string>,
  override: Override<cloudwatch.MetricAlarmArgs> | undefined,
): Record<string, cloudwatch.MetricAlarm> {
  const all = (plans: readonly AlarmPlan[], dimensions: AlarmTarget["dimensions"]) =>
    plans.map((plan): [string, cloudwatch.MetricAlarm] => [
      plan.role,
      createAlarm(scope, plan, { dimensions, alertTopicArn }, override),
    ]);
  return Object.fromEntries([
    ...(publicEntry === undefined
      ? []
      : all(publicEntryAlarms, entryDimensions(publicEntry.arnSuffix))),
    ...all(privateEntryAlarms, entryDimensions(privateEntry.arnSuffix)),
    ...all(clusterAlarms, clusterDimensions(clusterName)),
  ]);
}

function createDashboard(
  scope: RegionalScope,
  { publicEntry, privateEntry, clusterName }: RegionalMonitoringArgs,
  alarms: Readonly<Record<string, cloudwatch.MetricAlarm>>,
  override: Override<cloudwatch.DashboardArgs> | undefined,
): cloudwatch.Dashboard {
  const { parent, region } = scope;
  const childName = `${scope.name}-region`;
  const alarmArns = Object.values(alarms).map(({ arn }) => arn);
  const body = regionDashboardBody({ region, clusterName, publicEntry, privateEntry, alarmArns });
  const args = {
    region,
    dashboardName: nameInStack("dashboard", childName),
    dashboardBody: pulumi.jsonStringify(body),
  };
  const options = { parent, deleteBeforeReplace: true };
  return new cloudwatch.Dashboard(childName, ...overridable(override, args, options));
}
