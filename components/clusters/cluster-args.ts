/** The arguments of a cluster. */
import type { NetworkSite } from "../conventions/contracts";
import type { Tags } from "../conventions/tags";
import type { NodesArgs } from "./node-plan";
import type { KubernetesVersion } from "./versions";

/** What a cluster is made from. */
export interface ClusterArgs {
  /** AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** The region's network. Nodes stand in its private subnets; the control plane in those it had at birth, as EKS moves none. */
  readonly network: NetworkSite;
  /** ARNs of the IAM roles and users that may do everything in the cluster. Pulumi's own must be among them. */
  readonly administrators: readonly string[];
  /** The role that Pulumi's AWS provider takes, if it takes one; Kubernetes calls are then made as that role too. @default it takes none */
  readonly callerRoleArn?: string;
  /** IPv4 blocks that may reach the API server over the internet; none leaves the private endpoint alone. */
  readonly endpointPublicCidrs: readonly string[];
  /** Whether a teardown takes two steps: AWS's deletion protection and Pulumi's `protect`, on cluster and key. */
  readonly deletionProtection: boolean;
  /** Days that logs of the control plane and of containers are kept: one of CloudWatch's own retentions. */
  readonly logRetentionDays: number;
  /** What nodes may be. @default 200 virtual CPUs and 800 GiB of on-demand amd64 nodes at most */
  readonly nodes?: NodesArgs;
  /** @default the version table's default */
  readonly kubernetesVersion?: KubernetesVersion;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What the clusters of all regions have in common. */
export type ClusterSpec = Pick<
  ClusterArgs,
  "administrators" | "callerRoleArn" | "endpointPublicCidrs" | "kubernetesVersion" | "nodes"
>;
