import { figure, spread, table } from "../../../bench/table";

describe("figure", () => {
  it.each([
    [1234.5, "1235"],
    [56.78, "56.8"],
    [1.1, "1.10"],
    [-0.5, "-0.50"],
  ])("writes %d as %s", (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

describe("spread", () => {
  it("is the median and what it lies between", () => {
    expect(spread([3, 1, 2])).toBe("2.00 (1.00 to 3.00)");
  });

  it("of one run is that run", () => {
    expect(spread([3])).toBe("3.00");
  });
});

describe("table", () => {
  it("is as wide as its widest cells", () => {
    expect(table(["what", "s"], [["a", "1.00"]])).toBe(
      ["| what | s    |", "| ---- | ---- |", "| a    | 1.00 |"].join("\n"),
    );
  });
});
