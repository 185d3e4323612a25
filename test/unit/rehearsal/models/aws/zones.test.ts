import { zoneIdOf, zoneOfId, zonesOf } from "../../../../../rehearsal/models/aws/zones";

describe("availability zones", () => {
  it.each([
    ["eu-west-1", ["eu-west-1a", "eu-west-1b", "eu-west-1c"]],
    ["ca-central-1", ["ca-central-1a", "ca-central-1b", "ca-central-1d"]],
  ])("are named by their region and a letter: %s", (region, zones) => {
    expect(zonesOf(region)).toEqual(zones);
  });

  it.each([
    ["us-east-1f", "use1-az6"],
    ["ap-southeast-2a", "apse2-az1"],
    ["eu-central-1b", "euc1-az2"],
    ["me-south-1c", "mes1-az3"],
  ])("have an id: %s", (zone, id) => {
    expect(zoneIdOf(zone)).toBe(id);
    expect(zoneOfId(zone.slice(0, -1), id)).toBe(zone);
  });

  it("are found in their own region only", () => {
    expect(zoneOfId("eu-west-1", "use1-az1")).toBeUndefined();
  });
});
