import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import {
  answerOf,
  awsWorld,
  network,
  problemPaths,
  replacing,
  type TestNetwork,
} from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const cacheType = "aws:elasticache/serverlessCache:ServerlessCache";

let world: TestWorld;
let net: TestNetwork;
beforeEach(() => {
  world = awsWorld();
  net = network(world, "eu-west-1", "abc");
});

function cache(inputs: Properties = {}): CloudObject {
  return world.create(cacheType, {
    name: "carts",
    engine: "valkey",
    subnetIds: net.subnetIds,
    securityGroupIds: [net.groupId],
    ...inputs,
  });
}

describe("serverless caches", () => {
  it("answer at an endpoint of ElastiCache's form", () => {
    const address = expect.stringMatching(
      /^carts-[0-9a-f]{6}\.serverless\.euw1\.cache\.amazonaws\.com$/,
    ) as string;
    expect(cache().outputs).toMatchObject({
      arn: "arn:aws:elasticache:eu-west-1:123456789012:serverlesscache:carts",
      endpoints: [{ address, port: 6379 }],
      readerEndpoints: [{ address, port: 6380 }],
      majorEngineVersion: "8",
      status: "available",
      networkType: "ipv4",
    });
  });

  it.each([
    ["ap-northeast-1", "apne1"],
    ["ap-southeast-2", "apse2"],
    ["us-east-1", "use1"],
    ["ca-central-1", "cac1"],
  ])("shorten %s to %s", (region, short) => {
    const there = network(world, region, "ab");
    const made = cache({
      region,
      subnetIds: there.subnetIds,
      securityGroupIds: [there.groupId],
    });
    expect(JSON.stringify(made.outputs["endpoints"])).toContain(`.serverless.${short}.cache.`);
  });

  it("take the VPC's default security group where none is named", () => {
    const vpc = world.find("aws:ec2/vpc:Vpc", net.vpcId);
    expect(cache({ securityGroupIds: null }).outputs["securityGroupIds"]).toEqual([
      vpc?.outputs["defaultSecurityGroupId"],
    ]);
  });

  const cases: readonly (readonly [string, () => Properties, string])[] = [
    ["three zones", () => ({}), "served"],
    ["two zones", () => ({ subnetIds: net.subnetIds.slice(1) }), "served"],
    ["one zone", () => ({ subnetIds: net.subnetIds.slice(2) }), "must have 2 or 3 subnets"],
    [
      "two subnets of one zone",
      () => ({
        subnetIds: [
          net.subnetIds[0] ?? "",
          world.create("aws:ec2/subnet:Subnet", {
            vpcId: net.vpcId,
            cidrBlock: "10.0.9.0/24",
            availabilityZone: "eu-west-1a",
          }).id,
        ],
      }),
      "must be in different Availability Zones",
    ],
    [
      "two VPCs",
      () => ({ subnetIds: [net.subnetIds[0] ?? "", network(world).subnetIds[1] ?? ""] }),
      "InvalidSubnet: Subnets ",
    ],
    [
      "another region's subnets",
      () => ({ subnetIds: network(world, "us-east-1").subnetIds }),
      "InvalidParameterValue: Some input subnets in :[subnet-",
    ],
    [
      "a security group of another VPC",
      () => ({ securityGroupIds: [network(world).groupId] }),
      "InvalidParameterValue: Some security group IDs are invalid",
    ],
  ];
  it.each(cases)("%s", (_name, inputs, answer) => {
    expect(answerOf(() => cache(inputs()))).toContain(answer);
  });

  it.each([
    ["valkey", "7", "served"],
    ["valkey", "9", "The major engine version 9 is not supported by valkey."],
    ["redis", "8", "The major engine version 8 is not supported by redis."],
  ])("of %s in version %s", (engine, majorEngineVersion, answer) => {
    expect(answerOf(() => cache({ engine, majorEngineVersion }))).toContain(answer);
  });

  it("have their name once per region", () => {
    cache();
    expect(answerOf(() => cache())).toBe(
      "ServerlessCacheAlreadyExistsFault: A serverless cache with the name carts already exists.",
    );
  });

  it.each([
    ["an engine nobody knows", { engine: "hazelcast" }, ["engine"]],
    ["capitals, which ElastiCache does not keep", { engine: "valkey", name: "Carts" }, ["name"]],
    [
      "limits out of range",
      {
        engine: "valkey",
        snapshotRetentionLimit: 36,
        cacheUsageLimits: {
          dataStorage: { maximum: 5001, unit: "MB" },
          ecpuPerSeconds: [{ maximum: 999 }],
        },
      },
      [
        "cacheUsageLimits.dataStorage.maximum",
        "cacheUsageLimits.dataStorage.unit",
        "cacheUsageLimits.ecpuPerSeconds[0].maximum",
        "snapshotRetentionLimit",
      ],
    ],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect([...problemPaths(cacheType, inputs)].sort()).toEqual(paths);
  });

  it.each([
    ["redis", "valkey", []],
    ["valkey", "redis", ["engine"]],
    ["valkey", "memcached", ["engine"]],
  ])("from %s to %s", (from, to, paths) => {
    expect(replacing(cacheType, { engine: from }, { engine: to })).toEqual(paths);
  });

  it("go up a version in place and not down", () => {
    const at = (majorEngineVersion: string): Properties => ({
      engine: "valkey",
      majorEngineVersion,
    });
    expect(replacing(cacheType, at("7"), at("8"))).toEqual([]);
    expect(replacing(cacheType, at("8"), at("7"))).toEqual(["majorEngineVersion"]);
  });
});
