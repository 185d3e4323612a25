/** What exists, and what of it nobody's state knows. */
import type { CloudObject } from "./model";
import type { Inspected, InspectRequest, InspectResult } from "./protocol";
import { textAt } from "./paths";
import type { Registry } from "./registry";
import type { State } from "./state";
import type { Stored } from "./store";
import { viewOf } from "./view";

const policyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const clusterType = "aws:eks/cluster:Cluster";

export function inspect(
  state: State,
  registry: Pick<Registry, "findings" | "enforcesNetworkPolicy">,
  request: InspectRequest,
): InspectResult {
  const { urn, leaks } = request;
  const known = leaks && knownIds(leaks);
  const chosen = candidates(state, request)
    .filter(({ object }) => urn === undefined || object.urn === urn)
    .filter(({ object }) => known === undefined || isLeak(object, known));
  const answered = new Set(chosen.map(({ object }) => object));
  const view = viewOf(state, state.begin());
  const enforces = (clusterArn: string): boolean =>
    registry.enforcesNetworkPolicy(view, clusterArn);
  return {
    objects: chosen.map((stored) => inspected(stored, enforces)),
    findings: registry.findings(view).filter(({ type, scope, id }) => {
      const stored = state.store.find(type, id, scope);
      return stored !== undefined && answered.has(stored.object);
    }),
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

function inspected(
  { object, notReady }: Stored,
  enforces: (clusterArn: string) => boolean,
): Inspected {
  const cluster = enforcer(object);
  return {
    ...object,
    ...(cluster === undefined ? {} : { enforced: enforces(cluster) }),
    ...(notReady ? { notReady } : {}),
  };
}

/** The ARN of the cluster that an object's policies are up to: of a policy the one it is in, of a cluster its own. */
function enforcer(object: CloudObject): string | undefined {
  if (object.type === policyType) return object.scope;
  return object.type === clusterType ? textAt(object.outputs, "arn") : undefined;
}
