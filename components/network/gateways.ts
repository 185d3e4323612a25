/** A VPC's ways out: the internet gateway, NAT gateways, and the free gateway endpoints of two AWS services. */
import * as ec2 from "@pulumi/aws/ec2";

import { overridable, type Override } from "../conventions/options";
import { child, type RegionalScope } from "../conventions/regional-scope";

/** The VPC's way to and from the internet; a VPC has at most one. */
export function createInternetGateway(scope: RegionalScope, vpc: ec2.Vpc): ec2.InternetGateway {
  const { childName, region, tags } = child(scope, "internet-gateway");
  return new ec2.InternetGateway(
    childName,
    { region, vpcId: vpc.id, tags },
    { parent: scope.parent },
  );
}

/** A NAT gateway in a zone's public subnet, with an address of its own. */
export function createNatGateway(
  scope: RegionalScope,
  zone: string,
  publicSubnet: ec2.Subnet,
  internet: ec2.InternetGateway,
  override: Override<ec2.NatGatewayArgs> | undefined,
): ec2.NatGateway {
  const { parent } = scope;
  const address = child(scope, `nat-address-${zone}`);
  // An address in use keeps the internet gateway from being detached, so both go before it.
  const eip = new ec2.Eip(
    address.childName,
    { region: address.region, domain: "vpc", tags: address.tags },
    { parent, dependsOn: [internet] },
  );
  const { childName, region, tags } = child(scope, `nat-${zone}`);
  const args: ec2.NatGatewayArgs = {
    region,
    subnetId: publicSubnet.id,
    allocationId: eip.allocationId,
    connectivityType: "public",
    tags,
  };
  // The address belongs to one gateway at a time, so the old gateway goes first.
  const options = { parent, dependsOn: [internet], deleteBeforeReplace: true };
  return new ec2.NatGateway(childName, ...overridable(override, args, options));
}

/** An AWS service with gateway endpoints: traffic to it costs nothing and needs no NAT. */
export type GatewayService = "s3" | "dynamodb";

/** A route from those tables straight to the service. A table takes one per service, so the old one goes first. */
export function createGatewayEndpoint(
  scope: RegionalScope,
  vpc: ec2.Vpc,
  service: GatewayService,
  tables: readonly ec2.RouteTable[],
): ec2.VpcEndpoint {
  const { childName, region, tags } = child(scope, `endpoint-${service}`);
  return new ec2.VpcEndpoint(
    childName,
    {
      region,
      vpcId: vpc.id,
      vpcEndpointType: "Gateway",
      serviceName: `com.amazonaws.${region}.${service}`,
      routeTableIds: tables.map((table) => table.id),
      tags,
    },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
}
