/** The workloads of a stack, cluster by cluster, with what Kubernetes objects say about them. */
import { podLabels, replicatedTypes, selects } from "./pods";
import { at, numberAt, textAt } from "./read";
import type { StackResource, StackView } from "./stack-view";

const autoscalerTypes = [
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
];
const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";

/** Like pods in one cluster. */
export interface Workload {
  readonly resource: StackResource;
  /** URN of the cluster's Kubernetes provider. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly autoscaler: StackResource | undefined;
  /** The fewest pods there are when all is well. */
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** The budgets that count its pods. */
  readonly budgets: readonly StackResource[];
}

/** Namespace of an object: `default` where it names none. */
export function namespaceOf(resource: StackResource): string {
  return textAt(resource.props, "metadata", "namespace") ?? "default";
}

/** One thunk per Deployment and StatefulSet: reading one may throw while the others are known. */
export function workloadsOf(stack: StackView): readonly (() => Workload)[] {
  const autoscalers = byCluster(stack.ofType(...autoscalerTypes));
  const budgets = byCluster(stack.ofType(budgetType));
  return stack.ofType(...replicatedTypes).map((resource) => () => {
    const cluster = clusterOf(resource);
    return workload(resource, autoscalers.get(cluster) ?? [], budgets.get(cluster) ?? []);
  });
}

/** The cluster of an object is told by its provider. */
export function clusterOf(resource: StackResource): string {
  return resource.provider ?? "the default provider";
}

/** Objects by cluster. */
export function byCluster(
  resources: readonly StackResource[],
): ReadonlyMap<string, readonly StackResource[]> {
  const groups = new Map<string, StackResource[]>();
  for (const resource of resources) {
    const cluster = clusterOf(resource);
    const group = groups.get(cluster);
    if (group === undefined) groups.set(cluster, [resource]);
    else group.push(resource);
  }
  return groups;
}

function workload(
  resource: StackResource,
  autoscalers: readonly StackResource[],
  budgets: readonly StackResource[],
): Workload {
  const namespace = namespaceOf(resource);
  const name = textAt(resource.props, "metadata", "name") ?? resource.name;
  const kind = textAt(resource.props, "kind") ?? resource.type.split(":").at(-1);
  const autoscaler = autoscalers.find(
    (candidate) =>
      namespaceOf(candidate) === namespace &&
      textAt(candidate.props, "spec", "scaleTargetRef", "name") === name &&
      textAt(candidate.props, "spec", "scaleTargetRef", "kind") === kind,
  );
  const written = numberAt(resource.props, "spec", "replicas") ?? 1;
  const labels = podLabels(resource.type, resource.props);
  return {
    resource,
    cluster: clusterOf(resource),
    namespace,
    name,
    autoscaler,
    minReplicas:
      autoscaler === undefined ? written : (numberAt(autoscaler.props, "spec", "minReplicas") ?? 1),
    maxReplicas:
      autoscaler === undefined
        ? written
        : (numberAt(autoscaler.props, "spec", "maxReplicas") ?? written),
    budgets: budgets.filter(
      (budget) =>
        namespaceOf(budget) === namespace && selects(at(budget.props, "spec", "selector"), labels),
    ),
  };
}
