/** Finds the pods and containers in Kubernetes objects, whatever kind carries them. */
import { at, listAt, textAt } from "./read";

/** Where the kinds that run pods keep the pod's metadata and spec. */
const templates: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:core/v1:Pod": [],
  "kubernetes:core/v1:ReplicationController": ["spec", "template"],
  "kubernetes:apps/v1:DaemonSet": ["spec", "template"],
  "kubernetes:apps/v1:Deployment": ["spec", "template"],
  "kubernetes:apps/v1:ReplicaSet": ["spec", "template"],
  "kubernetes:apps/v1:StatefulSet": ["spec", "template"],
  "kubernetes:batch/v1:CronJob": ["spec", "jobTemplate", "spec", "template"],
  "kubernetes:batch/v1:Job": ["spec", "template"],
};

/** Types of resources that run pods. */
export const workloadTypes: readonly string[] = Object.keys(templates);

/** Those that change some of a workload that others have made. */
export const workloadPatchTypes: readonly string[] = workloadTypes.map((type) => `${type}Patch`);

/** Whether only what is said can be judged: the rest is somebody else's. */
export function isPatch(type: string): boolean {
  return type.endsWith("Patch");
}

function templateOf(type: string): readonly string[] {
  return templates[type.replace(/Patch$/, "")] ?? [];
}

/** Those that serve for as long as they live, so that traffic may reach them. */
export const servingTypes: readonly string[] = [
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
];

/** Those that run a number of like pods. */
export const replicatedTypes: readonly string[] = [
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:StatefulSet",
];

/** The spec of the pods that a workload runs. */
export function podSpec(type: string, props: unknown): unknown {
  return at(props, ...templateOf(type), "spec");
}

/** The annotations of the pods that a workload runs. */
export function podAnnotations(type: string, props: unknown): unknown {
  return at(props, ...templateOf(type), "metadata", "annotations");
}

/** The labels of the pods that a workload runs. */
export function podLabels(type: string, props: unknown): unknown {
  return at(props, ...templateOf(type), "metadata", "labels");
}

/** A container of a pod. */
export interface Container {
  /** For messages. */
  readonly name: string;
  /** Whether it runs beside the others for as long as the pod lives. */
  readonly lasting: boolean;
  readonly spec: unknown;
}

/** All containers of a pod, those that prepare it too. */
export function containersOf(spec: unknown): readonly Container[] {
  return [
    ...listAt(spec, "containers").map((container) => containerOf(container, true)),
    ...listAt(spec, "initContainers").map((container) =>
      containerOf(container, textAt(container, "restartPolicy") === "Always"),
    ),
  ];
}

function containerOf(spec: unknown, lasting: boolean): Container {
  return { name: textAt(spec, "name") ?? "a container", lasting, spec };
}

/**
 * Whether a PodDisruptionBudget or a spread constraint counts pods: without a selector it counts none, with an empty one
 * all (@pulumi/kubernetes, policy.v1.PodDisruptionBudgetSpec, read 2026-11; that constraints do likewise is assumed).
 */
export function selects(selector: unknown, labels: unknown): boolean {
  if (at(selector) === undefined) return false;
  const wanted = at(selector, "matchLabels");
  const byLabel = Object.keys((wanted as object | undefined) ?? {}).every(
    (key) => textAt(labels, key) === textAt(wanted, key),
  );
  return byLabel && listAt(selector, "matchExpressions").every((term) => isMet(term, labels));
}

function isMet(term: unknown, labels: unknown): boolean {
  const value = textAt(labels, textAt(term, "key") ?? "");
  const values = listAt(term, "values");
  switch (textAt(term, "operator")) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}
