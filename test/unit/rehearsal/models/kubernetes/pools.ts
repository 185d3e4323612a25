/** A pool of our own with its class, for the tests of EKS Auto Mode's kinds. */
import type { Properties } from "../../../../../rehearsal/world/model";

export const nodeClass: Properties = {
  metadata: { name: "workloads" },
  spec: {
    role: "nodes",
    subnetSelectorTerms: [{ tags: { tier: "private" } }],
    securityGroupSelectorTerms: [{ id: "sg-1" }],
  },
};

export const nodePool: Properties = {
  metadata: { name: "workloads" },
  spec: {
    disruption: { consolidateAfter: "30s", budgets: [{ nodes: "10%" }] },
    limits: { cpu: "100", memory: "400Gi" },
    template: {
      spec: {
        expireAfter: "336h",
        nodeClassRef: { group: "eks.amazonaws.com", kind: "NodeClass", name: "workloads" },
        requirements: [
          { key: "kubernetes.io/arch", operator: "In", values: ["amd64"] },
          { key: "karpenter.sh/capacity-type", operator: "In", values: ["on-demand"] },
          { key: "eks.amazonaws.com/instance-generation", operator: "Gt", values: ["4"] },
        ],
      },
    },
    weight: 10,
  },
};
