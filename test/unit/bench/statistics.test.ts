import { interleaved, ratios, slopes, spreadOf } from "../../../bench/statistics";

describe("spreadOf", () => {
  it.each([
    [[3], { min: 3, median: 3, max: 3 }],
    [[9, 1, 4], { min: 1, median: 4, max: 9 }],
    [[10, 2, 1, 4], { min: 1, median: 3, max: 10 }],
  ])("of %j is %j", (values, spread) => {
    expect(spreadOf(values)).toEqual(spread);
  });

  it("refuses to be of nothing", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe("ratios", () => {
  it("compares what was run in one round", () => {
    expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
  });

  it("refuses rounds that only one has", () => {
    expect(() => ratios([1, 2], [1])).toThrow(RangeError);
  });
});

describe("interleaved", () => {
  it("runs every variant before any is run again, and keeps them apart", async () => {
    const order: string[] = [];
    const results = await interleaved(2, ["a", "b"], (variant, round) => {
      order.push(variant);
      return Promise.resolve(`${variant}${round}`);
    });
    expect(order).toEqual(["a", "b", "a", "b"]);
    expect(results).toEqual({ a: ["a0", "a1"], b: ["b0", "b1"] });
  });
});

describe("slopes", () => {
  it("are the same where cost is linear, whatever it starts from", () => {
    const points = [1, 2, 5].map((size) => ({ size, cost: 100 + 3 * size }));
    expect(slopes(points)).toEqual([3, 3]);
  });

  it("rise where cost is quadratic", () => {
    const points = [1, 2, 4].map((size) => ({ size, cost: size * size }));
    expect(slopes(points)).toEqual([3, 6]);
  });
});
