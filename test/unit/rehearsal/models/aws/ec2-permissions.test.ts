import {
  keptProtocol,
  refusePermission,
} from "../../../../../rehearsal/models/aws/ec2-permissions";
import { answerOf } from "../../../../support/aws-world";

describe("a permission", () => {
  it.each([
    ["6", "tcp"],
    ["TCP", "tcp"],
    ["all", "-1"],
    ["50", "50"],
  ])("of the protocol %s is kept as %s", (written, kept) => {
    expect(keptProtocol(written)).toBe(kept);
  });

  it.each<readonly [string, number | undefined, number | undefined, string]>([
    ["tcp", 80, 443, "served"],
    ["-1", undefined, undefined, "served"],
    ["icmp", -1, -1, "served"],
    ["tcp", 443, 80, "InvalidParameterValue: Invalid TCP port range (443 > 80)"],
    ["udp", -1, 80, "InvalidParameterValue: Invalid UDP port range (-1 > 80)"],
    ["tcp", 0, 65536, "InvalidParameterValue: Invalid TCP port range (0 > 65536)"],
    ["tcp", 80, undefined, "Must specify both from and to ports with TCP/UDP."],
    ["http", 80, 80, "InvalidPermission.Malformed: Invalid protocol: 'http'"],
    ["256", 80, 80, "InvalidPermission.Malformed: Invalid protocol: '256'"],
  ])("for %s from %s to %s: %s", (protocol, from, to, answer) => {
    expect(
      answerOf(() => {
        refusePermission({ protocol, from, to });
      }),
    ).toContain(answer);
  });
});
