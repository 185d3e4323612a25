import {
  loadBalancerZoneOf,
  loadBalancerZones,
} from "../../../../../rehearsal/models/aws/lb-hosted-zones";

describe("the zones of load balancers", () => {
  it("are two per region, all different, for every commercial region", () => {
    const all = Object.values(loadBalancerZones).flatMap(
      (zones) => Object.values(zones) as string[],
    );
    expect(Object.keys(loadBalancerZones)).toHaveLength(34);
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(id).toMatch(/^Z[0-9A-Z]{11,20}$/);
    for (const region of Object.keys(loadBalancerZones)) {
      expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
    }
  });

  it("are found again by their id", () => {
    for (const [region, zones] of Object.entries(loadBalancerZones)) {
      expect(loadBalancerZoneOf(zones.application)).toEqual({ region, kind: "application" });
      expect(loadBalancerZoneOf(zones.network)).toEqual({ region, kind: "network" });
    }
    expect(loadBalancerZoneOf("Z2FDTNDATAQYW2")).toBeUndefined();
  });
});
