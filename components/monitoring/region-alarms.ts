/** What wakes people for a region as a whole: its ways in and its cluster. Pure. */
import type { AlarmPlan } from "./alarm";
import { minuteSeconds, namespaces } from "./metrics";

/** Alarms on the public entry. All of its metrics are there only while there are requests. */
export const publicEntryAlarms: readonly AlarmPlan[] = [
  {
    role: "public-unanswered",
    namespace: namespaces.publicEntry,
    metricName: "HTTPCode_ELB_5XX_Count",
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    // One pod that goes away in the middle of a request, or one client, stays below.
    threshold: 5,
    periodSeconds: minuteSeconds,
    evaluationPeriods: 3,
    missingData: "notBreaching",
    description:
      "The public load balancer answers with errors of its own, so requests reach no pod or get no answer. " +
      "Look first at its target groups: 503 is no healthy target, 502 a closed connection, 504 a pod that does not answer in time.",
  },
  {
    role: "public-errors",
    namespace: namespaces.publicEntry,
    metricName: "HTTPCode_Target_5XX_Count",
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    // A count and not a share, as one metric cannot tell a share: enough that one broken page does not wake anybody.
    threshold: 10,
    periodSeconds: minuteSeconds,
    evaluationPeriods: 5,
    missingData: "notBreaching",
    description:
      "Services answer the public with errors. Look first at the latest rollout, then at the log group " +
      "/aws/containerinsights/<cluster>/application of the services that have a public host, and at what they use.",
  },
  {
    role: "public-slow",
    namespace: namespaces.publicEntry,
    metricName: "TargetResponseTime",
    statistic: "p99",
    comparison: "GreaterThanThreshold",
    // Seconds. People notice that they wait.
    threshold: 1,
    periodSeconds: minuteSeconds,
    evaluationPeriods: 10,
    missingData: "notBreaching",
    description:
      "One public request in a hundred takes longer than a second. Look first at the CPU of the services behind it " +
      "on the system dashboard, then at the stores that they use.",
  },
];

/** Alarms on the private entry: the two ways in which it drops or misleads connections. */
export const privateEntryAlarms: readonly AlarmPlan[] = [
  {
    role: "private-no-target",
    namespace: namespaces.privateEntry,
    metricName: "UnhealthyRoutingFlowCount",
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: minuteSeconds,
    evaluationPeriods: 3,
    // It is reported only where it is not zero.
    missingData: "notBreaching",
    description:
      "The private load balancer sends connections to pods that fail their checks, because a service has no healthy one. " +
      "Look first at its target groups for the one without healthy targets, then at that service's pods.",
  },
  {
    role: "private-ports",
    namespace: namespaces.privateEntry,
    metricName: "PortAllocationErrorCount",
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: minuteSeconds,
    evaluationPeriods: 3,
    missingData: "notBreaching",
    description:
      "The private load balancer drops connections, because it has no port left towards a pod: about 55,000 connections " +
      "each. Look first at services with few pods and many short connections, and give them more replicas.",
  },
];

/** Alarms on the cluster. */
export const clusterAlarms: readonly AlarmPlan[] = [
  {
    role: "cluster-silent",
    namespace: namespaces.cluster,
    metricName: "cluster_node_count",
    statistic: "Minimum",
    comparison: "LessThanThreshold",
    threshold: 1,
    periodSeconds: minuteSeconds,
    // Longer than the agent takes to come back on another node.
    evaluationPeriods: 15,
    // Silence is the fault: while the agent does not report, no alarm of a service can go off.
    missingData: "breaching",
    description:
      "The cluster has no node, or its CloudWatch agent reports nothing: alarms of services cannot go off meanwhile. " +
      "Look first at the pods of the namespace amazon-cloudwatch, then at the add-on amazon-cloudwatch-observability.",
  },
  {
    role: "cluster-nodes",
    namespace: namespaces.cluster,
    metricName: "cluster_failed_node_count",
    statistic: "Maximum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    periodSeconds: minuteSeconds,
    // Auto Mode repairs a node by itself within 10 to 30 minutes.
    evaluationPeriods: 30,
    // Silence has an alarm of its own.
    missingData: "ignore",
    description:
      "A node has been failing for half an hour and EKS has not replaced it. Look first at `kubectl describe node` for its " +
      "conditions, then at the quota of EC2 instances and at the NodePool's limits.",
  },
];
