/**
 * VPC endpoints. Facts: hashicorp/terraform-provider-aws internal/service/ec2/vpc_endpoint.go (schema, ForceNew,
 * a changed privateDnsEnabled replaces all but interface endpoints),
 * docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html,
 * docs.aws.amazon.com/vpc/latest/privatelink (gateway endpoints: S3 and DynamoDB only) (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type WorldView,
} from "../../world/model";
import { secondsOf } from "../durations";
import { checkWords } from "./checks";
import * as ec2 from "./ec2-ids";
import { interfaceId } from "./ec2-interfaces";
import { routeTableNotFound } from "./ec2-routing";
import { securityGroupNotFound } from "./ec2-security";
import { subnetNotFound } from "./ec2-subnets";
import { vpcNotFound } from "./ec2-vpc";
import { blocksAt, flagAt, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";

function kindOf(properties: Properties): string {
  return textAt(properties, "vpcEndpointType") ?? "Gateway";
}

/** The part of `com.amazonaws.<region>.<service>` after the region; undefined for another vendor's service. */
function serviceOf(properties: Properties, region: string): string | undefined {
  const name = textAt(properties, "serviceName") ?? "";
  const prefix = `com.amazonaws.${textAt(properties, "serviceRegion") ?? region}.`;
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

const gatewayServices = ["s3", "dynamodb"];

/** The prefix list that AWS keeps for a gateway service in a region. */
function prefixListOf(region: string, service: string): string {
  return ec2.sharedId("pl", 8, region, service);
}

function vpcOf(draft: Draft): CloudObject | undefined {
  return draft.world.find(ec2.vpcType, textAt(draft.inputs, "vpcId") ?? "", draft.scope);
}

function refuseService(draft: Draft): void {
  const name = textAt(draft.inputs, "serviceName");
  if (name === undefined || /^com\.amazonaws\.vpce\./.test(name)) return;
  const service = serviceOf(draft.inputs, draft.scope);
  if (service === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(service)) {
    throw new Refusal("InvalidServiceName", `The Vpc Endpoint Service '${name}' does not exist`);
  }
  if (kindOf(draft.inputs) === "Gateway" && !gatewayServices.includes(service)) {
    throw new Refusal(
      "InvalidParameter",
      "Endpoint type (Gateway) does not match available service types ([Interface]).",
    );
  }
}

/** Gateway endpoints are routes: one per service in each table. */
function refuseRoutes(draft: Draft, ownId?: string): void {
  if (kindOf(draft.inputs) !== "Gateway") return;
  const service = serviceOf(draft.inputs, draft.scope) ?? "";
  const vpcId = textAt(draft.inputs, "vpcId") ?? "";
  const others = mentioning(draft.world, vpcId, [ec2.vpcEndpointType], draft.scope)
    .filter((other) => other.id !== ownId && kindOf(other.outputs) === "Gateway")
    .filter((other) => other.outputs["serviceName"] === draft.inputs["serviceName"]);
  for (const tableId of textsAt(draft.inputs, "routeTableIds")) {
    if (others.some((other) => textsAt(other.outputs, "routeTableIds").includes(tableId))) {
      throw new Refusal(
        "RouteAlreadyExists",
        `route table ${tableId} already has a route with destination-prefix-list-id ${prefixListOf(draft.scope, service)}`,
      );
    }
    const table = draft.world.find(ec2.routeTableType, tableId, draft.scope);
    if (table && table.outputs["vpcId"] !== draft.inputs["vpcId"]) {
      throw new Refusal(
        "InvalidParameter",
        `Route table ${tableId} does not belong to network ${vpcId}`,
      );
    }
  }
}

function refuseSubnets(draft: Draft): void {
  const zones = new Set<string>();
  for (const subnetId of textsAt(draft.inputs, "subnetIds")) {
    const subnet = draft.world.find(ec2.subnetType, subnetId, draft.scope);
    if (!subnet) continue;
    if (subnet.outputs["vpcId"] !== draft.inputs["vpcId"]) {
      throw new Refusal(
        "InvalidParameter",
        `The subnet ID '${subnetId}' is not in the VPC of the endpoint`,
      );
    }
    const zone = textAt(subnet.outputs, "availabilityZone") ?? "";
    if (zones.has(zone)) {
      throw new Refusal(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${subnetId}`,
      );
    }
    zones.add(zone);
  }
}

function refusePrivateDns(draft: Draft, ownId?: string): void {
  if (kindOf(draft.inputs) !== "Interface") return;
  if (flagAt(draft.inputs, "privateDnsEnabled") !== true) return;
  const vpc = vpcOf(draft);
  const vpcId = textAt(draft.inputs, "vpcId") ?? "";
  const flags = ["enableDnsSupport", "enableDnsHostnames"];
  if (vpc && flags.some((flag) => flagAt(vpc.outputs, flag) !== true)) {
    throw new Refusal(
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
    );
  }
  const rival = mentioning(draft.world, vpcId, [ec2.vpcEndpointType], draft.scope)
    .filter((other) => other.id !== ownId && ec2.isInVpc(other, vpcId))
    .filter((other) => kindOf(other.outputs) === "Interface")
    .filter((other) => flagAt(other.outputs, "privateDnsEnabled") === true)
    .some((other) => other.outputs["serviceName"] === draft.inputs["serviceName"]);
  if (rival) {
    const service = serviceOf(draft.inputs, draft.scope) ?? "";
    throw new Refusal(
      "InvalidParameter",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service}.${draft.scope}.amazonaws.com in the VPC ${vpcId}`,
    );
  }
}

function refuseEndpoint(draft: Draft, ownId?: string): void {
  refuseService(draft);
  refuseRoutes(draft, ownId);
  refuseSubnets(draft);
  refusePrivateDns(draft, ownId);
}

/**
 * "You can only delete Gateway Load Balancer endpoints when the routes that are associated with the endpoint are deleted"
 * (API_DeleteVpcEndpoints.html, read 2026-11). EC2's sentence: hashicorp/terraform-provider-aws
 * internal/service/ec2/vpc_default_route_table_test.go (read 2026-11-26).
 */
function refuseEndpointDeletion(endpoint: CloudObject, world: WorldView): void {
  if (kindOf(endpoint.outputs) !== "GatewayLoadBalancer") return;
  const routes = [ec2.routeType, ec2.routeTableType];
  if (mentioning(world, endpoint.id, routes, endpoint.scope).length === 0) return;
  throw new Refusal(
    "InvalidParameter",
    "Endpoint must be removed from route table before deletion",
  );
}

const openPolicy = JSON.stringify({
  Version: "2008-10-17",
  Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
});

/** An interface endpoint without groups gets the VPC's default one, which is closed. */
function groupsOf(draft: Draft): readonly string[] {
  const given = textsAt(draft.inputs, "securityGroupIds");
  if (given.length > 0 || kindOf(draft.inputs) !== "Interface") return given;
  const byDefault = textAt(vpcOf(draft)?.outputs ?? {}, "defaultSecurityGroupId");
  return byDefault === undefined ? [] : [byDefault];
}

function endpointOutputs(draft: Draft, id: string): Properties {
  const gateway = kindOf(draft.inputs) === "Gateway";
  const service = serviceOf(draft.inputs, draft.scope) ?? "";
  const subnetIds = textsAt(draft.inputs, "subnetIds");
  const name = `${id}-${draft.hex(8, "dns name")}.${service}.${draft.scope}.vpce.amazonaws.com`;
  const zone = `Z${draft.hex(13, "hosted zone").toUpperCase()}`;
  return {
    ...ec2.ownedOutputs(draft, "vpc-endpoint", id),
    cidrBlocks: gateway ? [`52.218.${Number.parseInt(draft.hex(2, "prefix"), 16)}.0/24`] : [],
    dnsEntries: gateway ? [] : [{ dnsName: name, hostedZoneId: zone }],
    dnsOptions: draft.inputs["dnsOptions"] ?? {
      dnsRecordIpType: gateway ? "service-defined" : "ipv4",
      privateDnsOnlyForInboundResolverEndpoint: false,
      privateDnsPreference: "",
      privateDnsSpecifiedDomains: [],
    },
    ipAddressType: textAt(draft.inputs, "ipAddressType") ?? (gateway ? "" : "ipv4"),
    networkInterfaceIds: subnetIds.map((subnetId) => interfaceId(draft, subnetId)),
    policy: textAt(draft.inputs, "policy") ?? openPolicy,
    prefixListId: gateway ? prefixListOf(draft.scope, service) : "",
    privateDnsEnabled: flagAt(draft.inputs, "privateDnsEnabled") ?? false,
    requesterManaged: false,
    routeTableIds: textsAt(draft.inputs, "routeTableIds"),
    securityGroupIds: groupsOf(draft),
    serviceRegion: textAt(draft.inputs, "serviceRegion") ?? draft.scope,
    state: "available",
    subnetConfigurations: blocksAt(draft.inputs, "subnetConfigurations"),
    subnetIds,
  };
}

const words = {
  vpcEndpointType: ["Gateway", "Interface", "GatewayLoadBalancer", "Resource", "ServiceNetwork"],
  ipAddressType: ["ipv4", "dualstack", "ipv6"],
  "dnsOptions.dnsRecordIpType": ["ipv4", "dualstack", "ipv6", "service-defined"],
};

const vpcEndpoint: Model = {
  type: ec2.vpcEndpointType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_endpoint.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html (read 2026-11)",
  ],
  unordered: [
    "dnsOptions.privateDnsSpecifiedDomains",
    "routeTableIds",
    "securityGroupIds",
    "subnetConfigurations",
    "subnetIds",
  ],
  replaceOn: [
    "region",
    "vpcId",
    "serviceName",
    "serviceRegion",
    "serviceNetworkArn",
    "resourceConfigurationArn",
    "vpcEndpointType",
    "dnsOptions.privateDnsPreference",
    "dnsOptions.privateDnsSpecifiedDomains",
  ],
  replaceWhen: (_before, after) => (kindOf(after) === "Interface" ? [] : ["privateDnsEnabled"]),
  references: [
    { path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound },
    {
      path: "routeTableIds[]",
      to: [ec2.routeTableType],
      where: "same",
      missing: routeTableNotFound,
    },
    { path: "subnetIds[]", to: [ec2.subnetType], where: "same", missing: subnetNotFound },
    {
      path: "securityGroupIds[]",
      to: [ec2.securityGroupType],
      where: "same",
      missing: securityGroupNotFound,
    },
  ],
  defaults: { vpcEndpointType: "Gateway" },
  check: (inputs) => checkWords(inputs, words),
  id: ec2.ec2Id("vpce"),
  computed: endpointOutputs,
  refuseCreate: (draft) => {
    refuseEndpoint(draft);
  },
  refuseUpdate: (draft, before) => {
    refuseEndpoint(draft, before.id);
  },
  refuseDelete: refuseEndpointDeletion,
  seconds: secondsOf(ec2.vpcEndpointType),
};

/** VPC endpoints. */
export const ec2EndpointModels: readonly Model[] = [vpcEndpoint];
