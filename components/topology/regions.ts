/**
 * The regions that a system can stand in, each with its address slot. Pure.
 *
 * The table is append-only: a row is never moved, and a slot never given to another region, because a
 * region's CIDR follows from it and a CIDR cannot be changed in place. New regions get the next free slot.
 */
import { suggestion } from "../conventions/nearest-name";
import type { Problem } from "../conventions/problems";

/** Where a region lies, for choosing regions far enough apart. */
export type Continent = "africa" | "asia" | "europe" | "northAmerica" | "oceania" | "southAmerica";

/** One region of AWS's commercial partition. */
export interface Region {
  readonly name: string;
  /** The region's place among the 256 blocks of size /16 in 10.0.0.0/8. Never reused. */
  readonly slot: number;
  readonly continent: Continent;
}

/**
 * All regions of the commercial partition (`aws`), in the order of their opening.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html read 2026-11
 */
export const regionTable = [
  { name: "us-east-1", slot: 0, continent: "northAmerica" },
  { name: "eu-west-1", slot: 1, continent: "europe" },
  { name: "us-west-1", slot: 2, continent: "northAmerica" },
  { name: "ap-southeast-1", slot: 3, continent: "asia" },
  { name: "ap-northeast-1", slot: 4, continent: "asia" },
  { name: "us-west-2", slot: 5, continent: "northAmerica" },
  { name: "sa-east-1", slot: 6, continent: "southAmerica" },
  { name: "ap-southeast-2", slot: 7, continent: "oceania" },
  { name: "eu-central-1", slot: 8, continent: "europe" },
  { name: "ap-northeast-2", slot: 9, continent: "asia" },
  { name: "ap-south-1", slot: 10, continent: "asia" },
  { name: "us-east-2", slot: 11, continent: "northAmerica" },
  { name: "ca-central-1", slot: 12, continent: "northAmerica" },
  { name: "eu-west-2", slot: 13, continent: "europe" },
  { name: "eu-west-3", slot: 14, continent: "europe" },
  { name: "ap-northeast-3", slot: 15, continent: "asia" },
  { name: "eu-north-1", slot: 16, continent: "europe" },
  { name: "ap-east-1", slot: 17, continent: "asia" },
  { name: "me-south-1", slot: 18, continent: "asia" },
  { name: "af-south-1", slot: 19, continent: "africa" },
  { name: "eu-south-1", slot: 20, continent: "europe" },
  { name: "ap-southeast-3", slot: 21, continent: "asia" },
  { name: "me-central-1", slot: 22, continent: "asia" },
  { name: "eu-central-2", slot: 23, continent: "europe" },
  { name: "eu-south-2", slot: 24, continent: "europe" },
  { name: "ap-south-2", slot: 25, continent: "asia" },
  { name: "ap-southeast-4", slot: 26, continent: "oceania" },
  { name: "il-central-1", slot: 27, continent: "asia" },
  { name: "ca-west-1", slot: 28, continent: "northAmerica" },
  { name: "ap-southeast-5", slot: 29, continent: "asia" },
  { name: "ap-southeast-7", slot: 30, continent: "asia" },
  { name: "mx-central-1", slot: 31, continent: "northAmerica" },
  { name: "ap-east-2", slot: 32, continent: "asia" },
  { name: "ap-southeast-6", slot: 33, continent: "oceania" },
] as const satisfies readonly Region[];

/** The name of a region of the commercial partition. */
export type RegionName = (typeof regionTable)[number]["name"];

const byName: ReadonlyMap<string, Region> = new Map(
  regionTable.map((region) => [region.name, region]),
);

/** The table's row for that region, or undefined where there is none. */
export function findRegion(name: string): Region | undefined {
  return byName.get(name);
}

/** Whether the text names a region of the table. */
export function isRegionName(name: string): name is RegionName {
  return byName.has(name);
}

/** What is wrong with the name of a region: a region that the table does not have, with the nearest that it has unless that is not asked for. */
export function checkRegionName(path: string, name: string, suggest = true): Problem[] {
  if (isRegionName(name)) return [];
  const mend = suggestion(
    name,
    suggest ? byName.keys() : [],
    "Choose a region of the commercial partition, such as eu-west-1.",
  );
  return [{ path, value: name, allowed: `one of the ${byName.size} commercial AWS regions`, mend }];
}

const zoneLetters = "abcdefgh";

/** Slots that every region keeps for zones, one for each letter. */
export const zoneSlots = zoneLetters.length;

/**
 * Whether the text is formed like one of the region's availability zones: the region's name and a letter
 * from a to h. Which letters an account has is known to AWS only. Local and wavelength zones are none.
 */
export function isZoneOf(region: string, zone: string): boolean {
  return (
    zone.length === region.length + 1 &&
    zone.startsWith(region) &&
    zoneLetters.includes(zone.slice(-1))
  );
}

/**
 * A zone's place among its region's eight, by its letter: a is 0, h is 7.
 *
 * Throws a RangeError when the name does not end with a letter from a to h.
 */
export function zoneSlot(zone: string): number {
  const slot = zone === "" ? -1 : zoneLetters.indexOf(zone.slice(-1));
  if (slot < 0)
    throw new RangeError(`the zone ${JSON.stringify(zone)} does not end with a letter from a to h`);
  return slot;
}
