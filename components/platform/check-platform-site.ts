/** What plain data can tell of the platform that a system was handed, which need not be one of ours. */
import { type Problem, under } from "../conventions/problems";
import { readMicroservice } from "../services/microservice-shape";
import { checkHomeRegion } from "./check-platform";
import { declaredIn } from "./declared";
import type { PlatformSite } from "./platform-args";
import type { SystemSpec } from "./system-spec";

/** All problems of a platform as the ground of that system; paths start at the system's arguments. */
export function checkPlatformSite(platform: PlatformSite, system: SystemSpec): Problem[] {
  const regions = Object.keys(platform.sites).sort();
  if (regions.length === 0) return [noSite];
  const { system: declared } = declaredIn(system, regions);
  return [
    ...under("platform", checkHomeRegion(platform.homeRegion, regions)),
    ...regions.flatMap((region) => checkSite(platform, region)),
    ...Object.keys(declared.services).flatMap((key) => checkPublic(platform, declared, key)),
  ];
}

const noSite: Problem = {
  path: "platform.sites",
  allowed: "at least one region's site",
  mend: "Hand over a platform with a region.",
};

function checkSite({ sites, alertTopicArns }: PlatformSite, region: string): Problem[] {
  const problems: Problem[] = [];
  const named = sites[region]?.region;
  if (named !== region) {
    problems.push({
      path: `platform.sites.${region}.region`,
      value: named,
      allowed: `the region that the site stands under, ${region}`,
      mend: "Put the site under its own region.",
    });
  }
  if (alertTopicArns[region] === undefined) {
    problems.push({
      path: `platform.alertTopicArns.${region}`,
      allowed: "the ARN of a topic in every region with a site",
      mend: "Name the topic that the region's alarms go to.",
    });
  }
  return problems;
}

/** A host that no region serves would be a name without an answer. */
function checkPublic(
  { sites, publicZone }: PlatformSite,
  { services }: SystemSpec,
  key: string,
): Problem[] {
  const spec = services[key] && readMicroservice(services[key].spec).part;
  if (publicZone === undefined || spec?.public === undefined) return [];
  const regions = spec.regions ?? Object.keys(sites);
  if (regions.some((region) => sites[region]?.publicEntry !== undefined)) return [];
  return [
    {
      path: `services.${key}.public`,
      value: spec.public.host,
      allowed: "a public service only where at least one of its regions has a public entry",
      mend: `Give one of ${[...regions].sort().join(", ")} a public entry, or take \`public\` out.`,
    },
  ];
}
