import { distanceKilometres, isRegion } from "../../../../rehearsal/world/regions";

describe("AWS's regions", () => {
  it("are known by name", () => {
    expect(isRegion("eu-west-1")).toBe(true);
    expect(isRegion("eu-west-9")).toBe(false);
    expect(isRegion("toString")).toBe(false);
  });

  it("lie where they lie", () => {
    expect(distanceKilometres("eu-west-1", "eu-west-2")).toBeGreaterThan(400);
    expect(distanceKilometres("eu-west-1", "eu-west-2")).toBeLessThan(500);
    expect(distanceKilometres("us-east-1", "ap-southeast-2")).toBeGreaterThan(15_000);
    expect(distanceKilometres("eu-west-1", "eu-west-1")).toBe(0);
    expect(distanceKilometres("eu-west-1", "nowhere")).toBe(Infinity);
  });
});
