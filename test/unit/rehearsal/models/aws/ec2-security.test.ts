import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  type TestNetwork,
} from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const groupType = "aws:ec2/securityGroup:SecurityGroup";
const defaultType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const ruleType = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

let world: TestWorld;
let net: TestNetwork;
beforeEach(() => {
  world = awsWorld();
  net = network(world);
});

function group(inputs: Properties = {}): CloudObject {
  return world.create(groupType, { vpcId: net.vpcId, name: "web", ...inputs });
}

describe("a security group", () => {
  it("has EC2's id and ARN, and starts closed", () => {
    const made = group();
    expect(made.id).toMatch(/^sg-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:security-group/${made.id}`,
      description: "Managed by Pulumi",
      ingress: [],
      egress: [],
    });
  });

  it("has a name of its own within its VPC", () => {
    group();
    expect(answerOf(() => group())).toBe(
      `InvalidGroup.Duplicate: The security group 'web' already exists for VPC '${net.vpcId}'`,
    );
    const other = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" });
    expect(answerOf(() => group({ vpcId: other.id }))).toBe("served");
  });

  it("needs a VPC of its region, for the account has no default one", () => {
    expect(answerOf(() => group({ vpcId: null }))).toBe(
      "VPCIdNotSpecified: No default VPC for this user",
    );
    expect(answerOf(() => group({ region: "us-east-1" }))).toBe(
      `InvalidVpcID.NotFound: The vpc ID '${net.vpcId}' does not exist`,
    );
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["a name like an id", { name: "sg-web" }, ["name"]],
    ["a long description", { description: "x".repeat(256) }, ["description"]],
    ["good ones", { name: "web", description: "from load balancers" }, []],
  ])("is checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(groupType, inputs)).toEqual(paths);
  });

  it("has no description of other letters", () => {
    expect(answerOf(() => group({ description: "für alle" }))).toBe(
      "InvalidParameterValue: Invalid group description. Valid descriptions are strings less than 256 characters from the " +
        "following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
    );
  });

  it("has rules among its inputs that EC2 would take by themselves", () => {
    const open = { protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["0.0.0.0/0"] };
    const made = group({ ingress: [open] });
    const closed = { ...open, fromPort: 81 };
    const answer = "InvalidParameterValue: Invalid TCP port range (81 > 80)";
    expect(answerOf(() => group({ name: "db", egress: [closed] }))).toBe(answer);
    expect(answerOf(() => world.update(made, { ...made.inputs, ingress: [closed] }))).toBe(answer);
    const anywhere = { egress: [open, { ...open, cidrBlocks: ["anywhere"] }] };
    expect(problemPaths(groupType, anywhere)).toEqual(["egress[1].cidrBlocks"]);
    expect(problemPaths(defaultType, anywhere)).toEqual(["egress[1].cidrBlocks"]);
    expect(problemPaths(groupType, { egress: [{ ...open, protocol: "-1" }] })).toEqual([
      "egress[0]",
    ]);
  });

  it("is named by rules among the inputs of another, of its region, and stays for them", () => {
    const made = group();
    const ingress = (id: string) => [
      { protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: [id] },
    ];
    expect(answerOf(() => group({ name: "db", ingress: ingress("sg-0") }))).toBe(
      "InvalidGroup.NotFound: The security group 'sg-0' does not exist",
    );
    const other = group({ name: "db", ingress: ingress(made.id) });
    const deletion = () =>
      answerOf(() => {
        world.delete(made);
      });
    expect(deletion()).toBe(`DependencyViolation: resource ${made.id} has a dependent object`);
    world.delete(other);
    expect(deletion()).toBe("served");
  });

  it("is kept by what carries it and by other groups' rules, and takes its own rules with it", () => {
    const made = group();
    const other = group({ name: "db" });
    const inUse = `DependencyViolation: resource ${made.id} has a dependent object`;
    const endpoint = world.create("aws:ec2/vpcEndpoint:VpcEndpoint", {
      vpcId: net.vpcId,
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.eu-west-1.sts",
      subnetIds: [net.subnetIds[0] ?? ""],
      securityGroupIds: [made.id],
    });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe(inUse);
    world.delete(endpoint);
    const ports = { ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    const mention = world.create(ruleType, {
      securityGroupId: other.id,
      referencedSecurityGroupId: made.id,
      ...ports,
    });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe(inUse);
    world.delete(mention);
    world.create(ruleType, {
      securityGroupId: made.id,
      referencedSecurityGroupId: made.id,
      ...ports,
    });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
    expect(world.all(ruleType)).toEqual([]);
  });
});

describe("the default security group of a VPC", () => {
  it("is adopted, and only forgotten when it is destroyed", () => {
    const vpc = world.find("aws:ec2/vpc:Vpc", net.vpcId);
    const id = vpc?.outputs["defaultSecurityGroupId"];
    const adopted = world.create(defaultType, { vpcId: net.vpcId });
    expect(adopted.id).toBe(id);
    expect(adopted.outputs).toMatchObject({ name: "default", ingress: [], egress: [] });
    world.delete(adopted);
    expect(world.find(groupType, adopted.id)).toBeDefined();
  });

  it("loses its rules when it is adopted, and no others do", () => {
    const vpc = world.find("aws:ec2/vpc:Vpc", net.vpcId);
    const securityGroupId = vpc?.outputs["defaultSecurityGroupId"] ?? "";
    const rule = { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" };
    world.create(ruleType, { ...rule, securityGroupId });
    const kept = world.create(ruleType, { ...rule, securityGroupId: net.groupId });
    world.create(defaultType, { vpcId: net.vpcId });
    expect(world.all(ruleType)).toEqual([kept]);
  });

  it("is that of a VPC which exists", () => {
    expect(answerOf(() => world.create(defaultType, { vpcId: "vpc-0" }))).toBe(
      "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist",
    );
    expect(answerOf(() => world.create(defaultType, {}))).toContain("no default VPC");
  });
});
