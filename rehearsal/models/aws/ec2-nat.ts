/**
 * Elastic IP addresses and NAT gateways. Facts: hashicorp/terraform-provider-aws internal/service/ec2/ec2_eip.go
 * and vpc_nat_gateway.go (schema, ForceNew), docs.aws.amazon.com/AWSEC2/latest/APIReference (NatGateway:
 * failure codes and messages; ReleaseAddress), github.com/genevieve/leftovers issue 33 and
 * github.com/kubernetes/kops issue 1604 (what ReleaseAddress answers while a NAT gateway has the address)
 * (read 2026-11).
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
import { regionalArn } from "./arn";
import { checkWords, type Problem } from "./checks";
import { addressAt, parseBlock } from "./cidr";
import { regionalOutputs } from "./computed";
import * as ec2 from "./ec2-ids";
import { interfaceId } from "./ec2-interfaces";
import { subnetNotFound } from "./ec2-subnets";
import { vpcNotFound } from "./ec2-vpc";
import { isGiven, numberAt, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";
import { ec2NotFound } from "./refusals";

/** A public address in a block that AWS uses for Elastic IPs. */
function publicAddress(draft: Draft): string {
  const [second = 0, third = 0, fourth = 0] = [0, 2, 4].map((start) =>
    Number.parseInt(draft.hex(6, "address").slice(start, start + 2), 16),
  );
  return `52.${second}.${third}.${fourth}`;
}

/** The name EC2 gives to a public address. */
function publicDns(region: string, address: string): string {
  const label = `ec2-${address.replaceAll(".", "-")}`;
  return region === "us-east-1"
    ? `${label}.compute-1.amazonaws.com`
    : `${label}.${region}.compute.amazonaws.com`;
}

function eipOutputs(draft: Draft, id: string): Properties {
  const address = textAt(draft.inputs, "address") ?? publicAddress(draft);
  return {
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "ec2", `elastic-ip/${id}`),
    allocationId: id,
    associationId: "",
    carrierIp: "",
    customerOwnedIp: "",
    domain: textAt(draft.inputs, "domain") ?? "vpc",
    instance: draft.inputs["instance"] ?? "",
    ipamPoolId: draft.inputs["ipamPoolId"] ?? "",
    networkBorderGroup: draft.inputs["networkBorderGroup"] ?? draft.scope,
    networkInterface: draft.inputs["networkInterface"] ?? "",
    privateDns: "",
    privateIp: "",
    ptrRecord: "",
    publicDns: publicDns(draft.scope, address),
    publicIp: address,
    publicIpv4Pool: draft.inputs["publicIpv4Pool"] ?? "amazon",
  };
}

/** The addresses that a NAT gateway uses. */
function allocationsOf(outputs: Properties): readonly string[] {
  return [textAt(outputs, "allocationId") ?? "", ...textsAt(outputs, "secondaryAllocationIds")];
}

function userOf(world: WorldView, scope: string, allocationId: string): CloudObject | undefined {
  return mentioning(world, allocationId, [ec2.natGatewayType], scope).find((gateway) =>
    allocationsOf(gateway.outputs).includes(allocationId),
  );
}

function refuseRelease(eip: CloudObject, world: WorldView): void {
  const balancers = mentioning(world, eip.id, ["aws:lb/loadBalancer:LoadBalancer"], eip.scope);
  if (balancers.length > 0 || userOf(world, eip.scope, eip.id)) {
    throw new Refusal(
      "AuthFailure",
      "You do not have permission to access the specified resource.",
    );
  }
}

const eip: Model = {
  type: ec2.eipType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/ec2_eip.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html (read 2026-11)",
  ],
  replaceOn: ["region", "address", "domain", "ipamPoolId", "networkBorderGroup", "publicIpv4Pool"],
  references: [
    {
      path: "networkInterface",
      to: [ec2.networkInterfaceType],
      where: "same",
      missing: ec2NotFound("InvalidNetworkInterfaceID", "networkInterface ID"),
    },
    {
      path: "instance",
      to: ["aws:ec2/instance:Instance"],
      where: "same",
      missing: ec2NotFound("InvalidInstanceID", "instance ID"),
    },
  ],
  check: (inputs) => checkWords(inputs, { domain: ["vpc", "standard"] }),
  id: ec2.ec2Id("eipalloc"),
  computed: eipOutputs,
  refuseDelete: refuseRelease,
  seconds: secondsOf(ec2.eipType),
};

function checkNatGateway(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [
    ...checkWords(inputs, {
      availabilityMode: ["zonal", "regional"],
      connectivityType: ["public", "private"],
    }),
  ];
  const regional = textAt(inputs, "availabilityMode") === "regional";
  if (textAt(inputs, "connectivityType") === "private") {
    for (const path of ["allocationId", "secondaryAllocationIds"]) {
      const reason = `${path} is not supported with connectivity_type = "private"`;
      if (isGiven(inputs, path)) problems.push([path, reason]);
    }
  } else if (isGiven(inputs, "secondaryPrivateIpAddressCount")) {
    const reason =
      'secondary_private_ip_address_count is not supported with connectivity_type = "public"';
    problems.push(["secondaryPrivateIpAddressCount", reason]);
  }
  if (regional) {
    for (const path of ["subnetId", "allocationId"]) {
      const reason = `${path} is not supported with availability_mode = "regional"`;
      if (isGiven(inputs, path)) problems.push([path, reason]);
    }
    if (!isGiven(inputs, "vpcId")) problems.push(["vpcId", "needed by a regional NAT gateway"]);
  } else if (!isGiven(inputs, "subnetId")) {
    problems.push(["subnetId", "needed by a zonal NAT gateway"]);
  }
  return problems;
}

/** The VPC a gateway is in: its subnet's, or the one a regional gateway names. */
function vpcOf(draft: Draft): string | undefined {
  const subnetId = textAt(draft.inputs, "subnetId") ?? "";
  const subnet = draft.world.find(ec2.subnetType, subnetId, draft.scope);
  return textAt(draft.inputs, "vpcId") ?? textAt(subnet?.outputs ?? {}, "vpcId");
}

function refuseAddresses(draft: Draft, gatewayId?: string): void {
  for (const allocationId of allocationsOf(draft.inputs)) {
    const user = userOf(draft.world, draft.scope, allocationId);
    if (allocationId === "" || user === undefined || user.id === gatewayId) continue;
    throw new Refusal(
      "Resource.AlreadyAssociated",
      `Elastic IP address [${allocationId}] is already associated`,
    );
  }
}

function refuseNatGateway(draft: Draft): void {
  const isPrivate = textAt(draft.inputs, "connectivityType") === "private";
  const regional = textAt(draft.inputs, "availabilityMode") === "regional";
  if (!isPrivate && !regional && !isGiven(draft.inputs, "allocationId")) {
    throw new Refusal(
      "MissingParameter",
      "The request must contain the parameter AllocationId for a public NAT gateway",
    );
  }
  refuseAddresses(draft);
  const vpcId = vpcOf(draft);
  const gateways = [ec2.internetGatewayType];
  const attached = mentioning(draft.world, vpcId ?? "", gateways, draft.scope).length > 0;
  if (!isPrivate && !attached) {
    throw new Refusal(
      "Gateway.NotAttached",
      `Network ${vpcId ?? ""} has no Internet gateway attached`,
    );
  }
}

function natGatewayOutputs(draft: Draft): Properties {
  const subnetId = textAt(draft.inputs, "subnetId");
  const subnet = draft.world.find(ec2.subnetType, subnetId ?? "", draft.scope);
  const block = parseBlock(textAt(subnet?.outputs ?? {}, "cidrBlock") ?? "");
  const eipId = textAt(draft.inputs, "allocationId");
  const address = draft.world.find(ec2.eipType, eipId ?? "", draft.scope);
  const regional = textAt(draft.inputs, "availabilityMode") === "regional";
  const place = 4 + (Number.parseInt(draft.hex(4, "private address"), 16) % 11);
  return {
    ...regionalOutputs(draft),
    associationId: eipId === undefined ? "" : ec2.broughtId(draft, "eipassoc", "address"),
    autoProvisionZones: regional ? "enabled" : "",
    autoScalingIps: regional ? "enabled" : "",
    availabilityMode: textAt(draft.inputs, "availabilityMode") ?? "zonal",
    networkInterfaceId: subnetId === undefined ? "" : interfaceId(draft, subnetId),
    privateIp: textAt(draft.inputs, "privateIp") ?? (block ? addressAt(block, place) : ""),
    publicIp: textAt(address?.outputs ?? {}, "publicIp") ?? "",
    regionalNatGatewayAddresses: [],
    regionalNatGatewayAutoMode: regional ? "enabled" : "",
    routeTableId: regional ? ec2.broughtId(draft, "rtb", "regional gateway") : "",
    secondaryAllocationIds: textsAt(draft.inputs, "secondaryAllocationIds"),
    secondaryPrivateIpAddressCount: numberAt(draft.inputs, "secondaryPrivateIpAddressCount") ?? 0,
    secondaryPrivateIpAddresses: textsAt(draft.inputs, "secondaryPrivateIpAddresses"),
    vpcId: vpcOf(draft) ?? "",
  };
}

const natGateway: Model = {
  type: ec2.natGatewayType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_nat_gateway.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html (read 2026-11)",
  ],
  unordered: ["secondaryAllocationIds", "secondaryPrivateIpAddresses"],
  replaceOn: [
    "region",
    "subnetId",
    "vpcId",
    "allocationId",
    "availabilityMode",
    "connectivityType",
    "privateIp",
    "secondaryPrivateIpAddressCount",
  ],
  references: [
    { path: "subnetId", to: [ec2.subnetType], where: "same", missing: subnetNotFound },
    { path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound },
    ...["allocationId", "secondaryAllocationIds[]"].map((path) => ({
      path,
      to: [ec2.eipType],
      where: "same" as const,
      missing: (id: string) =>
        new Refusal(
          "InvalidAllocationID.NotFound",
          `Elastic IP address ${id} could not be associated with this NAT gateway`,
        ),
    })),
  ],
  defaults: { connectivityType: "public" },
  check: checkNatGateway,
  id: ec2.ec2Id("nat"),
  computed: natGatewayOutputs,
  refuseCreate: refuseNatGateway,
  refuseUpdate: (draft, before) => {
    refuseAddresses(draft, before.id);
  },
  seconds: secondsOf(ec2.natGatewayType),
};

/** Elastic IP addresses and NAT gateways. */
export const ec2NatModels: readonly Model[] = [eip, natGateway];
