/** What a cluster's nodes are like: the specifications of its node class and node pool. Pure. */
import type { Input } from "@pulumi/pulumi";

/** What a cluster's nodes may be; every part has a default. */
export interface NodesArgs {
  /** Most virtual CPUs that all nodes together may have. @default 200 */
  readonly cpuLimit?: number;
  /** Most memory that all nodes together may have, in GiB. @default 800 */
  readonly memoryLimitGiB?: number;
  /** Processor architectures; images must exist for each. @default amd64 alone */
  readonly architectures?: readonly Architecture[];
  /** `spot` is cheaper and taken back at two minutes' notice. @default on-demand alone */
  readonly capacityTypes?: readonly CapacityType[];
  /**
   * What pods that no network policy selects may do. `DefaultDeny` also cuts off AWS's own add-ons, until
   * policies are written for them. @default DefaultAllow
   */
  readonly networkPolicy?: "DefaultAllow" | "DefaultDeny";
}

/** Processor architectures that nodes may have. */
export const architectures = ["amd64", "arm64"] as const;
/** A processor architecture, by Kubernetes' name. */
export type Architecture = (typeof architectures)[number];

/** How nodes may be paid for. */
export const capacityTypes = ["on-demand", "spot"] as const;
/** How a node is paid for: in full, or at the spot market's price until it is taken back. */
export type CapacityType = (typeof capacityTypes)[number];

/** What a cluster's nodes are where nothing else is said. */
export const nodeDefaults = {
  cpuLimit: 200,
  memoryLimitGiB: 800,
  architectures: ["amd64"],
  capacityTypes: ["on-demand"],
  networkPolicy: "DefaultAllow",
} as const satisfies Required<NodesArgs>;

/** Name of the node class inside the cluster; `default` is EKS's own. */
export const nodeClassName = "archipelago";

/** Name of the node pool inside the cluster. */
export const nodePoolName = "archipelago";

/** Where nodes stand and as whom they act. */
export interface NodePlacement {
  /** The node role's name, not its ARN. */
  readonly roleName: Input<string>;
  readonly subnetIds: readonly Input<string>[];
  readonly securityGroupId: Input<string>;
}

/**
 * The `spec` of an `eks.amazonaws.com/v1` NodeClass. It sets no tags: Auto Mode's policies do not let it tag
 * instances with a caller's, and EKS tags them with the cluster's name itself.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html read 2026-11
 */
export function nodeClassSpec(placement: NodePlacement, nodes: NodesArgs) {
  return {
    role: placement.roleName,
    subnetSelectorTerms: placement.subnetIds.map((id) => ({ id })),
    securityGroupSelectorTerms: [{ id: placement.securityGroupId }],
    networkPolicy: nodes.networkPolicy ?? nodeDefaults.networkPolicy,
    networkPolicyEventLogs: "Disabled",
    ephemeralStorage: { size: "80Gi", iops: 3000, throughput: 125 },
  };
}

/**
 * The `spec` of a `karpenter.sh/v1` NodePool: current general-purpose, compute and memory families, at most a
 * tenth of the nodes replaced at a time, each after two weeks at the latest (AWS ends them after three).
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html read 2026-11
 */
export function nodePoolSpec(nodes: NodesArgs) {
  return {
    template: {
      spec: {
        nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: nodeClassName },
        requirements: [
          among("kubernetes.io/arch", nodes.architectures ?? nodeDefaults.architectures),
          among("karpenter.sh/capacity-type", nodes.capacityTypes ?? nodeDefaults.capacityTypes),
          among("eks.amazonaws.com/instance-category", ["c", "m", "r"]),
          { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
        ],
        expireAfter: "336h",
        terminationGracePeriod: "24h",
      },
    },
    disruption: {
      consolidationPolicy: "WhenEmptyOrUnderutilized",
      consolidateAfter: "1m",
      budgets: [{ nodes: "10%" }],
    },
    limits: {
      cpu: String(nodes.cpuLimit ?? nodeDefaults.cpuLimit),
      memory: `${nodes.memoryLimitGiB ?? nodeDefaults.memoryLimitGiB}Gi`,
    },
  };
}

/** Sorted, so that the order in which a caller lists them changes nothing. */
function among(key: string, values: readonly string[]) {
  return { key, operator: "In", values: [...values].sort() };
}
