/** Ways to break one place of plain data, whatever stands there, and where each is to be told. */
import { put } from "./bad-input";
import type { Tree } from "./stacks";

/** A path as a list of keys. */
export type Place = readonly string[];

/** One way to break a place. */
export interface Break {
  readonly what: string;
  /** The data, broken at a place. */
  readonly make: (data: unknown, place: Place) => unknown;
  /** The places that are then wrong. */
  readonly wrong: (place: Place) => readonly Place[];
}

const beside = (place: Place, key: string): Place => [...place.slice(0, -1), key];
const nested = (open: string, close: string, levels = 1000): unknown =>
  JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`);

const removed: Break = {
  what: "removed",
  make: (data, place) => put(data, place, undefined),
  wrong: (place) => [place],
};
const misspelt: Break = {
  what: "misspelt",
  make: (data, place) => put(put(data, place, undefined), misspeltAs(place), at(data, place)),
  wrong: (place) => [place, misspeltAs(place)],
};

function misspeltAs(place: Place): Place {
  return beside(place, `${place.at(-1) ?? ""}x`);
}

const value = (what: string, one: unknown): Break => ({
  what,
  make: (data, place) => put(data, place, one),
  wrong: (place) => [place],
});
const key = (name: string): Break => ({
  what: `a key ${JSON.stringify(name.slice(0, 20))} beside it`,
  make: (data, place) => put(data, beside(place, name), 1),
  wrong: (place) => [beside(place, name)],
});

const injections = [
  'a"; rm -rf / #',
  "${HOME}",
  "$(id)",
  "a\nb: c",
  "a\u0000b",
  "\u001b[31m",
  "'; DROP TABLE x; --",
  "<script>",
  "../../etc/passwd",
  '{"a": 1}',
  '["a"]',
  "a,b",
  "\u202e",
  "e\u0301\ud800",
];
const keys = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  "a\nb",
  "x".repeat(100_000),
];

/** Every way there is. */
export const breaks: readonly Break[] = [
  removed,
  misspelt,
  value("null", null),
  value("an empty map", {}),
  value("an empty list", []),
  value("an empty text", ""),
  value("true", true),
  ...[0, -1, 0.5, 1e308, Infinity].map((one) => value(String(one), one)),
  value("a list of a map", [{ a: 1 }]),
  value("a map of a list", { a: [1] }),
  value("a long text", "x".repeat(1_000_000)),
  value("deep lists", nested("[", "]")),
  value("deep maps", nested('{"a":', "}")),
  ...injections.map((one) => value(`text ${JSON.stringify(one)}`, one)),
  ...keys.map(key),
];

/** What stands at a place. */
export function at(data: unknown, place: Place): unknown {
  return place.reduce<unknown>((part, name) => (part as Tree)[name], data);
}

/** Every place of some data below the whole; what is a leaf is not looked into. */
export function places(
  data: unknown,
  isLeaf: (part: unknown) => boolean = () => false,
  place: Place = [],
): Place[] {
  const own = place.length === 0 ? [] : [place];
  if (typeof data !== "object" || data === null || isLeaf(data)) return own;
  const inside = Object.entries(data).flatMap(([name, part]) =>
    places(part, isLeaf, [...place, name]),
  );
  return [...own, ...inside];
}
