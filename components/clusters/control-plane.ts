/** An EKS control plane in Auto Mode, with what must be there before it: roles, key, log group. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import * as kms from "@pulumi/aws/kms";
import type * as pulumi from "@pulumi/pulumi";

import type { NetworkSite } from "../conventions/contracts";
import { overridable, type Override } from "../conventions/options";
import { child, type RegionalScope } from "../conventions/regional-scope";
import { kubernetesServiceCidr } from "../topology/address-checks";
import { createRole } from "./roles";
import type { KubernetesVersion } from "./versions";

/** What a control plane is made from. */
export interface ControlPlaneArgs {
  readonly clusterName: string;
  readonly version: KubernetesVersion;
  readonly network: NetworkSite;
  readonly endpointPublicCidrs: readonly string[];
  readonly deletionProtection: boolean;
  readonly logRetentionDays: number;
}

/** A control plane and the key that its secrets are encrypted with. */
export interface ControlPlane {
  readonly cluster: eks.Cluster;
  readonly secretsKey: kms.Key;
  readonly logGroup: cloudwatch.LogGroup;
}

/** What EKS needs to run the cluster, and Auto Mode to run nodes, volumes, load balancers and interfaces. */
const clusterPolicies = [
  "AmazonEKSClusterPolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/**
 * What is said once: a later difference in the first two would replace the cluster, and in the subnets be refused,
 * for EKS keeps a control plane to the zones it was born in. So a zone that comes later gets nodes and workloads,
 * and may go again; a zone that was there at birth stays as long as the cluster.
 *
 * @see https://github.com/aws/containers-roadmap/issues/2258 read 2026-11
 */
const saidAtBirth = [
  "bootstrapSelfManagedAddons",
  "accessConfig.bootstrapClusterCreatorAdminPermissions",
  "vpcConfig.subnetIds",
];

/** Days in which the deletion of a key can still be taken back: the longest that KMS offers. */
const keyDeletionDays = 30;

/** Creates the control plane, and before it its role, its key and its log group. */
export function createControlPlane(
  scope: RegionalScope,
  args: ControlPlaneArgs,
  override: Override<eks.ClusterArgs> | undefined,
): ControlPlane {
  const trust = { service: "eks.amazonaws.com", actions: ["sts:AssumeRole", "sts:TagSession"] };
  const { role, attachments } = createRole(scope, "cluster", trust, clusterPolicies);
  const secretsKey = createSecretsKey(scope, args);
  const logGroup = createLogGroup(scope, args);
  const { childName, tags } = child(scope, "eks");
  const clusterArgs: eks.ClusterArgs = {
    ...shape(scope.region, args),
    roleArn: role.arn,
    encryptionConfig: { provider: { keyArn: secretsKey.arn }, resources: ["secrets"] },
    tags,
  };
  const options = {
    parent: scope.parent,
    // Without its policies the role can neither make nor take away the cluster's network interfaces; and EKS makes
    // a log group of its own, kept for ever, where it finds none.
    dependsOn: [...attachments, logGroup],
    ignoreChanges: saidAtBirth,
    deleteBeforeReplace: true,
    ...protection(args),
  };
  const cluster = new eks.Cluster(childName, ...overridable(override, clusterArgs, options));
  return { cluster, secretsKey, logGroup };
}

/** Everything about the cluster that is plain, but for its subnets. */
function shape(region: string, args: ControlPlaneArgs) {
  return {
    region,
    name: args.clusterName,
    version: args.version,
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    bootstrapSelfManagedAddons: false,
    // Auto Mode is these three together. It runs no pool of its own: EKS's use a node class that knows nothing of our
    // subnets and network policy, EKS would keep the node role's access entry, and the role could never change.
    computeConfig: { enabled: true, nodePools: [] },
    kubernetesNetworkConfig: {
      ipFamily: "ipv4",
      serviceIpv4Cidr: kubernetesServiceCidr,
      elasticLoadBalancing: { enabled: true },
    },
    storageConfig: { blockStorage: { enabled: true } },
    vpcConfig: vpcConfig(args),
    enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    upgradePolicy: { supportType: "STANDARD" },
    zonalShiftConfig: { enabled: true },
    deletionProtection: args.deletionProtection,
  } satisfies Partial<eks.ClusterArgs>;
}

/** The private endpoint is always there; the public one for those only who are named. */
function vpcConfig({ network, endpointPublicCidrs }: ControlPlaneArgs) {
  return {
    subnetIds: network.zones.map((zone) => zone.privateSubnetId),
    endpointPrivateAccess: true,
    endpointPublicAccess: endpointPublicCidrs.length > 0,
    ...(endpointPublicCidrs.length > 0 ? { publicAccessCidrs: [...endpointPublicCidrs] } : {}),
  };
}

/** Encrypts Kubernetes secrets; whoever loses it loses them, so it is protected like the cluster. */
function createSecretsKey(scope: RegionalScope, args: ControlPlaneArgs): kms.Key {
  const { childName, region, tags } = child(scope, "secrets-key");
  const key = new kms.Key(
    childName,
    {
      region,
      description: `Secrets of the cluster ${args.clusterName}`,
      enableKeyRotation: true,
      deletionWindowInDays: keyDeletionDays,
      tags,
    },
    { parent: scope.parent, ...protection(args) },
  );
  new kms.Alias(
    `${childName}-alias`,
    { region, name: `alias/${args.clusterName}-secrets`, targetKeyId: key.keyId },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
  return key;
}

function createLogGroup(scope: RegionalScope, args: ControlPlaneArgs): cloudwatch.LogGroup {
  const { childName, region, tags } = child(scope, "control-plane-logs");
  return new cloudwatch.LogGroup(
    childName,
    {
      region,
      name: `/aws/eks/${args.clusterName}/cluster`,
      retentionInDays: args.logRetentionDays,
      tags,
    },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
}

/** `protect` is set or left to the parent, never switched off. */
function protection({ deletionProtection }: ControlPlaneArgs): pulumi.CustomResourceOptions {
  return deletionProtection ? { protect: true } : {};
}
