/** How the requests for a host reach a service's pods in one region. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { PublicEntrySite, Site } from "../conventions/contracts";
import { type Tags, tagged } from "../conventions/tags";
import { type ServicePort, type TargetProtocol, createTarget } from "./target";

/** Arguments of `PublicRoute`. */
export interface PublicRouteArgs {
  readonly site: Site;
  readonly entry: PublicEntrySite;
  readonly service: ServicePort;
  /** Full host names that lead here; 1 to 5, as one rule takes. */
  readonly hosts: readonly string[];
  /** Path that answers 200 while a pod can serve; HTTP only, gRPC has its own health protocol. */
  readonly healthPath: string;
  /** 1-50000, unique on the listener. */
  readonly priority: number;
  readonly tags?: Tags;
}

/** A listener rule by host, its target group, and the binding of the service's pods to it. Regional. */
export class PublicRoute extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PublicRoute";
  /** The target group as CloudWatch's dimension names it. */
  readonly targetGroupArnSuffix: pulumi.Output<string>;
  readonly nodes: Readonly<{ targetGroup: lb.TargetGroup; rule: lb.ListenerRule }>;

  constructor(name: string, args: PublicRouteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PublicRoute.type, name, {}, opts);
    const targetGroup = createTarget(this, name, { ...args, target: targetOf(args) });
    const rule = createRule(this, name, args, targetGroup.arn);
    this.targetGroupArnSuffix = targetGroup.arnSuffix;
    this.nodes = { targetGroup, rule };
    this.registerOutputs({ targetGroupArnSuffix: this.targetGroupArnSuffix });
  }
}

function targetOf({ service, healthPath }: PublicRouteArgs): TargetProtocol {
  const timing = { interval: 10, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 2 };
  if (service.protocol === "http") {
    return {
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      healthCheck: { ...timing, path: healthPath, matcher: "200" },
    };
  }
  return {
    protocol: "HTTP",
    protocolVersion: "GRPC",
    healthCheck: { ...timing, path: "/grpc.health.v1.Health/Check", matcher: "0" },
  };
}

function createRule(
  parent: PublicRoute,
  name: string,
  args: PublicRouteArgs,
  targetGroupArn: pulumi.Output<string>,
): lb.ListenerRule {
  const child = `${name}-rule`;
  return new lb.ListenerRule(
    child,
    {
      region: args.site.region,
      listenerArn: args.entry.httpsListenerArn,
      priority: args.priority,
      conditions: [{ hostHeader: { values: [...args.hosts] } }],
      actions: [{ type: "forward", targetGroupArn }],
      tags: tagged(child, args.tags),
    },
    { parent, deleteBeforeReplace: true },
  );
}
