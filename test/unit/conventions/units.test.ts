import fc from "fast-check";
import { cpuQuantity, memoryQuantity } from "../../../components/conventions/units";

describe("cpuQuantity", () => {
  it.each([
    [200, "200m"],
    [1000, "1"],
    [1500, "1500m"],
    [64000, "64"],
  ])("writes %i millicores as %s", (millicores, quantity) => {
    expect(cpuQuantity(millicores)).toBe(quantity);
  });
});

describe("memoryQuantity", () => {
  it.each([
    [64, "64Mi"],
    [1024, "1Gi"],
    [1536, "1536Mi"],
    [2048, "2Gi"],
    [1024 ** 2, "1Ti"],
    [1024 ** 3, "1024Ti"],
  ])("writes %i MiB as %s", (memoryMiB, quantity) => {
    expect(memoryQuantity(memoryMiB)).toBe(quantity);
  });

  it("never changes the amount", () => {
    const factors: Record<string, number> = { Mi: 1, Gi: 1024, Ti: 1024 ** 2 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (memoryMiB) => {
        const [, amount = "", suffix = ""] = /^(\d+)(\D+)$/.exec(memoryQuantity(memoryMiB)) ?? [];
        expect(Number(amount) * (factors[suffix] ?? Number.NaN)).toBe(memoryMiB);
      }),
    );
  });
});
