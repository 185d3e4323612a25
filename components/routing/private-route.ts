/** How the connections to a private name reach a service's pods in one region. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Site } from "../conventions/contracts";
import { type Tags, tagged } from "../conventions/tags";
import { type ServicePort, createTarget } from "./target";

/** Arguments of `PrivateRoute`. */
export interface PrivateRouteArgs {
  readonly site: Site;
  readonly service: ServicePort;
  /** Port on the region's private entry, 20000-29999, unique there. */
  readonly listenerPort: number;
  readonly tags?: Tags;
}

/**
 * A TCP listener on the private entry, its target group, and the binding of the service's pods to it. TCP,
 * for plaintext gRPC passes through nothing that wants HTTPS. Regional.
 */
export class PrivateRoute extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PrivateRoute";
  readonly nodes: Readonly<{ targetGroup: lb.TargetGroup; listener: lb.Listener }>;

  constructor(name: string, args: PrivateRouteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PrivateRoute.type, name, {}, opts);
    const targetGroup = createTarget(this, name, {
      ...args,
      target: {
        protocol: "TCP",
        healthCheck: { protocol: "TCP", interval: 10, healthyThreshold: 2, unhealthyThreshold: 2 },
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
