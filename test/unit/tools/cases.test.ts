import fs from "node:fs";

import { countCases, summed } from "../../../tools/cases.mjs";
import { tellCases } from "../../support/extent";

describe("what tests go through", () => {
  const before = process.env["ARCHIPELAGO_CASES"];
  afterEach(() => {
    if (before === undefined) delete process.env["ARCHIPELAGO_CASES"];
    else process.env["ARCHIPELAGO_CASES"] = before;
  });

  it("is told to the runner, and added up by its kind", () => {
    const cases = countCases();
    tellCases(3, "faults at a call");
    tellCases(4, "kills at a call");
    tellCases(2, "faults at a call");
    const file = process.env["ARCHIPELAGO_CASES"] ?? "";
    expect(cases.told()).toEqual(["4 kills at a call", "5 faults at a call"]);
    expect(fs.existsSync(file)).toBe(false);
  });

  it("is nothing where nothing was told, or nobody asks", () => {
    expect(countCases().told()).toEqual([]);
    delete process.env["ARCHIPELAGO_CASES"];
    tellCases(1, "faults at a call");
    expect(summed("")).toEqual([]);
  });
});
