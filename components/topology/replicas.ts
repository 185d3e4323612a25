/** How many replicas a service may have in a region. Pure. */
import type { Problem } from "../conventions/problems";

/** Fewest and most replicas per region. */
export interface ReplicaRange {
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** Targets that one target group takes by default: each replica of a routed service is one. */
const mostReplicas = 1000;

/**
 * What is wrong with the range: numbers that are not whole or not from 1 to 1,000, and a fewest above the
 * most.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html read 2026-11
 */
export function checkReplicas(path: string, range: ReplicaRange): Problem[] {
  const { minReplicas, maxReplicas } = range;
  const problems = [
    ...checkCount(`${path}.minReplicas`, minReplicas),
    ...checkCount(`${path}.maxReplicas`, maxReplicas),
  ];
  if (!(minReplicas > maxReplicas)) return problems;
  const allowed = `at most maxReplicas, which is ${maxReplicas}`;
  const mend = "Lower minReplicas or raise maxReplicas.";
  return [...problems, { path: `${path}.minReplicas`, value: minReplicas, allowed, mend }];
}

function checkCount(path: string, count: number): Problem[] {
  if (Number.isInteger(count) && count >= 1 && count <= mostReplicas) return [];
  const allowed = `a whole number of replicas per region from 1 to ${mostReplicas}`;
  return [{ path, value: count, allowed, mend: "Correct the number." }];
}
