import { hashed, hashedThroughout, isHashed } from "../../../../rehearsal/world/secrets";

describe("what stands for a secret", () => {
  it("is the same for the same text only, and tells nothing of it", () => {
    expect(hashed("hunter2")).toBe(hashed("hunter2"));
    expect(hashed("hunter2")).not.toBe(hashed("hunter3"));
    expect(hashed("hunter2")).not.toContain("hunter2");
    expect(isHashed(hashed("hunter2"))).toBe(true);
    expect(isHashed("hunter2")).toBe(false);
  });

  it("replaces every text inside a value, once", () => {
    const value = { a: "x", b: ["y", 5432, true, null], c: hashed("z") };
    const all = hashedThroughout(value);
    expect(all).toEqual({ a: hashed("x"), b: [hashed("y"), 5432, true, null], c: hashed("z") });
    expect(hashedThroughout(all)).toEqual(all);
  });
});
