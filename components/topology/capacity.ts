/**
 * How many replicas a region needs so that the regions left after a loss still carry the peak. Pure.
 *
 * What is declared is how many regions have to carry the peak, not how many there are: with three regions
 * of which one may be lost, two. A region that is added later then changes nothing in the others.
 */
import type { Problem } from "../conventions/problems";

/** A peak, and what may be left to carry it. */
export interface CapacityTarget {
  /** Requests per second over all regions at the busiest time. */
  readonly peakRequestsPerSecond: number;
  /** Requests per second that one replica serves within its objectives. */
  readonly requestsPerSecondPerReplica: number;
  /** Regions that carry the whole peak between them after the declared loss. */
  readonly survivingRegions: number;
}

/** What a service says of its replicas and of its load. */
export interface CapacityRequest {
  readonly peakRequestsPerSecond?: number;
  readonly requestsPerSecondPerReplica?: number;
  readonly survivingRegions: number;
  /** Most replicas per region. */
  readonly maxReplicas: number;
  /** How many regions it runs in. */
  readonly regions: number;
}

/** Enough to tell a whole number from one that floating-point division missed by a hair. */
const significantDigits = 12;

/**
 * The fewest replicas in each region: `ceil(peak / survivors / per replica)`, and never fewer than
 * declared.
 *
 * @see https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_static_stability.html read 2026-11
 */
export function minReplicas(target: CapacityTarget, declared = 1): number {
  const { peakRequestsPerSecond, requestsPerSecondPerReplica, survivingRegions } = target;
  const exact = peakRequestsPerSecond / survivingRegions / requestsPerSecondPerReplica;
  return Math.max(declared, Math.ceil(Number(exact.toPrecision(significantDigits))));
}

/**
 * What is wrong with a declared capacity: half of a declaration, numbers out of range, fewer regions than
 * have to survive, a most that is below what the peak needs. Nothing is wrong where no peak is declared.
 */
export function checkCapacity(path: string, request: CapacityRequest): Problem[] {
  const { peakRequestsPerSecond, requestsPerSecondPerReplica, survivingRegions } = request;
  if (peakRequestsPerSecond === undefined && requestsPerSecondPerReplica === undefined) return [];
  const problems = [
    ...checkLoad(`${path}.peakRequestsPerSecond`, peakRequestsPerSecond),
    ...checkLoad(`${path}.requestsPerSecondPerReplica`, requestsPerSecondPerReplica),
    ...checkSurvivors(`${path}.survivingRegions`, survivingRegions, request.regions),
  ];
  if (problems.length > 0) return problems;
  if (peakRequestsPerSecond === undefined || requestsPerSecondPerReplica === undefined) return [];
  const target = { peakRequestsPerSecond, requestsPerSecondPerReplica, survivingRegions };
  return checkMost(`${path}.maxReplicas`, target, request.maxReplicas);
}

function checkLoad(path: string, value: number | undefined): Problem[] {
  if (value !== undefined && Number.isFinite(value) && value > 0) return [];
  const allowed = "a number of requests per second above 0, for the peak and for one replica alike";
  return [{ path, value, allowed, mend: "State both, or neither." }];
}

function checkSurvivors(path: string, survivors: number, regions: number): Problem[] {
  if (Number.isInteger(survivors) && survivors >= 1 && survivors <= regions) return [];
  const allowed = `a whole number from 1 to ${regions}, the number of regions it runs in`;
  return [
    {
      path,
      value: survivors,
      allowed,
      mend: "Let it run in more regions, or let fewer of them carry the peak.",
    },
  ];
}

function checkMost(path: string, target: CapacityTarget, most: number): Problem[] {
  const needed = minReplicas(target);
  if (most >= needed) return [];
  const { peakRequestsPerSecond, requestsPerSecondPerReplica, survivingRegions } = target;
  const allowed =
    `at least ${needed} replicas per region, for ${peakRequestsPerSecond} requests per second over ` +
    `${survivingRegions} surviving region(s) at ${requestsPerSecondPerReplica} per replica`;
  return [
    { path, value: most, allowed, mend: `Raise it to ${needed} or more, or declare a lower peak.` },
  ];
}
