import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  replacing,
  textOf,
} from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const vpcType = "aws:ec2/vpc:Vpc";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function vpc(inputs: Properties = {}): CloudObject {
  return world.create(vpcType, { cidrBlock: "10.0.0.0/16", ...inputs });
}

describe("a VPC", () => {
  it("takes its flow logs and its default group along", () => {
    const [made, other] = [vpc(), vpc()];
    const adopted = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    const flowLog = "aws:ec2/flowLog:FlowLog";
    for (const { id } of [made, other]) {
      world.create(adopted, { vpcId: id });
      const destination = { logDestinationType: "s3", logDestination: "arn:aws:s3:::flow-logs" };
      world.create(flowLog, { vpcId: id, trafficType: "ALL", ...destination });
    }
    world.delete(made);
    const left = [...world.all(adopted), ...world.all(flowLog)];
    expect(left.map(({ outputs }) => outputs["vpcId"])).toEqual([other.id, other.id]);
  });

  it("has EC2's id and ARN, and EC2's defaults", () => {
    const made = vpc();
    expect(made.id).toMatch(/^vpc-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:vpc/${made.id}`,
      ownerId: "123456789012",
      region: "eu-west-1",
      enableDnsSupport: true,
      enableDnsHostnames: false,
      instanceTenancy: "default",
      tagsAll: {},
    });
  });

  it("brings a default security group, a main route table and a network ACL, which go with it", () => {
    const made = vpc();
    const brought = [
      ["aws:ec2/securityGroup:SecurityGroup", "defaultSecurityGroupId", /^sg-[0-9a-f]{17}$/],
      ["aws:ec2/routeTable:RouteTable", "mainRouteTableId", /^rtb-[0-9a-f]{17}$/],
      ["aws:ec2/networkAcl:NetworkAcl", "defaultNetworkAclId", /^acl-[0-9a-f]{17}$/],
    ] as const;
    for (const [type, output, form] of brought) {
      expect(textOf(made, output)).toMatch(form);
      expect(world.find(type, textOf(made, output))?.owner).toBe(made.id);
    }
    expect(made.outputs["defaultRouteTableId"]).toBe(made.outputs["mainRouteTableId"]);
    world.delete(made);
    expect(world.listing()).toEqual([]);
  });

  it("gets an IPv6 block from Amazon on request", () => {
    expect(vpc().outputs["ipv6CidrBlock"]).toBe("");
    expect(vpc({ assignGeneratedIpv6CidrBlock: true }).outputs["ipv6CidrBlock"]).toMatch(
      /^2600:1f18:[0-9a-f]{4}:[0-9a-f]{2}00::\/56$/,
    );
  });

  it.each([
    ["nothing", {}, ["cidrBlock"]],
    ["text", { cidrBlock: "ten" }, ["cidrBlock"]],
    ["host bits", { cidrBlock: "10.0.0.1/16" }, ["cidrBlock"]],
    ["too large a block", { cidrBlock: "10.0.0.0/8" }, ["cidrBlock"]],
    ["too small a block", { cidrBlock: "10.0.0.0/29" }, ["cidrBlock"]],
    ["an unknown tenancy", { cidrBlock: "10.0.0.0/16", instanceTenancy: "x" }, ["instanceTenancy"]],
    ["a good block", { cidrBlock: "10.0.0.0/28" }, []],
  ])("is checked by the provider: %s", (_case, inputs: Properties, paths: readonly string[]) => {
    expect(problemPaths(vpcType, inputs)).toEqual(paths);
  });

  it.each([
    ["default", "dedicated", ["instanceTenancy"]],
    ["dedicated", "default", []],
    ["dedicated", "dedicated", []],
  ])("goes from %s to %s tenancy", (from, to, paths) => {
    expect(replacing(vpcType, { instanceTenancy: from }, { instanceTenancy: to })).toEqual(paths);
  });

  it("cannot use addresses that belong to no network", () => {
    expect(answerOf(() => vpc({ cidrBlock: "127.0.0.0/16" }))).toBe(
      "InvalidVpc.Range: The CIDR '127.0.0.0/16' is invalid.",
    );
    expect(answerOf(() => vpc({ cidrBlock: "192.168.0.0/16" }))).toBe("served");
  });

  it("is kept by whatever stands in it", () => {
    const inUse = (id: string): string =>
      `DependencyViolation: The vpc '${id}' has dependencies and cannot be deleted.`;
    const others: readonly (readonly [string, Properties])[] = [
      ["aws:ec2/subnet:Subnet", { cidrBlock: "10.0.0.0/24" }],
      [gatewayType, {}],
      ["aws:ec2/securityGroup:SecurityGroup", { name: "own" }],
      ["aws:ec2/routeTable:RouteTable", {}],
      ["aws:ec2/vpcEndpoint:VpcEndpoint", { serviceName: "com.amazonaws.eu-west-1.s3" }],
    ];
    for (const [type, inputs] of others) {
      const made = vpc();
      const inside = world.create(type, { vpcId: made.id, ...inputs });
      expect(
        answerOf(() => {
          world.delete(made);
        }),
      ).toBe(inUse(made.id));
      world.delete(inside);
      expect(
        answerOf(() => {
          world.delete(made);
        }),
      ).toBe("served");
    }
  });
});

describe("an internet gateway", () => {
  it("has EC2's id and ARN", () => {
    const made = world.create(gatewayType, {});
    expect(made.id).toMatch(/^igw-[0-9a-f]{17}$/);
    expect(made.outputs["arn"]).toBe(
      `arn:aws:ec2:eu-west-1:123456789012:internet-gateway/${made.id}`,
    );
    expect(made.outputs["vpcId"]).toBe("");
  });

  it("needs a VPC of its own region that has no other gateway", () => {
    const here = vpc();
    const there = vpc({ region: "us-east-1" });
    expect(answerOf(() => world.create(gatewayType, { vpcId: there.id }))).toBe(
      `InvalidVpcID.NotFound: The vpc ID '${there.id}' does not exist`,
    );
    const first = world.create(gatewayType, { vpcId: here.id });
    expect(answerOf(() => world.create(gatewayType, { vpcId: here.id }))).toBe(
      `InvalidParameterValue: Network ${here.id} already has an internet gateway attached`,
    );
    const other = world.create(gatewayType, {});
    expect(answerOf(() => world.update(other, { vpcId: here.id }))).toContain("already has");
    expect(answerOf(() => world.update(first, { vpcId: here.id }))).toBe("served");
  });

  it("stays while the VPC has public addresses", () => {
    const { vpcId, subnetIds } = network(world);
    const [gateway] = world.all(gatewayType);
    const eip = world.create("aws:ec2/eip:Eip", {});
    const nat = world.create("aws:ec2/natGateway:NatGateway", {
      subnetId: subnetIds[0] ?? "",
      allocationId: eip.id,
    });
    if (!gateway) throw new Error("the network has a gateway");
    const refused = `DependencyViolation: Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`;
    expect(
      answerOf(() => {
        world.delete(gateway);
      }),
    ).toBe(refused);
    expect(answerOf(() => world.update(gateway, {}))).toBe(refused);
    world.delete(nat);
    expect(
      answerOf(() => {
        world.delete(gateway);
      }),
    ).toBe("served");
  });
});
