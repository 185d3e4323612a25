import fc from "fast-check";

import { checkCache } from "../../../components/data/check-cache";

const check = (maxDataGB: number, maxProcessingUnitsPerSecond: number) =>
  checkCache({ engine: "valkey", size: { maxDataGB, maxProcessingUnitsPerSecond } });

describe("checkCache", () => {
  it("takes exactly what ElastiCache Serverless takes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1, max: 6000 }),
        fc.integer({ min: 0, max: 16_000_000 }),
        (data, units) => {
          const paths = check(data, units).map(({ path }) => path);
          expect(paths.includes("size.maxDataGB")).toBe(data < 1 || data > 5000);
          expect(paths.includes("size.maxProcessingUnitsPerSecond")).toBe(
            units < 1000 || units > 15_000_000,
          );
        },
      ),
    );
  });

  it.each([
    [1, 1000],
    [5000, 15_000_000],
  ])("takes the bounds %d and %d", (data, units) => {
    expect(check(data, units)).toEqual([]);
  });

  it("finds what is no whole number", () => {
    expect(check(1.5, NaN)).toMatchObject([
      { path: "size.maxDataGB", value: 1.5 },
      { path: "size.maxProcessingUnitsPerSecond", value: NaN },
    ]);
  });
});
