/** What is wrong with a system where what it is made from is not all known: its sizes, or its regions. Pure. */
import { type Problem, renderProblem } from "../components/conventions/problems";
import { type SystemRegions, checkSystem } from "../components/platform/check-system";
import type { SystemSpec } from "../components/platform/system-spec";
import { regionTable } from "../components/topology/regions";
import type { Sizes } from "./boutique";

interface StandIns {
  readonly sizes: Sizes;
  readonly homeRegion: string;
  readonly regions: (homeRegion: string) => readonly string[];
}

const allRegions = regionTable.map(({ name }) => name);

/** As far apart as they can be: nothing that is told because of one of them is told because of the other. */
const least: StandIns = {
  sizes: {
    host: "least",
    scale: { minReplicas: 1, maxReplicas: 1 },
    cache: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
    loadUsers: 0,
  },
  homeRegion: "eu-west-1",
  regions: (homeRegion) => [homeRegion],
};
const most: StandIns = {
  sizes: {
    host: "most",
    scale: { minReplicas: 1000, maxReplicas: 1000 },
    cache: { maxDataGB: 5000, maxProcessingUnitsPerSecond: 15_000_000 },
    loadUsers: 100_000,
  },
  homeRegion: "us-east-1",
  regions: () => allRegions,
};

/**
 * The problems of a system that it has whatever stands in the place of what is not known, so that none of them is told
 * because of a guess; paths are relative to its declaration.
 *
 * @param declare makes the system; what it throws over a stand-in is nobody's mistake yet
 */
export function checkInPart(
  name: string,
  declare: (sizes: Sizes) => SystemSpec,
  sizes: Partial<Sizes>,
  where: Partial<SystemRegions>,
): Problem[] {
  const [first = [], second = []] = [least, most].map((standIns): Problem[] => {
    const system = declared(() => declare({ ...standIns.sizes, ...sizes }));
    const homeRegion = where.homeRegion ?? standIns.homeRegion;
    const regions = where.regions ?? standIns.regions(homeRegion);
    return system ? checkSystem(name, system.spec, { ...where, homeRegion, regions }) : [];
  });
  const again = new Set(second.map(renderProblem));
  return first.filter((problem) => again.has(renderProblem(problem)));
}

/** What was declared, whatever that is; undefined where it could not be. */
function declared(declare: () => SystemSpec): { readonly spec: SystemSpec } | undefined {
  try {
    return { spec: declare() };
  } catch {
    return undefined;
  }
}
