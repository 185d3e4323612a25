/** The Kubernetes objects of one service in one region, apart from its network policies. */
import * as apps from "@pulumi/kubernetes/apps/v1";
import * as autoscaling from "@pulumi/kubernetes/autoscaling/v2";
import * as core from "@pulumi/kubernetes/core/v1";
import * as policy from "@pulumi/kubernetes/policy/v1";
import type * as pulumi from "@pulumi/pulumi";

import { type Scale, type ServingSpec, replicaFloor, scaleDefaults } from "./declarations";
import { labels, selectorLabels } from "./labels";
import { type PodArgs, podTemplate } from "./pod";

/** Where a service's objects stand: under whom, with which first part of their names, in which namespace. */
export interface WorkloadScope {
  readonly parent: pulumi.Resource;
  readonly name: string;
  readonly namespace: string;
  readonly key: string;
}

/** An account of the service's own; no token is mounted unless a pod asks for it. */
export function createServiceAccount(scope: WorkloadScope): core.ServiceAccount {
  return new core.ServiceAccount(
    `${scope.name}-account`,
    { metadata: metadata(scope), automountServiceAccountToken: false },
    { parent: scope.parent },
  );
}

/**
 * The pods. The number of replicas is the autoscaler's where there is one; it is stated here only where
 * there is none.
 */
export function createDeployment(
  scope: WorkloadScope,
  pod: PodArgs,
  dependsOn: readonly pulumi.Resource[],
): apps.Deployment {
  const { scale } = pod.spec;
  return new apps.Deployment(
    `${scope.name}-deployment`,
    {
      metadata: metadata(scope),
      spec: {
        ...(isScaled(scale) ? {} : { replicas: replicaFloor(scale) }),
        selector: { matchLabels: selectorLabels(scope.key) },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
        template: podTemplate(pod),
      },
    },
    { parent: scope.parent, dependsOn: [...dependsOn] },
  );
}

/** How a Service names its protocol: plain HTTP/2 has no IANA name, but one of Kubernetes' own (KEP-3726, read 2026-11). */
const appProtocols = { http: "http", grpc: "kubernetes.io/h2c" } as const satisfies Record<
  ServingSpec["protocol"],
  string
>;

/** The name that callers in the cluster use. */
export function createService(scope: WorkloadScope, spec: ServingSpec): core.Service {
  return new core.Service(
    `${scope.name}-service`,
    {
      metadata: metadata(scope),
      spec: {
        type: "ClusterIP",
        selector: selectorLabels(scope.key),
        ports: [
          {
            name: spec.protocol,
            port: spec.servicePort ?? spec.port,
            targetPort: spec.port,
            protocol: "TCP",
            appProtocol: appProtocols[spec.protocol],
          },
        ],
      },
    },
    { parent: scope.parent },
  );
}

/** Follows CPU use between the declared bounds; none where the bounds are equal. */
export function createAutoscaler(
  scope: WorkloadScope,
  scale: Scale,
  deployment: apps.Deployment,
): autoscaling.HorizontalPodAutoscaler | undefined {
  if (!isScaled(scale)) return undefined;
  const target = {
    type: "Utilization",
    averageUtilization: scale.targetCpuPercent ?? scaleDefaults.targetCpuPercent,
  };
  return new autoscaling.HorizontalPodAutoscaler(
    `${scope.name}-autoscaler`,
    {
      metadata: metadata(scope),
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: scope.key },
        minReplicas: replicaFloor(scale),
        maxReplicas: scale.maxReplicas,
        metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
      },
    },
    { parent: scope.parent, dependsOn: [deployment] },
  );
}

/** Lets one pod at a time go, and always one and those that are not ready, so that it never blocks a drain. */
export function createDisruptionBudget(scope: WorkloadScope): policy.PodDisruptionBudget {
  return new policy.PodDisruptionBudget(
    `${scope.name}-budget`,
    {
      metadata: metadata(scope),
      spec: {
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: "AlwaysAllow",
        selector: { matchLabels: selectorLabels(scope.key) },
      },
    },
    { parent: scope.parent },
  );
}

function metadata({ key, namespace }: WorkloadScope) {
  return { name: key, namespace, labels: labels(key, namespace) };
}

function isScaled(scale: Scale): boolean {
  return scale.maxReplicas > replicaFloor(scale);
}
