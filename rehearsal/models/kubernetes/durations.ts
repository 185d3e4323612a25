/**
 * How long the Kubernetes provider takes, by kind: the call, and what the provider waits for. One table, so that it can
 * be judged and mended in one place.
 */
import type { Durations } from "../../world/model";

function estimate(create: number, update: number, remove: number, why: string): Durations {
  return { create, update, delete: remove, source: `estimate 2026-11: ${why}` };
}

/** One call to the API server; the provider waits for nothing. */
export const oneCall = estimate(1, 1, 1, "one call to the API server without a waiter");

export const durations = {
  namespace: estimate(
    1,
    1,
    15,
    "the provider waits until the namespace is gone, and it goes after everything in it",
  ),
  service: estimate(
    12,
    2,
    2,
    "the provider lets the endpoints settle for 10 s (await/service.go, read 2026-11)",
  ),
  deployment: estimate(
    120,
    60,
    15,
    "a rollout of 30 to 60 s; at first EKS Auto Mode starts a node, 60 to 90 s more",
  ),
  nodePool: estimate(1, 1, 120, "on deletion its nodes are drained and terminated"),
  nodeClass: estimate(1, 1, 10, "on deletion its instance profile is removed"),
  binding: estimate(1, 1, 10, "on deletion the controller deregisters the targets first"),
} as const;
