import {
  blockAt,
  blocksAt,
  flagAt,
  isGiven,
  numberAt,
  tagsOf,
  textAt,
  textsAt,
  valueAt,
} from "../../../../../rehearsal/models/aws/inputs";
import { unknown } from "../../../../../rehearsal/world/model";

const inputs = {
  name: "a",
  count: 3,
  on: false,
  later: unknown,
  nothing: null,
  list: ["x", unknown, 3],
  blocks: [{ id: "one" }, unknown, { id: "two" }],
  outer: { inner: { name: "deep" } },
};

describe("inputs", () => {
  it("are read by path, through blocks and lists", () => {
    expect(textAt(inputs, "outer.inner.name")).toBe("deep");
    expect(textAt(inputs, "blocks.2.id")).toBe("two");
    expect(numberAt(inputs, "count")).toBe(3);
    expect(flagAt(inputs, "on")).toBe(false);
    expect(blockAt(inputs, "outer")).toEqual({ inner: { name: "deep" } });
    expect(textsAt(inputs, "list")).toEqual(["x"]);
    expect(blocksAt(inputs, "blocks")).toEqual([{ id: "one" }, { id: "two" }]);
  });

  it("read as nothing where they are absent, null, not known yet or of another type", () => {
    for (const path of ["later", "nothing", "none", "name.deeper", "count", "outer"]) {
      expect(textAt(inputs, path)).toBeUndefined();
    }
    expect(valueAt(inputs, "later")).toBeUndefined();
    expect(textsAt(inputs, "later")).toEqual([]);
    expect(blocksAt(inputs, "name")).toEqual([]);
    expect(blockAt(inputs, "list")).toBeUndefined();
  });

  it("count as given though their value is not known yet", () => {
    expect(isGiven(inputs, "later")).toBe(true);
    expect(isGiven(inputs, "nothing")).toBe(false);
    expect(isGiven(inputs, "none")).toBe(false);
  });

  it("carry tags, with the provider's default ones where the world has merged them", () => {
    expect(tagsOf({})).toEqual({});
    expect(tagsOf({ tags: { a: "b" } })).toEqual({ a: "b" });
    expect(tagsOf({ tags: { a: "b" }, tagsAll: { a: "b", c: "d" } })).toEqual({ a: "b", c: "d" });
  });
});
