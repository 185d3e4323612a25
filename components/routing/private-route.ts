/** How the connections to a private name reach a service's pods in one region. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Site } from "../conventions/contracts";
import { type Problem, checked } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";
import { privatePorts } from "../topology/listener-slots";
import { checkSlots } from "../topology/stable-slot";
import { type ServicePort, checkTargetPort, createTarget, healthTiming } from "./target";

/** Arguments of `PrivateRoute`. */
export interface PrivateRouteArgs {
  /** The region: its private entry, its cluster and the cluster's Kubernetes provider. */
  readonly site: Site;
  /** What the connections lead to. */
  readonly service: ServicePort;
  /** Port on the region's private entry, 20000-29999, unique there. */
  readonly listenerPort: number;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What is wrong with a private route; paths are relative to its arguments. */
export function checkPrivateRoute({ service, listenerPort }: PrivateRouteArgs): Problem[] {
  const slot = { key: service.service, path: "listenerPort", pinned: listenerPort };
  return [...checkTargetPort("service.port", service.port), ...checkSlots(privatePorts, [slot])];
}

/**
 * A TCP listener on the private entry, its target group, and the binding of the service's pods to it. TCP,
 * for plaintext gRPC passes through nothing that wants HTTPS. Regional.
 *
 * Throws a `pulumi.RunError` with everything that `checkPrivateRoute` finds, before anything is registered.
 */
export class PrivateRoute extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PrivateRoute";
  readonly nodes: Readonly<{ targetGroup: lb.TargetGroup; listener: lb.Listener }>;

  constructor(name: string, args: PrivateRouteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const providers = { providers: [args.site.kubernetes] };
    const options = checked(pulumi.mergeOptions(opts, providers), checkPrivateRoute(args));
    super(PrivateRoute.type, name, {}, options);
    const targetGroup = createTarget(this, name, {
      ...args,
      target: {
        protocol: "TCP",
        // Network policies know the load balancer by its address, and a pod may reach itself through it.
        preserveClientIp: "false",
        healthCheck: { ...healthTiming, protocol: "TCP" },
      },
    });
    const listener = createListener(this, name, args, targetGroup.arn);
    this.nodes = { targetGroup, listener };
    this.registerOutputs({});
  }
}

function createListener(
  parent: PrivateRoute,
  name: string,
  args: PrivateRouteArgs,
  targetGroupArn: pulumi.Output<string>,
): lb.Listener {
  const child = `${name}-listener`;
  return new lb.Listener(
    child,
    {
      region: args.site.region,
      loadBalancerArn: args.site.privateEntry.arn,
      protocol: "TCP",
      port: args.listenerPort,
      defaultActions: [{ type: "forward", targetGroupArn }],
      tags: tagged(child, args.tags),
    },
    { parent, deleteBeforeReplace: true },
  );
}
