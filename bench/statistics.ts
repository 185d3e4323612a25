/** What several runs of the same come to. */

/** The smallest, the middle and the largest of some figures. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Throws a RangeError where there is nothing to spread. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new RangeError("a spread needs a figure");
  const upper = sorted[Math.floor(sorted.length / 2)] ?? max;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? min;
  return { min, median: (lower + upper) / 2, max };
}

/**
 * How many times the second the first is, round by round: what the machine did in a round happened to both.
 *
 * Throws a RangeError where there are not as many of one as of the other.
 */
export function ratios(first: readonly number[], second: readonly number[]): number[] {
  if (first.length !== second.length) throw new RangeError("a ratio needs as many of both");
  return first.map((value, round) => value / (second[round] ?? Number.NaN));
}

/** Runs of several variants, by variant and in the order of rounds. */
export type Rounds<Variant extends string, T> = Readonly<Record<Variant, readonly T[]>>;

/** Runs every variant once, then every one again, and so on, so that no variant has a quieter machine than another. */
export async function interleaved<Variant extends string, T>(
  rounds: number,
  variants: readonly Variant[],
  run: (variant: Variant, round: number) => Promise<T>,
): Promise<Rounds<Variant, T>> {
  const results = Object.fromEntries(
    variants.map((variant): [string, T[]] => [variant, []]),
  ) as Record<Variant, T[]>;
  for (let round = 0; round < rounds; round++) {
    for (const variant of variants) results[variant].push(await run(variant, round));
  }
  return results;
}

/**
 * How much one more of what grows costs between neighbouring sizes: flat where the cost is linear.
 *
 * @param points sorted by size
 */
export function slopes(
  points: readonly { readonly size: number; readonly cost: number }[],
): number[] {
  return points.slice(1).map(({ size, cost }, index) => {
    const before = points[index] ?? { size: Number.NaN, cost: Number.NaN };
    return (cost - before.cost) / (size - before.size);
  });
}
