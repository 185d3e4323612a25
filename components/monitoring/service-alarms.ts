/** What wakes people for one service in one region. */
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import type { Override } from "../conventions/options";
import { checked, type Problem } from "../conventions/problems";
import { checkTags, type Tags } from "../conventions/tags";
import { checkRegionName } from "../topology/regions";
import { createAlarm, type AlarmPlan } from "./alarm";
import { minuteSeconds, namespaces, workloadDimensions } from "./metrics";

/** What a service's alarms are made from. */
export interface ServiceAlarmsArgs {
  /** AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** Name of the region's EKS cluster, which has the CloudWatch Observability add-on. */
  readonly clusterName: pulumi.Input<string>;
  /** The service's Kubernetes namespace. */
  readonly namespace: string;
  /** The service's key, which is its Deployment's name. */
  readonly service: string;
  /** Most replicas that the service may have in the region: what the alert tells to raise. */
  readonly maxReplicas: number;
  /** A topic of the same region. */
  readonly alertTopicArn: pulumi.Input<string>;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Options of a service's alarms; the callback is asked for each of them. */
export interface ServiceAlarmsOptions extends pulumi.ComponentResourceOptions {
  /** Changes of single children before they are registered. @default none */
  readonly override?: { readonly alarm?: Override<cloudwatch.MetricAlarmArgs> };
}

/** The alarms of a service in a region. */
export interface ServiceAlarmsNodes {
  readonly unavailable: cloudwatch.MetricAlarm;
  readonly saturated: cloudwatch.MetricAlarm;
}

/**
 * Two alarms on a service in one region: pods that do not come up, whatever the reason, and pods that have
 * no CPU left. Both read what the Observability add-on reports of every Deployment, with or without a
 * Kubernetes Service. Regional.
 *
 * Throws a `pulumi.RunError` with everything that `checkServiceAlarms` finds, before anything is registered.
 */
export class ServiceAlarms extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:ServiceAlarms";
  readonly nodes: ServiceAlarmsNodes;

  constructor(name: string, args: ServiceAlarmsArgs, opts: ServiceAlarmsOptions = {}) {
    const { override, ...options } = opts;
    super(ServiceAlarms.type, name, {}, checked(options, checkServiceAlarms(args)));
    const { clusterName, namespace, service, alertTopicArn } = args;
    const scope = { parent: this, name, region: args.region, tags: args.tags ?? {} };
    const dimensions = workloadDimensions(clusterName, namespace, service);
    const create = (plan: AlarmPlan) =>
      createAlarm(scope, plan, { dimensions, alertTopicArn }, override?.alarm);
    this.nodes = { unavailable: create(unavailable(args)), saturated: create(saturated(args)) };
    this.registerOutputs({});
  }
}

/** What is wrong with the arguments; paths start at them. Empty when nothing is. */
export function checkServiceAlarms(args: ServiceAlarmsArgs): Problem[] {
  const { region, maxReplicas, tags } = args;
  const problems = [...checkRegionName("region", region), ...checkTags("tags", tags ?? {})];
  if (Number.isInteger(maxReplicas) && maxReplicas >= 1) return problems;
  const allowed = "a whole number of replicas, at least 1";
  return [
    ...problems,
    { path: "maxReplicas", value: maxReplicas, allowed, mend: "Correct the number." },
  ];
}

function unavailable({ namespace, service, region }: ServiceAlarmsArgs): AlarmPlan {
  return {
    role: "unavailable",
    namespace: namespaces.cluster,
    metricName: "status_replicas_unavailable",
    statistic: "Minimum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: minuteSeconds,
    // Kubernetes gives a rollout up after 10 minutes without progress: what lasts longer does not mend itself.
    evaluationPeriods: 15,
    // Silence is the alarm of the region's cluster.
    missingData: "ignore",
    description:
      `Replicas of ${service} in ${region} have not been ready for a quarter of an hour: they crash, find no node or no image, ` +
      `or fail their probes. Look first at \`kubectl -n ${namespace} describe deployment ${service}\`, then at the pods' events and logs.`,
  };
}

function saturated({ namespace, service, region, maxReplicas }: ServiceAlarmsArgs): AlarmPlan {
  return {
    role: "saturated",
    namespace: namespaces.cluster,
    metricName: "pod_cpu_utilization_over_pod_limit",
    statistic: "Average",
    comparison: "GreaterThanOrEqualToThreshold",
    // Percent of the limit, over all pods. Autoscaling holds them well below, so it has come to its end; from here on
    // Linux throttles single pods, and the service turns slow.
    threshold: 80,
    periodSeconds: minuteSeconds,
    // Autoscaling and new nodes together take a few minutes.
    evaluationPeriods: 15,
    // No pods use no CPU; that there are none is for the other alarm.
    missingData: "notBreaching",
    description:
      `Pods of ${service} in ${region} have used 80 percent of their CPU limit for a quarter of an hour. Look first at ` +
      `\`kubectl -n ${namespace} get hpa,pods\`: at ${maxReplicas} replicas raise maxReplicas; at fewer, pods wait for nodes.`,
  };
}
