/** Clusters under mocks, for the tests of the files they are made of. */
import { Cluster, type ClusterOptions } from "../../components/clusters/cluster";
import type { ClusterArgs } from "../../components/clusters/cluster-args";
import { record, type Recording } from "./record";
import { networkSite } from "./sites";

export const administrator = "arn:aws:iam::123456789012:role/operator";

/** Arguments of a private cluster in eu-west-1 over two zones. */
export function clusterArgs(changes: Partial<ClusterArgs> = {}): ClusterArgs {
  return {
    region: "eu-west-1",
    network: networkSite("eu-west-1"),
    administrators: [administrator],
    endpointPublicCidrs: [],
    deletionProtection: false,
    logRetentionDays: 30,
    ...changes,
  };
}

/** A cluster named `west` of the project `shop`, stack `prod`, recorded. */
export function recordCluster(
  args: ClusterArgs = clusterArgs(),
  opts: ClusterOptions = {},
  preview = false,
): Promise<Recording<Cluster>> {
  return record({ preview, project: "shop", stack: "prod" }, () => new Cluster("west", args, opts));
}
