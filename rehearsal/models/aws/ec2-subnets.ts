/**
 * Subnets. Facts: hashicorp/terraform-provider-aws internal/service/ec2/vpc_subnet.go (schema, ForceNew),
 * docs.aws.amazon.com/AWSEC2/latest/APIReference (CreateSubnet, DeleteSubnet, errors-overview) and
 * docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html (read 2026-11).
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
import { contains, networkProblem, overlaps, parseBlock } from "./cidr";
import * as ec2 from "./ec2-ids";
import { occupantsOfSubnet } from "./ec2-interfaces";
import { vpcNotFound } from "./ec2-vpc";
import { flagAt, isGiven, textAt } from "./inputs";
import { mentioning } from "./lookups";
import { dependencyViolation, ec2NotFound } from "./refusals";
import { zoneIdOf, zoneOfId, zonesOf } from "./zones";

/** How EC2 answers for a subnet that is not in the region. */
export const subnetNotFound = ec2NotFound("InvalidSubnetID", "subnet ID");

function checkSubnet(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [
    ...checkWords(inputs, { privateDnsHostnameTypeOnLaunch: ["ip-name", "resource-name"] }),
  ];
  const cidr = textAt(inputs, "cidrBlock");
  const problem = cidr === undefined ? undefined : networkProblem(cidr);
  if (problem !== undefined) problems.push(["cidrBlock", problem]);
  if (isGiven(inputs, "availabilityZone") && isGiven(inputs, "availabilityZoneId")) {
    const reason = `"availability_zone": conflicts with availability_zone_id`;
    problems.push(["availabilityZone", reason]);
  }
  return problems;
}

/** The zone a subnet stands in: the one asked for, or the region's first. */
function zoneOf(draft: Draft): string {
  const zoneId = textAt(draft.inputs, "availabilityZoneId");
  const named = zoneId === undefined ? undefined : zoneOfId(draft.scope, zoneId);
  return textAt(draft.inputs, "availabilityZone") ?? named ?? `${draft.scope}a`;
}

function refuseZone(draft: Draft): void {
  const zones = zonesOf(draft.scope);
  const zone = textAt(draft.inputs, "availabilityZone");
  if (zone !== undefined && !zones.includes(zone)) {
    throw new Refusal(
      "InvalidParameterValue",
      `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`,
    );
  }
  const zoneId = textAt(draft.inputs, "availabilityZoneId");
  if (zoneId !== undefined && zoneOfId(draft.scope, zoneId) === undefined) {
    const ids = zones.map(zoneIdOf).join(", ");
    throw new Refusal(
      "InvalidParameterValue",
      `Value (${zoneId}) for parameter availabilityZoneId is invalid. Subnets can currently only be created in the following availability zones: ${ids}.`,
    );
  }
}

function refuseRange(draft: Draft): void {
  const cidr = textAt(draft.inputs, "cidrBlock");
  const vpcId = textAt(draft.inputs, "vpcId");
  const ipv6Only = flagAt(draft.inputs, "ipv6Native") === true;
  if (cidr === undefined) {
    if (ipv6Only || isGiven(draft.inputs, "ipv4IpamPoolId")) return;
    throw new Refusal(
      "MissingParameter",
      "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.",
    );
  }
  const block = parseBlock(cidr);
  if (vpcId === undefined || block === undefined) return;
  const vpc = draft.world.find(ec2.vpcType, vpcId, draft.scope);
  const range = parseBlock(textAt(vpc?.outputs ?? {}, "cidrBlock") ?? "");
  if (block.bits > 28 || (range !== undefined && !contains(range, block))) {
    throw new Refusal("InvalidSubnet.Range", `The CIDR '${cidr}' is invalid.`);
  }
  const rivals = mentioning(draft.world, vpcId, [ec2.subnetType], draft.scope)
    .filter((subnet) => ec2.isInVpc(subnet, vpcId))
    .map((subnet) => parseBlock(textAt(subnet.outputs, "cidrBlock") ?? ""));
  if (rivals.some((rival) => rival !== undefined && overlaps(rival, block))) {
    throw new Refusal("InvalidSubnet.Conflict", `The CIDR '${cidr}' conflicts with another subnet`);
  }
}

/** The inputs that need another one, as the provider's `RequiredWith` and EC2 have it. */
function refusePublicIpv6(draft: Draft): void {
  const assigns = flagAt(draft.inputs, "assignIpv6AddressOnCreation") === true;
  if (!assigns || isGiven(draft.inputs, "ipv6CidrBlock")) return;
  if (isGiven(draft.inputs, "ipv6IpamPoolId") || flagAt(draft.inputs, "ipv6Native") === true)
    return;
  throw new Refusal(
    "InvalidParameterValue",
    "Invalid value for AssignIpv6AddressOnCreation: the subnet does not have an IPv6 CIDR block associated",
  );
}

function refuseSubnet(draft: Draft): void {
  refuseZone(draft);
  refuseRange(draft);
  refusePublicIpv6(draft);
}

function subnetOutputs(draft: Draft, id: string): Properties {
  const zone = zoneOf(draft);
  const ipv6 = textAt(draft.inputs, "ipv6CidrBlock");
  return {
    ...ec2.ownedOutputs(draft, "subnet", id),
    availabilityZone: zone,
    availabilityZoneId: textAt(draft.inputs, "availabilityZoneId") ?? zoneIdOf(zone),
    cidrBlock: draft.inputs["cidrBlock"] ?? "",
    ipv6CidrBlock: ipv6 ?? "",
    ipv6CidrBlockAssociationId:
      ipv6 === undefined ? "" : ec2.broughtId(draft, "subnet-cidr-assoc", "ipv6"),
    privateDnsHostnameTypeOnLaunch:
      textAt(draft.inputs, "privateDnsHostnameTypeOnLaunch") ?? "ip-name",
  };
}

function refuseSubnetDeletion(subnet: CloudObject, world: WorldView): void {
  if (occupantsOfSubnet(world, subnet).length > 0) throw dependencyViolation("subnet", subnet.id);
}

/** A subnet takes its association with a route table with it. */
function dropAssociations(subnet: CloudObject, world: WorldView): void {
  const { id, scope } = subnet;
  for (const association of mentioning(world, id, [ec2.routeTableAssociationType], scope)) {
    world.remove(association);
  }
}

const subnet: Model = {
  type: ec2.subnetType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_subnet.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html (read 2026-11)",
  ],
  replaceOn: [
    "region",
    "vpcId",
    "cidrBlock",
    "availabilityZone",
    "availabilityZoneId",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6IpamPoolId",
    "ipv6NetmaskLength",
    "ipv6Native",
    "outpostArn",
  ],
  replaceWhen: (before) =>
    flagAt(before, "assignIpv6AddressOnCreation") === true ? ["ipv6CidrBlock"] : [],
  references: [{ path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound }],
  defaults: {
    assignIpv6AddressOnCreation: false,
    enableDns64: false,
    enableResourceNameDnsAaaaRecordOnLaunch: false,
    enableResourceNameDnsARecordOnLaunch: false,
    ipv6Native: false,
    mapPublicIpOnLaunch: false,
  },
  check: checkSubnet,
  id: ec2.ec2Id("subnet"),
  computed: subnetOutputs,
  refuseCreate: refuseSubnet,
  refuseUpdate: refusePublicIpv6,
  refuseDelete: refuseSubnetDeletion,
  afterDelete: dropAssociations,
  seconds: secondsOf(ec2.subnetType),
};

/** Subnets. */
export const ec2SubnetModels: readonly Model[] = [subnet];
