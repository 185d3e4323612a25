/**
 * What a rule of a security group lets through, whether it is a resource of its own or stands among a group's inputs. Facts:
 * docs.aws.amazon.com/AWSEC2/latest/APIReference (AuthorizeSecurityGroupIngress, errors-overview) (read 2026-11).
 */
import { Refusal } from "../../world/model";

/** Traffic by protocol and ports. */
export interface Permission {
  /** As written: a name or a number. */
  readonly protocol: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

const protocolNumbers: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  all: "-1",
};

/** The protocol as EC2 keeps it: `tcp` for 6, `-1` for all. */
export function keptProtocol(protocol: string): string {
  const plain = protocol.toLowerCase();
  return protocolNumbers[plain] ?? plain;
}

/** Throws EC2's Refusal of a protocol that there is not, and of ports that are no range. */
export function refusePermission({ protocol: written, from, to }: Permission): void {
  const protocol = keptProtocol(written);
  const named = ["tcp", "udp", "icmp", "icmpv6", "-1"].includes(protocol);
  const known = named || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= 255);
  if (!known) {
    throw new Refusal("InvalidPermission.Malformed", `Invalid protocol: '${protocol}'`);
  }
  if (protocol !== "tcp" && protocol !== "udp") return;
  if (from === undefined || to === undefined) {
    throw new Refusal(
      "InvalidParameterValue",
      "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    );
  }
  if (from < 0 || from > to || to > 65_535) {
    const word = protocol.toUpperCase();
    throw new Refusal("InvalidParameterValue", `Invalid ${word} port range (${from} > ${to})`);
  }
}
