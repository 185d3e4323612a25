import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  type TestNetwork,
} from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const eipType = "aws:ec2/eip:Eip";
const natType = "aws:ec2/natGateway:NatGateway";

let world: TestWorld;
let net: TestNetwork;
beforeEach(() => {
  world = awsWorld();
  net = network(world);
});

function eip(inputs: Properties = {}): CloudObject {
  return world.create(eipType, { domain: "vpc", ...inputs });
}

function nat(allocationId: string, inputs: Properties = {}): CloudObject {
  return world.create(natType, { subnetId: net.subnetIds[0] ?? "", allocationId, ...inputs });
}

describe("an Elastic IP address", () => {
  it("has EC2's id, ARN, address and name", () => {
    const made = eip();
    expect(made.id).toMatch(/^eipalloc-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      allocationId: made.id,
      arn: `arn:aws:ec2:eu-west-1:123456789012:elastic-ip/${made.id}`,
      domain: "vpc",
      publicIpv4Pool: "amazon",
      networkBorderGroup: "eu-west-1",
    });
    expect(made.outputs["publicIp"]).toMatch(/^52(\.\d{1,3}){3}$/);
    expect(made.outputs["publicDns"]).toMatch(/^ec2-52-.*\.eu-west-1\.compute\.amazonaws\.com$/);
    expect(eip({ region: "us-east-1" }).outputs["publicDns"]).toMatch(
      /\.compute-1\.amazonaws\.com$/,
    );
  });

  it("cannot be released while a NAT gateway has it", () => {
    const address = eip();
    const gateway = nat(address.id);
    expect(
      answerOf(() => {
        world.delete(address);
      }),
    ).toBe("AuthFailure: You do not have permission to access the specified resource.");
    world.delete(gateway);
    expect(
      answerOf(() => {
        world.delete(address);
      }),
    ).toBe("served");
  });

  it("is checked by the provider", () => {
    expect(problemPaths(eipType, { domain: "moon" })).toEqual(["domain"]);
    expect(problemPaths(eipType, { domain: "vpc" })).toEqual([]);
  });
});

describe("a NAT gateway", () => {
  it("has EC2's id, the address it is given and a private one of its subnet", () => {
    const address = eip();
    const made = nat(address.id);
    expect(made.id).toMatch(/^nat-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      availabilityMode: "zonal",
      connectivityType: "public",
      publicIp: address.outputs["publicIp"],
      vpcId: net.vpcId,
    });
    expect(made.outputs["privateIp"]).toMatch(/^10\.0\.0\.\d+$/);
    expect(made.outputs["associationId"]).toMatch(/^eipassoc-[0-9a-f]{17}$/);
    expect(made.outputs["networkInterfaceId"]).toMatch(/^eni-[0-9a-f]{17}$/);
  });

  it("needs an address of its region that no other gateway has", () => {
    const far = eip({ region: "us-east-1" });
    expect(answerOf(() => nat(far.id))).toBe(
      `InvalidAllocationID.NotFound: Elastic IP address ${far.id} could not be associated with this NAT gateway`,
    );
    const address = eip();
    nat(address.id);
    expect(answerOf(() => nat(address.id))).toBe(
      `Resource.AlreadyAssociated: Elastic IP address [${address.id}] is already associated`,
    );
    expect(answerOf(() => nat(eip().id, { secondaryAllocationIds: [address.id] }))).toContain(
      "Resource.AlreadyAssociated",
    );
  });

  it("needs a subnet of its region whose VPC has an internet gateway", () => {
    expect(answerOf(() => nat(eip().id, { subnetId: "subnet-0" }))).toBe(
      "InvalidSubnetID.NotFound: The subnet ID 'subnet-0' does not exist",
    );
    const vpc = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" });
    const closed = world.create("aws:ec2/subnet:Subnet", {
      vpcId: vpc.id,
      cidrBlock: "10.9.0.0/24",
    });
    expect(answerOf(() => nat(eip().id, { subnetId: closed.id }))).toBe(
      `Gateway.NotAttached: Network ${vpc.id} has no Internet gateway attached`,
    );
    expect(
      answerOf(() => world.create(natType, { subnetId: closed.id, connectivityType: "private" })),
    ).toBe("served");
  });

  it("needs an address to be public", () => {
    expect(answerOf(() => world.create(natType, { subnetId: net.subnetIds[0] ?? "" }))).toContain(
      "MissingParameter",
    );
  });

  it("keeps its address through an update, and takes no other gateway's", () => {
    const [first, second] = [eip(), eip()];
    const gateway = nat(first.id);
    nat(second.id);
    const subnetId = net.subnetIds[0] ?? "";
    const tagged = { subnetId, allocationId: first.id, tags: { a: "b" } };
    expect(answerOf(() => world.update(gateway, tagged))).toBe("served");
    const stolen = { subnetId, allocationId: first.id, secondaryAllocationIds: [second.id] };
    expect(answerOf(() => world.update(gateway, stolen))).toContain("Resource.AlreadyAssociated");
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["zonal, public", { subnetId: "s", allocationId: "a" }, []],
    ["zonal without a subnet", { allocationId: "a" }, ["subnetId"]],
    ["regional", { availabilityMode: "regional", vpcId: "v" }, []],
    [
      "regional with a subnet",
      { availabilityMode: "regional", vpcId: "v", subnetId: "s" },
      ["subnetId"],
    ],
    ["regional without a VPC", { availabilityMode: "regional" }, ["vpcId"]],
    [
      "private with an address",
      { subnetId: "s", connectivityType: "private", allocationId: "a" },
      ["allocationId"],
    ],
    [
      "public with a count",
      { subnetId: "s", allocationId: "a", secondaryPrivateIpAddressCount: 1 },
      ["secondaryPrivateIpAddressCount"],
    ],
    ["an unknown mode", { subnetId: "s", availabilityMode: "zone" }, ["availabilityMode"]],
  ])("is checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(natType, inputs)).toEqual(paths);
  });

  it("may serve a whole VPC", () => {
    const made = world.create(natType, { availabilityMode: "regional", vpcId: net.vpcId });
    expect(made.outputs).toMatchObject({ vpcId: net.vpcId, autoProvisionZones: "enabled" });
    expect(made.outputs["routeTableId"]).toMatch(/^rtb-[0-9a-f]{17}$/);
  });
});
