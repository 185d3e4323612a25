/** Metrics that AWS publishes by itself or through the Observability add-on: one place for their names. Pure. */

/** Namespaces of CloudWatch. */
export const namespaces = {
  publicEntry: "AWS/ApplicationELB",
  privateEntry: "AWS/NetworkELB",
  /** What the CloudWatch Observability add-on writes with its default settings, once a minute. */
  cluster: "ContainerInsights",
} as const;

/** Seconds between two data points of every metric that is used here. */
export const minuteSeconds = 60;

/**
 * The dimensions of a whole load balancer's metrics, public and private alike. Targets that are healthy or
 * not are counted per target group only.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html read 2026-11
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html read 2026-11
 */
export function entryDimensions<Text>(arnSuffix: Text): { LoadBalancer: Text } {
  return { LoadBalancer: arnSuffix };
}

/** The dimensions of a whole cluster's metrics. */
export function clusterDimensions<Text>(clusterName: Text): { ClusterName: Text } {
  return { ClusterName: clusterName };
}

/**
 * The dimensions of a Deployment and of its pods taken together: `PodName` is the name of the Deployment,
 * not of one pod.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html read 2026-11
 */
export function workloadDimensions<Text>(
  clusterName: Text,
  namespace: string,
  deployment: string,
): { ClusterName: Text; Namespace: string; PodName: string } {
  return { ClusterName: clusterName, Namespace: namespace, PodName: deployment };
}
