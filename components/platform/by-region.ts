/** What the composition roots hold by region. Pure. */
import type { Sites } from "../conventions/contracts";

/** The same regions with other values. */
export function mapRegions<A, B>(
  byRegion: Readonly<Record<string, A>>,
  change: (value: A, region: string) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(
    Object.entries(byRegion).map(([region, value]) => [region, change(value, region)]),
  );
}

/** The sites that a declaration names, or all of them where it names none. */
export function sitesIn(sites: Sites, regions: readonly string[] | undefined): Sites {
  if (regions === undefined) return sites;
  return Object.fromEntries(Object.entries(sites).filter(([region]) => regions.includes(region)));
}

/** The region's value. Throws a RangeError that says `what` is missing there. */
export function inRegion<T>(
  byRegion: Readonly<Record<string, T | undefined>>,
  region: string,
  what: string,
): T {
  const found = byRegion[region];
  if (found === undefined) throw new RangeError(`there is no ${what} in ${region}`);
  return found;
}
