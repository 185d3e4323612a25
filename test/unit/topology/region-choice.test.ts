import { checkRegionChoice } from "../../../components/topology/region-choice";

const platform = ["us-east-1", "eu-west-1", "ap-southeast-2"];

describe("checkRegionChoice", () => {
  it("takes any of the platform's regions", () => {
    expect(checkRegionChoice("regions", platform, platform)).toEqual([]);
    expect(checkRegionChoice("regions", ["eu-west-1"], platform)).toEqual([]);
  });

  it("refuses a region that the platform does not have, and suggests the nearest", () => {
    expect(
      checkRegionChoice("services.ad.regions", ["eu-west-2", "sa-east-1"], ["eu-west-1"]),
    ).toEqual([
      {
        path: "services.ad.regions",
        value: "eu-west-2",
        allowed: "regions of the platform: eu-west-1",
        mend: 'Did you mean "eu-west-1"?',
      },
      expect.objectContaining({ value: "sa-east-1" }),
    ]);
    expect(checkRegionChoice("regions", ["mars"], platform)[0]?.mend).toBe(
      "Add it to the platform, or take it out.",
    );
  });

  it("refuses a region given twice, and none at all", () => {
    expect(checkRegionChoice("regions", ["us-east-1", "us-east-1"], platform)).toEqual([
      expect.objectContaining({ value: "us-east-1", allowed: "every region once" }),
    ]);
    expect(checkRegionChoice("regions", [], platform)).toEqual([
      expect.objectContaining({
        value: [],
        allowed: expect.stringMatching(/^at least one of the regions/) as string,
      }),
    ]);
  });
});
