import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  replacing,
} from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const subnetType = "aws:ec2/subnet:Subnet";

let world: TestWorld;
let vpc: CloudObject;
beforeEach(() => {
  world = awsWorld();
  vpc = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
});

function subnet(inputs: Properties = {}): CloudObject {
  return world.create(subnetType, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", ...inputs });
}

describe("a subnet", () => {
  it("has EC2's id and ARN and stands in a zone that has a name and an id", () => {
    const made = subnet({ availabilityZone: "eu-west-1b" });
    expect(made.id).toMatch(/^subnet-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:subnet/${made.id}`,
      availabilityZone: "eu-west-1b",
      availabilityZoneId: "euw1-az2",
      mapPublicIpOnLaunch: false,
    });
  });

  it("may be placed by zone id, and is placed by AWS otherwise", () => {
    const byId = subnet({ availabilityZoneId: "euw1-az3" });
    expect(byId.outputs).toMatchObject({ availabilityZone: "eu-west-1c" });
    expect(subnet({ cidrBlock: "10.0.1.0/24" }).outputs["availabilityZone"]).toBe("eu-west-1a");
  });

  const conflict = "InvalidSubnet.Conflict: The CIDR";
  it.each<readonly [string, Properties, string]>([
    [
      "a zone of another region",
      { availabilityZone: "us-east-1a" },
      "Value (us-east-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: eu-west-1a, eu-west-1b, eu-west-1c.",
    ],
    ["a zone the region lacks", { availabilityZone: "eu-west-1z" }, "Value (eu-west-1z) for"],
    ["a zone id the region lacks", { availabilityZoneId: "use1-az1" }, "Value (use1-az1) for"],
    ["no addresses", { cidrBlock: null }, "MissingParameter: Either 'cidrBlock'"],
    [
      "addresses outside the VPC",
      { cidrBlock: "10.1.0.0/24" },
      "InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid.",
    ],
    [
      "too few addresses",
      { cidrBlock: "10.0.9.0/29" },
      "InvalidSubnet.Range: The CIDR '10.0.9.0/29' is invalid.",
    ],
    [
      "another subnet's addresses",
      { cidrBlock: "10.0.8.0/24" },
      `${conflict} '10.0.8.0/24' conflicts with another subnet`,
    ],
    [
      "a part of another subnet",
      { cidrBlock: "10.0.8.128/25" },
      `${conflict} '10.0.8.128/25' conflicts with another subnet`,
    ],
    [
      "IPv6 at launch without a block",
      { assignIpv6AddressOnCreation: true },
      "Invalid value for AssignIpv6AddressOnCreation",
    ],
  ])("is refused with %s", (_case, inputs, words) => {
    subnet({ cidrBlock: "10.0.8.0/24" });
    expect(answerOf(() => subnet(inputs))).toContain(words);
  });

  it("takes the addresses that another VPC's subnet has", () => {
    subnet();
    const other = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
    expect(answerOf(() => subnet({ vpcId: other.id }))).toBe("served");
  });

  it("needs a VPC in its region", () => {
    const far = world.create("aws:ec2/vpc:Vpc", { region: "us-east-1", cidrBlock: "10.0.0.0/16" });
    expect(answerOf(() => subnet({ vpcId: far.id }))).toBe(
      `InvalidVpcID.NotFound: The vpc ID '${far.id}' does not exist`,
    );
  });

  it("is checked by the provider", () => {
    expect(problemPaths(subnetType, { cidrBlock: "10.0.0.1/24" })).toEqual(["cidrBlock"]);
    expect(problemPaths(subnetType, { availabilityZone: "a", availabilityZoneId: "b" })).toEqual([
      "availabilityZone",
    ]);
    expect(problemPaths(subnetType, { privateDnsHostnameTypeOnLaunch: "x" })).toEqual([
      "privateDnsHostnameTypeOnLaunch",
    ]);
    expect(problemPaths(subnetType, { cidrBlock: "10.0.0.0/24" })).toEqual([]);
  });

  it("is replaced for another IPv6 block only where launches take addresses of it", () => {
    expect(replacing(subnetType, { assignIpv6AddressOnCreation: true }, {})).toEqual([
      "ipv6CidrBlock",
    ]);
    expect(replacing(subnetType, {}, { assignIpv6AddressOnCreation: true })).toEqual([]);
  });

  it("is kept by what has network interfaces in it, and takes its route table association with it", () => {
    const { vpcId, subnetIds } = network(world, "us-east-1");
    const region = "us-east-1";
    const [first, second] = subnetIds.map((id) => world.find(subnetType, id));
    if (!first || !second) throw new Error("the network has subnets");
    const eip = world.create("aws:ec2/eip:Eip", { region });
    const nat = world.create("aws:ec2/natGateway:NatGateway", {
      region,
      subnetId: first.id,
      allocationId: eip.id,
    });
    const endpoint = world.create("aws:ec2/vpcEndpoint:VpcEndpoint", {
      region,
      vpcId,
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.ecr.api",
      subnetIds: [second.id],
    });
    const table = world.create("aws:ec2/routeTable:RouteTable", { region, vpcId });
    world.create("aws:ec2/routeTableAssociation:RouteTableAssociation", {
      region,
      routeTableId: table.id,
      subnetId: first.id,
    });
    for (const [held, holder] of [
      [first, nat],
      [second, endpoint],
    ] as const) {
      expect(
        answerOf(() => {
          world.delete(held);
        }),
      ).toBe(
        `DependencyViolation: The subnet '${held.id}' has dependencies and cannot be deleted.`,
      );
      world.delete(holder);
      expect(
        answerOf(() => {
          world.delete(held);
        }),
      ).toBe("served");
    }
    expect(world.all("aws:ec2/routeTableAssociation:RouteTableAssociation")).toEqual([]);
  });
});
