import type { Properties } from "../../../../../rehearsal/world/model";
import { answerOf, network, problemPaths, replacing, textOf } from "../../../../support/aws-world";
import {
  balancerType,
  forward,
  host,
  listenerType,
  LoadBalancing,
  ruleType,
} from "../../../../support/lb-world";

let lb: LoadBalancing;
beforeEach(() => {
  lb = new LoadBalancing();
});

describe("the forms of load balancer ids, ARNs and names", () => {
  it("forms an internet-facing ALB as AWS does", () => {
    const alb = lb.balancer();
    expect(alb.id).toMatch(
      /^arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer\/app\/shop\/[0-9a-f]{16}$/,
    );
    expect(textOf(alb, "arnSuffix")).toMatch(/^app\/shop\/[0-9a-f]{16}$/);
    expect(textOf(alb, "dnsName")).toMatch(/^shop-\d+\.eu-west-1\.elb\.amazonaws\.com$/);
    expect(alb.outputs["zoneId"]).toBe("Z32O12XQLNTSW2");
    expect(alb.outputs["vpcId"]).toBe(lb.net.vpcId);
    expect(alb.outputs["ipAddressType"]).toBe("ipv4");
  });

  it("names an internal ALB so", () => {
    expect(textOf(lb.balancer({ internal: true }), "dnsName")).toMatch(
      /^internal-shop-\d+\.eu-west-1\.elb\.amazonaws\.com$/,
    );
  });

  it("forms an NLB with its own name and zone", () => {
    const nlb = lb.balancer({ loadBalancerType: "network", internal: true });
    expect(nlb.id).toMatch(/loadbalancer\/net\/shop\/[0-9a-f]{16}$/);
    expect(textOf(nlb, "dnsName")).toMatch(/^shop-[0-9a-f]{16}\.elb\.eu-west-1\.amazonaws\.com$/);
    expect(nlb.outputs["zoneId"]).toBe("Z2IFOLAFXWLO4F");
  });

  it("gives an ALB without security groups the VPC's default one", () => {
    const vpc = lb.world.find("aws:ec2/vpc:Vpc", lb.net.vpcId);
    const alb = lb.world.create(balancerType, { name: "shop", subnets: lb.net.subnetIds });
    expect(alb.outputs["securityGroups"]).toEqual([vpc?.outputs["defaultSecurityGroupId"]]);
  });

  it("keeps what it computed through an update", () => {
    const alb = lb.balancer();
    const before = { ...alb.outputs };
    lb.world.update(alb, { ...alb.inputs, idleTimeout: 90 });
    expect(alb.outputs).toEqual({ ...before, idleTimeout: 90 });
  });

  it("forms target groups, listeners and rules below their parents", () => {
    const alb = lb.balancer();
    const targets = lb.group();
    const listener = lb.https(alb);
    const rule = lb.world.create(ruleType, {
      listenerArn: listener.id,
      priority: 7,
      actions: [forward(targets.id)],
      conditions: [host],
    });
    expect(textOf(targets, "arnSuffix")).toMatch(/^targetgroup\/cart\/[0-9a-f]{16}$/);
    expect(targets.id).toContain(`:${textOf(targets, "arnSuffix")}`);
    const path = textOf(alb, "arnSuffix");
    expect(listener.id).toMatch(new RegExp(`:listener/${path}/[0-9a-f]{16}$`));
    const below = listener.id.replace(":listener/", ":listener-rule/");
    expect(rule.id).toMatch(new RegExp(`^${below}/[0-9a-f]{16}$`));
  });
});

describe("what AWS refuses of a load balancer", () => {
  const cases: readonly (readonly [string, () => Properties, string])[] = [
    ["three zones", () => ({}), "served"],
    [
      "one subnet for an ALB",
      () => ({ subnets: lb.net.subnetIds.slice(0, 1) }),
      "ValidationError: At least two subnets in two different Availability Zones must be specified",
    ],
    [
      "one subnet for an NLB",
      () => ({ subnets: lb.net.subnetIds.slice(0, 1), loadBalancerType: "network" }),
      "served",
    ],
    [
      "a zone twice",
      () => ({ subnets: [lb.net.subnetIds[0] ?? "", sameZone()] }),
      "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone",
    ],
    [
      "a subnet that is not there",
      () => ({ subnets: ["subnet-1", "subnet-2"] }),
      "SubnetNotFound: The subnet ID 'subnet-1' does not exist",
    ],
    [
      "subnets of another region",
      () => ({ subnets: network(lb.world, "us-east-1").subnetIds }),
      "SubnetNotFound: ",
    ],
    [
      "subnets of two VPCs",
      () => ({ subnets: [lb.net.subnetIds[0] ?? "", network(lb.world).subnetIds[1] ?? ""] }),
      "InvalidConfigurationRequest: The subnets must all belong to the same VPC",
    ],
    [
      "a security group of another VPC",
      () => ({ securityGroups: [network(lb.world).groupId] }),
      "InvalidConfigurationRequest: One or more security groups are invalid",
    ],
    [
      "a security group that is not there",
      () => ({ securityGroups: ["sg-1"] }),
      "InvalidConfigurationRequest: One or more security groups are invalid",
    ],
  ];
  function sameZone(): string {
    const inputs = {
      vpcId: lb.net.vpcId,
      cidrBlock: "10.0.9.0/24",
      availabilityZone: "eu-west-1a",
    };
    return lb.world.create("aws:ec2/subnet:Subnet", inputs).id;
  }

  it.each(cases)("%s", (_name, inputs, answer) => {
    expect(answerOf(() => lb.balancer(inputs()))).toContain(answer);
  });

  it("a second one of the same name in the region, and only there", () => {
    lb.balancer();
    expect(answerOf(() => lb.balancer())).toBe(
      "AlreadyExists: ELBv2 Load Balancer (shop) already exists",
    );
    expect(answerOf(() => lb.balancer({ loadBalancerType: "network" }))).toBe(
      "DuplicateLoadBalancerName: A load balancer with the same name 'shop' exists, but with different settings",
    );
    const other = network(lb.world, "us-east-1");
    const elsewhere = {
      region: "us-east-1",
      subnets: other.subnetIds,
      securityGroups: [other.groupId],
    };
    expect(answerOf(() => lb.balancer(elsewhere))).toBe("served");
  });

  it("one that faces the internet in a VPC without internet gateway, and an internal one not", () => {
    const gateway = lb.world.all("aws:ec2/internetGateway:InternetGateway")[0];
    if (gateway) lb.world.remove(gateway);
    expect(answerOf(() => lb.balancer())).toBe(
      `InvalidSubnet: VPC ${lb.net.vpcId} has no internet gateway`,
    );
    expect(answerOf(() => lb.balancer({ internal: true }))).toBe("served");
  });

  it("deletion under protection, until it is switched off", () => {
    const alb = lb.balancer({ enableDeletionProtection: true });
    expect(
      answerOf(() => {
        lb.world.delete(alb);
      }),
    ).toBe(
      `OperationNotPermitted: Load balancer '${alb.id}' cannot be deleted because deletion protection is enabled`,
    );
    lb.world.update(alb, { ...alb.inputs, enableDeletionProtection: false });
    expect(
      answerOf(() => {
        lb.world.delete(alb);
      }),
    ).toBe("served");
  });

  it("nothing of its listeners and rules stays when it goes", () => {
    const alb = lb.balancer();
    const listener = lb.https(alb);
    lb.world.create(ruleType, {
      listenerArn: listener.id,
      actions: [forward(lb.group().id)],
      conditions: [host],
    });
    lb.world.delete(alb);
    expect(lb.world.all(listenerType)).toEqual([]);
    expect(lb.world.all(ruleType)).toEqual([]);
  });
});

describe("what the provider checks of a load balancer", () => {
  it.each([
    ["nothing to stand in", {}, ["subnets"]],
    [
      "subnets and mappings",
      { subnets: ["a"], subnetMappings: [{ subnetId: "a" }] },
      ["subnetMappings"],
    ],
    ["a name AWS keeps", { subnets: ["a"], name: "internal-shop" }, ["name"]],
    ["two names", { subnets: ["a"], name: "shop", namePrefix: "sho" }, ["namePrefix"]],
    ["a kind nobody knows", { subnets: ["a"], loadBalancerType: "classic" }, ["loadBalancerType"]],
    [
      "a policy in the SDK's spelling",
      { subnets: ["a"], dnsRecordClientRoutingPolicy: "anyAvailabilityZone" },
      ["dnsRecordClientRoutingPolicy"],
    ],
    [
      "modes nobody knows",
      { subnets: ["a"], desyncMitigationMode: "lax", xffHeaderProcessingMode: "drop" },
      ["desyncMitigationMode", "xffHeaderProcessingMode"],
    ],
    ["all well", { subnets: ["a"], ipAddressType: "dualstack" }, []],
  ])("%s", (_name, inputs, paths) => {
    expect(problemPaths(balancerType, inputs)).toEqual(paths);
  });

  it("replaces an NLB for its first and its last security group and for a subnet taken away", () => {
    const nlb = { loadBalancerType: "network", subnets: ["a", "b"] };
    const grouped = { ...nlb, securityGroups: ["sg-1"] };
    expect(replacing(balancerType, nlb, grouped)).toEqual(["securityGroups"]);
    expect(replacing(balancerType, grouped, nlb)).toEqual(["securityGroups"]);
    expect(replacing(balancerType, grouped, { ...grouped, securityGroups: ["sg-2"] })).toEqual([]);
    expect(replacing(balancerType, nlb, { ...nlb, subnets: ["a"] })).toEqual(["subnets"]);
    expect(replacing(balancerType, nlb, { ...nlb, subnets: ["a", "c"] })).toEqual(["subnets"]);
    expect(replacing(balancerType, nlb, { ...nlb, subnets: ["a", "b", "c"] })).toEqual([]);
    const alb = { ...nlb, loadBalancerType: "application" };
    expect(replacing(balancerType, alb, { ...alb, subnets: ["a"] })).toEqual([]);
  });
});
