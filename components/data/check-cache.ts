/** What plain data can tell of a cache. Pure. */
import { type Problem, under } from "../conventions/problems";
import {
  type Reading,
  listOf,
  map,
  number,
  oneOf,
  optional,
  readMap,
  text,
} from "../conventions/shape";
import type { CacheSize, CacheSpec } from "./declarations";

/**
 * The bounds that ElastiCache Serverless takes for its usage limits.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheUsageLimits.html read 2026-11
 */
const bounds = {
  maxDataGB: { from: 1, to: 5000 },
  maxProcessingUnitsPerSecond: { from: 1000, to: 15_000_000 },
} as const;

const shape = map({
  engine: oneOf("valkey"),
  size: map({ maxDataGB: number, maxProcessingUnitsPerSecond: number }),
  regions: optional(listOf(text)),
});

/** What of a cache's declaration has the right shape. */
export function readCache(spec: CacheSpec): Reading<CacheSpec> {
  return readMap(shape, spec);
}

/** All problems of a cache; paths are relative to its declaration. */
export function checkCache(spec: CacheSpec): Problem[] {
  const { problems, part } = readCache(spec);
  return [...problems, ...(part.size ? under("size", checkCacheSize(part.size)) : [])];
}

/** What is wrong with a cache's bounds; paths are relative to them. */
export function checkCacheSize(size: CacheSize): Problem[] {
  return (["maxDataGB", "maxProcessingUnitsPerSecond"] as const).flatMap((name) => {
    const value = size[name];
    const { from, to } = bounds[name];
    if (Number.isInteger(value) && value >= from && value <= to) return [];
    return [
      {
        path: name,
        value,
        allowed: `a whole number from ${from} to ${to}`,
        mend: "Choose a bound that ElastiCache Serverless takes.",
      },
    ];
  });
}
