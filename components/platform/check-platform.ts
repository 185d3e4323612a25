/** Everything plain data can tell of a platform before anything is registered. */
import { checkClusterSpec } from "../clusters/cluster-checks";
import { checkLogRetention } from "../conventions/log-retention";
import { isDnsLabel } from "../conventions/naming";
import { suggestion } from "../conventions/nearest-name";
import { type Problem, under } from "../conventions/problems";
import { checkTags } from "../conventions/tags";
import { checkDomain } from "../routing/public-zone";
import { checkAddresses } from "../topology/address-checks";
import type { PlatformArgs, RegionSpec } from "./platform-args";

/**
 * All problems of a platform's arguments; paths are relative to them. What is absent is not judged: so that a
 * stack's file is judged as far as it can be read.
 */
export function checkPlatform(args: Partial<PlatformArgs>): Problem[] {
  const { homeRegion, regions, supernet, domain, cluster, logRetentionDays: days, tags } = args;
  return [
    ...(regions ? checkAddresses({ regions, supernet }) : []),
    ...Object.entries(regions ?? {}).flatMap(([name, region]) =>
      checkNatZone(`regions.${name}.natZone`, region, args.nat),
    ),
    ...(regions && homeRegion !== undefined
      ? checkHomeRegion(homeRegion, Object.keys(regions))
      : []),
    ...(domain ? under("domain", checkDomain(domain)) : []),
    ...(cluster ? under("cluster", checkClusterSpec(cluster)) : []),
    ...(days === undefined ? [] : checkLogRetention("logRetentionDays", days)),
    ...checkTags("tags", tags ?? {}),
  ];
}

function checkNatZone(
  path: string,
  { natZone, zones }: RegionSpec,
  nat: PlatformArgs["nat"],
): Problem[] {
  if (natZone === undefined) return [];
  if (nat !== "single") {
    const allowed = "a zone only where `nat` is single; else every zone has a NAT gateway";
    return [{ path, value: natZone, allowed, mend: "Take it out." }];
  }
  if (zones.includes(natZone)) return [];
  const allowed = `one of the region's zones: ${zones.join(", ")}`;
  return [{ path, value: natZone, allowed, mend: "Name the zone where the NAT gateway stands." }];
}

/** What leaves room for a region, a role and a hash in the names AWS limits. */
const longestPlatformName = 30;

/** What is wrong with the name of a platform, with which every name under it begins. */
export function checkPlatformName(name: string): Problem[] {
  if (isDnsLabel(name) && /^[a-z]/.test(name) && name.length <= longestPlatformName) return [];
  return [
    {
      path: "name",
      value: name,
      allowed: `1 to ${longestPlatformName} lower-case letters, digits and inner hyphens, starting with a letter`,
      mend: "Rename the platform: every name under it begins with its name.",
    },
  ];
}

/** What is wrong with the choice of the home region: that it is none of the regions. */
export function checkHomeRegion(homeRegion: string, regions: readonly string[]): Problem[] {
  if (regions.includes(homeRegion)) return [];
  return [
    {
      path: "homeRegion",
      value: homeRegion,
      allowed: `one of the platform's regions: ${[...regions].sort().join(", ")}`,
      mend: suggestion(
        homeRegion,
        regions,
        "Name the region that keeps what has one region only; it can never change.",
      ),
    },
  ];
}
