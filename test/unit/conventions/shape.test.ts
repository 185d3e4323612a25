import {
  choice,
  listOf,
  map,
  mapOf,
  number,
  oneOf,
  optional,
  readMap,
  such,
  text,
  textLike,
  truth,
  wholeNumber,
} from "../../../components/conventions/shape";

const shape = map({
  count: wholeNumber(1, 9),
  mode: optional(oneOf("fast", "slow")),
  places: mapOf(map({ zones: listOf(text), open: optional(truth), weight: optional(number) })),
  zone: choice("kind", {
    existing: map({ id: textLike(/^Z/, "an id") }),
    create: map({ delegated: truth }),
  }),
});
const good = { count: 1, places: {}, zone: { kind: "create", delegated: true } };
const problems = (value: unknown) => readMap(shape, value).problems;
const parsed = (json: string) => JSON.parse(json) as unknown;

describe("readMap", () => {
  it("looks at every value once", () => {
    const seen: unknown[] = [];
    const watched = such("anything", (value) => {
      seen.push(value);
      return true;
    });
    readMap(map({ one: watched, all: listOf(watched) }), { one: 1, all: [2, 3] });
    expect(seen).toEqual([1, 2, 3]);
  });

  it.each([
    good,
    { ...good, mode: undefined },
    { ...good, zone: { kind: "existing", id: "Z1" } },
    { ...good, places: { x: { zones: ["a"], open: false, weight: 0.5 } } },
  ])("finds nothing wrong with %j", (value) => {
    expect(problems(value)).toEqual([]);
    expect(readMap(shape, value).whole).toEqual(parsed(JSON.stringify(value)));
  });

  it.each([
    [{ ...good, count: undefined }, "count", "a whole number from 1 to 9", "Add it."],
    [{ ...good, count: 1.5 }, "count", "a whole number from 1 to 9", "Correct it."],
    [{ ...good, count: 1e308 }, "count", "a whole number from 1 to 9", "Correct it."],
    [{ ...good, count: "1" }, "count", "a whole number from 1 to 9", "Correct it."],
    [{ ...good, mode: "slwo" }, "mode", '"fast" or "slow"', "Correct it."],
    [{ ...good, mode: null }, "mode", '"fast" or "slow"', "Correct it."],
    [{ ...good, places: "here" }, "places", "a map", "Correct it."],
    [{ ...good, places: [] }, "places", "a map", "Correct it."],
    [{ ...good, places: { x: {} } }, "places.x.zones", "a list", "Add it."],
    [{ ...good, places: { x: { zones: {} } } }, "places.x.zones", "a list", "Correct it."],
    [{ ...good, places: { x: { zones: ["a", 1] } } }, "places.x.zones.1", "text", "Correct it."],
    [
      { ...good, places: { x: null } },
      "places.x",
      /^a map with the keys zones, open/,
      "Correct it.",
    ],
    [{ ...good, zone: [] }, "zone", "a map with the keys kind, id, delegated", "Correct it."],
    [{ ...good, zone: {} }, "zone.kind", '"existing" or "create"', "Add it."],
    [{ ...good, zone: { kind: "creat" } }, "zone.kind", '"existing" or "create"', "Correct it."],
    [{ ...good, zone: { kind: "existing", id: "1" } }, "zone.id", "an id", "Correct it."],
    [
      { ...good, zone: { ...good.zone, id: "Z1" } },
      "zone.id",
      "only the keys kind, delegated",
      "Take it out.",
    ],
    [{ ...good, cuont: 1 }, "cuont", /^only the keys count, mode/, 'Did you mean "count"?'],
    [{ ...good, "": 1 }, '""', /^only the keys count, mode/, "Take it out."],
    [{ ...good, other: null }, "other", /^only the keys count, mode/, "Take it out."],
  ])("says where, what is allowed and the mend in %j", (value, path, allowed, mend) => {
    const words =
      typeof allowed === "string" ? allowed : (expect.stringMatching(allowed) as string);
    expect(problems(value)).toEqual([expect.objectContaining({ path, allowed: words, mend })]);
  });

  it("tells a missing and an unknown key of a choice that is not made", () => {
    const value = { ...good, zone: { knid: "create", delegated: true } };
    expect(problems(value).map(({ path }) => path)).toEqual(["zone.knid", "zone.kind"]);
  });

  it("tells all at once, and hands on what is right", () => {
    const value = { ...good, count: "1", cuont: 1, mod: 2, places: { x: { zones: 1, zonez: 2 } } };
    const { whole, part, problems: told } = readMap(shape, value);
    expect(told.map(({ path }) => path)).toEqual([
      "cuont",
      "mod",
      "count",
      "places.x.zonez",
      "places.x.zones",
    ]);
    expect(whole).toBeUndefined();
    expect(part).toEqual({ zone: good.zone });
  });

  it("hands on all of it where nothing but unknown keys is wrong", () => {
    expect(readMap(shape, { ...good, cuont: 1 }).whole).toEqual(good);
  });

  it.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
    "takes %s for a key like any other",
    (key) => {
      const value = { ...good, ...(parsed(`{${JSON.stringify(key)}: 1}`) as object) };
      expect(problems(value)).toMatchObject([{ path: key, value: 1, mend: "Take it out." }]);
      expect(readMap(shape, value).whole).toEqual(good);
    },
  );

  it("takes any key of a free map but the one that JavaScript loses", () => {
    const free = map({ any: mapOf(text) });
    expect(readMap(free, { any: { constructor: "a", "": "b" } }).problems).toEqual([]);
    expect(readMap(free, parsed('{"any": {"__proto__": "a"}}')).problems).toMatchObject([
      { path: "any.__proto__", value: "a" },
    ]);
  });

  it.each([undefined, null, "text", 7, []])("has no part where there is no map: %j", (value) => {
    const reading = readMap(shape, value);
    expect(reading).toMatchObject({ whole: undefined, part: {} });
    expect(reading.problems).toMatchObject([{ path: "" }]);
  });

  it("looks at every value once", () => {
    let looked = 0;
    const counted = map({
      list: listOf(
        such<unknown>("never", () => {
          looked++;
          return false;
        }),
      ),
    });
    const list = Array.from({ length: 5000 }, (_, index) => index);
    const unknown = Object.fromEntries(list.map((index) => [`unknown${index}`, index]));
    expect(readMap(counted, { ...unknown, list }).problems).toHaveLength(10_000);
    expect(looked).toBeLessThanOrEqual(2 * list.length);
  });
});
