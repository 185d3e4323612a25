/** The route tables that make subnets public, private and isolated. */
import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import { child, type RegionalScope } from "../conventions/regional-scope";
import type { Tier, TierSubnets } from "./subnets";

/** What routes lead from and to. */
export interface Routed {
  readonly vpc: ec2.Vpc;
  readonly internetGateway: ec2.InternetGateway;
  /** By zone. */
  readonly subnets: Readonly<Record<string, TierSubnets>>;
  /** The NAT gateway that serves a zone's private subnet. */
  natGatewayOf(zone: string): ec2.NatGateway;
}

/** All route tables of a network, and what makes each subnet reach what its tier may reach. */
export interface Routes {
  readonly tables: readonly ec2.RouteTable[];
  /** By zone and tier: the resources that whatever stands in the subnet waits for. */
  readonly ways: Readonly<Record<string, Readonly<Record<Tier, readonly pulumi.Resource[]>>>>;
}

/** One public table, a private one for each zone, and one isolated without any route out. */
export function createRoutes(scope: RegionalScope, routed: Routed): Routes {
  const { vpc, internetGateway } = routed;
  const publicTable = createTable(scope, vpc, "public-routes");
  const toInternet = createDefaultRoute(scope, publicTable, "public-default-route", {
    gatewayId: internetGateway.id,
  });
  const isolatedTable = createTable(scope, vpc, "isolated-routes");
  const tables = [publicTable, isolatedTable];
  const ways: Record<string, Record<Tier, readonly pulumi.Resource[]>> = {};
  for (const [zone, subnets] of Object.entries(routed.subnets)) {
    const privateTable = createTable(scope, vpc, `private-routes-${zone}`);
    const toNat = createDefaultRoute(scope, privateTable, `private-default-route-${zone}`, {
      natGatewayId: routed.natGatewayOf(zone).id,
    });
    tables.push(privateTable);
    ways[zone] = {
      public: [
        associate(scope, publicTable, subnets.public, `public-association-${zone}`),
        toInternet,
      ],
      private: [
        associate(scope, privateTable, subnets.private, `private-association-${zone}`),
        toNat,
      ],
      isolated: [associate(scope, isolatedTable, subnets.isolated, `isolated-association-${zone}`)],
    };
  }
  return { tables, ways };
}

function createTable(scope: RegionalScope, vpc: ec2.Vpc, role: string): ec2.RouteTable {
  const { childName, region, tags } = child(scope, role);
  return new ec2.RouteTable(childName, { region, vpcId: vpc.id, tags }, { parent: scope.parent });
}

/** A table takes one route per destination, so an old one goes before a new one. */
function createDefaultRoute(
  scope: RegionalScope,
  table: ec2.RouteTable,
  role: string,
  target: Pick<ec2.RouteArgs, "gatewayId" | "natGatewayId">,
): ec2.Route {
  return new ec2.Route(
    `${scope.name}-${role}`,
    { region: scope.region, routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", ...target },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
}

/** A subnet has one table, so an old association goes before a new one. */
function associate(
  scope: RegionalScope,
  table: ec2.RouteTable,
  subnet: ec2.Subnet,
  role: string,
): ec2.RouteTableAssociation {
  return new ec2.RouteTableAssociation(
    `${scope.name}-${role}`,
    { region: scope.region, routeTableId: table.id, subnetId: subnet.id },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
}
