/** Losing pods on purpose, and losing a zone: neither may stop a service. */
import { podLabels, podSpec, selects } from "./pods";
import { at, listAt, numberAt, textAt } from "./read";
import { resourceRule, stackRule } from "./rule";
import type { StackResource } from "./stack-view";
import { workloadsOf, type Workload } from "./workloads";

const budgetType = "kubernetes:policy/v1:PodDisruptionBudget";

export const budgetsLetGo = resourceRule({
  name: "disruption-budgets-let-go",
  description: "A disruption budget always lets at least one pod go.",
  rationale:
    "A budget that lets none go stops node upgrades, and a cluster that cannot upgrade rots.",
  severity: "high",
  remediationSteps: "Set maxUnavailable to 1 or more.",
  types: [budgetType, `${budgetType}Patch`],
  judge: ({ props }) => [
    () =>
      ([0, "0", "0%"] as unknown[]).includes(at(props, "spec", "maxUnavailable"))
        ? "maxUnavailable lets no pod go."
        : undefined,
    () =>
      textAt(props, "spec", "minAvailable") === "100%" ? "minAvailable lets no pod go." : undefined,
  ],
});

export const workloadsHaveBudgets = stackRule({
  name: "workloads-have-disruption-budgets",
  description:
    "A workload of several pods has one disruption budget, which leaves pods and lets one go.",
  rationale:
    "Without one, a node upgrade may take all pods of a service at once; two block each other.",
  severity: "high",
  remediationSteps: "Add one PodDisruptionBudget that selects the pods, with maxUnavailable 1.",
  judge: (stack) =>
    workloadsOf(stack).map((read) => () => {
      const workload = read();
      const fault = budgetFault(workload);
      return fault === undefined
        ? undefined
        : { message: `${workload.resource.name} ${fault}.`, urn: workload.resource.urn };
    }),
});

function budgetFault({ budgets, minReplicas }: Workload): string | undefined {
  if (minReplicas < 2) return undefined;
  const [budget] = budgets;
  if (budget === undefined) return "has no disruption budget";
  if (budgets.length > 1)
    return "has more than one disruption budget, so none of its pods can be evicted";
  const kept = podsIn(at(budget.props, "spec", "minAvailable"), minReplicas);
  const given = podsIn(at(budget.props, "spec", "maxUnavailable"), minReplicas);
  if (kept !== undefined && kept >= minReplicas) {
    return `keeps ${kept} of ${minReplicas} pods, so none of them can be evicted`;
  }
  return kept === 0 || (given !== undefined && given >= minReplicas)
    ? `may lose all of its ${minReplicas} pods at once`
    : undefined;
}

/**
 * How many pods a number or a share of them comes to: Kubernetes rounds shares up.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ Rounding logic, read 2026-11
 */
function podsIn(amount: unknown, replicas: number): number | undefined {
  const share = typeof amount === "string" ? /^(\d+)%$/.exec(amount)?.[1] : undefined;
  return share === undefined ? numberAt(amount) : Math.ceil((Number(share) * replicas) / 100);
}

const zoneKey = "topology.kubernetes.io/zone";

export const podsSpreadOverZones = stackRule({
  name: "pods-spread-over-zones",
  description: "Workloads of several pods are spread evenly over zones.",
  rationale: "A zone that fails takes its share of the pods, and must not take all.",
  severity: "high",
  remediationSteps: `Add a topologySpreadConstraint with topologyKey ${zoneKey}, maxSkew 1 and a labelSelector of the pods.`,
  judge: (stack) =>
    workloadsOf(stack).map((read) => () => {
      const { resource, maxReplicas } = read();
      // One pod cannot be spread.
      if (maxReplicas < 2 || isSpread(resource)) return undefined;
      return {
        message: `The pods of ${resource.name} may all run in one zone.`,
        urn: resource.urn,
      };
    }),
});

function isSpread({ type, props }: StackResource): boolean {
  return listAt(podSpec(type, props), "topologySpreadConstraints").some(
    (constraint) =>
      textAt(constraint, "topologyKey") === zoneKey &&
      numberAt(constraint, "maxSkew") === 1 &&
      selects(at(constraint, "labelSelector"), podLabels(type, props)),
  );
}
