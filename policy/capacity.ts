/** Enough pods where the others are gone. */
import { stackOf, stackRule } from "./rule";
import { isProtected, protectedStacks, type ProtectedStacks } from "./protected-stacks";
import { workloadsOf, type Workload } from "./workloads";
import type { Check } from "./unknown";

interface Floor extends ProtectedStacks {
  readonly minimumReplicas: number;
}

export const replicasSurviveALoss = stackRule<Floor>({
  name: "replicas-survive-a-loss",
  description: "In a protected stack every workload has at least two pods in each cluster.",
  rationale: "With one pod, each rollout, node upgrade or crash is an outage of the region.",
  severity: "high",
  remediationSteps: "Raise minReplicas of the autoscaler, or replicas where there is none.",
  configSchema: {
    properties: {
      ...protectedStacks,
      minimumReplicas: {
        type: "integer",
        minimum: 1,
        default: 2,
        description: "Pods per cluster.",
      },
    },
  },
  judge: (stack, config) =>
    workloadsOf(stack).map((read) => () => {
      const { resource, minReplicas } = read();
      if (!isProtected(stackOf(resource.urn), config) || minReplicas >= config.minimumReplicas) {
        return undefined;
      }
      return {
        message: `${resource.name} may run ${minReplicas} pods; ${config.minimumReplicas} are demanded.`,
        urn: resource.urn,
      };
    }),
});

interface Loss {
  readonly lostClusters: number;
}

export const capacitySurvivesALoss = stackRule<Loss>({
  name: "capacity-survives-a-lost-cluster",
  description:
    "What is scaled in several clusters may grow, in those that remain, to what all ran together.",
  rationale:
    "DNS sends the users of a lost region to the others at once; a ceiling reached there loses them as well.",
  severity: "high",
  remediationSteps: "Raise maxReplicas, or run the service in more regions.",
  configSchema: {
    properties: {
      lostClusters: {
        type: "integer",
        minimum: 0,
        default: 1,
        description: "How many clusters may be lost at once; the largest go first.",
      },
    },
  },
  judge: (stack, { lostClusters }) => {
    const workloads = workloadsOf(stack).map((read) => read());
    return spreadWorkloads(workloads).map((group) => () => judgeGroup(group, lostClusters));
  },
});

/** Workloads of one name and namespace that are scaled in more than one cluster. */
function spreadWorkloads(workloads: readonly Workload[]): readonly (readonly Workload[])[] {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads.filter(({ autoscaler }) => autoscaler !== undefined)) {
    const key = `${workload.namespace}/${workload.name}`;
    groups.set(key, [...(groups.get(key) ?? []), workload]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function judgeGroup(group: readonly Workload[], lostClusters: number): ReturnType<Check> {
  const [first] = group;
  if (first === undefined || lostClusters >= group.length) return undefined;
  const ceilings = group.map(({ maxReplicas }) => maxReplicas).sort((a, b) => a - b);
  const left = sum(ceilings.slice(0, group.length - lostClusters));
  const needed = sum(group.map(({ minReplicas }) => minReplicas));
  if (left >= needed) return undefined;
  return {
    message: `${first.namespace}/${first.name} runs ${needed} pods in ${group.length} clusters; with ${lostClusters} lost, the others allow ${left}.`,
    urn: first.resource.urn,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
