/** The graphs that both dashboards show of a region. */
import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerSite } from "../conventions/contracts";
import { clusterDimensions, entryDimensions, namespaces, workloadDimensions } from "./metrics";
import { graph, type Panel, type Series } from "./widgets";

/** What a dashboard needs of a load balancer. */
export type WatchedEntry = Pick<LoadBalancerSite, "arnSuffix">;

/** Requests per minute at the public entry. */
export function traffic(region: string, entry: WatchedEntry): Panel {
  return graph(region, "requests per minute", [
    entrySeries("publicEntry", entry, "RequestCount", "Sum", "requests"),
  ]);
}

/** Errors per minute at the public entry: of the load balancer itself, and of the services behind it. */
export function errors(region: string, entry: WatchedEntry): Panel {
  return graph(region, "errors per minute", [
    entrySeries("publicEntry", entry, "HTTPCode_ELB_5XX_Count", "Sum", "load balancer 5xx"),
    entrySeries("publicEntry", entry, "HTTPCode_Target_5XX_Count", "Sum", "services 5xx"),
    entrySeries("publicEntry", entry, "HTTPCode_Target_4XX_Count", "Sum", "services 4xx"),
  ]);
}

/** Seconds that services take to answer the public entry. */
export function latency(region: string, entry: WatchedEntry): Panel {
  return graph(
    region,
    "response time in seconds",
    (["p50", "p95", "p99"] as const).map((percentile) =>
      entrySeries("publicEntry", entry, "TargetResponseTime", percentile, percentile),
    ),
  );
}

/** Connections of the private entry, and those that ended badly. */
export function flows(region: string, entry: WatchedEntry): Panel {
  return graph(region, "private connections", [
    entrySeries("privateEntry", entry, "ActiveFlowCount", "Average", "open"),
    entrySeries("privateEntry", entry, "TCP_Target_Reset_Count", "Sum", "reset by a pod"),
    entrySeries("privateEntry", entry, "UnhealthyRoutingFlowCount", "Sum", "to unhealthy pods"),
  ]);
}

function entrySeries(
  kind: "publicEntry" | "privateEntry",
  { arnSuffix }: WatchedEntry,
  metricName: string,
  statistic: Series["statistic"],
  label: string,
): Series {
  const dimensions = entryDimensions(arnSuffix);
  return { namespace: namespaces[kind], metricName, dimensions, statistic, label };
}

/** Nodes of the cluster, and those that fail. */
export function nodes(region: string, clusterName: pulumi.Input<string>): Panel {
  return graph(region, "nodes", [
    clusterSeries(clusterName, "cluster_node_count", "Maximum", "all"),
    clusterSeries(clusterName, "cluster_failed_node_count", "Maximum", "failing"),
  ]);
}

/** How full the cluster's nodes are, in percent. */
export function nodeUse(region: string, clusterName: pulumi.Input<string>): Panel {
  return graph(region, "use of nodes in percent", [
    clusterSeries(clusterName, "node_cpu_utilization", "Average", "CPU"),
    clusterSeries(clusterName, "node_memory_utilization", "Average", "memory"),
  ]);
}

/** Pods that run in the whole cluster. */
export function clusterPods(region: string, clusterName: pulumi.Input<string>): Panel {
  return graph(region, "running pods", [
    clusterSeries(clusterName, "cluster_number_of_running_pods", "Maximum", "pods"),
  ]);
}

function clusterSeries(
  clusterName: pulumi.Input<string>,
  metricName: string,
  statistic: Series["statistic"],
  label: string,
): Series {
  const dimensions = clusterDimensions(clusterName);
  return { namespace: namespaces.cluster, metricName, dimensions, statistic, label };
}

/** Pods of each service that can take work, one line per service. */
export function servicePods(
  region: string,
  clusterName: pulumi.Input<string>,
  namespace: string,
  services: readonly string[],
): Panel {
  const series = services.map((service): Series => ({
    namespace: namespaces.cluster,
    metricName: "status_replicas_available",
    dimensions: workloadDimensions(clusterName, namespace, service),
    statistic: "Minimum",
    label: service,
  }));
  return graph(region, "running pods", series);
}
