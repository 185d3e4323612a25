import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  replacing,
  textOf,
  type TestNetwork,
} from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const types = {
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

let world: TestWorld;
let net: TestNetwork;
beforeEach(() => {
  world = awsWorld();
  net = network(world);
});

const https = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };

function rule(inputs: Properties = {}, type = types.ingress): CloudObject {
  return world.create(type, {
    securityGroupId: net.groupId,
    cidrIpv4: "10.0.0.0/8",
    ...https,
    ...inputs,
  });
}

describe("a rule of a security group", () => {
  it("has EC2's id and ARN", () => {
    const made = rule();
    expect(made.id).toMatch(/^sgr-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:security-group-rule/${made.id}`,
      securityGroupRuleId: made.id,
    });
  });

  it.each<readonly [string, Properties, string]>([
    ["an address", {}, "peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW"],
    [
      "the protocol's number",
      { ipProtocol: "6" },
      "peer: 10.0.0.0/8, TCP, from port: 443, to port: 443, ALLOW",
    ],
    [
      "everything",
      { ipProtocol: "-1", fromPort: null, toPort: null },
      "peer: 10.0.0.0/8, ALL, ALLOW",
    ],
  ])("is there once in its group and direction: %s", (_case, inputs, words) => {
    rule(inputs);
    rule(inputs, types.egress);
    expect(answerOf(() => rule(inputs))).toBe(
      `InvalidPermission.Duplicate: the specified rule "${words}" already exists`,
    );
    expect(answerOf(() => rule({ ...inputs, cidrIpv4: "192.168.0.0/16" }))).toBe("served");
  });

  it("has no description of other letters, by EC2's own answer", () => {
    const refused = answerOf(() => rule({ description: "ü" }));
    expect(refused).toContain("InvalidParameterValue: Invalid rule description.");
    expect(answerOf(() => rule({ description: "from (all) load-balancers; 443" }))).toBe("served");
  });

  it("may be changed into anything but another rule", () => {
    const first = rule();
    const second = rule({ fromPort: 80, toPort: 80 });
    expect(answerOf(() => world.update(second, { ...second.inputs, ...https }))).toContain(
      "InvalidPermission.Duplicate",
    );
    expect(answerOf(() => world.update(first, { ...first.inputs, description: "all" }))).toBe(
      "served",
    );
  });

  it("names groups of its own region and VPC", () => {
    const far = network(world, "us-east-1");
    const vpc = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" });
    const foreign = world.create(groupType, { vpcId: vpc.id, name: "foreign" });
    const from = (referencedSecurityGroupId: string): string =>
      answerOf(() => rule({ cidrIpv4: null, referencedSecurityGroupId }));
    expect(from(far.groupId)).toBe(
      `InvalidGroup.NotFound: The security group '${far.groupId}' does not exist`,
    );
    expect(from(foreign.id)).toBe(
      "InvalidGroup.NotFound: You have specified two resources that belong to different networks.",
    );
    expect(from("999999999999/sg-0123456789abcdef0")).toBe("served");
    expect(from(net.groupId)).toBe("served");
    expect(answerOf(() => rule({ securityGroupId: far.groupId }))).toContain(
      "InvalidGroup.NotFound",
    );
  });

  it("names prefix lists that a gateway endpoint has", () => {
    const endpoint = world.create("aws:ec2/vpcEndpoint:VpcEndpoint", {
      vpcId: net.vpcId,
      serviceName: "com.amazonaws.eu-west-1.s3",
    });
    const to = (prefixListId: string): string =>
      answerOf(() => rule({ cidrIpv4: null, prefixListId }, types.egress));
    expect(to(textOf(endpoint, "prefixListId"))).toBe("served");
    expect(to("pl-00000000")).toBe(
      "InvalidPrefixListID.NotFound: The prefix list ID 'pl-00000000' does not exist",
    );
  });

  it.each<readonly [string, Properties, string]>([
    [
      "an unknown protocol",
      { ipProtocol: "carrier-pigeon" },
      "InvalidPermission.Malformed: Invalid protocol: 'carrier-pigeon'",
    ],
    [
      "TCP without ports",
      { fromPort: null, toPort: null },
      "InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    ],
    [
      "ports in the wrong order",
      { fromPort: 443, toPort: 80 },
      "InvalidParameterValue: Invalid TCP port range (443 > 80)",
    ],
    [
      "a negative UDP port",
      { ipProtocol: "udp", fromPort: -1, toPort: -1 },
      "Invalid UDP port range",
    ],
  ])("is refused with %s", (_case, inputs, words) => {
    expect(answerOf(() => rule(inputs))).toContain(words);
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["no source", https, ["cidrIpv4"]],
    ["two sources", { ...https, cidrIpv4: "10.0.0.0/8", prefixListId: "pl-1" }, ["prefixListId"]],
    ["host bits", { ...https, cidrIpv4: "10.0.0.1/8" }, ["cidrIpv4"]],
    [
      "a port too high",
      { ipProtocol: "tcp", cidrIpv4: "10.0.0.0/8", fromPort: 1, toPort: 65536 },
      ["toPort"],
    ],
    ["a good one", { ...https, cidrIpv4: "10.0.0.0/8" }, []],
  ])("is checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(types.egress, inputs)).toEqual(paths);
  });

  it("is replaced where the kind of its source changes", () => {
    const before = { cidrIpv4: "10.0.0.0/8" };
    expect(replacing(types.ingress, before, { cidrIpv4: "10.0.0.0/16" })).toEqual([]);
    expect(replacing(types.ingress, before, { referencedSecurityGroupId: "sg-1" })).toEqual([
      "cidrIpv4",
      "referencedSecurityGroupId",
    ]);
  });
});
