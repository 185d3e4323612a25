import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  type TestNetwork,
} from "../../../../support/aws-world";
import { modelOf } from "../../../../support/models";
import type { TestWorld } from "../../../../support/world-view";

const tableType = "aws:ec2/routeTable:RouteTable";
const routeType = "aws:ec2/route:Route";
const associationType = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const gatewayType = "aws:ec2/internetGateway:InternetGateway";

let world: TestWorld;
let net: TestNetwork;
let table: CloudObject;
let gatewayId: string;
beforeEach(() => {
  world = awsWorld();
  net = network(world);
  table = world.create(tableType, { vpcId: net.vpcId });
  gatewayId = world.all(gatewayType)[0]?.id ?? "";
});

function route(inputs: Properties = {}): CloudObject {
  return world.create(routeType, {
    routeTableId: table.id,
    destinationCidrBlock: "0.0.0.0/0",
    gatewayId,
    ...inputs,
  });
}

function associate(inputs: Properties = {}): CloudObject {
  return world.create(associationType, {
    routeTableId: table.id,
    subnetId: net.subnetIds[0] ?? "",
    ...inputs,
  });
}

describe("a route table", () => {
  it("has EC2's id and ARN", () => {
    expect(table.id).toMatch(/^rtb-[0-9a-f]{17}$/);
    expect(table.outputs["arn"]).toBe(`arn:aws:ec2:eu-west-1:123456789012:route-table/${table.id}`);
  });

  it("needs a VPC in its region", () => {
    expect(answerOf(() => world.create(tableType, { vpcId: net.vpcId, region: "us-east-1" }))).toBe(
      `InvalidVpcID.NotFound: The vpc ID '${net.vpcId}' does not exist`,
    );
  });

  it("names targets that exist in its inline routes", () => {
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-0" }];
    expect(answerOf(() => world.create(tableType, { vpcId: net.vpcId, routes }))).toBe(
      "InvalidGatewayID.NotFound: The gateway ID 'igw-0' does not exist",
    );
  });

  it("leads to networks in its inline routes", () => {
    const routes = [
      { cidrBlock: "0.0.0.0/0", gatewayId },
      { cidrBlock: "10.0.0.1/8", gatewayId },
    ];
    expect(problemPaths(tableType, { vpcId: net.vpcId, routes })).toEqual(["routes[1].cidrBlock"]);
  });

  it("takes its routes and associations with it, as the provider disassociates first", () => {
    route();
    associate();
    world.delete(table);
    expect([...world.all(routeType), ...world.all(associationType)]).toEqual([]);
  });
});

describe("a route", () => {
  it("has the provider's id: the table's, and the CRC-32 of the destination", () => {
    expect(route().id).toBe(`r-${table.id}1080289494`);
  });

  it("is there once for a destination", () => {
    route();
    expect(answerOf(() => route())).toBe(
      "RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.",
    );
    expect(answerOf(() => route({ destinationCidrBlock: "192.0.2.0/24" }))).toBe("served");
  });

  it.each<readonly [string, Properties, string]>([
    [
      "table",
      { routeTableId: "rtb-0" },
      "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-0' does not exist",
    ],
    [
      "internet gateway",
      { gatewayId: "igw-0" },
      "InvalidGatewayID.NotFound: The gateway ID 'igw-0' does not exist",
    ],
    [
      "NAT gateway",
      { gatewayId: null, natGatewayId: "nat-0" },
      "InvalidNatGatewayID.NotFound: The natGateway ID 'nat-0' does not exist",
    ],
    [
      "transit gateway",
      { gatewayId: null, transitGatewayId: "tgw-0" },
      "InvalidTransitGatewayID.NotFound: The transitGateway ID 'tgw-0' does not exist",
    ],
    [
      "peering",
      { gatewayId: null, vpcPeeringConnectionId: "pcx-0" },
      "InvalidVpcPeeringConnectionID.NotFound",
    ],
    [
      "interface",
      { gatewayId: null, networkInterfaceId: "eni-0" },
      "InvalidNetworkInterfaceID.NotFound",
    ],
    ["endpoint", { gatewayId: null, vpcEndpointId: "vpce-0" }, "InvalidVpcEndpointId.NotFound"],
    [
      "prefix list",
      { destinationCidrBlock: null, destinationPrefixListId: "pl-0" },
      "InvalidPrefixListID.NotFound",
    ],
  ])("needs a %s that exists", (_case, inputs, words) => {
    expect(answerOf(() => route(inputs))).toContain(words);
  });

  it("leads to a gateway of the table's own VPC", () => {
    const other = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" });
    const foreign = world.create(gatewayType, { vpcId: other.id });
    const refused = `InvalidParameterValue: route table ${table.id} and network gateway ${foreign.id} belong to different networks`;
    expect(answerOf(() => route({ gatewayId: foreign.id }))).toBe(refused);
    const own = route();
    expect(answerOf(() => world.update(own, { ...own.inputs, gatewayId: foreign.id }))).toBe(
      refused,
    );
  });

  it("leads out of the VPC", () => {
    expect(answerOf(() => route({ destinationCidrBlock: "10.0.7.0/24" }))).toContain(
      "The destination CIDR block 10.0.7.0/24 is equal to or more specific than one of this VPC's CIDR blocks.",
    );
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["no destination", { gatewayId: "g" }, ["destinationCidrBlock"]],
    [
      "two destinations",
      { destinationCidrBlock: "0.0.0.0/0", destinationIpv6CidrBlock: "::/0", gatewayId: "g" },
      ["destinationIpv6CidrBlock"],
    ],
    ["no target", { destinationCidrBlock: "0.0.0.0/0" }, ["gatewayId"]],
    [
      "two targets",
      { destinationCidrBlock: "0.0.0.0/0", gatewayId: "g", natGatewayId: "n" },
      ["natGatewayId"],
    ],
    ["host bits", { destinationCidrBlock: "0.0.0.1/0", gatewayId: "g" }, ["destinationCidrBlock"]],
    ["a good one", { destinationCidrBlock: "0.0.0.0/0", gatewayId: "g" }, []],
  ])("is checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(routeType, inputs)).toEqual(paths);
  });
});

describe("an association", () => {
  it("has EC2's id", () => {
    expect(associate().id).toMatch(/^rtbassoc-[0-9a-f]{17}$/);
  });

  it("is imported by its subnet and its table", () => {
    const made = associate();
    const { importedAs } = modelOf(associationType);
    expect(importedAs?.(made)).toBe(`${net.subnetIds[0] ?? ""}/${table.id}`);
  });

  it("is the only one of its subnet", () => {
    associate();
    const second = world.create(tableType, { vpcId: net.vpcId });
    expect(answerOf(() => associate({ routeTableId: second.id }))).toBe(
      `Resource.AlreadyAssociated: the specified association for route table ${second.id} conflicts with an existing association`,
    );
    expect(answerOf(() => associate({ subnetId: net.subnetIds[1] ?? "" }))).toBe("served");
  });

  it("joins a table and a subnet of one VPC", () => {
    const vpc = world.create("aws:ec2/vpc:Vpc", { cidrBlock: "10.9.0.0/16" });
    const subnet = world.create("aws:ec2/subnet:Subnet", {
      vpcId: vpc.id,
      cidrBlock: "10.9.0.0/24",
    });
    expect(answerOf(() => associate({ subnetId: subnet.id }))).toBe(
      `InvalidParameterValue: route table ${table.id} and subnet ${subnet.id} belong to different networks`,
    );
    expect(answerOf(() => associate({ subnetId: "subnet-0" }))).toContain(
      "InvalidSubnetID.NotFound",
    );
    expect(answerOf(() => associate({ routeTableId: "rtb-0" }))).toContain(
      "InvalidRouteTableID.NotFound",
    );
  });

  it("has a subnet or a gateway", () => {
    expect(problemPaths(associationType, { subnetId: "s", gatewayId: "g" })).toEqual(["gatewayId"]);
    expect(problemPaths(associationType, {})).toEqual(["subnetId"]);
    expect(problemPaths(associationType, { subnetId: "s" })).toEqual([]);
  });
});
