/**
 * The forms of EC2's ids and addresses: a prefix and 17 hexadecimal digits (`vpc-0123456789abcdef0`).
 * Source: docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html (read 2026-11).
 */
import { createHash } from "node:crypto";
import type { CloudObject, Draft, Properties } from "../../world/model";
import { regionalArn } from "./arn";
import { regionalOutputs } from "./computed";

export const vpcType = "aws:ec2/vpc:Vpc";
export const subnetType = "aws:ec2/subnet:Subnet";
export const internetGatewayType = "aws:ec2/internetGateway:InternetGateway";
export const eipType = "aws:ec2/eip:Eip";
export const natGatewayType = "aws:ec2/natGateway:NatGateway";
export const routeTableType = "aws:ec2/routeTable:RouteTable";
export const routeType = "aws:ec2/route:Route";
export const routeTableAssociationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const vpcEndpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const flowLogType = "aws:ec2/flowLog:FlowLog";
export const securityGroupType = "aws:ec2/securityGroup:SecurityGroup";
export const defaultSecurityGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const ingressRuleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const egressRuleType = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** Types that no stack registers here: they come with a VPC or with what stands in its subnets. */
export const networkInterfaceType = "aws:ec2/networkInterface:NetworkInterface";
export const networkAclType = "aws:ec2/networkAcl:NetworkAcl";

/** The id of the draft's own object. */
export function ec2Id(prefix: string): (draft: Draft) => string {
  return (draft) => `${prefix}-${draft.hex(17)}`;
}

/** The id of something that comes with the draft's object; `salt` tells several apart. */
export function broughtId(draft: Draft, prefix: string, salt: string): string {
  return `${prefix}-${draft.hex(17, salt)}`;
}

/** An id that AWS gives the same to everyone in a region, such as that of a service's prefix list. */
export function sharedId(prefix: string, digits: number, ...parts: readonly string[]): string {
  const hash = createHash("sha256").update(parts.join(" ")).digest("hex");
  return `${prefix}-${hash.slice(0, digits)}`;
}

/** What every EC2 object with an ARN and an owner answers. */
export function ownedOutputs(draft: Draft, kind: string, id: string): Properties {
  return {
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "ec2", `${kind}/${id}`),
    ownerId: draft.caller.account,
  };
}

/** Whether an object's outputs name that VPC. */
export function isInVpc(object: CloudObject, vpcId: string): boolean {
  return object.outputs["vpcId"] === vpcId;
}
