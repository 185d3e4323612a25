// Covers route53-records.ts, route53-aliases.ts and route53-lookup.ts.
import { blocksAt } from "../../../../../rehearsal/models/aws/inputs";
import { loadBalancerZones } from "../../../../../rehearsal/models/aws/lb-hosted-zones";
import { unknown, type CloudObject, type Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, network, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const zoneType = "aws:route53/zone:Zone";
const recordType = "aws:route53/record:Record";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function publicZone(name = "example.com"): CloudObject {
  return world.create(zoneType, { name });
}

function record(zone: CloudObject, inputs: Properties = {}): CloudObject {
  return world.create(recordType, {
    zoneId: zone.id,
    name: "www",
    type: "A",
    ttl: 60,
    records: ["192.0.2.1"],
    ...inputs,
  });
}

function latency(region: string): Properties {
  return { setIdentifier: region, latencyRoutingPolicies: [{ region }] };
}

describe("records", () => {
  it("are named and identified as the provider does", () => {
    const zone = publicZone();
    expect(record(zone).id).toBe(`${zone.id}_www_A`);
    expect(
      record(zone, { name: "WWW.example.com.", type: "AAAA", records: ["::1"] }).outputs,
    ).toMatchObject({ name: "www.example.com", fqdn: "www.example.com" });
    const eu = record(zone, { name: "shop.example.com", ...latency("eu-west-1") });
    expect(eu.id).toBe(`${zone.id}_shop.example.com_A_eu-west-1`);
    expect(record(zone, { name: "other.com" }).outputs["fqdn"]).toBe("other.com.example.com");
  });

  const first: readonly (readonly [string, Properties, Properties, string])[] = [
    [
      "a second one alike",
      {},
      {},
      "InvalidChangeBatch: [Tried to create resource record set [name='www.example.com.', type='A'] but it already exists]",
    ],
    [
      "a second one alike with an identifier",
      latency("eu-west-1"),
      { ...latency("us-east-1"), setIdentifier: "eu-west-1" },
      "InvalidChangeBatch: [Tried to create resource record set [name='www.example.com.', type='A', set-identifier='eu-west-1'] but it already exists]",
    ],
    ["another type", {}, { type: "AAAA", records: ["::1"] }, "served"],
    ["another region", latency("eu-west-1"), latency("us-east-1"), "served"],
    [
      "the same region under another identifier",
      latency("eu-west-1"),
      { ...latency("eu-west-1"), setIdentifier: "b" },
      "InvalidChangeBatch: [RRSet with DNS name www.example.com., type A, SetIdentifier b, and Region Name=eu-west-1 cannot be created because a latency RRSet with the same name, type and region already exists.]",
    ],
    [
      "a weighted one beside latency",
      latency("eu-west-1"),
      { setIdentifier: "b", weightedRoutingPolicies: [{ weight: 1 }] },
      "InvalidChangeBatch: [RRSet with DNS name www.example.com., type A, SetIdentifier b cannot be created as a non-weighted set exists with the same name and type.]",
    ],
    [
      "a simple one beside latency",
      latency("eu-west-1"),
      {},
      "InvalidChangeBatch: [RRSet with DNS name www.example.com., type A cannot be created as other RRSets exist with the same name and type.]",
    ],
    [
      "a latency one beside a simple one",
      {},
      latency("eu-west-1"),
      "cannot be created as a non-latency set exists with the same name and type.]",
    ],
    [
      "another TTL in a weighted set",
      { setIdentifier: "a", weightedRoutingPolicies: [{ weight: 1 }] },
      { setIdentifier: "b", weightedRoutingPolicies: [{ weight: 1 }], ttl: 30 },
      "cannot be created as weighted sets must contain the same TTL.]",
    ],
    [
      "two primaries",
      { setIdentifier: "a", failoverRoutingPolicies: [{ type: "PRIMARY" }] },
      { setIdentifier: "b", failoverRoutingPolicies: [{ type: "PRIMARY" }] },
      "because a failover RRSet with the same name, type and failover role already exists.]",
    ],
    [
      "a CNAME beside an address",
      {},
      { type: "CNAME", records: ["a.example.net"] },
      "InvalidChangeBatch: [RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.]",
    ],
    [
      "overwriting",
      {},
      { allowOverwrite: true },
      "StricterThanAws: The rehearsal refuses allowOverwrite over the existing record set www.example.com. A. On AWS ",
    ],
  ];
  it.each(first)("%s", (_name, one, two, answer) => {
    const zone = publicZone();
    record(zone, one);
    expect(answerOf(() => record(zone, two))).toContain(answer);
  });

  const alone: readonly (readonly [string, Properties, string])[] = [
    [
      "a CNAME at the apex",
      { name: "", type: "CNAME", records: ["a.net"] },
      "not permitted at apex in zone example.com.]",
    ],
    ["an address at the apex", { name: "example.com" }, "served"],
    [
      "a second NS set",
      { name: "example.com", type: "NS", records: ["ns-1.net"] },
      "but it already exists]",
    ],
    [
      "a zone that is not there",
      { zoneId: "Z1" },
      "NoSuchHostedZone: No hosted zone found with ID: Z1",
    ],
    [
      "a health check that is not there",
      { ...latency("eu-west-1"), healthCheckId: "x" },
      "NoSuchHealthCheck: ",
    ],
    [
      "an identifier without policy",
      { setIdentifier: "a" },
      "InvalidInput: Invalid request: Expected exactly one of",
    ],
    ["an address out of form", { records: ["192.0.2.300"] }, "ARRDATAIllegalIPv4Address"],
    [
      "an IPv6 address out of form",
      { type: "AAAA", records: ["192.0.2.1"] },
      "AAAARRDATAIllegalIPv6Address",
    ],
    [
      "a weight out of range",
      { setIdentifier: "a", weightedRoutingPolicies: [{ weight: 256 }] },
      "InvalidInput: Invalid request: Weight 256 is not in 0 to 255",
    ],
    [
      "latency from a region that there is not",
      latency("mars-north-1"),
      "InvalidChangeBatch: [Cannot find region 'mars-north-1'. No changes made.]",
    ],
    ["an address not known yet", { records: [unknown] }, "served"],
  ];
  it.each(alone)("%s", (_name, inputs, answer) => {
    const zone = publicZone();
    expect(answerOf(() => record(zone, inputs))).toContain(answer);
  });

  it("may be changed in place without standing in their own way", () => {
    const zone = publicZone();
    const www = record(zone, latency("eu-west-1"));
    record(zone, latency("us-east-1"));
    expect(answerOf(() => world.update(www, { ...www.inputs, ttl: 30 }))).toBe("served");
    const moved = { ...www.inputs, latencyRoutingPolicies: [{ region: "us-east-1" }] };
    expect(answerOf(() => world.update(www, moved))).toContain("InvalidChangeBatch: ");
  });

  it.each([
    ["an alias with a TTL", { aliases: [{}], ttl: 60 }, ["ttl"]],
    ["records without TTL", { records: ["a"] }, ["ttl"]],
    ["neither alias nor records", {}, ["records"]],
    [
      "a policy without identifier",
      { records: ["a"], ttl: 1, latencyRoutingPolicies: [{}] },
      ["setIdentifier"],
    ],
    [
      "two policies",
      {
        records: ["a"],
        ttl: 1,
        setIdentifier: "a",
        latencyRoutingPolicies: [{}],
        weightedRoutingPolicies: [{}],
      },
      ["setIdentifier"],
    ],
    [
      "too strong a bias",
      { records: ["a"], ttl: 1, setIdentifier: "a", geoproximityRoutingPolicy: { bias: 100 } },
      ["geoproximityRoutingPolicy.bias"],
    ],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(recordType, inputs)).toEqual(paths);
  });
});

describe("alias records", () => {
  function alias(zone: CloudObject, name: string, zoneId: string): CloudObject {
    return record(zone, {
      ttl: null,
      records: null,
      aliases: [{ name, zoneId, evaluateTargetHealth: true }],
    });
  }

  it("lead to a load balancer through its own zone", () => {
    const net = network(world);
    const alb = world.create("aws:lb/loadBalancer:LoadBalancer", {
      name: "shop",
      subnets: net.subnetIds,
    });
    const zone = publicZone();
    const made = alias(zone, `dualstack.${textOf(alb, "dnsName")}.`, textOf(alb, "zoneId"));
    expect(blocksAt(made.outputs, "aliases")[0]?.["name"]).toBe(textOf(alb, "dnsName"));
  });

  it("are refused for a load balancer of another region's zone, or one that is not there", () => {
    const net = network(world);
    const nlb = world.create("aws:lb/loadBalancer:LoadBalancer", {
      name: "shop",
      subnets: net.subnetIds,
      loadBalancerType: "network",
      internal: true,
    });
    const zone = publicZone();
    const dnsName = textOf(nlb, "dnsName");
    const { "eu-west-1": here, "us-east-1": there } = loadBalancerZones;
    for (const wrong of [there?.network ?? "", here?.application ?? ""]) {
      expect(answerOf(() => alias(zone, dnsName, wrong))).toBe(
        `InvalidChangeBatch: [Tried to create an alias that targets ${dnsName}., type A in zone ${wrong}, but the alias target name does not lie within the target zone]`,
      );
    }
    const gone = "gone-1.elb.eu-west-1.amazonaws.com";
    expect(answerOf(() => alias(zone, gone, here?.network ?? ""))).toContain(
      `targets ${gone}., type A in zone ${here?.network ?? ""}, but that target was not found]`,
    );
    expect(answerOf(() => alias(zone, dnsName, here?.network ?? ""))).toBe("served");
  });

  it("lead to records of the same type in a zone of the account", () => {
    const zone = publicZone();
    record(zone, { name: "shop" });
    expect(answerOf(() => alias(zone, "shop.example.com", zone.id))).toBe("served");
    expect(answerOf(() => alias(publicZone(), "none.example.com", zone.id))).toContain(
      "but that target was not found]",
    );
  });
});
