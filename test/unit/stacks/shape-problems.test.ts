import * as v from "valibot";

import { shapeProblems } from "../../../stacks/shape-problems";

const schema = v.strictObject({
  count: v.pipe(v.number(), v.integer("a whole number")),
  mode: v.optional(v.picklist(["fast", "slow"])),
  places: v.record(v.string(), v.strictObject({ zones: v.array(v.string()) })),
  zone: v.variant("kind", [
    v.strictObject({ kind: v.literal("existing"), id: v.string() }),
    v.strictObject({ kind: v.literal("create"), delegated: v.boolean() }),
  ]),
});
const good = { count: 1, places: {}, zone: { kind: "create", delegated: true } };

const problems = (value: object) => {
  const result = v.safeParse(schema, value);
  return result.success ? [] : shapeProblems(schema, result.issues);
};

describe("shapeProblems", () => {
  it("finds nothing wrong with what the schema takes", () => {
    expect(problems(good)).toEqual([]);
  });

  it.each([
    [
      { ...good, count: undefined },
      { path: "count", allowed: "a number" },
    ],
    [
      { ...good, zone: undefined },
      { path: "zone", allowed: "a map with the keys kind, id, delegated" },
    ],
    [
      { ...good, places: { x: {} } },
      { path: "places.x.zones", allowed: "a list" },
    ],
    [
      { ...good, count: 1.5 },
      { path: "count", value: 1.5, allowed: "a whole number" },
    ],
    [
      { ...good, mode: "slwo" },
      { path: "mode", allowed: '"fast" or "slow"' },
    ],
    [
      { ...good, places: "here" },
      { path: "places", allowed: "a map" },
    ],
    [
      { ...good, places: { x: { zones: "a" } } },
      { path: "places.x.zones", allowed: "a list" },
    ],
    [
      { ...good, places: { x: { zones: ["a", 1] } } },
      { path: "places.x.zones.1", value: 1, allowed: "text" },
    ],
    [
      { ...good, zone: { kind: "creat" } },
      { path: "zone.kind", value: "creat" },
    ],
  ])("says where and what is allowed in %j", (value, expected) => {
    expect(problems(value)).toEqual([expect.objectContaining(expected)]);
  });

  it("shows the value of an unknown key", () => {
    expect(problems({ ...good, cuont: { a: 1 } })).toEqual([
      expect.objectContaining({
        value: { a: 1 },
        allowed: "only the keys count, mode, places, zone",
      }),
    ]);
  });

  it.each([
    [{ ...good, cuont: 1 }, "cuont", 'Did you mean "count"?'],
    [
      { ...good, places: { x: { zones: [], zonez: [] } } },
      "places.x.zonez",
      'Did you mean "zones"?',
    ],
    [{ ...good, zone: { ...good.zone, idd: "Z1" } }, "zone.idd", 'Did you mean "id"?'],
    [{ ...good, other: 1 }, "other", "Take it out of the stack's file."],
  ])("suggests the key that was probably meant in %j", (value, path, mend) => {
    expect(problems(value)).toEqual([expect.objectContaining({ path, mend })]);
  });
});
