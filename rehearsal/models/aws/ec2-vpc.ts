/**
 * VPCs and the internet gateways attached to them. Facts: hashicorp/terraform-provider-aws
 * internal/service/ec2/vpc_.go and vpc_internet_gateway.go (schema, ForceNew, what deletion does),
 * docs.aws.amazon.com/AWSEC2/latest/APIReference (CreateVpc, DeleteVpc, AttachInternetGateway,
 * DetachInternetGateway, errors-overview) (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import type { WorldView } from "../../world/model";
import { secondsOf } from "../durations";
import { checkWords, type Problem } from "./checks";
import { contains, networkProblem, parseBlock } from "./cidr";
import * as ec2 from "./ec2-ids";
import { flagAt, isGiven, textAt } from "./inputs";
import { mentioning } from "./lookups";
import { dependencyViolation, ec2NotFound } from "./refusals";

/** How EC2 answers for a VPC that is not in the region. */
export const vpcNotFound = ec2NotFound("InvalidVpcID", "vpc ID");

function checkVpc(inputs: Properties): readonly Problem[] {
  const problems = checkWords(inputs, { instanceTenancy: ["default", "dedicated"] });
  if (!isGiven(inputs, "cidrBlock") && !isGiven(inputs, "ipv4IpamPoolId")) {
    return [...problems, ["cidrBlock", "one of cidrBlock or ipv4IpamPoolId is needed"]];
  }
  const cidr = textAt(inputs, "cidrBlock");
  const problem = cidr === undefined ? undefined : rangeProblem(cidr);
  return problem === undefined ? problems : [...problems, ["cidrBlock", problem]];
}

function rangeProblem(cidr: string): string | undefined {
  const problem = networkProblem(cidr);
  const bits = parseBlock(cidr)?.bits ?? 0;
  if (problem !== undefined || (bits >= 16 && bits <= 28)) return problem;
  return `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${bits}`;
}

/** Blocks that no VPC may use: this host, loopback, link-local, multicast and above. */
const reserved = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"];

function refuseVpc(draft: Draft): void {
  const cidr = textAt(draft.inputs, "cidrBlock");
  const block = cidr === undefined ? undefined : parseBlock(cidr);
  if (block === undefined) return;
  const taken = reserved.some((other) => contains(parseBlock(other) ?? block, block));
  if (taken) throw new Refusal("InvalidVpc.Range", `The CIDR '${cidr ?? ""}' is invalid.`);
}

function broughtWithVpc(draft: Draft): Readonly<Record<"acl" | "routes" | "group", string>> {
  return {
    acl: ec2.broughtId(draft, "acl", "default network ACL"),
    routes: ec2.broughtId(draft, "rtb", "main route table"),
    group: ec2.broughtId(draft, "sg", "default security group"),
  };
}

function vpcOutputs(draft: Draft, id: string): Properties {
  const brought = broughtWithVpc(draft);
  const ipv6 = flagAt(draft.inputs, "assignGeneratedIpv6CidrBlock") === true;
  return {
    ...ec2.ownedOutputs(draft, "vpc", id),
    cidrBlock: draft.inputs["cidrBlock"] ?? null,
    defaultNetworkAclId: brought.acl,
    defaultRouteTableId: brought.routes,
    mainRouteTableId: brought.routes,
    defaultSecurityGroupId: brought.group,
    dhcpOptionsId: ec2.sharedId("dopt", 17, draft.caller.account, draft.scope),
    enableDnsHostnames: flagAt(draft.inputs, "enableDnsHostnames") ?? false,
    enableNetworkAddressUsageMetrics:
      flagAt(draft.inputs, "enableNetworkAddressUsageMetrics") ?? false,
    ipv6AssociationId: ipv6 ? ec2.broughtId(draft, "vpc-cidr-assoc", "ipv6") : "",
    ipv6CidrBlock: ipv6
      ? `2600:1f18:${draft.hex(4, "ipv6")}:${draft.hex(2, "ipv6/56")}00::/56`
      : "",
    ipv6CidrBlockNetworkBorderGroup: ipv6 ? draft.scope : "",
    ipv6NetmaskLength: 0,
  };
}

function bringVpcDefaults(draft: Draft, id: string): void {
  const brought = broughtWithVpc(draft);
  const common = { vpcId: id, region: draft.scope, ownerId: draft.caller.account };
  const bring = (type: string, broughtId: string, outputs: Properties): void => {
    draft.world.bring({
      type,
      id: broughtId,
      scope: draft.scope,
      owner: id,
      outputs: { ...common, ...outputs },
    });
  };
  bring(ec2.securityGroupType, brought.group, {
    name: "default",
    description: "default VPC security group",
  });
  bring(ec2.routeTableType, brought.routes, { routes: [] });
  bring(ec2.networkAclType, brought.acl, { isDefault: true });
}

/** What keeps a VPC: all but the things that came with it; interfaces count whoever made them. */
const keepers = [
  ec2.subnetType,
  ec2.internetGatewayType,
  ec2.securityGroupType,
  ec2.routeTableType,
  ec2.vpcEndpointType,
  ec2.natGatewayType,
  ec2.networkInterfaceType,
];

function refuseVpcDeletion(vpc: CloudObject, world: WorldView): void {
  const own = [vpc.outputs["defaultSecurityGroupId"], vpc.outputs["mainRouteTableId"]];
  const kept = mentioning(world, vpc.id, keepers, vpc.scope).some(
    (object) => ec2.isInVpc(object, vpc.id) && !own.includes(object.id),
  );
  if (kept) throw dependencyViolation("vpc", vpc.id);
}

/**
 * The default group as the provider adopts it goes with the VPC's own; flow logs "are eventually automatically removed"
 * (API_DeleteVpc.html, read 2026-11), here at once.
 */
function dropParts(vpc: CloudObject, world: WorldView): void {
  const types = [ec2.defaultSecurityGroupType, ec2.flowLogType];
  for (const part of mentioning(world, vpc.id, types, vpc.scope)) {
    if (ec2.isInVpc(part, vpc.id)) world.remove(part);
  }
}

/** Tenancy changes in place in one direction only: from dedicated hardware back to the default. */
function changedTenancy(before: Properties, after: Properties): readonly string[] {
  const [old, now] = [before, after].map((inputs) => textAt(inputs, "instanceTenancy"));
  return old === now || (old === "dedicated" && now === "default") ? [] : ["instanceTenancy"];
}

const vpc: Model = {
  type: ec2.vpcType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html (read 2026-11)",
  ],
  replaceOn: ["region", "cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  replaceWhen: changedTenancy,
  references: [
    {
      path: "ipv4IpamPoolId",
      to: ["aws:ec2/vpcIpamPool:VpcIpamPool"],
      where: "same",
      missing: ec2NotFound("InvalidIpamPoolId", "ipam-pool ID"),
    },
    {
      path: "ipv6IpamPoolId",
      to: ["aws:ec2/vpcIpamPool:VpcIpamPool"],
      where: "same",
      missing: ec2NotFound("InvalidIpamPoolId", "ipam-pool ID"),
    },
  ],
  defaults: { enableDnsSupport: true, instanceTenancy: "default" },
  check: checkVpc,
  id: ec2.ec2Id("vpc"),
  computed: vpcOutputs,
  refuseCreate: refuseVpc,
  refuseDelete: refuseVpcDeletion,
  afterDelete: dropParts,
  afterCreate: bringVpcDefaults,
  seconds: secondsOf(ec2.vpcType),
};

function refuseAttachment(draft: Draft): void {
  const vpcId = textAt(draft.inputs, "vpcId");
  if (vpcId === undefined) return;
  const attached = mentioning(draft.world, vpcId, [ec2.internetGatewayType], draft.scope).some(
    (other) => ec2.isInVpc(other, vpcId) && other.urn !== draft.urn,
  );
  if (attached) {
    throw new Refusal(
      "InvalidParameterValue",
      `Network ${vpcId} already has an internet gateway attached`,
    );
  }
}

/** True where something in the VPC answers at a public address, which holds its internet gateway. */
function hasPublicAddresses(world: WorldView, scope: string, vpcId: string): boolean {
  const inVpc = (type: string): readonly CloudObject[] =>
    mentioning(world, vpcId, [type], scope).filter((object) => ec2.isInVpc(object, vpcId));
  const publicNat = inVpc(ec2.natGatewayType).some(
    (gateway) => gateway.outputs["connectivityType"] !== "private",
  );
  const publicBalancer = inVpc("aws:lb/loadBalancer:LoadBalancer").some(
    (balancer) => flagAt(balancer.outputs, "internal") !== true,
  );
  return publicNat || publicBalancer;
}

function refuseDetachment(gateway: CloudObject, world: WorldView): void {
  const vpcId = textAt(gateway.outputs, "vpcId");
  if (vpcId === undefined || !hasPublicAddresses(world, gateway.scope, vpcId)) return;
  throw new Refusal(
    "DependencyViolation",
    `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
  );
}

const internetGateway: Model = {
  type: ec2.internetGatewayType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_internet_gateway.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html (read 2026-11)",
  ],
  replaceOn: ["region"],
  references: [{ path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound }],
  id: ec2.ec2Id("igw"),
  computed: (draft, id) => ({
    ...ec2.ownedOutputs(draft, "internet-gateway", id),
    vpcId: draft.inputs["vpcId"] ?? "",
  }),
  refuseCreate: refuseAttachment,
  refuseUpdate: (draft, before) => {
    if (draft.inputs["vpcId"] === before.outputs["vpcId"]) return;
    refuseDetachment(before, draft.world);
    refuseAttachment(draft);
  },
  refuseDelete: refuseDetachment,
  seconds: secondsOf(ec2.internetGatewayType),
};

/** VPCs and internet gateways. */
export const ec2VpcModels: readonly Model[] = [vpc, internetGateway];
