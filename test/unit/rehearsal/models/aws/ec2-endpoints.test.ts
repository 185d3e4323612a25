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

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
const tableType = "aws:ec2/routeTable:RouteTable";

let world: TestWorld;
let net: TestNetwork;
beforeEach(() => {
  world = awsWorld();
  net = network(world);
});

function gateway(inputs: Properties = {}): CloudObject {
  return world.create(type, {
    vpcId: net.vpcId,
    serviceName: "com.amazonaws.eu-west-1.s3",
    ...inputs,
  });
}

function open(inputs: Properties = {}): CloudObject {
  return gateway({
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.eu-west-1.ecr.api",
    subnetIds: [net.subnetIds[0] ?? "", net.subnetIds[1] ?? ""],
    ...inputs,
  });
}

function withDns(): string {
  const vpc = world.create("aws:ec2/vpc:Vpc", {
    cidrBlock: "10.9.0.0/16",
    enableDnsHostnames: true,
  });
  return vpc.id;
}

describe("a gateway endpoint", () => {
  it("has EC2's id and ARN and its service's prefix list", () => {
    const made = gateway();
    expect(made.id).toMatch(/^vpce-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/${made.id}`,
      vpcEndpointType: "Gateway",
      state: "available",
      dnsEntries: [],
      networkInterfaceIds: [],
    });
    expect(made.outputs["prefixListId"]).toMatch(/^pl-[0-9a-f]{8}$/);
    const same = gateway({ vpcId: withDns() });
    expect(same.outputs["prefixListId"]).toBe(made.outputs["prefixListId"]);
  });

  it("exists for S3 and DynamoDB of its own region", () => {
    expect(answerOf(() => gateway({ serviceName: "com.amazonaws.eu-west-1.dynamodb" }))).toBe(
      "served",
    );
    expect(answerOf(() => gateway({ serviceName: "com.amazonaws.eu-west-1.sqs" }))).toBe(
      "InvalidParameter: Endpoint type (Gateway) does not match available service types ([Interface]).",
    );
    for (const serviceName of ["com.amazonaws.us-east-1.s3", "s3"]) {
      expect(answerOf(() => gateway({ serviceName }))).toBe(
        `InvalidServiceName: The Vpc Endpoint Service '${serviceName}' does not exist`,
      );
    }
  });

  it("is one route in each table of its VPC", () => {
    const table = world.create(tableType, { vpcId: net.vpcId });
    const made = gateway({ routeTableIds: [table.id] });
    const list = textOf(made, "prefixListId");
    expect(answerOf(() => gateway({ routeTableIds: [table.id] }))).toBe(
      `RouteAlreadyExists: route table ${table.id} already has a route with destination-prefix-list-id ${list}`,
    );
    expect(answerOf(() => world.update(made, { ...made.inputs, tags: { a: "b" } }))).toBe("served");
    const other = world.create(tableType, { vpcId: withDns() });
    expect(answerOf(() => gateway({ routeTableIds: [other.id] }))).toContain(
      "does not belong to network",
    );
    expect(answerOf(() => gateway({ routeTableIds: ["rtb-0"] }))).toContain(
      "InvalidRouteTableID.NotFound",
    );
  });
});

describe("a Gateway Load Balancer endpoint", () => {
  it("stays while a route leads to it", () => {
    const endpoint = gateway({
      vpcEndpointType: "GatewayLoadBalancer",
      serviceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0",
      subnetIds: [net.subnetIds[0] ?? ""],
    });
    const route = world.create("aws:ec2/route:Route", {
      routeTableId: world.create(tableType, { vpcId: net.vpcId }).id,
      destinationCidrBlock: "0.0.0.0/0",
      vpcEndpointId: endpoint.id,
    });
    const deletion = () =>
      answerOf(() => {
        world.delete(endpoint);
      });
    expect(deletion()).toBe(
      "InvalidParameter: Endpoint must be removed from route table before deletion",
    );
    world.delete(route);
    expect(deletion()).toBe("served");
  });
});

describe("an interface endpoint", () => {
  it("has an interface in each subnet, a name, and the VPC's default group unless told otherwise", () => {
    const made = open();
    expect(made.outputs["networkInterfaceIds"]).toHaveLength(2);
    expect(made.outputs["dnsEntries"]).toEqual([
      {
        dnsName: expect.stringMatching(
          new RegExp(`^${made.id}-[0-9a-f]{8}\\.ecr\\.api\\.eu-west-1\\.vpce\\.amazonaws\\.com$`),
        ) as unknown,
        hostedZoneId: expect.stringMatching(/^Z[0-9A-F]{13}$/) as unknown,
      },
    ]);
    const vpc = world.find("aws:ec2/vpc:Vpc", net.vpcId);
    expect(made.outputs["securityGroupIds"]).toEqual([vpc?.outputs["defaultSecurityGroupId"]]);
    const own = open({ securityGroupIds: [net.groupId] });
    expect(own.outputs["securityGroupIds"]).toEqual([net.groupId]);
  });

  it("stands once in each zone, in subnets of its VPC", () => {
    const [first = ""] = net.subnetIds;
    const twin = world.create("aws:ec2/subnet:Subnet", {
      vpcId: net.vpcId,
      cidrBlock: "10.0.9.0/24",
      availabilityZone: "eu-west-1a",
    });
    expect(answerOf(() => open({ subnetIds: [first, twin.id] }))).toBe(
      `DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of ${twin.id}`,
    );
    expect(answerOf(() => open({ vpcId: withDns() }))).toContain("is not in the VPC");
    expect(answerOf(() => open({ subnetIds: ["subnet-0"] }))).toContain("InvalidSubnetID.NotFound");
    expect(answerOf(() => open({ securityGroupIds: ["sg-0"] }))).toContain("InvalidGroup.NotFound");
  });

  it("gives private names only where the VPC has both DNS switches on, and once", () => {
    const named = { privateDnsEnabled: true, subnetIds: [] };
    expect(answerOf(() => open(named))).toBe(
      `InvalidParameter: Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${net.vpcId}`,
    );
    const vpcId = withDns();
    const made = open({ ...named, vpcId });
    expect(answerOf(() => open({ ...named, vpcId }))).toBe(
      `InvalidParameter: private-dns-enabled cannot be set because there is already a conflicting DNS domain for ecr.api.eu-west-1.amazonaws.com in the VPC ${vpcId}`,
    );
    expect(answerOf(() => world.update(made, made.inputs))).toBe("served");
  });

  it("is checked by the provider", () => {
    expect(problemPaths(type, { vpcEndpointType: "Door" })).toEqual(["vpcEndpointType"]);
    expect(problemPaths(type, { ipAddressType: "ipv5" })).toEqual(["ipAddressType"]);
    expect(problemPaths(type, { vpcEndpointType: "Interface" })).toEqual([]);
  });

  it("switches private names in place, which a gateway endpoint cannot", () => {
    expect(replacing(type, {}, { vpcEndpointType: "Interface" })).toEqual([]);
    expect(replacing(type, {}, {})).toEqual(["privateDnsEnabled"]);
  });
});
