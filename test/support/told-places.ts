/** Holds an error against what was broken: whether it names that place, and shows what stands there. */
import type { Told } from "./bad-input";
import { type Break, type Place, at } from "./breaks";

/** One place broken in one way. */
export interface Attempt {
  readonly name: string;
  readonly place: Place;
  readonly broken: Break;
  /** The data as the program gets it. */
  readonly data: unknown;
}

/** What is told elsewhere, because another rule hangs on the place that is broken. */
export interface Consequence {
  readonly of: RegExp;
  readonly told: RegExp;
  /** The breaks that only that rule can tell. @default none */
  readonly alone?: RegExp;
  readonly why: string;
}

/** What an error does not say, or says besides. */
export function misplaced(
  attempt: Attempt,
  problems: readonly Told[],
  consequences: readonly Consequence[],
): string[] {
  const { name, place, broken, data } = attempt;
  const wrong = broken.wrong(place);
  const known = consequences.filter(({ of }) => of.test(place.join(".")));
  const found = problems.map((problem) => ({
    problem,
    shown: wrong.flatMap((one) => shownAt(problem.path, one, data)),
  }));
  const elsewhere = found.filter(({ shown }) => shown.length === 0);
  const isExplained = ({ path }: Told) => known.some(({ told }) => told.test(path));
  const mayBeAlone = known.some(({ alone }) => alone?.test(broken.what));
  return [
    ...elsewhere
      .filter(({ problem }) => !isExplained(problem))
      .map(({ problem }) => `${name}: ${problem.path} is told`),
    ...(elsewhere.length < problems.length || mayBeAlone ? [] : [`${name}: is not told`]),
    ...found
      .filter(({ problem, shown }) => shown.length > 0 && !shown.includes(problem.value))
      .map(({ problem }) => `${name}: ${problem.path} is shown as ${problem.value ?? "missing"}`),
  ];
}

/**
 * What an error may show at a path that is a broken place, lies below it, or is the list that it is an item of: what
 * stands there, its key, or the item. None where the path is none of these.
 */
function shownAt(path: string, wrong: Place, data: unknown): readonly (string | undefined)[] {
  const list = wrong.slice(0, -1);
  if (path === rendered(wrong)) return shownOf(wrong, data);
  if (path.startsWith(`${rendered(wrong)}.`)) return shownOf(path.split("."), data);
  if (path !== rendered(list) || !Array.isArray(found(data, list))) return [];
  return [...shownOf(list, data), written(found(data, wrong))];
}

function shownOf(place: Place, data: unknown): readonly (string | undefined)[] {
  const value = found(data, place);
  // What is empty is as good as missing.
  const isEmpty = value === "" || JSON.stringify(value) === "{}";
  return [written(value), written(place.at(-1)), ...(isEmpty ? [undefined] : [])];
}

function found(data: unknown, place: Place): unknown {
  try {
    return at(data, place);
  } catch {
    return undefined;
  }
}

/** As people are promised to find a path: an empty key in quotation marks, 200 characters, in one line. */
function rendered(place: Place): string {
  return inOneLine(cut(place.map((key) => (key === "" ? '""' : key)).join("."), 200));
}

function written(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return inOneLine(cut(value === Infinity ? "Infinity" : JSON.stringify(value), 80));
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}...` : text;
}

function inOneLine(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}]/gu,
    (control) => `\\u{${(control.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
