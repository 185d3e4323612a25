// Covers ec2-ids.ts and ec2-interfaces.ts.
import { isInVpc, sharedId } from "../../../../../rehearsal/models/aws/ec2-ids";
import {
  bearersOfSecurityGroup,
  occupantsOfSubnet,
} from "../../../../../rehearsal/models/aws/ec2-interfaces";
import { awsWorld, network } from "../../../../support/aws-world";

describe("EC2's shared ids", () => {
  it("are the same for the same parts, and of the length asked for", () => {
    expect(sharedId("pl", 8, "eu-west-1", "s3")).toMatch(/^pl-[0-9a-f]{8}$/);
    expect(sharedId("pl", 8, "eu-west-1", "s3")).toBe(sharedId("pl", 8, "eu-west-1", "s3"));
    expect(sharedId("pl", 8, "us-east-1", "s3")).not.toBe(sharedId("pl", 8, "eu-west-1", "s3"));
  });
});

describe("what stands in a subnet", () => {
  it("is what names it among its subnets and carries security groups", () => {
    const world = awsWorld();
    const net = network(world);
    const [first, second] = net.subnetIds.map((id) => world.find("aws:ec2/subnet:Subnet", id));
    const group = world.find("aws:ec2/securityGroup:SecurityGroup", net.groupId);
    if (!first || !second || !group) throw new Error("the network is there");
    expect(isInVpc(first, net.vpcId)).toBe(true);
    const balancer = world.create("aws:lb/loadBalancer:LoadBalancer", {
      name: "entry",
      subnets: net.subnetIds.slice(0, 2),
      securityGroups: [net.groupId],
    });
    const cache = world.create("aws:elasticache/serverlessCache:ServerlessCache", {
      name: "carts",
      engine: "valkey",
      subnetIds: net.subnetIds.slice(1),
      securityGroupIds: [net.groupId],
    });
    expect(occupantsOfSubnet(world, first)).toEqual([balancer]);
    expect(occupantsOfSubnet(world, second)).toEqual([balancer, cache]);
    expect(bearersOfSecurityGroup(world, group)).toEqual([balancer, cache]);
  });
});
