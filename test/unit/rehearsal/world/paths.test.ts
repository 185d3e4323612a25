import * as fc from "fast-check";
import { unknown, type Properties, type Value } from "../../../../rehearsal/world/model";
import {
  canonical,
  hasUnknown,
  same,
  textAt,
  valueAt,
  valuesAt,
  withValueAt,
  without,
} from "../../../../rehearsal/world/paths";

const actions = [{ forward: { groups: [{ arn: "g1" }, { arn: "g2" }] } }, { arn: "x" }] as Value;
const vpcConfig = { subnetIds: ["s1", "s2"] };
const properties: Properties = {
  name: "a",
  open: unknown,
  vpcConfig,
  actions,
};

describe("property paths", () => {
  it("go through objects and lists", () => {
    expect(valuesAt(properties, "name")).toEqual(["a"]);
    expect(valuesAt(properties, "vpcConfig.subnetIds[]")).toEqual(["s1", "s2"]);
    expect(valuesAt(properties, "vpcConfig.subnetIds")).toEqual([["s1", "s2"]]);
    expect(valuesAt(properties, "actions.forward.groups.arn")).toEqual(["g1", "g2"]);
    expect(valuesAt(properties, "actions[].forward.groups[].arn")).toEqual(["g1", "g2"]);
    expect(valuesAt(properties, "nothing.here")).toEqual([]);
    expect(valueAt(properties, "vpcConfig.subnetIds[]")).toBe("s1");
  });

  it("read only texts that are known", () => {
    expect(textAt(properties, "name")).toBe("a");
    expect(textAt(properties, "open")).toBeUndefined();
    expect(textAt(properties, "vpcConfig")).toBeUndefined();
  });

  it("set a value in a copy", () => {
    expect(withValueAt(properties, "vpcConfig.name", "v")).toEqual({
      ...properties,
      vpcConfig: { ...vpcConfig, name: "v" },
    });
    expect(withValueAt({}, "a.b.c", 1)).toEqual({ a: { b: { c: 1 } } });
    expect(without(properties, "open", "actions", "vpcConfig")).toEqual({ name: "a" });
  });

  it("find what is not known yet, however deep", () => {
    expect(hasUnknown(properties)).toBe(true);
    expect(hasUnknown({ a: [{ b: unknown }] })).toBe(true);
    expect(hasUnknown(actions)).toBe(false);
  });
});

describe("sameness", () => {
  const json = fc.jsonValue().map((value) => value as Value);
  const shuffled = (value: Value): Value => {
    if (Array.isArray(value)) return (value as readonly Value[]).map(shuffled);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, one]) => [name, shuffled(one)]),
    );
  };

  it("does not depend on the order of names, and agrees with the canonical text", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(same(value, shuffled(value))).toBe(true);
        expect(canonical(shuffled(value))).toBe(canonical(value));
      }),
    );
  });

  it("takes an absent name for a null one and nothing else for the same", () => {
    expect(same({ a: null }, {})).toBe(true);
    expect(same(undefined, null)).toBe(true);
    for (const [left, right] of [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, {}],
      [{}, { a: 1 }],
      [[1], [1, 2]],
      [[1], { 0: 1 }],
      ["1", 1],
      [false, null],
    ] as [Value, Value][]) {
      expect(same(left, right)).toBe(false);
      expect(canonical(left)).not.toBe(canonical(right));
    }
  });
});
