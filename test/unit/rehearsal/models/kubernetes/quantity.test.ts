import fc from "fast-check";
import {
  parseQuantity,
  quantityErrors,
  showQuantity,
} from "../../../../../rehearsal/models/kubernetes/quantity";

describe("quantities", () => {
  it.each([
    ["100m", 100_000_000n],
    ["0.1", 100_000_000n],
    [".5", 500_000_000n],
    ["1", 1_000_000_000n],
    [2, 2_000_000_000n],
    ["64Mi", 67_108_864_000_000_000n],
    ["1.5Gi", 1_610_612_736_000_000_000n],
    ["1e3", 1_000_000_000_000n],
    ["5E-1", 500_000_000n],
    ["-1", -1_000_000_000n],
    ["1k", 1_000_000_000_000n],
  ])("reads %s", (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it.each([
    ["", quantityErrors.shape],
    ["abc", quantityErrors.shape],
    ["1 Gi", quantityErrors.shape],
    ["64MB", quantityErrors.shape],
    ["64Mib", quantityErrors.shape],
    ["64mi", quantityErrors.suffix],
    ["1KiB", quantityErrors.shape],
    ["1..2", quantityErrors.number],
    [true, quantityErrors.shape],
  ])("refuses %s", (text, sentence) => {
    expect(parseQuantity(text)).toBe(sentence);
  });

  it("orders equal amounts as equal, however they are written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (cores) => {
        expect(parseQuantity(`${cores}`)).toBe(parseQuantity(`${cores * 1000}m`));
        expect(parseQuantity(`${cores}Mi`)).toBe(parseQuantity(`${cores * 1024}Ki`));
      }),
    );
  });

  it("writes what it reads", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), (amount, binary) => {
        const text = binary ? `${amount}Mi` : `${amount}m`;
        const read = parseQuantity(text);
        expect(typeof read === "bigint" && parseQuantity(showQuantity(read, binary))).toBe(read);
      }),
    );
  });
});
