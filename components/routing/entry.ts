/** What both load balancers of a region share: their security group and its way to the cluster's pods. */
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";

import type { NetworkSite } from "../conventions/contracts";
import { type Tags, tagged } from "../conventions/tags";

/** Who may reach a load balancer, and where. */
export interface Opening {
  /** IPv4 block that is let in. */
  readonly cidr: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly description: string;
}

/** What a region's load balancer needs of its surroundings. */
export interface EntryArgs {
  /** The region's VPC, in whose subnets the load balancer stands. */
  readonly network: NetworkSite;
  /** The group that the cluster's nodes and pods carry; it gets a rule that lets this load balancer in. */
  readonly clusterSecurityGroupId: pulumi.Input<string>;
  /** Whether AWS refuses to delete the load balancer, and Pulumi with it. */
  readonly deletionProtection: boolean;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Ports of pods that load balancers may reach: containers run without root and so listen above the privileged ones. */
export const podPorts = { fromPort: 1024, toPort: 65535 } as const;

/**
 * A load balancer's security group: in as the opening says, out to the cluster's pods only. One pair of
 * rules serves all targets, because AWS refuses a second rule for the same groups and port, and two
 * services may well listen on the same one; which pod takes what is for network policies to say.
 */
export function createSecurityGroup(
  parent: pulumi.Resource,
  name: string,
  args: EntryArgs,
  opening: Opening,
): ec2.SecurityGroup {
  const { region, vpcId } = args.network;
  const group = new ec2.SecurityGroup(
    `${name}-sg`,
    {
      region,
      vpcId,
      description: `Load balancer ${name}`,
      tags: tagged(`${name}-sg`, args.tags),
    },
    { parent },
  );
  const rule = (role: string) => ({
    region,
    ipProtocol: "tcp",
    tags: tagged(`${name}-${role}`, args.tags),
  });
  new vpc.SecurityGroupIngressRule(
    `${name}-in`,
    {
      ...rule("in"),
      securityGroupId: group.id,
      cidrIpv4: opening.cidr,
      fromPort: opening.fromPort,
      toPort: opening.toPort,
      description: opening.description,
    },
    { parent, deleteBeforeReplace: true },
  );
  new vpc.SecurityGroupEgressRule(
    `${name}-out`,
    {
      ...rule("out"),
      ...podPorts,
      securityGroupId: group.id,
      referencedSecurityGroupId: args.clusterSecurityGroupId,
      description: "To the pods of the cluster",
    },
    { parent, deleteBeforeReplace: true },
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-pods`,
    {
      ...rule("pods"),
      ...podPorts,
      securityGroupId: args.clusterSecurityGroupId,
      referencedSecurityGroupId: group.id,
      description: `From load balancer ${name}`,
    },
    { parent, deleteBeforeReplace: true },
  );
  return group;
}
