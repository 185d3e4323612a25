/**
 * What metrics show: for each that an alarm may read, its value in a situation. What nothing is wrong with is well: in
 * the rehearsal services answer without errors and with CPU to spare.
 *
 * Sources (read 2026-11): docs.aws.amazon.com/elasticloadbalancing/latest/application and .../network,
 * load-balancer-cloudwatch-metrics (reported while requests flow, and most where they are not zero). What a cluster's
 * agent reports, and that it falls silent with its nodes, is general knowledge.
 */
import type { Datapoint } from "./alarms";
import type { CloudObject } from "./model";
import { dataIsDown } from "./outages";
import { isProperties, textAt, valuesAt } from "./paths";
import type { Situation } from "./situation";
import type { Stored } from "./store";
import {
  balancerType,
  deploymentType,
  podsOf,
  targetGroupType,
  targetGroupsFor,
  targetGroupsOf,
  targetsOf,
} from "./targets";
import type { Traffic } from "./traffic";

const clusterType = "aws:eks/cluster:Cluster";

/** One metric, as an alarm names it. */
export interface Metric {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** A plain statistic, or a percentile such as `p99`. */
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** The metric of an alarm on one metric; undefined for other alarms. */
export function metricOf({ outputs, scope }: CloudObject): Metric | undefined {
  const [namespace, name] = [textAt(outputs, "namespace"), textAt(outputs, "metricName")];
  const statistic = textAt(outputs, "statistic") ?? textAt(outputs, "extendedStatistic");
  if (namespace === undefined || name === undefined || statistic === undefined) return undefined;
  const dimensions = isProperties(outputs["dimensions"]) ? outputs["dimensions"] : {};
  return {
    ...{ region: scope, namespace, name, statistic },
    dimensions: Object.fromEntries(
      Object.keys(dimensions).map((key) => [key, textAt(dimensions, key) ?? ""]),
    ),
    periodSeconds: Number(outputs["period"] ?? 60),
  };
}

/** Its value in each period; undefined where the rehearsal has no model of it. */
export function measure(
  situation: Situation,
  traffic: Traffic,
  metric: Metric,
): Datapoint | undefined {
  const reading = readings[`${metric.namespace}/${metric.name}`];
  if (!reading) return undefined;
  if (dataIsDown(situation.down, metric.region, "cloudwatch")) return null;
  return reading({ situation, traffic, metric });
}

interface Reader {
  readonly situation: Situation;
  readonly traffic: Traffic;
  readonly metric: Metric;
}

type Reading = (reader: Reader) => Datapoint;

/** Seconds; of a service that is well. */
const answerSeconds = 0.1;
/** Percent of the limit; of pods that are well. */
const usualCpuPercent = 50;

const readings: Readonly<Record<string, Reading>> = {
  "AWS/ApplicationELB/HealthyHostCount": (reader) =>
    ofBalancer(reader, () => {
      const group = named(reader, targetGroupType, "TargetGroup");
      const { registered, healthy } = group
        ? targetsOf(reader.situation, group.id)
        : { registered: 0, healthy: 0 };
      return registered === 0 ? null : healthy;
    }),
  "AWS/ApplicationELB/HTTPCode_ELB_5XX_Count": (reader) =>
    ofBalancer(reader, (balancer) => orNothing(requests(reader, balancer, false))),
  "AWS/ApplicationELB/HTTPCode_Target_5XX_Count": (reader) => ofBalancer(reader, () => null),
  "AWS/ApplicationELB/TargetResponseTime": (reader) =>
    ofBalancer(reader, (balancer) => (requests(reader, balancer, true) > 0 ? answerSeconds : null)),
  "AWS/NetworkELB/UnhealthyRoutingFlowCount": (reader) =>
    ofBalancer(reader, (balancer) => {
      const { situation, traffic } = reader;
      const misled = targetGroupsOf(situation.store, balancer.id).some((group) => {
        const { registered, healthy } = targetsOf(situation, group);
        return registered > 0 && healthy === 0;
      });
      return misled ? orNothing(total([...traffic(balancer.id).values()])) : null;
    }),
  "AWS/NetworkELB/PortAllocationErrorCount": (reader) => ofBalancer(reader, () => 0),
  "ContainerInsights/cluster_node_count": (reader) =>
    ofCluster(reader, ({ outputs }) => valuesAt(outputs, "vpcConfig.subnetIds[]").length),
  "ContainerInsights/cluster_failed_node_count": (reader) => ofCluster(reader, () => 0),
  "ContainerInsights/status_replicas_unavailable": (reader) =>
    ofDeployment(reader, ({ registered, healthy }) => registered - healthy),
  "ContainerInsights/pod_cpu_utilization_over_pod_limit": (reader) =>
    ofDeployment(reader, ({ healthy }) => (healthy > 0 ? usualCpuPercent : null)),
};

/** Nodes of a load balancer report while they run. */
function ofBalancer(reader: Reader, value: (balancer: CloudObject) => Datapoint): Datapoint {
  const balancer = named(reader, balancerType, "LoadBalancer");
  const { situation, metric } = reader;
  return balancer && !dataIsDown(situation.down, metric.region, "lb") ? value(balancer) : null;
}

/** The agent runs on the cluster's own nodes. */
function ofCluster(reader: Reader, value: (cluster: CloudObject) => Datapoint): Datapoint {
  const { situation, metric } = reader;
  const name = metric.dimensions["ClusterName"] ?? "";
  const cluster = situation.store.find(clusterType, name, metric.region)?.object;
  return cluster && !dataIsDown(situation.down, metric.region, "ec2") ? value(cluster) : null;
}

function ofDeployment(
  reader: Reader,
  value: (pods: ReturnType<typeof podsOf>) => Datapoint,
): Datapoint {
  const { situation, metric } = reader;
  const { Namespace: namespace = "", PodName: name = "" } = metric.dimensions;
  return ofCluster(reader, ({ outputs }) => {
    const scope = textAt(outputs, "arn") ?? "";
    const found: Stored | undefined = situation.store.find(
      deploymentType,
      `${namespace}/${name}`,
      scope,
    );
    return found ? value(podsOf(situation, found)) : null;
  });
}

/** The object that a dimension names by the end of its ARN. */
function named({ situation, metric }: Reader, type: string, dimension: string) {
  const suffix = metric.dimensions[dimension] ?? "";
  return situation.store
    .mentioning(suffix, type)
    .map(({ object }) => object)
    .find(({ outputs, scope }) => outputs["arnSuffix"] === suffix && scope === metric.region);
}

/** Requests a minute that find a healthy target, or that find none although there should be some. */
function requests({ situation, traffic }: Reader, balancer: CloudObject, answered: boolean) {
  const { store } = situation;
  const counts = [...traffic(balancer.id)].map(([host, perMinute]) => {
    const groups = targetGroupsFor(store, balancer.id, host);
    const isAnswered = groups.some((group) => targetsOf(situation, group).healthy > 0);
    return groups.length > 0 && isAnswered === answered ? perMinute : 0;
  });
  return total(counts);
}

function orNothing(count: number): Datapoint {
  return count === 0 ? null : count;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
