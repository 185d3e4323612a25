/** The Kubernetes providers by which Pulumi reaches clusters. */
import { isOn, textAt } from "./read";
import { resourceRule } from "./rule";

export const clusterProvidersKeepIdentity = resourceRule({
  name: "cluster-providers-keep-identity",
  description:
    "A Kubernetes provider has an identity of its own, and forgets nothing it cannot reach.",
  rationale:
    "Without an identifier a new kubeconfig replaces every workload; with deleteUnreachable an outage empties the state.",
  severity: "critical",
  remediationSteps:
    "Set clusterIdentifier, to what no other cluster has, such as its endpoint, and leave deleteUnreachable off.",
  types: ["pulumi:providers:kubernetes"],
  judge: ({ props }) => [
    () =>
      textAt(props, "clusterIdentifier") === undefined ? "It has no clusterIdentifier." : undefined,
    () =>
      isOn(props, "deleteUnreachable")
        ? "It forgets the objects of a cluster that does not answer."
        : undefined,
  ],
});
