/** The Kubernetes kinds that are modelled, and how the API server calls them. */
import { Refusal } from "../../world/model";
import { objectNames, type NameForm } from "./names";

/** One kind. */
export interface Kind {
  /** Pulumi's type token: `__pulumiType` of the SDK's class, `kubernetes:<apiVersion>:<kind>` of a custom one. */
  readonly type: string;
  readonly apiVersion: string;
  /** The API group; empty for core. */
  readonly group: string;
  readonly kind: string;
  /** The plural that the API's paths and messages use. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly name: NameForm;
}

interface Row {
  readonly apiVersion: string;
  readonly plural: string;
  readonly namespaced?: false;
  readonly name?: NameForm;
  /** Where the token spells it differently from the API version. */
  readonly token?: string;
}

function kind(name: string, row: Row): Kind {
  const group = row.apiVersion.includes("/") ? (row.apiVersion.split("/")[0] ?? "") : "";
  return {
    type: `kubernetes:${row.token ?? row.apiVersion}:${name}`,
    apiVersion: row.apiVersion,
    group,
    kind: name,
    plural: row.plural,
    namespaced: row.namespaced ?? true,
    name: row.name ?? objectNames.subdomain,
  };
}

/** The kinds by their names. Sources of the name rules: kubernetes/kubernetes pkg/apis/core/validation (read 2026-11). */
export const kinds = {
  Namespace: kind("Namespace", {
    apiVersion: "v1",
    token: "core/v1",
    plural: "namespaces",
    namespaced: false,
    name: objectNames.label,
  }),
  ConfigMap: kind("ConfigMap", { apiVersion: "v1", token: "core/v1", plural: "configmaps" }),
  ServiceAccount: kind("ServiceAccount", {
    apiVersion: "v1",
    token: "core/v1",
    plural: "serviceaccounts",
  }),
  Service: kind("Service", {
    apiVersion: "v1",
    token: "core/v1",
    plural: "services",
    name: objectNames.label1035,
  }),
  ResourceQuota: kind("ResourceQuota", {
    apiVersion: "v1",
    token: "core/v1",
    plural: "resourcequotas",
  }),
  LimitRange: kind("LimitRange", { apiVersion: "v1", token: "core/v1", plural: "limitranges" }),
  Deployment: kind("Deployment", { apiVersion: "apps/v1", plural: "deployments" }),
  HorizontalPodAutoscaler: kind("HorizontalPodAutoscaler", {
    apiVersion: "autoscaling/v2",
    plural: "horizontalpodautoscalers",
  }),
  PodDisruptionBudget: kind("PodDisruptionBudget", {
    apiVersion: "policy/v1",
    plural: "poddisruptionbudgets",
  }),
  NetworkPolicy: kind("NetworkPolicy", {
    apiVersion: "networking.k8s.io/v1",
    plural: "networkpolicies",
  }),
  NodePool: kind("NodePool", {
    apiVersion: "karpenter.sh/v1",
    plural: "nodepools",
    namespaced: false,
  }),
  NodeClass: kind("NodeClass", {
    apiVersion: "eks.amazonaws.com/v1",
    plural: "nodeclasses",
    namespaced: false,
  }),
  TargetGroupBinding: kind("TargetGroupBinding", {
    apiVersion: "eks.amazonaws.com/v1",
    plural: "targetgroupbindings",
  }),
} as const satisfies Readonly<Record<string, Kind>>;

/** `deployments.apps`, `namespaces`: how messages name a kind's collection. */
export function collection(kind: Kind): string {
  return kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** `Deployment.apps`, `Service`: how messages of invalid objects name a kind. */
export function qualifiedKind(kind: Kind): string {
  return kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
}

/** `deployments.apps "shop" not found`. */
export function missing(kind: Kind, name: string): Refusal {
  return new Refusal("NotFound", `${collection(kind)} "${name}" not found`);
}

/** `deployments.apps "shop" already exists`, with the advice that Pulumi's provider adds. */
export function alreadyThere(kind: Kind, name: string): Refusal {
  const advice = [
    "The resource already exists in the cluster. This can happen when:\n",
    "  - Renaming a Pulumi resource: use an alias to preserve the identity,",
    "    or use deleteBeforeReplace if the resource needs replacement.",
  ].join("\n");
  return new Refusal("AlreadyExists", `${collection(kind)} "${name}" already exists\n\n${advice}`);
}
