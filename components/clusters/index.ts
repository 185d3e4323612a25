/**
 * One Kubernetes cluster in one region: EKS in Auto Mode with its own nodes, access entries, pinned add-ons
 * and the Kubernetes provider that everything in the cluster inherits. No other layer makes such a provider.
 *
 * @packageDocumentation
 */
export { Cluster, type ClusterNodes, type ClusterOptions } from "./cluster";
export type { ClusterArgs } from "./cluster-args";
export { checkCluster } from "./cluster-checks";
export { kubeconfig, type KubeconfigTarget } from "./kubeconfig";
export type { Architecture, CapacityType, NodesArgs } from "./node-plan";
export {
  defaultKubernetesVersion,
  kubernetesReleases,
  type AddonName,
  type KubernetesRelease,
  type KubernetesVersion,
} from "./versions";
