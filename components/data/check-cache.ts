/** What plain data can tell of a cache. Pure. */
import type { Problem } from "../conventions/problems";
import type { CacheSpec } from "./declarations";

/**
 * The bounds that ElastiCache Serverless takes for its usage limits.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheUsageLimits.html read 2026-11
 */
const bounds = {
  maxDataGB: { from: 1, to: 5000 },
  maxProcessingUnitsPerSecond: { from: 1000, to: 15_000_000 },
} as const;

/** All problems of a cache; paths are relative to its declaration. */
export function checkCache(spec: CacheSpec): Problem[] {
  return (["maxDataGB", "maxProcessingUnitsPerSecond"] as const).flatMap((name) => {
    const value = spec.size[name];
    const { from, to } = bounds[name];
    if (Number.isInteger(value) && value >= from && value <= to) return [];
    return [
      {
        path: `size.${name}`,
        value,
        allowed: `a whole number from ${from} to ${to}`,
        mend: "Choose a bound that ElastiCache Serverless takes.",
      },
    ];
  });
}
