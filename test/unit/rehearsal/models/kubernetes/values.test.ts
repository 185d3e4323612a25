import {
  at,
  blockAt,
  hasUnknown,
  isGiven,
  listAt,
  mapAt,
  mentions,
  sameValue,
  textAt,
  textsAt,
} from "../../../../../rehearsal/models/kubernetes/values";
import { unknown, type Properties } from "../../../../../rehearsal/world/model";
import { hashed } from "../../../../../rehearsal/world/secrets";

const object: Properties = {
  metadata: { labels: { "app.kubernetes.io/name": "cart", later: unknown, key: hashed("s") } },
  list: ["a", unknown, { b: 1 }],
  nothing: null,
};

describe("reading a manifest", () => {
  it("takes keys with dots", () => {
    expect(textAt(object, "metadata", "labels", "app.kubernetes.io/name")).toBe("cart");
  });

  it("passes over what is absent, null, not yet known or secret", () => {
    for (const path of [
      ["none"],
      ["nothing"],
      ["metadata", "labels", "later"],
      ["metadata", "labels", "key"],
    ])
      expect(at(object, ...path)).toBeUndefined();
    expect(mapAt(object, "metadata", "labels")).toEqual({ "app.kubernetes.io/name": "cart" });
    expect(textsAt(object, "list")).toEqual(["a"]);
    expect(listAt(object, "list")).toHaveLength(3);
    expect(blockAt(object, "list", 2)).toEqual({ b: 1 });
  });

  it("still tells that something stands there", () => {
    expect(isGiven(object, "metadata", "labels", "later")).toBe(true);
    expect(isGiven(object, "list", 1)).toBe(true);
    expect(isGiven(object, "nothing")).toBe(false);
    expect(isGiven(object, "none", "deeper")).toBe(false);
  });

  it("tells what is hidden from what is plain", () => {
    expect(hasUnknown(object)).toBe(true);
    expect(hasUnknown({ a: [hashed("s")] })).toBe(true);
    expect(hasUnknown({ a: ["s"] })).toBe(false);
    expect(mentions({ a: [hashed("s")] }, unknown)).toBe(false);
    expect(mentions(object, unknown)).toBe(true);
  });

  it("compares by content; what is not known equals anything", () => {
    expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
    expect(sameValue({ a: 1 }, { a: 1, b: null })).toBe(true);
    expect(sameValue({ a: 1 }, { a: 2 })).toBe(false);
    expect(sameValue([1], [1, 2])).toBe(false);
    expect(sameValue({ a: unknown }, { a: 2 })).toBe(true);
  });
});
