import {
  checkExactlyOne,
  checkRanges,
  checkWords,
} from "../../../../../rehearsal/models/aws/checks";
import { unknown } from "../../../../../rehearsal/world/model";

describe("the provider's checks", () => {
  it("take words of a list only", () => {
    const words = { mode: ["a", "b"], "list[]": ["x"] };
    expect(checkWords({ mode: "a", list: ["x"] }, words)).toEqual([]);
    expect(checkWords({ mode: "c", list: ["x", "y"] }, words)).toEqual([
      ["mode", 'expected mode to be one of ["a" "b"], got c'],
      ["list", 'expected list to be one of ["x"], got y'],
    ]);
  });

  it("take numbers of a range only", () => {
    const ranges = { days: [7, 30] } as const;
    expect(checkRanges({ days: 7 }, ranges)).toEqual([]);
    expect(checkRanges({ days: 31 }, ranges)).toEqual([
      ["days", "expected days to be in the range (7 - 30), got 31"],
    ]);
  });

  it("write a path through a list as Pulumi does", () => {
    expect(checkWords({ rules: [{ mode: "c" }] }, { "rules.0.mode": ["a"] })).toEqual([
      ["rules[0].mode", 'expected rules[0].mode to be one of ["a"], got c'],
    ]);
    expect(checkRanges({ rules: [{ days: 1 }] }, { "rules.0.days": [7, 30] })).toEqual([
      ["rules[0].days", "expected rules[0].days to be in the range (7 - 30), got 1"],
    ]);
  });

  it("take one of several", () => {
    expect(checkExactlyOne({ a: "1" }, ["a", "b"])).toEqual([]);
    expect(checkExactlyOne({}, ["a", "b"])).toEqual([["a", "one of `a,b` must be specified"]]);
    expect(checkExactlyOne({ a: "1", b: unknown }, ["a", "b"])).toEqual([
      ["b", "only one of `a,b` can be specified"],
    ]);
  });

  it("pass over what is absent or not known yet", () => {
    expect(checkWords({ mode: unknown, list: unknown }, { mode: ["a"], "list[]": ["x"] })).toEqual(
      [],
    );
    expect(checkRanges({ days: null }, { days: [7, 30] })).toEqual([]);
    expect(checkExactlyOne({ a: unknown }, ["a", "b"])).toEqual([]);
  });
});
