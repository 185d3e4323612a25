import * as v from "valibot";

import { readShape } from "../../../stacks/read-shape";

const schema = v.strictObject({
  count: v.number(),
  place: v.strictObject({ zones: v.array(v.strictObject({ name: v.string() })) }),
  mode: v.optional(v.string()),
});
const good = { count: 1, place: { zones: [{ name: "a" }] } };

const paths = (value: unknown) => readShape(schema, value).problems.map(({ path }) => path);

describe("readShape", () => {
  it("reads what is right", () => {
    expect(readShape(schema, good)).toEqual({ problems: [], whole: good, part: good });
  });

  it("reads on without unknown keys, and names all of them", () => {
    const value = { ...good, mod: "x", cuont: 1, place: { ...good.place, zonez: [] } };
    expect(readShape(schema, value)).toMatchObject({ whole: good, part: good });
    expect(paths(value).sort()).toEqual(["cuont", "mod", "place.zonez"]);
  });

  it("reads on without what is wrong, and names it beside the unknown keys", () => {
    const value = { ...good, count: "1", cuont: 1 };
    const { whole, part } = readShape(schema, value);
    expect(whole).toBeUndefined();
    expect(part).toEqual({ place: good.place });
    expect(paths(value)).toEqual(["cuont", "count"]);
  });

  it("takes away the whole of a key in which something is wrong", () => {
    const value = { ...good, place: { zones: [{ name: 1 }, {}] } };
    expect(readShape(schema, value).part).toEqual({ count: 1 });
    expect(paths(value)).toEqual(["place.zones.0.name", "place.zones.1.name"]);
  });

  it("ends where an unknown key stands in a list", () => {
    const value = {
      ...good,
      place: {
        zones: [
          { name: "a", nam: 1 },
          { name: "b", nmae: 2 },
        ],
      },
    };
    expect(paths(value)).toEqual(["place.zones.0.nam", "place.zones.1.nmae"]);
  });

  it.each([undefined, null, "text", 7])("has no part where there is no map: %j", (value) => {
    const reading = readShape(schema, value);
    expect(reading).toMatchObject({ whole: undefined, part: {} });
    expect(reading.problems).toHaveLength(1);
  });
});
