import { parseOptions, partNames } from "../../../bench/options";

describe("parseOptions", () => {
  it("measures everything three times", () => {
    expect(parseOptions([])).toEqual({ parts: partNames, runs: 3 });
  });

  it("takes some parts, and another number of runs", () => {
    expect(parseOptions(["--only", "checks,import", "--runs", "9"])).toEqual({
      parts: ["checks", "import"],
      runs: 9,
    });
  });

  it.each([
    [["--only", "speed"], "There is no part speed to measure"],
    [["--runs", "0"], "--runs takes a whole number from 1, not 0"],
    [["--fast"], "--fast"],
  ])("refuses %j", (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
