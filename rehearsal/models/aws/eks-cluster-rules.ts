/**
 * What the provider and EKS refuse of a cluster. Facts: hashicorp/terraform-provider-aws
 * internal/service/eks/cluster.go (validation, retried errors with EKS's words),
 * github.com/hashicorp/terraform-provider-aws pull 40483 and terraform-aws-modules/terraform-aws-eks issues 3238
 * and 3366 (Auto Mode's refusals), github.com/aws/containers-roadmap issue 2258 (the zones of a cluster's subnets
 * are fixed at birth), docs.aws.amazon.com/eks/latest/userguide (kubernetes-versions.html,
 * automode-get-started-cli.html, update-cluster.html) (read 2026-11).
 */
import type { CloudObject, Draft, Properties } from "../../world/model";
import { checkWords, type Problem } from "./checks";
import { networkProblem, parseBlock } from "./cidr";
import { subnetType } from "./ec2-ids";
import { invalidParameter } from "./eks-names";
import { attachedPolicies, awsPolicy, roleOfArn, roleTrusts } from "./iam-roles";
import { flagAt, textAt, textsAt } from "./inputs";
import { keyType } from "./kms";

/** Versions that EKS offers, in standard and extended support (read 2026-11). */
const versions = ["1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"];

const words = {
  "accessConfig.authenticationMode": ["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"],
  "computeConfig.nodePools[]": ["general-purpose", "system"],
  "enabledClusterLogTypes[]": ["api", "audit", "authenticator", "controllerManager", "scheduler"],
  "encryptionConfig.resources[]": ["secrets"],
  "kubernetesNetworkConfig.ipFamily": ["ipv4", "ipv6"],
  "upgradePolicy.supportType": ["STANDARD", "EXTENDED"],
  "vpcConfig.controlPlaneEgressMode": ["AWS_MANAGED", "CUSTOMER_ROUTED"],
};

/** The three switches of Auto Mode, all on or all off. */
const switches = [
  "computeConfig.enabled",
  "kubernetesNetworkConfig.elasticLoadBalancing.enabled",
  "storageConfig.blockStorage.enabled",
] as const;

function checkSwitches(inputs: Properties): readonly Problem[] {
  const states = switches.map((path) => flagAt(inputs, path) ?? false);
  if (states.every((state) => state === states[0])) return [];
  return [
    [
      "computeConfig.enabled",
      "compute_config.enabled, kubernetes_networking_config.elastic_load_balancing.enabled, and storage_config.block_storage.enabled must all be set to either true or false",
    ],
  ];
}

function checkServices(inputs: Properties): readonly Problem[] {
  const path = "kubernetesNetworkConfig.serviceIpv4Cidr";
  const cidr = textAt(inputs, path);
  if (cidr === undefined) return [];
  const block = parseBlock(cidr);
  if (!block || block.bits < 12 || block.bits > 24) {
    const reason = `expected "${cidr}" to contain a network Value with between 12 and 24 significant bits`;
    return [[path, reason]];
  }
  if (/^(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)\./.test(cidr)) return [];
  return [[path, "must be within 10.0.0.0/8, 172.16.0.0/12, or 192.168.0.0/16"]];
}

function checkPublicCidrs(inputs: Properties): readonly Problem[] {
  const path = "vpcConfig.publicAccessCidrs";
  return textsAt(inputs, path).flatMap((cidr): Problem[] => {
    const problem = networkProblem(cidr);
    return problem === undefined ? [] : [[path, problem]];
  });
}

/** What the provider refuses before it calls EKS. */
export function checkCluster(inputs: Properties): readonly Problem[] {
  return [
    ...checkWords(inputs, words),
    ...checkSwitches(inputs),
    ...checkServices(inputs),
    ...checkPublicCidrs(inputs),
  ];
}

/** What EKS needs of the role that runs a cluster, and Auto Mode on top. */
const clusterPolicies = ["AmazonEKSClusterPolicy"];
const autoModePolicies = [
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

function isAutoMode(inputs: Properties): boolean {
  return flagAt(inputs, "computeConfig.enabled") === true;
}

function refuseRole({ world, inputs }: Draft): void {
  const roleArn = textAt(inputs, "roleArn");
  const role = roleArn === undefined ? undefined : roleOfArn(world, roleArn);
  if (roleArn === undefined || role === undefined) return;
  const actions = isAutoMode(inputs) ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
  if (!roleTrusts(world, roleArn, "eks.amazonaws.com", actions)) {
    throw invalidParameter("Role could not be assumed because the trusted entity is not correct");
  }
  const attached = attachedPolicies(world, role);
  const needed = isAutoMode(inputs) ? [...clusterPolicies, ...autoModePolicies] : clusterPolicies;
  const missing = needed.map(awsPolicy).filter((policy) => !attached.includes(policy));
  if (missing.length > 0) {
    const list = missing.join(", ");
    throw invalidParameter(
      `The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policy is attached: ${list}`,
    );
  }
}

function zonesOf(draft: Draft, inputs: Properties): readonly string[] {
  const zones = textsAt(inputs, "vpcConfig.subnetIds")
    .map((id) => draft.world.find(subnetType, id, draft.scope))
    .map((subnet) => textAt(subnet?.outputs ?? {}, "availabilityZone"))
    .filter((zone) => zone !== undefined);
  return [...new Set(zones)].sort();
}

function refuseSubnets(draft: Draft): void {
  const ids = textsAt(draft.inputs, "vpcConfig.subnetIds");
  const subnets = ids
    .map((id) => draft.world.find(subnetType, id, draft.scope))
    .filter((subnet) => subnet !== undefined);
  if (new Set(subnets.map((subnet) => subnet.outputs["vpcId"])).size > 1) {
    throw invalidParameter("Subnets specified must belong to the same VPC");
  }
  if (subnets.length === ids.length && zonesOf(draft, draft.inputs).length < 2) {
    throw invalidParameter("Subnets specified must be in at least two different AZs");
  }
}

function refuseEndpoint({ inputs }: Draft): void {
  const isPrivate = flagAt(inputs, "vpcConfig.endpointPrivateAccess") ?? false;
  const isPublic = flagAt(inputs, "vpcConfig.endpointPublicAccess") ?? true;
  if (!isPrivate && !isPublic) {
    throw invalidParameter("Private and public endpoint access cannot be false");
  }
}

function refuseAutoMode({ inputs }: Draft): void {
  const role = textAt(inputs, "computeConfig.nodeRoleArn") ?? "";
  const pools = textsAt(inputs, "computeConfig.nodePools");
  if (role !== "" && pools.length === 0) {
    throw invalidParameter(
      "When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided.",
    );
  }
  if (role === "" && pools.length > 0) {
    throw invalidParameter(
      "When Compute Config nodeRoleArn is null or empty, nodePool list cannot be populated.",
    );
  }
  if (!isAutoMode(inputs)) return;
  if (flagAt(inputs, "bootstrapSelfManagedAddons") !== false) {
    throw invalidParameter(
      "When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false.",
    );
  }
  if (textAt(inputs, "accessConfig.authenticationMode") === "CONFIG_MAP") {
    throw invalidParameter(
      "When EKS Auto Mode is enabled, the authentication mode must be API or API_AND_CONFIG_MAP.",
    );
  }
}

function refuseKey(draft: Draft): void {
  const arn = textAt(draft.inputs, "encryptionConfig.provider.keyArn");
  const key = draft.world.find(keyType, arn?.split("/").at(-1) ?? "", draft.scope);
  if (!key) return;
  const symmetric = textAt(key.outputs, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT";
  if (flagAt(key.outputs, "isEnabled") === false) {
    throw invalidParameter(`The KMS key ${arn ?? ""} is disabled.`);
  }
  if (symmetric !== "SYMMETRIC_DEFAULT") {
    throw invalidParameter(`The KMS key ${arn ?? ""} must be a symmetric encryption key.`);
  }
}

function refuseVersion({ inputs }: Draft): void {
  const version = textAt(inputs, "version");
  if (version !== undefined && !versions.includes(version)) {
    throw invalidParameter("unsupported Kubernetes version");
  }
}

/** What EKS refuses to create. */
export function refuseCluster(draft: Draft): void {
  refuseVersion(draft);
  refuseEndpoint(draft);
  refuseAutoMode(draft);
  refuseSubnets(draft);
  refuseKey(draft);
  refuseRole(draft);
}

function minorOf(version: string): number {
  return Number(version.split(".")[1] ?? Number.NaN);
}

/** One minor version at a time; one back is EKS's rollback. */
function refuseVersionStep(draft: Draft, before: CloudObject): void {
  refuseVersion(draft);
  const [old = "", now = ""] = [before.outputs, draft.inputs].map((from) =>
    textAt(from, "version"),
  );
  if (old === "" || now === "" || Math.abs(minorOf(now) - minorOf(old)) <= 1) return;
  throw invalidParameter(`Unsupported Kubernetes minor version update from ${old} to ${now}`);
}

/** The subnets may change, the zones they stand in may not. */
function refuseOtherZones(draft: Draft, before: CloudObject): void {
  const [old, now] = [before.inputs, draft.inputs].map((inputs) => zonesOf(draft, inputs));
  if (!old || !now || old.join() === now.join()) return;
  throw invalidParameter(
    `Provided subnets belong to the AZs '${now.join(",")}'. But they should belong to the exact set of AZs '${old.join(",")}' in which subnets were provided during cluster creation.`,
  );
}

/** What EKS refuses to change. */
export function refuseClusterUpdate(draft: Draft, before: CloudObject): void {
  refuseVersionStep(draft, before);
  refuseEndpoint(draft);
  refuseAutoMode(draft);
  refuseSubnets(draft);
  refuseOtherZones(draft, before);
  refuseKey(draft);
  const mode = textAt(draft.inputs, "accessConfig.authenticationMode") ?? "";
  const order = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"];
  const old = textAt(before.outputs, "accessConfig.authenticationMode") ?? "";
  if (mode !== "" && order.indexOf(mode) < order.indexOf(old)) {
    throw invalidParameter(`Unsupported authentication mode update from ${old} to ${mode}`);
  }
}
