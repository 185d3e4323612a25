import { PrivateZone, type PrivateZoneArgs } from "../../../components/discovery/private-zone";
import { identity, named, record, settled, urns } from "../../support/record";
import { networkSite } from "../../support/sites";
import { growth, recordBoth, refusal } from "../../support/whole-sites";

const networks = (regions: readonly string[]) =>
  Object.fromEntries(regions.map((region) => [region, networkSite(region)]));
const args = (changes: Partial<PrivateZoneArgs> = {}): PrivateZoneArgs => ({
  domainName: "int.shop.example.com",
  networks: networks(["eu-west-1", "us-east-1"]),
  ...changes,
});
const make = (changes: Partial<PrivateZoneArgs> = {}) =>
  record({}, () => new PrivateZone("private", args(changes)));

describe("PrivateZone", () => {
  it("registers exactly these children", async () => {
    const { resources, result } = await make();
    expect(identity(resources)).toMatchSnapshot("identity");
    const self = named(resources, "private");
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(result.site.name).toBe("int.shop.example.com");
    expect((await settled(result.site.zoneId)).value).toBe("Zprivate-zone");
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => new PrivateZone("private", args()));
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect((await settled(preview.result.site.zoneId)).known).toBe(false);
  });

  it("names every VPC with its region, sorted, and never ignores the list", async () => {
    const { resources } = await make({ networks: networks(["us-east-1", "eu-west-1"]) });
    const zone = named(resources, "private-zone");
    expect(zone.inputs["vpcs"]).toEqual([
      { vpcId: "vpc-eu-west-1", vpcRegion: "eu-west-1" },
      { vpcId: "vpc-us-east-1", vpcRegion: "us-east-1" },
    ]);
    expect(zone.ignoreChanges).toEqual([]);
  });

  it("grows by an update of the zone alone, wherever a region stands in the list", async () => {
    const before = await make();
    const after = await make({ networks: networks(["ap-southeast-2", "us-east-1", "eu-west-1"]) });
    expect(growth(before.resources, after.resources)).toEqual({
      added: [],
      removed: [],
      changed: [expect.stringContaining("private-zone")],
    });
  });

  it.each([
    [undefined, true],
    ["protected", true],
    ["disposable", false],
  ] as const)("is protected by default and when asked to be: %s", async (protection, expected) => {
    const { resources } = await make(protection === undefined ? {} : { protection });
    expect(resources.filter((r) => r.protect).map((r) => r.name)).toEqual(
      expected ? ["private-zone"] : [],
    );
  });

  it("refuses with all problems, before anything is registered", async () => {
    const bad = { domainName: "int", networks: {} };
    const message = await refusal(() => new PrivateZone("private", args(bad)));
    expect(message).toContain("2 problems");
    expect(message).toContain('domainName is "int"');
    expect(message).toContain("networks is {}; allowed: at least one region's network");
  });
});
