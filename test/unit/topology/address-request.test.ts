import { slotCidr } from "../../../components/topology/address-request";
import { regionTable } from "../../../components/topology/regions";

describe("slotCidr", () => {
  it("is the block at the region's row", () => {
    expect(slotCidr("10.0.0.0/8", "us-east-1")).toBe("10.0.0.0/16");
    expect(slotCidr("10.0.0.0/8", "ap-southeast-6")).toBe("10.33.0.0/16");
    expect(slotCidr("172.16.0.0/12", "us-west-2")).toBe("172.21.0.0/16");
  });

  it("is another for every region", () => {
    expect(new Set(regionTable.map(({ name }) => slotCidr("10.0.0.0/8", name))).size).toBe(
      regionTable.length,
    );
  });

  it("throws for what it cannot place", () => {
    expect(() => slotCidr("10.0.0.0/8", "eu-west-9")).toThrow("eu-west-9");
    expect(() => slotCidr("10.0.0.0", "eu-west-1")).toThrow(RangeError);
  });
});
