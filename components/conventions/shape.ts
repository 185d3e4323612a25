/**
 * Shapes of plain data whose types nobody has checked: a stack's file, and declarations, whose types Node.js
 * strips. Everything that is wrong is told at once, in time linear in the data. Pure.
 */
import { suggestion } from "./nearest-name";
import type { Problem } from "./problems";

/** What a value may be. */
export interface Shape<T> {
  /** What it takes, in the user's words: `text`, `a list`. */
  readonly words: string;
  /** Everything wrong with a value that is there; paths start at `path`. */
  readonly check: (path: string, value: unknown) => Problem[];
  /** Whether a map may be without it. @default false */
  readonly optional?: boolean;
  /** Only for the type: no shape has it. */
  readonly type?: T;
}

/** A shape that a map may be without. */
export interface OptionalShape<T> extends Shape<T> {
  readonly optional: true;
}

type Entries = Readonly<Record<string, Shape<unknown>>>;

/** A shape of a map with known keys. */
export interface MapShape<E extends Entries> extends Shape<MapOf<E>> {
  readonly entries: E;
}

/** What a shape takes. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

type OptionalKeys<E> = {
  [K in keyof E]: E[K] extends OptionalShape<unknown> ? K : never;
}[keyof E];
type MapOf<E> = { readonly [K in Exclude<keyof E, OptionalKeys<E>>]: Shaped<E[K]> } & {
  readonly [K in OptionalKeys<E>]?: Shaped<E[K]>;
};

/** A shape by a test for its values. */
export function such<T>(
  words: string,
  takes: (value: unknown) => boolean,
  mend = "Correct it.",
): Shape<T> {
  return {
    words,
    check: (path, value) => (takes(value) ? [] : [{ path, value, allowed: words, mend }]),
  };
}

/** Any text. */
export const text = such<string>("text", (value) => typeof value === "string");
/** Any number; which ones make sense is for others to say. */
export const number = such<number>("a number", (value) => typeof value === "number");
/** `true` or `false`. */
export const truth = such<boolean>("true or false", (value) => typeof value === "boolean");

const anything = such<unknown>("anything", () => true);

/** Text of a form; `words` say which. */
export function textLike(pattern: RegExp, words: string): Shape<string> {
  return such(words, (value) => typeof value === "string" && pattern.test(value));
}

/** A whole number from `from` to `to`, both included. */
export function wholeNumber(from: number, to: number): Shape<number> {
  return such(
    `a whole number from ${from} to ${to}`,
    (value) => Number.isInteger(value) && Number(value) >= from && Number(value) <= to,
  );
}

/** One of these texts. */
export function oneOf<T extends string>(...texts: readonly T[]): Shape<T> {
  const words = texts.map((known) => JSON.stringify(known)).join(" or ");
  return such(words, (value) => texts.some((known) => known === value));
}

/** The same shape, for a key that a map may be without. */
export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { ...shape, optional: true };
}

/** A list of values of one shape; a problem's path ends with the place in the list, from 0. */
export function listOf<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    words: "a list",
    check: (path, value) =>
      Array.isArray(value)
        ? Array.from(value, (one: unknown, index) =>
            checkEntry(`${path}.${index}`, item, one),
          ).flat()
        : [wrong(path, value, "a list")],
  };
}

/** A map with any keys to values of one shape. */
export function mapOf<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    words: "a map",
    check: (path, value) =>
      isMap(value)
        ? Object.entries(value).flatMap(([key, one]) =>
            // The one key that JavaScript does not keep like any other.
            key === "__proto__"
              ? [unknownKey(`${path}.${key}`, one, "any key but __proto__", "Take it out.")]
              : checkEntry(`${path}.${key}`, item, one),
          )
        : [wrong(path, value, "a map")],
  };
}

/** A map with these keys and no other. */
export function map<const E extends Entries>(entries: E): MapShape<E> {
  const words = `a map with the keys ${Object.keys(entries).join(", ")}`;
  return {
    words,
    entries,
    check: (path, value) =>
      isMap(value) ? [...byKey(path, entries, value).values()].flat() : [wrong(path, value, words)],
  };
}

/** One of several maps, told apart by what stands under `key`. */
export function choice<T>(
  key: string,
  maps: Readonly<Record<string, MapShape<Entries>>>,
): Shape<T> {
  const which = oneOf(...Object.keys(maps));
  const keys = Object.values(maps).flatMap(({ entries }) => Object.keys(entries));
  const undecided = Object.fromEntries(keys.map((any) => [any, optional(anything)]));
  const words = map({ [key]: which, ...undecided }).words;
  return {
    words,
    check: (path, value) => {
      if (!isMap(value)) return [wrong(path, value, words)];
      const chosen = value[key];
      const known = which.check(path, chosen).length === 0;
      const entries = known ? maps[String(chosen)]?.entries : undecided;
      return map({ [key]: which, ...entries }).check(path, value);
    },
  };
}

/** What of a map has the right shape. */
export interface Reading<T> {
  readonly problems: readonly Problem[];
  /** All of it, unknown keys apart; undefined where something else is wrong. */
  readonly whole: T | undefined;
  /** Its keys whose values are right, unknown keys apart. */
  readonly part: Partial<T>;
}

/** Reads a map and goes on where something in it is wrong; paths are relative to it. */
export function readMap<E extends Entries>(shape: MapShape<E>, value: unknown): Reading<MapOf<E>> {
  if (!isMap(value)) return { problems: checkEntry("", shape, value), whole: undefined, part: {} };
  const wrongKeys = byKey("", shape.entries, value);
  const problems = [...wrongKeys.values()].flat();
  const right = Object.keys(shape.entries).filter(
    (key) => value[key] !== undefined && !wrongKeys.has(key),
  );
  const part = Object.fromEntries(right.map((key) => [key, value[key]])) as Partial<MapOf<E>>;
  const isWhole = Object.keys(shape.entries).every((key) => !wrongKeys.has(key));
  return { problems, whole: isWhole ? (part as MapOf<E>) : undefined, part };
}

/** Whether the value is a map: neither a list nor nothing. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** More keys than this in one map are not misspelt, and slow to compare. */
const mostSuggestions = 100;

/** The problems of a map under the key that each stands at; unknown keys first. */
function byKey(
  path: string,
  entries: Entries,
  value: Readonly<Record<string, unknown>>,
): Map<string, Problem[]> {
  const known = Object.keys(entries);
  const start = path === "" ? "" : `${path}.`;
  const found = new Map<string, Problem[]>();
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(entries, key)) continue;
    const mend = suggestion(key, found.size < mostSuggestions ? known : [], "Take it out.");
    const allowed = `only the keys ${known.join(", ")}`;
    // Written out, or it would look like the map's own path to whoever puts it under another.
    const name = key === "" ? '""' : key;
    found.set(key, [unknownKey(start + name, value[key], allowed, mend)]);
  }
  for (const [key, shape] of Object.entries(entries)) {
    const problems = checkEntry(start + key, shape, value[key]);
    if (problems.length > 0) found.set(key, problems);
  }
  return found;
}

function checkEntry(path: string, shape: Shape<unknown>, value: unknown): Problem[] {
  if (value !== undefined) return shape.check(path, value);
  return shape.optional === true ? [] : [{ path, allowed: shape.words, mend: "Add it." }];
}

function wrong(path: string, value: unknown, allowed: string): Problem {
  return { path, value, allowed, mend: "Correct it." };
}

function unknownKey(path: string, value: unknown, allowed: string, mend: string): Problem {
  return { path, value: value ?? null, allowed, mend };
}
