/** A region's way in from the internet: one Application Load Balancer, HTTPS only. */
import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { PublicEntrySite } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import { tagged } from "../conventions/tags";
import { type EntryArgs, createSecurityGroup } from "./entry";

/** Arguments of `PublicEntry`. */
export interface PublicEntryArgs extends EntryArgs {
  /** A validated certificate of the same region. */
  readonly certificateArn: pulumi.Input<string>;
}

/** TLS 1.3, and 1.2 with forward secrecy (Elastic Load Balancing, security policies, read 2026-11). */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
const httpsPort = 443;

/**
 * An internet-facing load balancer in the public subnets that listens on 443 alone and answers 404 until a
 * `PublicRoute` gives it a host. Regional.
 */
export class PublicEntry extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PublicEntry";
  readonly site: PublicEntrySite;
  readonly nodes: Readonly<{ loadBalancer: lb.LoadBalancer; listener: lb.Listener }>;

  constructor(name: string, args: PublicEntryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PublicEntry.type, name, {}, opts);
    const group = createSecurityGroup(this, name, args, {
      cidr: "0.0.0.0/0",
      fromPort: httpsPort,
      toPort: httpsPort,
      description: "HTTPS from anywhere",
    });
    const loadBalancer = createLoadBalancer(this, name, args, group.id);
    const listener = createListener(this, name, args, loadBalancer.arn);
    this.site = {
      arn: loadBalancer.arn,
      arnSuffix: loadBalancer.arnSuffix,
      dnsName: loadBalancer.dnsName,
      zoneId: loadBalancer.zoneId,
      securityGroupId: group.id,
      subnetCidrs: args.network.zones.map((zone) => zone.publicCidr),
      httpsListenerArn: listener.arn,
    };
    this.nodes = { loadBalancer, listener };
    this.registerOutputs({ dnsName: loadBalancer.dnsName });
  }
}

function createLoadBalancer(
  parent: PublicEntry,
  name: string,
  args: PublicEntryArgs,
  securityGroupId: pulumi.Output<string>,
): lb.LoadBalancer {
  const child = `${name}-alb`;
  return new lb.LoadBalancer(
    child,
    {
      region: args.network.region,
      name: nameInStack("loadBalancer", name, "alb"),
      loadBalancerType: "application",
      internal: false,
      subnets: args.network.zones.map((zone) => zone.publicSubnetId),
      securityGroups: [securityGroupId],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: args.deletionProtection,
      enableZonalShift: true,
      tags: tagged(child, args.tags),
    },
    { parent, protect: args.deletionProtection, deleteBeforeReplace: true },
  );
}

function createListener(
  parent: PublicEntry,
  name: string,
  args: PublicEntryArgs,
  loadBalancerArn: pulumi.Output<string>,
): lb.Listener {
  const child = `${name}-https`;
  return new lb.Listener(
    child,
    {
      region: args.network.region,
      loadBalancerArn,
      protocol: "HTTPS",
      port: httpsPort,
      sslPolicy: tlsPolicy,
      certificateArn: args.certificateArn,
      defaultActions: [
        {
          type: "fixed-response",
          fixedResponse: {
            contentType: "text/plain",
            messageBody: "No such host",
            statusCode: "404",
          },
        },
      ],
      tags: tagged(child, args.tags),
    },
    { parent, deleteBeforeReplace: true },
  );
}
