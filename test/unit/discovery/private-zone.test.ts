import { PrivateZone, type PrivateZoneArgs } from "../../../components/discovery/private-zone";
import { identity, named, ofType, record, settled, urns } from "../../support/record";
import { networkSite } from "../../support/sites";
import { growth, recordBoth, refusal } from "../../support/whole-sites";

const networks = (regions: readonly string[]) =>
  Object.fromEntries(regions.map((region) => [region, networkSite(region)]));
const args = (changes: Partial<PrivateZoneArgs> = {}): PrivateZoneArgs => ({
  domainName: "int.shop.example.com",
  homeRegion: "eu-west-1",
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
    expect(named(preview.resources, "private-us-east-1").inputs["zoneId"]).toBe("$unknown");
  });

  it("is born with the home region's VPC, and leaves the list alone after that", async () => {
    const { resources } = await make();
    const zone = named(resources, "private-zone");
    expect(zone.inputs["vpcs"]).toEqual([{ vpcId: "vpc-eu-west-1", vpcRegion: "eu-west-1" }]);
    expect(zone.ignoreChanges).toEqual(["vpcs"]);
  });

  it("says every VPC's region, which else would be the provider's", async () => {
    const { resources } = await make();
    const associations = ofType(resources, "aws:route53/zoneAssociation:ZoneAssociation");
    expect(associations.map(({ inputs }) => inputs)).toEqual([
      { zoneId: "Zprivate-zone", vpcId: "vpc-us-east-1", vpcRegion: "us-east-1" },
    ]);
    expect(associations[0]?.deleteBeforeReplace).toBe(true);
  });

  it("grows by associations alone, wherever a region stands in the list", async () => {
    const before = await make();
    const after = await make({ networks: networks(["ap-southeast-2", "us-east-1", "eu-west-1"]) });
    expect(growth(before.resources, after.resources)).toEqual({
      added: ["aws:route53/zoneAssociation:ZoneAssociation private-ap-southeast-2"],
      removed: [],
      changed: [],
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
    const bad = { domainName: "int", homeRegion: "sa-east-1" };
    const message = await refusal(() => new PrivateZone("private", args(bad)));
    expect(message).toContain("2 problems");
    expect(message).toContain('domainName is "int"');
    expect(message).toContain(
      'homeRegion is "sa-east-1"; allowed: a region of networks: eu-west-1, us-east-1',
    );
  });
});
