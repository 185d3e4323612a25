/**
 * Whether a call reaches a cluster's API server and is allowed there. Access is decided by EKS access entries
 * alone (authentication mode `API`).
 * Sources: docs.aws.amazon.com/eks/latest/userguide/access-entries.html and access-policy-permissions.html;
 * pulumi/pulumi-kubernetes provider/pkg/provider/provider.go for what the provider makes of it (read 2026-11).
 */
import { Refusal, type Caller, type CloudObject, type WorldView } from "../../world/model";
import { collection, kinds, type Kind } from "./kinds";
import { blockAt, flagAt, textAt, textsAt } from "./values";

const clusterType = "aws:eks/cluster:Cluster";
const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/** What a caller does to an object. */
export interface Deed {
  readonly verb: "create" | "patch" | "delete";
  readonly kind: Kind;
  readonly name: string;
  readonly namespace: string;
}

/** The cluster that a scope (its ARN) names. */
export function clusterOf(world: WorldView, scope: string): CloudObject | undefined {
  return world.all(clusterType).find((cluster) => textAt(cluster.outputs, "arn") === scope);
}

/** The region of a cluster, from its ARN. */
export function regionOf(scope: string): string {
  return scope.split(":")[3] ?? "";
}

/** The name of a cluster, from its ARN. */
export function clusterName(scope: string): string {
  return scope.split("/").pop() ?? "";
}

/** True where the cluster runs EKS Auto Mode's compute, and so knows NodePools and NodeClasses. */
export function hasCompute(cluster: CloudObject): boolean {
  return flagAt(cluster.outputs, "computeConfig", "enabled") === true;
}

/** True where the cluster runs EKS Auto Mode's load balancing, and so the controller of TargetGroupBindings. */
export function hasLoadBalancing(cluster: CloudObject): boolean {
  return (
    flagAt(cluster.outputs, "kubernetesNetworkConfig", "elasticLoadBalancing", "enabled") === true
  );
}

/** The node pools that EKS Auto Mode brings by itself: `general-purpose`, `system`. */
export function builtInPools(cluster: CloudObject): readonly string[] {
  return textsAt(cluster.outputs, "computeConfig", "nodePools");
}

/** `arn:aws:sts::1:assumed-role/r/session` acts as `arn:aws:iam::1:role/r`: entries name roles, not sessions. */
function roleOfSession(principalArn: string): string {
  const found = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(principalArn);
  return found ? `arn:aws:iam::${found[1] ?? ""}:role/${found[2] ?? ""}` : principalArn;
}

type Power = "all" | "workloads" | "none";

/** What each of EKS's access policies lets one change. */
const powers: Readonly<Record<string, Power>> = {
  AmazonEKSClusterAdminPolicy: "all",
  AmazonEKSAdminPolicy: "workloads",
  AmazonEKSEditPolicy: "workloads",
};
/** What the policies for workloads do not reach: the aggregated roles `admin` and `edit` leave it out. */
const beyondWorkloads: readonly Kind[] = [
  kinds.Namespace,
  kinds.ResourceQuota,
  kinds.LimitRange,
  kinds.NodePool,
  kinds.NodeClass,
  kinds.TargetGroupBinding,
];

interface Grant {
  readonly power: Power;
  /** Undefined: the whole cluster. */
  readonly namespaces?: readonly string[];
}

function grantsOf(world: WorldView, cluster: CloudObject, principal: string): readonly Grant[] {
  const name = clusterName(textAt(cluster.outputs, "arn") ?? "");
  return world
    .all(associationType, cluster.scope)
    .filter(
      ({ outputs }) =>
        textAt(outputs, "clusterName") === name && textAt(outputs, "principalArn") === principal,
    )
    .map(({ outputs }): Grant => {
      const policy = (textAt(outputs, "policyArn") ?? "").split("/").pop() ?? "";
      const power = powers[policy] ?? "none";
      const scope = blockAt(outputs, "accessScope");
      return textAt(scope, "type") === "namespace"
        ? { power, namespaces: textsAt(scope, "namespaces") }
        : { power };
    });
}

function allows(grant: Grant, kind: Kind, namespace: string): boolean {
  if (grant.power === "none") return false;
  if (grant.namespaces !== undefined && !(kind.namespaced && grant.namespaces.includes(namespace)))
    return false;
  if (grant.power === "all") return true;
  return kind.namespaced && !beyondWorkloads.includes(kind);
}

function unreachable(reason: string): Refusal {
  return new Refusal(
    "ClusterUnreachable",
    `configured Kubernetes cluster is unreachable: unable to load schema information from the API server: ${reason}`,
  );
}

/**
 * What stops a caller from reaching a cluster at all: it is gone, not active yet, or has no access entry for
 * the caller. Undefined where nothing does. The world asks this before a read as well.
 */
export function reachRefusal(world: WorldView, scope: string, caller: Caller): Refusal | undefined {
  const cluster = clusterOf(world, scope);
  const address = `${clusterName(scope)}.${regionOf(scope)}.eks.amazonaws.com`;
  if (cluster === undefined)
    return unreachable(
      `Get "https://${address}/openapi/v2?timeout=32s": dial tcp: lookup ${address}: no such host`,
    );
  const status = textAt(cluster.outputs, "status");
  if (status !== undefined && status !== "ACTIVE" && status !== "UPDATING")
    return unreachable(
      `Get "${textAt(cluster.outputs, "endpoint") ?? address}/openapi/v2?timeout=32s": dial tcp: connect: connection refused`,
    );
  const principal = roleOfSession(caller.principalArn);
  const known = world
    .all(entryType, cluster.scope)
    .some(
      ({ outputs }) =>
        textAt(outputs, "clusterName") === clusterName(scope) &&
        textAt(outputs, "principalArn") === principal,
    );
  if (known) return undefined;
  return unreachable("the server has asked for the client to provide credentials");
}

/** Throws where the caller cannot reach the cluster, or may not do there what it wants to. */
export function requireAccess(
  world: WorldView,
  scope: string,
  caller: Caller,
  { verb, kind, name, namespace }: Deed,
): void {
  const refused = reachRefusal(world, scope, caller);
  if (refused !== undefined) throw refused;
  const cluster = clusterOf(world, scope);
  const grants =
    cluster === undefined ? [] : grantsOf(world, cluster, roleOfSession(caller.principalArn));
  if (grants.some((grant) => allows(grant, kind, namespace))) return;
  const where = kind.namespaced ? `in the namespace "${namespace}"` : "at the cluster scope";
  const what = verb === "create" ? collection(kind) : `${collection(kind)} "${name}"`;
  throw new Refusal(
    "Forbidden",
    `${what} is forbidden: User "${caller.principalArn}" cannot ${verb} resource "${kind.plural}" in API group "${kind.group}" ${where}`,
  );
}
