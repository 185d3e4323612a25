/**
 * Availability zones: their names and ids. Which letters an account sees differs between accounts, so every
 * letter that AWS gives out in a region is taken.
 * Source: docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html (read 2026-11).
 */

/** Letters of the zones where they are not the usual `abc`. */
const letters: Readonly<Record<string, string>> = {
  "us-east-1": "abcdef",
  "us-west-2": "abcd",
  "ap-northeast-1": "abcd",
  "ap-northeast-2": "abcd",
  "ca-central-1": "abd",
};

const directions: Readonly<Record<string, string>> = {
  north: "n",
  south: "s",
  east: "e",
  west: "w",
  central: "c",
  northeast: "ne",
  southeast: "se",
  northwest: "nw",
  southwest: "sw",
};

/** The names of a region's zones, such as `eu-west-1a`. */
export function zonesOf(region: string): readonly string[] {
  return Array.from(letters[region] ?? "abc", (letter) => `${region}${letter}`);
}

/** The id of a zone that is the same for every account, such as `euw1-az1` for `eu-west-1a`. */
export function zoneIdOf(zone: string): string {
  const [, area = "", direction = "", number = "", letter = "a"] =
    /^([a-z]+)-([a-z]+)-(\d+)([a-z])$/.exec(zone) ?? [];
  const place = letter.charCodeAt(0) - "a".charCodeAt(0) + 1;
  return `${area}${directions[direction] ?? ""}${number}-az${place}`;
}

/** The name of the zone with that id in a region; undefined where there is none. */
export function zoneOfId(region: string, zoneId: string): string | undefined {
  return zonesOf(region).find((zone) => zoneIdOf(zone) === zoneId);
}
