/** What exists, and what of it nobody's state knows. */
import type { CloudObject } from "./model";
import type { Inspected, InspectRequest, InspectResult } from "./protocol";
import type { State } from "./state";
import type { Stored } from "./store";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const configMapType = "kubernetes:core/v1:ConfigMap";

export function inspect(state: State, request: InspectRequest): InspectResult {
  const { urn, leaks } = request;
  const known = leaks && knownIds(leaks);
  const chosen = candidates(state, request)
    .filter(({ object }) => urn === undefined || object.urn === urn)
    .filter(({ object }) => known === undefined || isLeak(object, known));
  return {
    objects: chosen.map((stored) => inspected(state, stored)),
    digest: state.digest(),
    down: [...state.down].sort(),
  };
}

function candidates(state: State, { type, scope }: InspectRequest): readonly Stored[] {
  if (type !== undefined) return state.store.all(type, scope);
  return scope === undefined ? state.store.everything() : state.store.inScope(scope);
}

/** What came with another object is no leak: it goes with that one. */
function isLeak(
  object: CloudObject,
  known: ReadonlyMap<string, ReadonlySet<string> | "any">,
): boolean {
  if (object.owner !== undefined) return false;
  const ids = known.get(object.urn ?? "");
  return ids === undefined || (ids !== "any" && !ids.has(object.id));
}

function knownIds(
  resources: NonNullable<InspectRequest["leaks"]>,
): ReadonlyMap<string, ReadonlySet<string> | "any"> {
  const known = new Map<string, Set<string> | "any">();
  for (const { urn, id } of resources) {
    const ids = known.get(urn) ?? new Set<string>();
    if (id === undefined || ids === "any") known.set(urn, "any");
    else known.set(urn, ids.add(id));
  }
  return known;
}

function inspected(state: State, { object, notReady }: Stored): Inspected {
  return {
    ...object,
    ...(object.type === policyType ? { enforced: isEnforced(state, object.scope) } : {}),
    ...(notReady ? { notReady } : {}),
  };
}

/**
 * EKS Auto Mode enforces network policies only where this ConfigMap says so.
 * Source: docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html (read 2026-11).
 */
function isEnforced(state: State, cluster: string): boolean {
  const settings = state.store.find(configMapType, "kube-system/amazon-vpc-cni", cluster);
  const data = settings?.object.inputs["data"];
  return (
    typeof data === "object" &&
    data !== null &&
    "enable-network-policy-controller" in data &&
    data["enable-network-policy-controller"] === "true"
  );
}
