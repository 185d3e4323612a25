/** What the provider itself checks of plain inputs before any call, in the words of its plug-in SDK. */
import type { Properties } from "../../world/model";
import { isGiven, numberAt, textAt, textsAt } from "./inputs";

/** Something wrong with an input: its path, and what. */
export type Problem = readonly [path: string, reason: string];

/** The path as Pulumi writes it: `list[0].field` for `list.0.field`. */
function written(path: string): string {
  return path.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
}

/** Inputs that take only certain words; a path ending in `[]` looks at each element of a list. */
export function checkWords(
  inputs: Properties,
  words: Readonly<Record<string, readonly string[]>>,
): readonly Problem[] {
  return Object.entries(words).flatMap(([path, allowed]) => {
    const plain = path.replace("[]", "");
    const text = textAt(inputs, plain);
    const given = path.endsWith("[]") ? textsAt(inputs, plain) : text === undefined ? [] : [text];
    return given
      .filter((value) => !allowed.includes(value))
      .map((value): Problem => {
        const list = allowed.map((word) => `"${word}"`).join(" ");
        const name = written(plain);
        return [name, `expected ${name} to be one of [${list}], got ${value}`];
      });
  });
}

/** Numbers that must lie in a range, both ends included. */
export function checkRanges(
  inputs: Properties,
  ranges: Readonly<Record<string, readonly [least: number, most: number]>>,
): readonly Problem[] {
  return Object.entries(ranges).flatMap(([path, [least, most]]): Problem[] => {
    const value = numberAt(inputs, path);
    if (value === undefined || (value >= least && value <= most)) return [];
    const name = written(path);
    return [[name, `expected ${name} to be in the range (${least} - ${most}), got ${value}`]];
  });
}

/** Inputs of which exactly one must be given. */
export function checkExactlyOne(inputs: Properties, paths: readonly string[]): readonly Problem[] {
  const given = paths.filter((path) => isGiven(inputs, path));
  const [first = ""] = paths;
  if (given.length === 0) return [[first, `one of \`${paths.join(",")}\` must be specified`]];
  return given.slice(1).map((path): Problem => {
    return [path, `only one of \`${paths.join(",")}\` can be specified`];
  });
}
