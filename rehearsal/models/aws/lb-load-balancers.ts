/**
 * Application and Network Load Balancers. Facts: hashicorp/terraform-provider-aws
 * internal/service/elbv2/load_balancer.go (schema, ForceNew, names), docs.aws.amazon.com/elasticloadbalancing
 * (API reference of CreateLoadBalancer, user guides) (read 2026-11).
 */
import {
  compositeKey,
  Refusal,
  Unasked,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type Value,
} from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkExactlyOne, checkWords, type Problem } from "./checks";
import { regionalOutputs } from "./computed";
import { blocksAt, flagAt, isGiven, numberAt, textAt, textsAt } from "./inputs";
import { loadBalancerZones } from "./lb-hosted-zones";

export const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";
export const listenerType = "aws:lb/listener:Listener";
export const listenerRuleType = "aws:lb/listenerRule:ListenerRule";

const subnetType = "aws:ec2/subnet:Subnet";
const securityGroupType = "aws:ec2/securityGroup:SecurityGroup";

/** `application`, `network` or `gateway`. */
export function kindOf(loadBalancer: Properties): string {
  return textAt(loadBalancer, "loadBalancerType") ?? "application";
}

const arnKinds: Readonly<Record<string, string>> = {
  application: "app",
  network: "net",
  gateway: "gwy",
};

/** `app/<name>/<16 hexadecimal digits>`: what CloudWatch takes as the dimension `LoadBalancer`. */
function arnSuffix(draft: Draft): string {
  const name = textAt(draft.inputs, "name") ?? "";
  return `${arnKinds[kindOf(draft.inputs)] ?? "app"}/${name}/${draft.hex(16, "load-balancer")}`;
}

function dnsName(draft: Draft, suffix: string): string {
  const [, name = "", digits = ""] = suffix.split("/");
  if (kindOf(draft.inputs) === "network") {
    return `${name}-${digits}.elb.${draft.scope}.amazonaws.com`;
  }
  const number = Number.parseInt(digits.slice(-8), 16);
  const prefix = flagAt(draft.inputs, "internal") === true ? "internal-" : "";
  return `${prefix}${name}-${number}.${draft.scope}.elb.amazonaws.com`;
}

function subnetIds(inputs: Properties): readonly string[] {
  const mapped = blocksAt(inputs, "subnetMappings").map((block) => textAt(block, "subnetId"));
  return [...textsAt(inputs, "subnets"), ...mapped.filter((id) => id !== undefined)];
}

function subnetsOf(draft: Draft): readonly CloudObject[] {
  return subnetIds(draft.inputs)
    .map((id) => draft.world.find(subnetType, id, draft.scope))
    .filter((subnet) => subnet !== undefined);
}

function computed(draft: Draft, id: string): Properties {
  const suffix = id.slice(id.indexOf("loadbalancer/") + "loadbalancer/".length);
  const network = kindOf(draft.inputs) === "network";
  const zones = loadBalancerZones[draft.scope];
  const vpcId = textAt(subnetsOf(draft)[0]?.outputs ?? {}, "vpcId") ?? null;
  const vpc = draft.world.find("aws:ec2/vpc:Vpc", vpcId ?? "", draft.scope);
  const byDefault = network ? undefined : textAt(vpc?.outputs ?? {}, "defaultSecurityGroupId");
  const ids = subnetIds(draft.inputs);
  return {
    ...regionalOutputs(draft),
    arn: id,
    arnSuffix: suffix,
    dnsName: dnsName(draft, suffix),
    zoneId: (network ? zones?.network : zones?.application) ?? null,
    vpcId,
    name: suffix.split("/")[1] ?? null,
    namePrefix: textAt(draft.inputs, "namePrefix") ?? "",
    internal: flagAt(draft.inputs, "internal") ?? false,
    ipAddressType: textAt(draft.inputs, "ipAddressType") ?? "ipv4",
    securityGroups: isGiven(draft.inputs, "securityGroups")
      ? textsAt(draft.inputs, "securityGroups")
      : byDefault === undefined
        ? []
        : [byDefault],
    subnets: ids,
    subnetMappings: isGiven(draft.inputs, "subnetMappings")
      ? blocksAt(draft.inputs, "subnetMappings")
      : ids.map((subnetId) => ({ subnetId })),
    enablePrefixForIpv6SourceNat: network ? "off" : "",
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic:
      textAt(draft.inputs, "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic") ??
      (network && isGiven(draft.inputs, "securityGroups") ? "on" : ""),
    secondaryIpsAutoAssignedPerSubnet:
      numberAt(draft.inputs, "secondaryIpsAutoAssignedPerSubnet") ?? 0,
  };
}

function refuseSubnets(draft: Draft): void {
  const ids = subnetIds(draft.inputs);
  const subnets = subnetsOf(draft);
  if (ids.length > subnets.length || subnets.length === 0) return;
  if (new Set(subnets.map((subnet) => subnet.outputs["vpcId"])).size > 1) {
    throw new Refusal("InvalidConfigurationRequest", "The subnets must all belong to the same VPC");
  }
  const zones = subnets.map((subnet) => subnet.outputs["availabilityZone"]);
  if (new Set(zones).size < zones.length) {
    throw new Refusal(
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    );
  }
  if (kindOf(draft.inputs) === "application" && zones.length < 2) {
    throw new Refusal(
      "ValidationError",
      "At least two subnets in two different Availability Zones must be specified",
    );
  }
}

function refuseSecurityGroups(draft: Draft): void {
  const vpcId = subnetsOf(draft)[0]?.outputs["vpcId"];
  if (vpcId === undefined) return;
  for (const id of textsAt(draft.inputs, "securityGroups")) {
    const group = draft.world.find(securityGroupType, id, draft.scope);
    if (group && group.outputs["vpcId"] !== vpcId) throw invalidSecurityGroups();
  }
}

function refuseWithoutInternet(draft: Draft): void {
  if (flagAt(draft.inputs, "internal") === true || kindOf(draft.inputs) === "gateway") return;
  const vpcId = subnetsOf(draft)[0]?.outputs["vpcId"];
  if (typeof vpcId !== "string") return;
  const gateways = draft.world.referrers(vpcId, "aws:ec2/internetGateway:InternetGateway");
  const attached = gateways.some((gateway) => gateway.scope === draft.scope);
  if (!attached) throw new Refusal("InvalidSubnet", `VPC ${vpcId} has no internet gateway`);
}

function invalidSecurityGroups(): Refusal {
  return new Refusal("InvalidConfigurationRequest", "One or more security groups are invalid");
}

const words: Readonly<Record<string, readonly string[]>> = {
  loadBalancerType: Object.keys(arnKinds),
  desyncMitigationMode: ["monitor", "defensive", "strictest"],
  enablePrefixForIpv6SourceNat: ["on", "off"],
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: ["on", "off"],
  xffHeaderProcessingMode: ["append", "preserve", "remove"],
  ipAddressType: ["ipv4", "dualstack", "dualstack-without-public-ipv4"],
  dnsRecordClientRoutingPolicy: [
    "any_availability_zone",
    "availability_zone_affinity",
    "partial_availability_zone_affinity",
  ],
};

function check(inputs: Properties): readonly Problem[] {
  const found = [
    ...checkExactlyOne(inputs, ["subnets", "subnetMappings"]),
    ...checkWords(inputs, words),
  ];
  if (textAt(inputs, "name")?.startsWith("internal-")) {
    found.push(["name", '"name" cannot begin with "internal-"']);
  }
  if (isGiven(inputs, "name") && isGiven(inputs, "namePrefix")) {
    found.push(["namePrefix", '"name_prefix": conflicts with name']);
  }
  return found;
}

/**
 * An NLB takes its first security group only at birth and keeps the last one, and gives no subnet back: the provider
 * replaces it (the SDK's own comments on `securityGroups`, `subnets`, `secondaryIpsAutoAssignedPerSubnet`).
 */
function replaceWhen(before: Properties, after: Properties): readonly string[] {
  if (kindOf(after) !== "network") return [];
  const paths: string[] = [];
  const hadGroups = listOf(before, "securityGroups").length > 0;
  if (hadGroups !== listOf(after, "securityGroups").length > 0) paths.push("securityGroups");
  for (const name of ["subnets", "subnetMappings"]) {
    if (listOf(after, name).length < listOf(before, name).length) paths.push(name);
  }
  const kept = textsAt(after, "subnets");
  const known = kept.length === listOf(after, "subnets").length;
  const lost = textsAt(before, "subnets").some((id) => !kept.includes(id));
  if (known && lost && !paths.includes("subnets")) paths.push("subnets");
  const addresses = "secondaryIpsAutoAssignedPerSubnet";
  if ((numberAt(after, addresses) ?? 0) < (numberAt(before, addresses) ?? 0)) paths.push(addresses);
  return paths;
}

function listOf(inputs: Properties, name: string): readonly Value[] {
  const value = inputs[name];
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

export const loadBalancer: Model = {
  type: loadBalancerType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elbv2/load_balancer.go (read 2026-11)",
    "docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 32,
    pattern: /^[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?$/,
    autoName: "dash",
    unique: "scope",
    // The provider asks for one of the same type before it makes a second.
    taken: (name, other, { inputs }) =>
      kindOf(inputs) === kindOf(other.inputs)
        ? new Unasked("AlreadyExists", `ELBv2 Load Balancer (${name}) already exists`)
        : new Refusal(
            "DuplicateLoadBalancerName",
            `A load balancer with the same name '${name}' exists, but with different settings`,
          ),
  },
  keys: ({ outputs }) => [(textAt(outputs, "dnsName") ?? "").toLowerCase()],
  unordered: ["securityGroups", "subnetMappings", "subnets"],
  replaceOn: [
    "name",
    "namePrefix",
    "internal",
    "loadBalancerType",
    "customerOwnedIpv4Pool",
    "region",
  ],
  replaceWhen,
  references: [
    ...["subnets[]", "subnetMappings[].subnetId"].map((path) => ({
      path,
      to: [subnetType],
      where: "same" as const,
      missing: (id: string) =>
        new Refusal("SubnetNotFound", `The subnet ID '${id}' does not exist`),
    })),
    {
      path: "securityGroups[]",
      to: [securityGroupType],
      where: "same",
      missing: invalidSecurityGroups,
    },
  ],
  defaults: {
    clientKeepAlive: 3600,
    desyncMitigationMode: "defensive",
    dnsRecordClientRoutingPolicy: "any_availability_zone",
    dropInvalidHeaderFields: false,
    enableCrossZoneLoadBalancing: false,
    enableDeletionProtection: false,
    enableHttp2: true,
    enableTlsVersionAndCipherSuiteHeaders: false,
    enableWafFailOpen: false,
    enableXffClientPort: false,
    enableZonalShift: false,
    idleTimeout: 60,
    loadBalancerType: "application",
    preserveHostHeader: false,
    xffHeaderProcessingMode: "append",
  },
  check,
  id: (draft) => regionalArn(draft, "elasticloadbalancing", `loadbalancer/${arnSuffix(draft)}`),
  computed,
  refuseCreate: (draft) => {
    refuseSubnets(draft);
    refuseSecurityGroups(draft);
    refuseWithoutInternet(draft);
  },
  refuseUpdate: (draft) => {
    refuseSubnets(draft);
    refuseSecurityGroups(draft);
  },
  refuseDelete: (object) => {
    if (flagAt(object.inputs, "enableDeletionProtection") !== true) return;
    throw new Refusal(
      "OperationNotPermitted",
      `Load balancer '${object.id}' cannot be deleted because deletion protection is enabled`,
    );
  },
  // AWS deletes a load balancer's listeners and their rules with it.
  afterDelete: (object, world) => {
    for (const listener of world.keyed(listenerType, compositeKey(object.id), object.scope)) {
      for (const rule of world.keyed(listenerRuleType, compositeKey(listener.id), object.scope)) {
        world.remove(rule);
      }
      world.remove(listener);
    }
  },
  seconds: secondsOf(loadBalancerType),
};
