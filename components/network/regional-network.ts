/** A region's network: one VPC over two to four zones, closed unless opened. */
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../conventions/after";
import type { NetworkSite, ZoneSubnets } from "../conventions/contracts";
import { checkLogRetention } from "../conventions/log-retention";
import { overridable, type Override } from "../conventions/options";
import { checked, under, type Problem } from "../conventions/problems";
import { child, type RegionalScope } from "../conventions/regional-scope";
import { checkTags, type Tags } from "../conventions/tags";
import type { RegionAddresses, ZoneAddresses } from "../topology/address-plan";
import { checkRegionName, isRegionName, isZoneOf } from "../topology/regions";
import { createFlowLogs } from "./flow-logs";
import {
  createGatewayEndpoint,
  createInternetGateway,
  createNatGateway,
  type GatewayService,
} from "./gateways";
import { createRoutes, type Routes } from "./routes";
import { createSubnets, type Tier, type TierSubnets } from "./subnets";

/**
 * How private subnets reach the internet: through a NAT gateway in each zone, or through one for all zones,
 * which is cheaper and lost with its zone. The one stands in the region's first zone, or in the zone named,
 * which keeps it in place when an earlier zone is added.
 */
export type Nat = "perZone" | "single" | { readonly kind: "single"; readonly zone: string };

/** What a regional network is made from. */
export interface RegionalNetworkArgs {
  /** AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** The region's part of an address plan. */
  readonly addresses: RegionAddresses;
  /** How private subnets reach the internet. */
  readonly nat: Nat;
  /** Days that flow logs are kept: one of CloudWatch's own retentions. */
  readonly flowLogRetentionDays: number;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** Options of a regional network; a callback under `override` changes every child of its kind. */
export interface RegionalNetworkOptions extends pulumi.ComponentResourceOptions {
  /** Changes of children before they are registered. @default none */
  readonly override?: {
    readonly vpc?: Override<ec2.VpcArgs>;
    readonly subnet?: Override<ec2.SubnetArgs>;
    readonly natGateway?: Override<ec2.NatGatewayArgs>;
    readonly flowLogGroup?: Override<cloudwatch.LogGroupArgs>;
  };
}

/** The principal children of a network, for programs that need more than its site. */
export interface RegionalNetworkNodes {
  readonly vpc: ec2.Vpc;
  readonly internetGateway: ec2.InternetGateway;
  /** By zone, then tier. */
  readonly subnets: Readonly<Record<string, TierSubnets>>;
  /** By zone; one entry where one serves all. */
  readonly natGateways: Readonly<Record<string, ec2.NatGateway>>;
  readonly gatewayEndpoints: Readonly<Record<GatewayService, ec2.VpcEndpoint>>;
  readonly flowLogGroup: cloudwatch.LogGroup;
}

/**
 * A VPC with public, private and isolated subnets in every zone, NAT, gateway endpoints for S3 and DynamoDB,
 * flow logs, and a default security group that lets nothing through.
 *
 * Ids in `site` carry a dependency on the routes of their subnet, so that whatever stands there is created
 * after its way out and deleted before it.
 *
 * Throws a `pulumi.RunError` with everything that `checkRegionalNetwork` finds, before anything is registered.
 */
export class RegionalNetwork extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:RegionalNetwork";
  readonly site: NetworkSite;
  readonly nodes: RegionalNetworkNodes;

  constructor(name: string, args: RegionalNetworkArgs, opts: RegionalNetworkOptions = {}) {
    const { override, ...options } = opts;
    super(RegionalNetwork.type, name, {}, checked(options, checkRegionalNetwork(args)));
    const scope = { parent: this, name, region: args.region, tags: args.tags ?? {} };
    const vpc = createVpc(scope, args, override?.vpc);
    closeDefaultSecurityGroup(scope, vpc);
    const internetGateway = createInternetGateway(scope, vpc);
    const subnets = createAllSubnets(scope, args, vpc, override?.subnet);
    const natGateways = createNatGateways(
      scope,
      args,
      subnets,
      internetGateway,
      override?.natGateway,
    );
    const natGatewayOf = (zone: string) => of(natGateways, natZone(args, zone));
    const routes = createRoutes(scope, { vpc, internetGateway, subnets, natGatewayOf });
    const gatewayEndpoints = {
      s3: createGatewayEndpoint(scope, vpc, "s3", routes.tables),
      dynamodb: createGatewayEndpoint(scope, vpc, "dynamodb", routes.tables),
    };
    const { logGroup } = createFlowLogs(
      scope,
      vpc,
      args.flowLogRetentionDays,
      override?.flowLogGroup,
    );
    this.site = {
      region: args.region,
      vpcId: vpc.id,
      vpcCidr: args.addresses.vpcCidr,
      zones: args.addresses.zones.map((zone) => zoneSite(zone, subnets, routes)),
    };
    this.nodes = {
      vpc,
      internetGateway,
      subnets,
      natGateways,
      gatewayEndpoints,
      flowLogGroup: logGroup,
    };
    this.registerOutputs({ vpcId: vpc.id });
  }
}

/** What is wrong with a network's arguments; paths start at them. Empty when nothing is. */
export function checkRegionalNetwork(args: RegionalNetworkArgs): Problem[] {
  return [
    ...checkRegionName("region", args.region),
    ...checkPlan(args),
    ...checkNat(args),
    ...checkLogRetention("flowLogRetentionDays", args.flowLogRetentionDays),
    ...checkTags("tags", args.tags ?? {}),
  ];
}

function checkPlan({ region, addresses }: RegionalNetworkArgs): Problem[] {
  const problems: Problem[] = [];
  if (addresses.region !== region) {
    problems.push({
      path: "region",
      value: addresses.region,
      allowed: `addresses of the network's own region, ${region}`,
      mend: "Pass the plan's entry for this region.",
    });
  }
  if (addresses.zones.length < 2) {
    problems.push({
      path: "zones",
      value: addresses.zones.map(({ zone }) => zone),
      allowed: "two to four zones",
      mend: "Plan addresses for a second zone: one alone cannot survive its own loss.",
    });
  }
  const strangers = isRegionName(region)
    ? addresses.zones.filter(({ zone }) => !isZoneOf(region, zone))
    : [];
  for (const { zone } of strangers) {
    const allowed = `zones of ${region}, such as ${region}a`;
    problems.push({
      path: "zones",
      value: zone,
      allowed,
      mend: "Plan addresses for this region's zones.",
    });
  }
  return under("addresses", problems);
}

function checkNat({ nat, addresses }: RegionalNetworkArgs): Problem[] {
  if (typeof nat === "string") return [];
  const zones = addresses.zones.map(({ zone }) => zone);
  if (zones.includes(nat.zone)) return [];
  const mend = "Name a zone that the network has.";
  return [{ path: "nat.zone", value: nat.zone, allowed: `one of ${zones.join(", ")}`, mend }];
}

function createVpc(
  scope: RegionalScope,
  { addresses }: RegionalNetworkArgs,
  override: Override<ec2.VpcArgs> | undefined,
): ec2.Vpc {
  const { childName, region, tags } = child(scope, "vpc");
  const args: ec2.VpcArgs = {
    region,
    cidrBlock: addresses.vpcCidr,
    // Private hosted zones and interface endpoints are resolved only where both are on.
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags,
  };
  return new ec2.Vpc(childName, ...overridable(override, args, { parent: scope.parent }));
}

/** Takes over the group that every VPC is born with and takes its rules away: what names no group reaches nothing. */
function closeDefaultSecurityGroup(scope: RegionalScope, vpc: ec2.Vpc): ec2.DefaultSecurityGroup {
  const { childName, region, tags } = child(scope, "default-security-group");
  return new ec2.DefaultSecurityGroup(
    childName,
    { region, vpcId: vpc.id, ingress: [], egress: [], tags },
    { parent: scope.parent },
  );
}

function createAllSubnets(
  scope: RegionalScope,
  { addresses }: RegionalNetworkArgs,
  vpc: ec2.Vpc,
  override: Override<ec2.SubnetArgs> | undefined,
): Record<string, TierSubnets> {
  return Object.fromEntries(
    addresses.zones.map((zone) => [zone.zone, createSubnets(scope, vpc, zone, override)]),
  );
}

/** The zone whose NAT gateway serves the private subnet of the zone given. */
function natZone({ nat, addresses }: RegionalNetworkArgs, zone: string): string {
  if (nat === "perZone") return zone;
  return nat === "single" ? (addresses.zones[0]?.zone ?? zone) : nat.zone;
}

function createNatGateways(
  scope: RegionalScope,
  args: RegionalNetworkArgs,
  subnets: Readonly<Record<string, TierSubnets>>,
  internetGateway: ec2.InternetGateway,
  override: Override<ec2.NatGatewayArgs> | undefined,
): Record<string, ec2.NatGateway> {
  const zones = new Set(args.addresses.zones.map(({ zone }) => natZone(args, zone)));
  return Object.fromEntries(
    [...zones].map((zone) => [
      zone,
      createNatGateway(scope, zone, of(subnets, zone).public, internetGateway, override),
    ]),
  );
}

function zoneSite(
  zone: ZoneAddresses,
  subnets: Readonly<Record<string, TierSubnets>>,
  { ways }: Routes,
): ZoneSubnets {
  const id = (tier: Tier) => after(of(subnets, zone.zone)[tier].id, of(ways, zone.zone)[tier]);
  return {
    ...zone,
    publicSubnetId: id("public"),
    privateSubnetId: id("private"),
    isolatedSubnetId: id("isolated"),
  };
}

/** The entry of a zone that is known to be there. */
function of<T>(table: Readonly<Record<string, T>>, zone: string): T {
  const entry = table[zone];
  if (entry === undefined) throw new Error(`no entry for the zone ${zone}`);
  return entry;
}
