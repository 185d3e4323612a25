/** What can be wrong with a cluster's arguments: all of it, at once. */
import { checkLogRetention } from "../conventions/log-retention";
import type { Problem } from "../conventions/problems";
import { checkTags } from "../conventions/tags";
import { kubernetesServiceCidr } from "../topology/address-checks";
import { contains, overlap, parseCidr } from "../topology/cidr";
import { checkRegionName } from "../topology/regions";
import { isPrincipalArn } from "./access";
import type { ClusterArgs, ClusterSpec } from "./cluster-args";
import { architectures, capacityTypes, type NodesArgs } from "./node-plan";
import { isKubernetesVersion, kubernetesReleases } from "./versions";

/**
 * Blocks that no client on the internet has; EKS refuses them for its public endpoint.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html read 2026-11
 */
const reservedBlocks = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
];

/** Most blocks that EKS takes for the public endpoint. */
const mostPublicCidrs = 40;

/** What is wrong with a cluster's arguments; paths start at them. Empty when nothing is. */
export function checkCluster(args: ClusterArgs): Problem[] {
  return [
    ...checkRegionName("region", args.region),
    ...checkNetwork(args),
    ...checkClusterSpec(args),
    ...checkLogRetention("logRetentionDays", args.logRetentionDays),
    ...checkTags("tags", args.tags ?? {}),
  ];
}

/** What is wrong with what all clusters of a platform have in common; paths start at it. */
export function checkClusterSpec(spec: ClusterSpec): Problem[] {
  return [
    ...checkAdministrators(spec),
    ...checkPublicCidrs(spec.endpointPublicCidrs),
    ...checkVersion(spec.kubernetesVersion),
    ...checkNodes(spec.nodes ?? {}),
  ];
}

function checkNetwork({ region, network }: ClusterArgs): Problem[] {
  const problems: Problem[] = [];
  if (network.region !== region) {
    problems.push({
      path: "network.region",
      value: network.region,
      allowed: `a network in the cluster's region, ${region}`,
      mend: "Pass the network of this region.",
    });
  }
  if (network.zones.length < 2) {
    problems.push({
      path: "network.zones",
      value: network.zones.map(({ zone }) => zone),
      allowed: "at least two zones, as EKS asks for",
      mend: "Add a zone to the network.",
    });
  }
  const vpc = parseCidr(network.vpcCidr);
  const services = parseCidr(kubernetesServiceCidr);
  if (vpc === undefined || services === undefined || !overlap(vpc, services)) return problems;
  const allowed = `a block apart from ${kubernetesServiceCidr}, where Kubernetes services live`;
  const mend = "Choose other addresses for the VPC.";
  return [...problems, { path: "network.vpcCidr", value: network.vpcCidr, allowed, mend }];
}

function checkAdministrators({ administrators, callerRoleArn }: ClusterSpec): Problem[] {
  const path = "administrators";
  const allowed = "ARNs of IAM roles or users, such as arn:aws:iam::123456789012:role/operator";
  const problems: Problem[] = administrators
    .filter((arn) => !isPrincipalArn(arn))
    .map((value) => ({ path, value, allowed, mend: mendPrincipal(value) }));
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const arn of administrators) (once.has(arn) ? twice : once).add(arn);
  for (const value of twice) {
    problems.push({ path, value, allowed: "every principal once", mend: "Take one of them out." });
  }
  if (administrators.length === 0) {
    const mend = "Name a role: nobody, Pulumi neither, could talk to this cluster.";
    problems.push({ path, value: administrators, allowed: "at least one principal", mend });
  }
  if (callerRoleArn === undefined || administrators.includes(callerRoleArn)) return problems;
  return [
    ...problems,
    {
      path: "callerRoleArn",
      value: callerRoleArn,
      allowed: "a role that is one of the administrators",
      mend: "Add it to them: Pulumi talks to the cluster as this role.",
    },
  ];
}

function mendPrincipal(arn: string): string {
  return arn.includes(":assumed-role/")
    ? "Write the role's own ARN: a session is no principal of an access entry."
    : "Write the whole ARN of a role or user.";
}

function checkPublicCidrs(cidrs: readonly string[]): Problem[] {
  const path = "endpointPublicCidrs";
  const problems = cidrs.flatMap((cidr) => checkPublicCidr(path, cidr));
  if (cidrs.length <= mostPublicCidrs) return problems;
  const allowed = `at most ${mostPublicCidrs} blocks`;
  return [...problems, { path, value: cidrs.length, allowed, mend: "Join or drop some." }];
}

function checkPublicCidr(path: string, value: string): Problem[] {
  const block = parseCidr(value);
  if (block === undefined) {
    const allowed = "IPv4 blocks in network form";
    return [{ path, value, allowed, mend: "Write it like 203.0.113.0/24." }];
  }
  if (block.prefixBits === 0) {
    const allowed = "blocks smaller than the whole internet";
    const mend = "Name those who need the endpoint, or nobody to keep it private.";
    return [{ path, value, allowed, mend }];
  }
  const reserved = reservedBlocks.find((text) => {
    const outer = parseCidr(text);
    return outer !== undefined && contains(outer, block);
  });
  if (reserved === undefined) return [];
  const allowed = `public addresses; this block lies in ${reserved}`;
  return [{ path, value, allowed, mend: "Leave it out: the private endpoint is always on." }];
}

function checkVersion(version: string | undefined): Problem[] {
  if (version === undefined || isKubernetesVersion(version)) return [];
  const allowed = `one of ${Object.keys(kubernetesReleases).join(", ")}`;
  const mend = "Choose a version whose add-on builds are in the table.";
  return [{ path: "kubernetesVersion", value: version, allowed, mend }];
}

function checkNodes(nodes: NodesArgs): Problem[] {
  return [
    ...checkLimit("nodes.cpuLimit", nodes.cpuLimit, "virtual CPUs"),
    ...checkLimit("nodes.memoryLimitGiB", nodes.memoryLimitGiB, "GiB"),
    ...checkChoice("nodes.architectures", nodes.architectures, architectures),
    ...checkChoice("nodes.capacityTypes", nodes.capacityTypes, capacityTypes),
  ];
}

/** More than any cluster has: an absurd limit is none. */
const mostOfAll = 1_000_000;

function checkLimit(path: string, value: number | undefined, unit: string): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value > 0 && value <= mostOfAll))
    return [];
  const allowed = `a whole number of ${unit} from 1 to ${mostOfAll}`;
  return [{ path, value, allowed, mend: "Write how much all nodes together may have." }];
}

function checkChoice(
  path: string,
  value: readonly string[] | undefined,
  choices: readonly string[],
): Problem[] {
  if (value === undefined) return [];
  if (value.length > 0 && value.every((item) => choices.includes(item))) return [];
  return [{ path, value, allowed: `some of ${choices.join(", ")}`, mend: "Name at least one." }];
}
