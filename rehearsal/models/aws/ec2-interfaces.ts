/**
 * What stands in a subnet with network interfaces of its own, and so keeps the subnet, the security groups it
 * carries and the VPC from being deleted.
 * Source: docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html and subnet-deleting.html (read 2026-11).
 */
import type { CloudObject, Draft, Properties, WorldView } from "../../world/model";
import { broughtId, natGatewayType, networkInterfaceType, vpcEndpointType } from "./ec2-ids";
import { blocksAt, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";

/** Where a type's outputs say which subnets it stands in and which security groups it carries. */
interface Holder {
  readonly type: string;
  readonly subnets: (outputs: Properties) => readonly string[];
  readonly securityGroups: (outputs: Properties) => readonly string[];
}

function lists(type: string, subnets: string, securityGroups: string): Holder {
  return {
    type,
    subnets: (outputs) => textsAt(outputs, subnets),
    securityGroups: (outputs) => textsAt(outputs, securityGroups),
  };
}

const holders: readonly Holder[] = [
  {
    type: networkInterfaceType,
    subnets: (outputs) => [textAt(outputs, "subnetId") ?? ""],
    securityGroups: (outputs) => textsAt(outputs, "securityGroups"),
  },
  {
    type: natGatewayType,
    subnets: (outputs) => [textAt(outputs, "subnetId") ?? ""],
    securityGroups: () => [],
  },
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    subnets: (outputs) => [
      ...textsAt(outputs, "subnets"),
      ...blocksAt(outputs, "subnetMappings").map((block) => textAt(block, "subnetId") ?? ""),
    ],
    securityGroups: (outputs) => textsAt(outputs, "securityGroups"),
  },
  lists(vpcEndpointType, "subnetIds", "securityGroupIds"),
  lists("aws:eks/cluster:Cluster", "vpcConfig.subnetIds", "vpcConfig.securityGroupIds"),
  lists("aws:elasticache/serverlessCache:ServerlessCache", "subnetIds", "securityGroupIds"),
];

const holderOf = new Map(holders.map((holder) => [holder.type, holder]));

function heldBy(
  world: WorldView,
  held: CloudObject,
  holds: (holder: Holder, outputs: Properties) => boolean,
): readonly CloudObject[] {
  return mentioning(world, held.id, [...holderOf.keys()], held.scope).filter((object) => {
    const holder = holderOf.get(object.type);
    return holder !== undefined && holds(holder, object.outputs);
  });
}

/** Everything that has a network interface in the subnet. */
export function occupantsOfSubnet(world: WorldView, subnet: CloudObject): readonly CloudObject[] {
  return heldBy(world, subnet, (holder, outputs) => holder.subnets(outputs).includes(subnet.id));
}

/** Everything that has a network interface with the security group. */
export function bearersOfSecurityGroup(
  world: WorldView,
  group: CloudObject,
): readonly CloudObject[] {
  return heldBy(world, group, (holder, outputs) =>
    holder.securityGroups(outputs).includes(group.id),
  );
}

/** The id of the interface that the draft's object has in a subnet. */
export function interfaceId(draft: Draft, subnetId: string): string {
  return broughtId(draft, "eni", `interface ${subnetId}`);
}
