/**
 * How long the loss of a region is felt by a client that resolves names as it should: detection by Route 53
 * health checks, then the time an answer may be kept. No control plane has a part in it. Pure.
 */
import type { Problem } from "../conventions/problems";

/** What the time of a fail-over follows from. */
export interface FailOverSettings {
  /** Seconds between the checks of one health checker: 10 (fast) or 30. */
  readonly intervalSeconds: number;
  /** Failed checks in a row until a checker says unhealthy, 1 to 10. */
  readonly failureThreshold: number;
  /** Seconds that an answer may be kept. @default 60, which Route 53 fixes for aliases of load balancers */
  readonly ttlSeconds?: number;
  /** Seconds until the checkers' verdicts are one. @default 10, an assumption: AWS states no figure */
  readonly aggregationSeconds?: number;
  /** Seconds that a client keeps an answer beyond its time to live. @default 0: the client obeys it */
  readonly clientCacheSeconds?: number;
}

/**
 * The time to live of an alias record to a load balancer.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html read 2026-11
 */
export const aliasTtlSeconds = 60;

/** Not documented by AWS: an upper bound to measure against. */
const assumedAggregationSeconds = 10;

/**
 * The two intervals that Route 53 offers, and its range of thresholds.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html read 2026-11
 */
const intervals: readonly number[] = [10, 30];
const highestThreshold = 10;

/**
 * Seconds from the loss of a region to the last client's next request elsewhere:
 * `interval x threshold + aggregation + time to live + client cache`. Connections that stay open and
 * clients that keep answers longer than they say are not in it.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html read 2026-11
 */
export function failOverSeconds(settings: FailOverSettings): number {
  const detection = settings.intervalSeconds * settings.failureThreshold;
  const aggregation = settings.aggregationSeconds ?? assumedAggregationSeconds;
  return (
    detection +
    aggregation +
    (settings.ttlSeconds ?? aliasTtlSeconds) +
    (settings.clientCacheSeconds ?? 0)
  );
}

/**
 * What is wrong with the settings: values that Route 53 does not offer, and, where an objective in seconds
 * is given, a fail-over that takes longer.
 */
export function checkFailOver(
  path: string,
  settings: FailOverSettings,
  objectiveSeconds?: number,
): Problem[] {
  const { intervalSeconds, failureThreshold } = settings;
  const problems: Problem[] = [];
  if (!intervals.includes(intervalSeconds)) {
    const allowed = `${intervals.join(" or ")} seconds`;
    problems.push({
      path: `${path}.intervalSeconds`,
      value: intervalSeconds,
      allowed,
      mend: "Choose one of the two.",
    });
  }
  if (!isWithin(failureThreshold, 1, highestThreshold)) {
    const allowed = `a whole number of failed checks from 1 to ${highestThreshold}`;
    problems.push({
      path: `${path}.failureThreshold`,
      value: failureThreshold,
      allowed,
      mend: "Three is usual.",
    });
  }
  for (const key of ["ttlSeconds", "aggregationSeconds", "clientCacheSeconds"] as const) {
    const value = settings[key];
    if (value === undefined || isWithin(value, 0, Number.MAX_SAFE_INTEGER)) continue;
    problems.push({
      path: `${path}.${key}`,
      value,
      allowed: "a whole number of seconds, 0 or more",
      mend: "Correct it.",
    });
  }
  if (problems.length > 0 || objectiveSeconds === undefined) return problems;
  return checkObjective(path, settings, objectiveSeconds);
}

function isWithin(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}

function checkObjective(
  path: string,
  settings: FailOverSettings,
  objectiveSeconds: number,
): Problem[] {
  const seconds = failOverSeconds(settings);
  if (seconds <= objectiveSeconds) return [];
  const { intervalSeconds, failureThreshold } = settings;
  return [
    {
      path,
      value: seconds,
      allowed: `a fail-over of at most ${objectiveSeconds} seconds; checks every ${intervalSeconds} s, ${failureThreshold} failures and caching come to ${seconds}`,
      mend: "Check more often, tolerate fewer failures, or declare a longer objective.",
    },
  ];
}
