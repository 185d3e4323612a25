import { inRegion, mapRegions, sitesIn } from "../../../components/platform/by-region";
import { record } from "../../support/record";
import { wholeSites } from "../../support/whole-sites";

const numbers = { "eu-west-1": 1, "us-east-1": 2 };

describe("mapRegions", () => {
  it("keeps regions and their order, and hands over both value and region", () => {
    const mapped = mapRegions(numbers, (value, region) => `${region}:${value}`);
    expect(Object.entries(mapped)).toEqual([
      ["eu-west-1", "eu-west-1:1"],
      ["us-east-1", "us-east-1:2"],
    ]);
  });
});

describe("sitesIn", () => {
  it("is all of them where none is named, else those that are named and exist", async () => {
    const { result: sites } = await record({}, () => wholeSites(["eu-west-1", "us-east-1"]));
    expect(sitesIn(sites, undefined)).toBe(sites);
    expect(sitesIn(sites, ["us-east-1", "eu-west-2"])).toEqual({ "us-east-1": sites["us-east-1"] });
    expect(sitesIn(sites, [])).toEqual({});
  });
});

describe("inRegion", () => {
  it("is the value, or says what is missing where", () => {
    expect(inRegion(numbers, "us-east-1", "number")).toBe(2);
    expect(() => inRegion(numbers, "eu-west-2", "number")).toThrow(
      new RangeError("there is no number in eu-west-2"),
    );
  });
});
