import { Region as sdkRegions } from "@pulumi/aws/types/enums";
import {
  checkRegionName,
  findRegion,
  isRegionName,
  isZoneOf,
  regionTable,
  zoneSlot,
  zoneSlots,
} from "../../../components/topology/regions";

const otherPartitions = /^(cn|us-gov|us-iso[a-z]*|eu-iso[a-z]*|eusc-[a-z]+)-/;

describe("regionTable", () => {
  it("has the commercial regions that the SDK knows", () => {
    const commercial = Object.values(sdkRegions).filter((name) => !otherPartitions.test(name));
    expect(regionTable.map((region) => region.name).sort()).toEqual(commercial.sort());
  });

  it("gives every region a slot of its own among 256", () => {
    const slots = regionTable.map((region) => region.slot);
    expect(new Set(slots).size).toBe(slots.length);
    for (const slot of slots) expect(Number.isInteger(slot) && slot >= 0 && slot < 256).toBe(true);
  });

  // A slot that moves would replace every VPC of that region: rows may be added here, never changed.
  it("never moves a slot", () => {
    expect(regionTable.map(({ name, slot }) => `${slot} ${name}`)).toMatchSnapshot("slots");
  });
});

describe("regions by name", () => {
  it("finds a row", () => {
    expect(findRegion("eu-west-1")).toEqual({ name: "eu-west-1", slot: 1, continent: "europe" });
    expect(findRegion("eu-west-9")).toBeUndefined();
    expect(isRegionName("us-east-1")).toBe(true);
    expect(isRegionName("us-gov-east-1")).toBe(false);
    expect(isRegionName("toString")).toBe(false);
  });

  it("refuses a region that does not exist and suggests the nearest", () => {
    expect(checkRegionName("regions.eu-west-1", "eu-west-1")).toEqual([]);
    expect(checkRegionName("regions.eu-wst-1", "eu-wst-1")).toEqual([
      {
        path: "regions.eu-wst-1",
        value: "eu-wst-1",
        allowed: "one of the 34 commercial AWS regions",
        mend: 'Did you mean "eu-west-1"?',
      },
    ]);
    expect(checkRegionName("regions.mars", "mars")[0]?.mend).toContain("commercial partition");
  });
});

describe("zones", () => {
  it("belong to a region by name and letter", () => {
    expect(isZoneOf("eu-west-1", "eu-west-1a")).toBe(true);
    expect(isZoneOf("eu-west-1", "eu-west-1h")).toBe(true);
    expect(isZoneOf("eu-west-1", "eu-west-1i")).toBe(false);
    expect(isZoneOf("eu-west-1", "eu-west-2a")).toBe(false);
    expect(isZoneOf("eu-west-1", "eu-west-1")).toBe(false);
    expect(isZoneOf("us-east-1", "us-east-1-bos-1a")).toBe(false);
  });

  it("have their letter's slot", () => {
    expect(Array.from("abcdefgh", (letter) => zoneSlot(`us-east-1${letter}`))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
    expect(zoneSlots).toBe(8);
    for (const zone of ["us-east-1i", "us-east-1", "us-east-1A", ""])
      expect(() => zoneSlot(zone)).toThrow(RangeError);
  });
});
