/** Rules of security groups that let traffic in, whichever of AWS's ways they are written in. */
import { at, listAt, numberAt, textAt, textsAt } from "./read";

export const ingressRuleTypes: readonly string[] = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
];

/** Ports that a rule opens. */
export interface Opening {
  readonly cidr: string;
  /** Undefined where every port is open. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
}

// The largest ranges that anyone can call their own: 10.0.0.0/8, and a continent's share of IPv6.
const widestIpv4Prefix = 8;
const widestIpv6Prefix = 16;

/** Whether a range of addresses is the world, or so much of it that it makes no difference. */
export function isTheWorld(cidr: string): boolean {
  const [address = "", prefix] = cidr.split("/");
  if (prefix === undefined) return false;
  return Number(prefix) < (address.includes(":") ? widestIpv6Prefix : widestIpv4Prefix);
}

/** The rules that one resource holds: inline lists hold many, the others are one. */
export function ingressRulesIn(type: string, props: unknown): readonly unknown[] {
  if (type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule") return [props];
  if (type === "aws:ec2/securityGroupRule:SecurityGroupRule") {
    return textAt(props, "type") === "ingress" ? [props] : [];
  }
  return listAt(props, "ingress");
}

/** What a rule opens to the world, if it does. Throws where that is not known yet. */
export function worldwideOpening(rule: unknown): Opening | undefined {
  const cidr = cidrsOf(rule).find(isTheWorld);
  return cidr === undefined ? undefined : { cidr, ports: portsOf(rule) };
}

/** What is opened, for a reader. */
export function openingText({ cidr, ports }: Opening): string {
  if (ports === undefined) return `every port to ${cidr}`;
  const { from, to } = ports;
  return `${from === to ? `port ${from}` : `ports ${from} to ${to}`} to ${cidr}`;
}

function cidrsOf(rule: unknown): readonly string[] {
  return ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"].flatMap((key) =>
    textsAt(rule, key),
  );
}

function portsOf(rule: unknown): Opening["ports"] {
  const protocol = at(rule, "ipProtocol") ?? at(rule, "protocol");
  const from = numberAt(rule, "fromPort");
  const to = numberAt(rule, "toPort");
  if (protocol === "-1" || protocol === "all" || from === undefined || to === undefined) {
    return undefined;
  }
  return { from, to };
}
