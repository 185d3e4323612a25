import fc from "fast-check";
import { checkInputs } from "../../../../rehearsal/catalogue/catalogue";
import { checkShape } from "../../../../rehearsal/catalogue/check";
import type { Shape, ValueType } from "../../../../rehearsal/catalogue/schema";
import { unknown, type Properties, type Value } from "../../../../rehearsal/world/model";
import { placesOf, validInputs, type Json, type Place } from "./valid-inputs";

const signature = "4dabf18193072939515e22adb298388d";
const asset = { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "x" };
const archive = { [signature]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "x" };
const resource = { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "x" };

const shapes: Record<string, Shape> = {
  Point: { required: { x: "number" }, optional: { y: "number", next: { shape: "Point" } } },
  Choice: { optional: { id: "string", tags: { map: "string" } }, exactlyOne: [["id", "tags"]] },
  Window: { optional: { from: "string", until: "string" }, together: [["from", "until"]] },
};

/** What is wrong with one value of a type, each problem as one line. */
function check(type: ValueType, value: Value): readonly string[] {
  return checkShape({ it: value }, { required: { it: type } }, shapes).map(
    ({ path, reason }) => `${path}: ${reason}`,
  );
}

describe("a value of a type", () => {
  it.each<[ValueType, Value]>([
    ["string", ""],
    ["number", 1.5],
    ["boolean", false],
    ["any", { whatever: [1, null] }],
    ["asset", asset],
    ["asset", archive],
    ["resource", resource],
    [{ list: "number" }, []],
    [{ list: { list: "string" } }, [["a"], []]],
    [{ map: "string" }, { a: "b", c: null }],
    [{ shape: "Point" }, { x: 1, next: { x: 2, y: null } }],
    [{ values: ["a", "b"] }, "b"],
    [{ values: [1, true] }, true],
    [{ values: ["a"], open: true }, "z"],
    [{ oneOf: ["string", { shape: "Point" }] }, "s"],
    [{ oneOf: ["string", { shape: "Point" }] }, { x: 1 }],
    [{ oneOf: ["string", "resource"] }, resource],
    [{ text: { pattern: "^[a-z]+$", maxLength: 3 } }, "abc"],
    [{ whole: { minimum: 1, maximum: 2 } }, 2],
    [{ shape: "Choice" }, { id: "a", tags: null }],
    [{ shape: "Window" }, {}],
    [{ shape: "Window" }, { from: "a", until: "b" }],
  ])("%j takes %j", (type, value) => {
    expect(check(type, value)).toEqual([]);
  });

  it.each<[ValueType, Value, string]>([
    ["string", 1, "it: expected a string, got 1"],
    ["string", asset, "it: expected a string, got an asset or archive"],
    ["number", "1", 'it: expected a number, got "1"'],
    ["number", "x".repeat(100), `it: expected a number, got "${"x".repeat(75)}..."`],
    ["boolean", "true", 'it: expected true or false, got "true"'],
    ["boolean", [], "it: expected true or false, got a list"],
    ["asset", {}, "it: expected an asset or archive, got an object"],
    ["resource", asset, "it: expected a resource, got an asset or archive"],
    [{ list: "string" }, "a", 'it: expected a list, got "a"'],
    [{ list: "string" }, ["a", null], "it[1]: expected a string, got null"],
    [{ list: "string", minItems: 1 }, [], "it: has 0 elements, needs at least 1"],
    [{ list: "string", maxItems: 1 }, ["a", "b"], "it: has 2 elements, may have at most 1"],
    [{ map: "string" }, ["a"], "it: expected an object, got a list"],
    [{ map: "string" }, { "a.b/c": 1 }, 'it["a.b/c"]: expected a string, got 1'],
    [{ map: "string", maxEntries: 0 }, { a: "b" }, "it: has 1 entries, may have at most 0"],
    [{ shape: "Point" }, 5, "it: expected an object, got 5"],
    [{ shape: "Point" }, resource, "it: expected an object, got a resource"],
    [{ shape: "Point" }, {}, "it.x: required, and missing"],
    [{ shape: "Point" }, { x: null }, "it.x: required, and missing"],
    [{ shape: "Point" }, { x: 1, next: { x: "" } }, 'it.next.x: expected a number, got ""'],
    [{ shape: "Point" }, { x: 1, nxt: 2 }, "it.nxt: unknown property; did you mean next?"],
    [{ shape: "Point" }, { x: 1, colour: 2 }, "it.colour: unknown property"],
    [{ values: ["a", 2] }, "b", 'it: expected one of "a", 2, got "b"'],
    [{ values: ["a"], open: true }, 3, "it: expected a string, got 3"],
    [{ oneOf: ["number", "string"] }, true, "it: expected a number or a string, got true"],
    [{ oneOf: ["string", { shape: "Point" }] }, { x: "" }, 'it.x: expected a number, got ""'],
    [{ oneOf: ["string", { list: "string" }] }, [1], "it[0]: expected a string, got 1"],
    [{ text: { pattern: "^[a-z]+$" } }, "A", 'it: "A" does not match ^[a-z]+$'],
    [{ text: { minLength: 1 } }, "", "it: has 0 characters, needs at least 1"],
    [{ text: {} }, 1, "it: expected a string, got 1"],
    [{ whole: {} }, 1.5, "it: expected a whole number, got 1.5"],
    [{ whole: { minimum: 3 } }, 2, "it: expected at least 3, got 2"],
    [{ whole: { maximum: 3 } }, 4, "it: expected at most 3, got 4"],
    [{ shape: "Choice" }, {}, "it: needs exactly one of id, tags, has 0"],
    [{ shape: "Choice" }, { id: "a", tags: {} }, "it: needs exactly one of id, tags, has 2"],
    [{ shape: "Window" }, { from: "a" }, "it: needs all or none of from, until, lacks until"],
  ])("%j refuses %j", (type, value, problem) => {
    expect(check(type, value)).toEqual([problem]);
  });

  it("of two objects that an alternative allows, the one that comes nearest speaks", () => {
    const type: ValueType = { oneOf: [{ shape: "Point" }, { shape: "Choice" }] };
    expect(check(type, { idd: "a", x: 1 })).toEqual(["it.idd: unknown property"]);
  });

  it("does not take a name of JavaScript's own for a property", () => {
    const inputs = JSON.parse(
      '{"it":{"x":1,"constructor":1,"__proto__":2,"toString":3}}',
    ) as Properties;
    const problems = checkShape(inputs, { required: { it: { shape: "Point" } } }, shapes);
    expect(problems.map(({ path }) => path)).toEqual([
      "it.constructor",
      "it.__proto__",
      "it.toString",
    ]);
  });

  it("reports every problem, not only the first", () => {
    expect(check({ list: { shape: "Point" } }, [{}, { x: "" }, { x: 1, z: 1 }])).toHaveLength(3);
  });

  it("passes opaque values anywhere", () => {
    const shape: Shape = { required: { it: { values: ["a"] }, other: { values: ["a"] } } };
    const opaque = (value: Value): boolean => value === "hashed";
    const problems = checkShape({ it: "hashed", other: "b" }, shape, shapes, { opaque });
    expect(problems.map(({ path }) => path)).toEqual(["other"]);
  });

  it("fails loudly where the catalogue refers to a shape that is not there", () => {
    expect(() => check({ shape: "Nowhere" }, {})).toThrow("a shape Nowhere that it does not hold");
  });
});

describe("inputs of every type of the catalogue", () => {
  const paths = (type: string, inputs: Properties): readonly string[] =>
    checkInputs(type, inputs).map(({ path }) => path);

  /** Runs a property on one place of generated inputs, among those that the filter lets through. */
  const spoiling = (
    fits: (place: Place) => boolean,
    property: (place: Place, type: string, inputs: Properties) => void,
  ): void => {
    fc.assert(
      fc.property(validInputs, fc.nat(), ({ type, inputs }, choice) => {
        const places = placesOf(type, inputs).filter(fits);
        const place = places[choice % places.length];
        fc.pre(place !== undefined);
        property(place, type, inputs);
      }),
      { numRuns: 300 },
    );
  };

  it("pass when they are as declared", () => {
    fc.assert(
      fc.property(validInputs, ({ type, inputs }) => {
        expect(checkInputs(type, inputs)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("are refused without a required one, with its path", () => {
    spoiling(
      ({ required, drop }) => required && drop !== undefined,
      (place, type, inputs) => {
        place.drop?.();
        expect(checkInputs(type, inputs)).toEqual([
          { path: place.path, reason: "required, and missing" },
        ]);
      },
    );
  });

  it("are refused with one that is unknown, with its path", () => {
    spoiling(
      ({ shape }) => shape !== undefined,
      ({ value, path }, type, inputs) => {
        (value as Record<string, Json>)["zz9"] = 1;
        expect(paths(type, inputs)).toEqual([path === "" ? "zz9" : `${path}.zz9`]);
      },
    );
  });

  it("are refused with one of another type, with its path", () => {
    spoiling(
      ({ type, put }) => type !== "any" && put !== undefined,
      (place, type, inputs) => {
        place.put?.(ofAnotherKind(place.type));
        expect(paths(type, inputs)).toEqual([place.path]);
      },
    );
  });

  it("pass with any one of them still unknown", () => {
    spoiling(
      ({ put }) => put !== undefined,
      (place, type, inputs) => {
        place.put?.(unknown);
        expect(paths(type, inputs)).toEqual([]);
      },
    );
  });
});

/** A value that no alternative of the type is about. */
function ofAnotherKind(type: ValueType): Json {
  const taken = new Set(kindsOf(type));
  const others: Record<string, Json> = { boolean: true, list: [], number: 1, string: "!" };
  const [kind = ""] = Object.keys(others).filter((candidate) => !taken.has(candidate));
  return others[kind] ?? null;
}

function kindsOf(type: ValueType): readonly string[] {
  if (typeof type === "string") {
    return [type];
  }
  if ("oneOf" in type) {
    return type.oneOf.flatMap(kindsOf);
  }
  if ("values" in type) {
    return type.values.map((known) => typeof known);
  }
  return "list" in type
    ? ["list"]
    : "whole" in type
      ? ["number"]
      : "text" in type
        ? ["string"]
        : [];
}
