/** A region's way in for private names: one internal Network Load Balancer. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerSite } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import { tagged } from "../conventions/tags";
import { privatePorts } from "../topology/listener-slots";
import { type EntryArgs, createSecurityGroup } from "./entry";

/**
 * An internal load balancer that passes TCP on, so that plaintext gRPC goes through it. Open to the VPC. It
 * stands in the isolated subnets, where no pod is: a network policy that lets its addresses in lets no pod
 * in with them. It listens on nothing until a `PrivateRoute` gives it a port. Regional.
 */
export class PrivateEntry extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PrivateEntry";
  readonly site: LoadBalancerSite;
  readonly nodes: Readonly<{ loadBalancer: lb.LoadBalancer }>;

  constructor(name: string, args: EntryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PrivateEntry.type, name, {}, opts);
    const { network } = args;
    const group = createSecurityGroup(this, name, args, {
      cidr: network.vpcCidr,
      fromPort: privatePorts.from,
      toPort: privatePorts.to,
      description: "Private names from within the VPC",
    });
    const loadBalancer = createLoadBalancer(this, name, args, group.id);
    this.site = {
      arn: loadBalancer.arn,
      arnSuffix: loadBalancer.arnSuffix,
      dnsName: loadBalancer.dnsName,
      zoneId: loadBalancer.zoneId,
      securityGroupId: group.id,
      subnetCidrs: network.zones.map((zone) => zone.isolatedCidr),
    };
    this.nodes = { loadBalancer };
    this.registerOutputs({ dnsName: loadBalancer.dnsName });
  }
}

function createLoadBalancer(
  parent: PrivateEntry,
  name: string,
  args: EntryArgs,
  securityGroupId: pulumi.Output<string>,
): lb.LoadBalancer {
  const child = `${name}-nlb`;
  return new lb.LoadBalancer(
    child,
    {
      region: args.network.region,
      name: nameInStack("loadBalancer", name, "nlb"),
      loadBalancerType: "network",
      internal: true,
      subnets: args.network.zones.map((zone) => zone.isolatedSubnetId),
      securityGroups: [securityGroupId],
      // A client's zone may hold none of a service's pods.
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: args.deletionProtection,
      enableZonalShift: true,
      tags: tagged(child, args.tags),
    },
    {
      parent,
      protect: args.deletionProtection,
      deleteBeforeReplace: true,
      // The provider replaces a network load balancer that loses a subnet. It keeps the zones of its birth;
      // a zone that comes and goes must not cost every private name its address.
      ignoreChanges: ["subnets"],
    },
  );
}
