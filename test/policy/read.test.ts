import * as fc from "fast-check";
import {
  asList,
  at,
  documentAt,
  isOn,
  keysAt,
  listAt,
  numberAt,
  parsed,
  textAt,
  textsAt,
} from "../../policy/read";

const tree = { a: { b: ["x", 1, { c: true }], none: null }, port: "443", on: "true", name: "n" };

describe("reading", () => {
  it("follows a path, and answers undefined where it ends", () => {
    expect(at(tree, "a", "b", "2", "c")).toBe(true);
    expect(at(tree, "a", "missing", "c")).toBeUndefined();
    expect(at(tree, "name", "length")).toBeUndefined();
    expect(at(tree, "a", "none")).toBeUndefined();
    expect(at(undefined, "a")).toBeUndefined();
  });

  it("answers each kind of value, or its absence", () => {
    expect(listAt(tree, "a", "b")).toHaveLength(3);
    expect(listAt(tree, "name")).toEqual([]);
    expect(textAt(tree, "name")).toBe("n");
    expect(textAt(tree, "a")).toBeUndefined();
    expect(textsAt(tree, "a", "b")).toEqual(["x"]);
    expect(textsAt(tree, "name")).toEqual(["n"]);
    expect(numberAt(tree, "a", "b", "1")).toBe(1);
    expect(numberAt(tree, "port")).toBe(443);
    expect(numberAt(tree, "name")).toBeUndefined();
    expect(isOn(tree, "on")).toBe(true);
    expect(isOn(tree, "port")).toBe(false);
    expect(keysAt(tree, "a")).toEqual(["b", "none"]);
    expect(keysAt(tree, "name")).toEqual([]);
  });

  it("reads documents, and takes what is none for nothing", () => {
    expect(parsed('{"a":1}')).toEqual({ a: 1 });
    expect(parsed("{")).toBeUndefined();
    expect(parsed(undefined)).toBeUndefined();
    expect(documentAt({ own: '{"a":1}' }, "own")).toEqual({ a: 1 });
    expect(documentAt({ own: { a: 1 } }, "own")).toEqual({ a: 1 });
    expect(documentAt({}, "own")).toBeUndefined();
    expect(asList({ a: 1 })).toEqual([{ a: 1 }]);
    expect(asList([1])).toEqual([1]);
    expect(asList(null)).toEqual([]);
  });

  it("never throws, whatever the shape", () => {
    const read = [at, listAt, textAt, numberAt, isOn, textsAt, keysAt];
    const path = fc.array(fc.constantFrom("a", "b", "0", "length"), { maxLength: 4 });
    fc.assert(
      fc.property(fc.anything({ key: fc.constantFrom("a", "b", "0") }), path, (value, keys) => {
        for (const reader of read) reader(value, ...keys);
      }),
    );
  });
});
