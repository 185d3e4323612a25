/**
 * The cluster that objects stand in, and what a caller may do there. Whether a call reaches the API server at all, and so
 * has an access entry, is asked by the world before any model; what the entry's policies allow is asked here
 * (authentication mode `API`).
 * Sources: docs.aws.amazon.com/eks/latest/userguide/access-entries.html and access-policy-permissions.html (read 2026-11).
 */
import { Refusal, type Caller, type CloudObject, type WorldView } from "../../world/model";
import { entryPrincipal } from "../aws/eks-names";
import { collection, kinds, type Kind } from "./kinds";
import { blockAt, flagAt, textAt, textsAt } from "./values";

const clusterType = "aws:eks/cluster:Cluster";
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
  const cluster = world.find(clusterType, clusterName(scope), regionOf(scope));
  return textAt(cluster?.outputs, "arn") === scope ? cluster : undefined;
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

/** Throws where the caller may not do in the cluster what it wants to. */
export function requireAccess(
  world: WorldView,
  scope: string,
  caller: Caller,
  { verb, kind, name, namespace }: Deed,
): void {
  const cluster = clusterOf(world, scope);
  const grants =
    cluster === undefined ? [] : grantsOf(world, cluster, entryPrincipal(caller.principalArn));
  if (grants.some((grant) => allows(grant, kind, namespace))) return;
  const where = kind.namespaced ? `in the namespace "${namespace}"` : "at the cluster scope";
  const what = verb === "create" ? collection(kind) : `${collection(kind)} "${name}"`;
  throw new Refusal(
    "Forbidden",
    `${what} is forbidden: User "${caller.principalArn}" cannot ${verb} resource "${kind.plural}" in API group "${kind.group}" ${where}`,
  );
}
