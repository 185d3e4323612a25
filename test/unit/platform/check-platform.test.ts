import {
  checkHomeRegion,
  checkPlatform,
  checkPlatformName,
} from "../../../components/platform/check-platform";
import type { PlatformArgs } from "../../../components/platform/platform-args";
import { platformArgs } from "../../support/platforms";

const zones = ["eu-west-1a", "eu-west-1b"];

describe("checkPlatform", () => {
  it("finds nothing wrong with a platform that is right, in any order", () => {
    expect(checkPlatform(platformArgs())).toEqual([]);
    const { regions } = platformArgs();
    const reversed = Object.fromEntries(Object.entries(regions).reverse());
    expect(checkPlatform(platformArgs({ regions: reversed }))).toEqual([]);
  });

  it.each<[string, Partial<PlatformArgs>, string[]]>([
    ["no region", { regions: {} }, ["regions", "homeRegion"]],
    [
      "an unknown region",
      { regions: { ...platformArgs().regions, "eu-west-9": { zones: ["eu-west-9a"] } } },
      ["regions.eu-west-9", "regions.eu-west-9.zones"],
    ],
    ["a home region elsewhere", { homeRegion: "eu-west-2" }, ["homeRegion"]],
    [
      "a slot for a zone that is not there",
      { regions: { "eu-west-1": { zones, zoneSlots: { "eu-west-1c": 5 } } } },
      ["regions.eu-west-1.zoneSlots.eu-west-1c"],
    ],
    [
      "a zone for a NAT gateway that is not the only one",
      { regions: { "eu-west-1": { zones, natZone: "eu-west-1a" } } },
      ["regions.eu-west-1.natZone"],
    ],
    [
      "a zone for the only NAT gateway that is not there",
      { nat: "single", regions: { "eu-west-1": { zones, natZone: "eu-west-1c" } } },
      ["regions.eu-west-1.natZone"],
    ],
    ["a supernet that is public", { supernet: "8.0.0.0/8" }, ["supernet"]],
    [
      "a domain of one label",
      { domain: { name: "shop", zone: { kind: "create", delegated: true } } },
      ["domain.name"],
    ],
    [
      "nobody who may talk to the clusters",
      { cluster: { administrators: [], endpointPublicCidrs: [] } },
      ["cluster.administrators"],
    ],
    ["a retention that CloudWatch does not know", { logRetentionDays: 42 }, ["logRetentionDays"]],
    ["a tag that is ours", { tags: { Name: "mine" } }, ["tags.Name"]],
  ])("tells %s by its path", (_, changes, paths) => {
    expect(checkPlatform(platformArgs(changes)).map(({ path }) => path)).toEqual(paths);
  });

  it("tells everything at once", () => {
    const problems = checkPlatform(
      platformArgs({ homeRegion: "eu-west-2", logRetentionDays: 42, tags: { Name: "mine" } }),
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "homeRegion",
      "logRetentionDays",
      "tags.Name",
    ]);
  });

  it("does not judge what is absent", () => {
    expect(checkPlatform({})).toEqual([]);
    expect(checkPlatform({ logRetentionDays: 42 })).toHaveLength(1);
  });
});

describe("checkPlatformName", () => {
  it.each(["p", "production", "my-shop-2", "a".repeat(30)])("lets %s be", (name) => {
    expect(checkPlatformName(name)).toEqual([]);
  });

  it.each(["", "Production", "2nd", "-a", "a-", "a.b", "a_b", "a".repeat(31)])(
    "refuses %j",
    (name) => {
      expect(checkPlatformName(name)).toMatchObject([{ path: "name", value: name }]);
    },
  );
});

describe("checkHomeRegion", () => {
  it("names the regions there are, and the one that was probably meant", () => {
    expect(checkHomeRegion("eu-west-1", ["eu-west-1"])).toEqual([]);
    expect(checkHomeRegion("eu-wets-1", ["us-east-1", "eu-west-1"])).toEqual([
      {
        path: "homeRegion",
        value: "eu-wets-1",
        allowed: "one of the platform's regions: eu-west-1, us-east-1",
        mend: 'Did you mean "eu-west-1"?',
      },
    ]);
  });
});
