/** What both kinds of route share: a target group, and the object that keeps a Service's pods in it. */
import * as lb from "@pulumi/aws/lb";
import type * as inputs from "@pulumi/aws/types/input";
import * as kubernetes from "@pulumi/kubernetes/apiextensions";
import type * as pulumi from "@pulumi/pulumi";

import type { Site } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import { dnsLabelMaxLength, physicalName } from "../conventions/naming";
import type { Problem } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";
import { podPorts } from "./entry";

/** The port of a Kubernetes Service, as a route needs it. */
export interface ServicePort {
  /** Name of the Service. */
  readonly service: string;
  /** Kubernetes namespace that the Service stands in. */
  readonly namespace: string;
  /** The container's port, 1024-65535: targets are pods, and the entries' rules let nothing lower through. */
  readonly port: number;
  /** The Service's own port, by which the binding finds the container's. */
  readonly servicePort: number;
  /** What the container speaks; `grpc` is plaintext HTTP/2. */
  readonly protocol: "http" | "grpc";
}

/** How a target group speaks to its pods and asks whether they are well. */
export interface TargetProtocol {
  /** `HTTP` or `TCP`. */
  readonly protocol: string;
  /** `HTTP1` or `GRPC`; absent for TCP. */
  readonly protocolVersion?: string;
  /** Whether pods see the client's address rather than the load balancer's; absent where it cannot be chosen. */
  readonly preserveClientIp?: "false";
  readonly healthCheck: inputs.lb.TargetGroupHealthCheck;
}

/** What `createTarget` takes beside its parent and name. */
export interface TargetArgs {
  readonly site: Site;
  readonly service: ServicePort;
  readonly target: TargetProtocol;
  readonly tags?: Tags;
}

/** Seconds and counts of the load balancers' health checks, the same for all, so that fail-over can be computed. */
export const healthTiming = {
  interval: 10,
  timeout: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
} as const;

/**
 * Seconds that a pod which is going keeps its connections; AWS's default of 300 outlasts every grace
 * period of ours.
 */
const deregistrationDelaySeconds = 30;

/** What is wrong with a container's port: that the entries' security groups do not let it through. */
export function checkTargetPort(path: string, port: number): Problem[] {
  const { fromPort, toPort } = podPorts;
  if (Number.isInteger(port) && port >= fromPort && port <= toPort) return [];
  const allowed = `a whole number from ${fromPort} to ${toPort}, which is what load balancers may reach`;
  return [
    { path, value: port, allowed, mend: "Let the container listen on a port of that range." },
  ];
}

/**
 * A target group of pods and its TargetGroupBinding. The binding opens no security group: the rules are
 * the entry's. It is registered without `networking` for that reason.
 *
 * A binding can never be led to another group: the cluster refuses the change, so the binding is replaced.
 * It keeps its name, and a second one of that name cannot be, so the old one goes first.
 */
export function createTarget(
  parent: pulumi.Resource,
  name: string,
  { site, service, target, tags }: TargetArgs,
): lb.TargetGroup {
  const { protocol, protocolVersion, preserveClientIp, healthCheck } = target;
  const group = new lb.TargetGroup(
    `${name}-tg`,
    {
      region: site.region,
      // Port and protocol force a replacement, so the new group has a name that the old one has not.
      name: nameInStack("targetGroup", name, protocolVersion ?? protocol, String(service.port)),
      vpcId: site.vpcId,
      targetType: "ip",
      port: service.port,
      protocol,
      ...(protocolVersion === undefined ? {} : { protocolVersion }),
      ...(preserveClientIp === undefined ? {} : { preserveClientIp }),
      deregistrationDelay: deregistrationDelaySeconds,
      healthCheck,
      tags: {
        ...tagged(`${name}-tg`, tags),
        // AmazonEKSLoadBalancingPolicy lets Auto Mode register targets only in groups with this tag.
        "eks:eks-cluster-name": site.clusterName,
      },
    },
    // The provider deletes first what is named by its program, and a listener leads to the old group until the new one
    // stands.
    { parent, deleteBeforeReplace: false },
  );
  new kubernetes.CustomResource(
    `${name}-binding`,
    {
      apiVersion: "eks.amazonaws.com/v1",
      kind: "TargetGroupBinding",
      metadata: { name: physicalName(dnsLabelMaxLength, name), namespace: service.namespace },
      spec: {
        targetGroupARN: group.arn,
        targetType: "ip",
        serviceRef: { name: service.service, port: service.servicePort },
      },
    },
    {
      parent,
      dependsOn: [...site.ready],
      deleteBeforeReplace: true,
      replaceOnChanges: ["spec.targetGroupARN"],
    },
  );
  return group;
}
