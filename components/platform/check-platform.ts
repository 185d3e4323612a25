/** Everything plain data can tell of a platform before anything is registered. */
import { checkClusterSpec } from "../clusters/cluster-checks";
import { type Problem, under } from "../conventions/problems";
import { checkTags } from "../conventions/tags";
import { checkLogRetention } from "../conventions/log-retention";
import { checkDomain } from "../routing/public-zone";
import { checkAddresses } from "../topology/address-checks";
import type { PlatformArgs } from "./platform-args";

/** All problems of a platform's arguments; paths are relative to them. */
export function checkPlatform(args: PlatformArgs): Problem[] {
  const { logRetentionDays: days } = args;
  return [
    ...checkAddresses(args),
    ...checkHomeRegion(args),
    ...under("domain", checkDomain(args.domain)),
    ...under("cluster", checkClusterSpec(args.cluster)),
    ...(days === undefined ? [] : checkLogRetention("logRetentionDays", days)),
    ...checkTags("tags", args.tags ?? {}),
  ];
}

function checkHomeRegion({ homeRegion, regions }: PlatformArgs): Problem[] {
  if (homeRegion in regions) return [];
  return [
    {
      path: "homeRegion",
      value: homeRegion,
      allowed: `one of the platform's regions: ${Object.keys(regions).sort().join(", ")}`,
      mend: "Name the region whose replica is the first; it can never change.",
    },
  ];
}
