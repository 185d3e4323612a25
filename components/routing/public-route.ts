/** How the requests for a host reach a service's pods in one region. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { PublicEntrySite, Site } from "../conventions/contracts";
import { type Problem, checked } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";
import { rulePriorities } from "../topology/listener-slots";
import { checkSlots } from "../topology/stable-slot";
import {
  type ServicePort,
  type TargetProtocol,
  checkTargetPort,
  createTarget,
  healthTiming,
} from "./target";

/** Arguments of `PublicRoute`. */
export interface PublicRouteArgs {
  /** The region: its network, its cluster and the cluster's Kubernetes provider. */
  readonly site: Site;
  /** The region's way in from the internet. */
  readonly entry: PublicEntrySite;
  /** What the requests lead to. */
  readonly service: ServicePort;
  /** Full host names that lead here; 1 to 5, as one rule takes. */
  readonly hosts: readonly string[];
  /** Path that answers 200 while a pod can serve; HTTP only, gRPC has its own health protocol. */
  readonly healthPath: string;
  /** 1-50000, unique on the listener. */
  readonly priority: number;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Values that the conditions of one rule take together (Elastic Load Balancing, quotas, read 2026-11). */
const mostHosts = 5;

/** What is wrong with a public route; paths are relative to its arguments. */
export function checkPublicRoute({ service, hosts, priority }: PublicRouteArgs): Problem[] {
  const slot = { key: service.service, path: "priority", pinned: priority };
  return [
    ...checkTargetPort("service.port", service.port),
    ...checkHostCount(hosts),
    ...checkSlots(rulePriorities, [slot]),
  ];
}

function checkHostCount(hosts: readonly string[]): Problem[] {
  if (hosts.length >= 1 && hosts.length <= mostHosts) return [];
  return [
    {
      path: "hosts",
      value: hosts,
      allowed: `1 to ${mostHosts} host names, which is what one rule takes`,
      mend: "Name at least one host, and give further ones a route of their own.",
    },
  ];
}

/**
 * A listener rule by host, its target group, and the binding of the service's pods to it. Regional.
 *
 * Throws a `pulumi.RunError` with everything that `checkPublicRoute` finds, before anything is registered.
 */
export class PublicRoute extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PublicRoute";
  /** The target group as CloudWatch's dimension names it. */
  readonly targetGroupArnSuffix: pulumi.Output<string>;
  readonly nodes: Readonly<{ targetGroup: lb.TargetGroup; rule: lb.ListenerRule }>;

  constructor(name: string, args: PublicRouteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const providers = { providers: [args.site.kubernetes] };
    const options = checked(pulumi.mergeOptions(opts, providers), checkPublicRoute(args));
    super(PublicRoute.type, name, {}, options);
    const targetGroup = createTarget(this, name, { ...args, target: targetOf(args) });
    const rule = createRule(this, name, args, targetGroup.arn);
    this.targetGroupArnSuffix = targetGroup.arnSuffix;
    this.nodes = { targetGroup, rule };
    this.registerOutputs({ targetGroupArnSuffix: this.targetGroupArnSuffix });
  }
}

function targetOf({ service, healthPath }: PublicRouteArgs): TargetProtocol {
  if (service.protocol === "http") {
    return {
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      healthCheck: { ...healthTiming, path: healthPath, matcher: "200" },
    };
  }
  return {
    protocol: "HTTP",
    protocolVersion: "GRPC",
    healthCheck: { ...healthTiming, path: "/grpc.health.v1.Health/Check", matcher: "0" },
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
