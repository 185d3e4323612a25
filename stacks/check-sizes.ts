/** What plain data can tell of a stack's sizes, by the same rules as of what is declared with them. Pure. */
import { type Problem, under } from "../components/conventions/problems";
import { checkCacheSize } from "../components/data/check-cache";
import { checkScale } from "../components/services/check-microservice";
import { checkHosts } from "../components/topology/hosts";
import type { Sizes } from "./boutique";

/**
 * All problems of sizes, as far as there are any; paths are relative to them.
 *
 * @param regions how many regions the platform has, where that is known
 */
export function checkSizes({ host, scale, cache }: Partial<Sizes>, regions?: number): Problem[] {
  return [
    ...(host === undefined ? [] : checkHosts([{ key: "sizes", host, path: "host" }])),
    ...(scale ? checkScale("scale", scale, regions ?? scale.survivingRegions ?? 1) : []),
    ...(cache ? under("cache", checkCacheSize(cache)) : []),
  ];
}

/** A system's problems without those of its sizes, which every part that is made from them has again. */
export function toldOnce(
  ofSystem: readonly Problem[],
  ofSizes: readonly Problem[],
): readonly Problem[] {
  const told = new Set(ofSizes.map(identity));
  return ofSystem.filter((problem) => !told.has(identity(problem)));
}

function identity({ path, value, allowed, mend }: Problem): string {
  return [path.split(".").at(-1), String(value), allowed, mend].join("\n");
}
