/** What both kinds of route share: a target group, and the object that keeps a Service's pods in it. */
import * as lb from "@pulumi/aws/lb";
import type * as inputs from "@pulumi/aws/types/input";
import * as kubernetes from "@pulumi/kubernetes/apiextensions";
import type * as pulumi from "@pulumi/pulumi";

import type { Site } from "../conventions/contracts";
import { nameLimits, physicalName } from "../conventions/naming";
import { type Tags, tagged } from "../conventions/tags";

/** The port of a Kubernetes Service, as a route needs it. */
export interface ServicePort {
  /** Name of the Service. */
  readonly service: string;
  readonly namespace: string;
  /** The container's port: targets are pods. */
  readonly port: number;
  readonly servicePort: number;
  readonly protocol: "http" | "grpc";
}

/** How a target group speaks to its pods and asks whether they are well. */
export interface TargetProtocol {
  /** `HTTP` or `TCP`. */
  readonly protocol: string;
  readonly protocolVersion?: string;
  readonly healthCheck: inputs.lb.TargetGroupHealthCheck;
}

/** What `createTarget` takes beside its parent and name. */
export interface TargetArgs {
  readonly site: Site;
  readonly service: ServicePort;
  readonly target: TargetProtocol;
  readonly tags?: Tags;
}

/**
 * Seconds that a pod which is going keeps its connections; AWS's default of 300 outlasts every grace
 * period of ours.
 */
const deregistrationDelaySeconds = 30;

/**
 * A target group of pods and its TargetGroupBinding. The binding opens no security group: the rules are
 * the entry's. It is registered without `networking` for that reason.
 */
export function createTarget(
  parent: pulumi.Resource,
  name: string,
  { site, service, target, tags }: TargetArgs,
): lb.TargetGroup {
  const group = new lb.TargetGroup(
    `${name}-tg`,
    {
      region: site.region,
      // Port and protocol force a replacement, and the old group is in use until the new one stands.
      name: physicalName(
        nameLimits.targetGroup.maxLength,
        name,
        target.protocolVersion ?? target.protocol,
        String(service.port),
      ),
      vpcId: site.vpcId,
      targetType: "ip",
      port: service.port,
      protocol: target.protocol,
      ...(target.protocolVersion === undefined ? {} : { protocolVersion: target.protocolVersion }),
      deregistrationDelay: deregistrationDelaySeconds,
      healthCheck: target.healthCheck,
      tags: {
        ...tagged(`${name}-tg`, tags),
        // Auto Mode's role may register targets only in groups that carry its cluster's name.
        "eks:eks-cluster-name": site.clusterName,
      },
    },
    { parent },
  );
  new kubernetes.CustomResource(
    `${name}-binding`,
    {
      apiVersion: "eks.amazonaws.com/v1",
      kind: "TargetGroupBinding",
      metadata: { name: physicalName(63, name), namespace: service.namespace },
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
