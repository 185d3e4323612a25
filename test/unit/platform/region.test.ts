import { Region, type RegionArgs } from "../../../components/platform/region";
import { identity, named, ofType, regionsOf, withoutRegion } from "../../support/record";
import { addressesOf } from "../../support/sites";
import { recordWhole } from "../../support/stacks";

function regionArgs(changes: Partial<RegionArgs> = {}): RegionArgs {
  return {
    addresses: addressesOf("eu-west-1"),
    nat: "perZone",
    cluster: {
      administrators: ["arn:aws:iam::123456789012:role/operator"],
      endpointPublicCidrs: [],
    },
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
    logRetentionDays: 30,
    protection: "protected",
    tags: { team: "shop" },
    ...changes,
  };
}

const make = (changes: Partial<RegionArgs> = {}) =>
  recordWhole("dev", () => new Region("shop-eu-west-1", regionArgs(changes)));

const entryType = "archipelago:index:PublicEntry";

describe("Region", () => {
  it("is a network, a cluster, two entries and what watches them", async () => {
    const { resources, result } = await make();
    const parts = resources.filter(
      ({ parent, custom }) => !custom && parent === named(resources, "shop-eu-west-1").urn,
    );
    expect(identity(parts)).toEqual([
      "archipelago:index:Cluster shop-eu-west-1-cluster",
      "archipelago:index:PrivateEntry shop-eu-west-1-private",
      "archipelago:index:PublicEntry shop-eu-west-1-public",
      "archipelago:index:RegionalMonitoring shop-eu-west-1-monitoring",
      "archipelago:index:RegionalNetwork shop-eu-west-1-network",
    ]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual(["eu-west-1"]);
    expect(result.site.region).toBe("eu-west-1");
    expect(result.site.zones.map(({ zone }) => zone)).toEqual(["eu-west-1a", "eu-west-1b"]);
    expect(result.site.publicEntry).toBeDefined();
  });

  it("has no way in from the internet without a certificate", async () => {
    const { resources, result } = await make({ certificateArn: undefined });
    expect(ofType(resources, entryType)).toEqual([]);
    expect(result.site.publicEntry).toBeUndefined();
    expect(ofType(resources, "aws:lb/loadBalancer:LoadBalancer")).toHaveLength(1);
  });

  it("hands on what it was told to every part", async () => {
    const { resources } = await make({ logRetentionDays: 7, nat: "single" });
    const groups = ofType(resources, "aws:cloudwatch/logGroup:LogGroup");
    expect(new Set(groups.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([7]));
    expect(ofType(resources, "aws:ec2/natGateway:NatGateway")).toHaveLength(1);
    const untagged = resources.filter(
      ({ inputs }) =>
        inputs["tags"] !== undefined && (inputs["tags"] as { team?: string }).team !== "shop",
    );
    expect(identity(untagged)).toEqual([]);
  });

  it.each([
    ["protected", true],
    ["disposable", false],
  ] as const)("is %s as a whole", async (protection, expected) => {
    const { resources } = await make({ protection });
    const balancers = ofType(resources, "aws:lb/loadBalancer:LoadBalancer");
    expect(balancers.map(({ inputs }) => inputs["enableDeletionProtection"])).toEqual([
      expected,
      expected,
    ]);
    const [cluster] = ofType(resources, "aws:eks/cluster:Cluster");
    expect(cluster?.inputs["deletionProtection"]).toBe(expected);
    for (const one of [cluster, ...balancers]) expect(one?.protect ?? false).toBe(expected);
  });
});
