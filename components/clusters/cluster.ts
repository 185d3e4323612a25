/** One Kubernetes cluster in one region: EKS in Auto Mode, ready for workloads. */
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as eks from "@pulumi/aws/eks";
import type * as kms from "@pulumi/aws/kms";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

import type { ClusterSite } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import type { Override } from "../conventions/options";
import { checked } from "../conventions/problems";
import type { RegionalScope } from "../conventions/regional-scope";
import { clusterDnsAddress } from "../topology/address-checks";
import { admitAdministrator, admitNodes } from "./access";
import { createAddons } from "./addons";
import type { ClusterArgs } from "./cluster-args";
import { checkCluster } from "./cluster-checks";
import { ClusterObjects, type ClusterObjectsOverride } from "./cluster-objects";
import { createControlPlane } from "./control-plane";
import { kubeconfig } from "./kubeconfig";
import { createRole } from "./roles";
import { defaultKubernetesVersion, type AddonName } from "./versions";

/** Options of a cluster; a callback under `override` changes that child. */
export interface ClusterOptions extends pulumi.ComponentResourceOptions {
  /** Changes of single children before they are registered. @default none */
  readonly override?: ClusterObjectsOverride & { readonly cluster?: Override<eks.ClusterArgs> };
}

/** The principal children of a cluster, for programs that need more than its site. */
export interface ClusterNodes {
  readonly cluster: eks.Cluster;
  readonly secretsKey: kms.Key;
  readonly controlPlaneLogGroup: cloudwatch.LogGroup;
  readonly addons: Readonly<Record<AddonName, eks.Addon>>;
}

/**
 * An EKS cluster in Auto Mode with its own node class and node pool, access by access entries alone, encrypted
 * secrets, network policy switched on before any workload, control-plane logs, and pinned add-ons.
 *
 * Where the endpoint is private only, whoever runs Pulumi needs a way into the VPC.
 *
 * Throws a `pulumi.RunError` with everything that `checkCluster` finds, before anything is registered.
 */
export class Cluster extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:Cluster";
  readonly site: ClusterSite;
  /** A kubeconfig for `kubectl` and others; a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly nodes: ClusterNodes;

  constructor(name: string, args: ClusterArgs, opts: ClusterOptions = {}) {
    const { override, ...options } = opts;
    super(Cluster.type, name, {}, checked(options, checkCluster(args)));
    const scope = { parent: this, name, region: args.region, tags: args.tags ?? {} };
    const clusterName = nameInStack("eksCluster", name);
    const version = args.kubernetesVersion ?? defaultKubernetesVersion;
    const plane = createControlPlane(scope, { ...args, clusterName, version }, override?.cluster);
    const { cluster } = plane;
    this.kubeconfig = kubeconfigOf(cluster, args);
    const kubernetes = createKubernetesProvider(scope, cluster, args, this.kubeconfig);
    const { nodePool } = createObjects(scope, cluster, args, kubernetes, override);
    const addons = createAddons(scope, { ...args, cluster, clusterName, version, nodePool });
    this.site = siteOf(args.region, cluster, kubernetes, [nodePool, ...Object.values(addons)]);
    this.nodes = {
      cluster,
      secretsKey: plane.secretsKey,
      controlPlaneLogGroup: plane.logGroup,
      addons,
    };
    this.registerOutputs({ kubeconfig: this.kubeconfig });
  }
}

/** Made of what survives every update in place, so that nothing that uses it is ever replaced for it. */
function kubeconfigOf(
  cluster: eks.Cluster,
  { region, callerRoleArn }: ClusterArgs,
): pulumi.Output<string> {
  const { name: clusterName, endpoint, certificateAuthority } = cluster;
  const text = pulumi
    .all([clusterName, endpoint, certificateAuthority])
    .apply(([clusterNameValue, endpointValue, authority]) =>
      kubeconfig({
        clusterName: clusterNameValue,
        region,
        endpoint: endpointValue,
        certificateAuthorityData: authority.data,
        ...(callerRoleArn === undefined ? {} : { roleArn: callerRoleArn }),
      }),
    );
  return pulumi.secret(text);
}

/** Waits for the administrators' access: before it the API server refuses every call. */
function createKubernetesProvider(
  scope: RegionalScope,
  cluster: eks.Cluster,
  { administrators }: ClusterArgs,
  kubeconfigText: pulumi.Output<string>,
): KubernetesProvider {
  const admissions = administrators.map((arn) => admitAdministrator(scope, cluster, arn));
  return new KubernetesProvider(
    `${scope.name}-kubernetes`,
    {
      kubeconfig: kubeconfigText,
      // Only a new cluster replaces the provider, and with it everything in the cluster. The ARN is no identity: it is
      // made of names, and a cluster that stands in for a lost one has the same.
      clusterIdentifier: cluster.endpoint,
      // A cluster out of reach is no reason to forget what is in it.
      deleteUnreachable: false,
    },
    { parent: scope.parent, dependsOn: admissions },
  );
}

function createObjects(
  scope: RegionalScope,
  cluster: eks.Cluster,
  { network, nodes = {} }: ClusterArgs,
  kubernetes: KubernetesProvider,
  override: ClusterObjectsOverride | undefined,
): ClusterObjects {
  const trust = { service: "ec2.amazonaws.com", actions: ["sts:AssumeRole"] };
  const { role, attachments } = createRole(scope, "node", trust, [
    "AmazonEKSWorkerNodeMinimalPolicy",
    "AmazonEC2ContainerRegistryPullOnly",
  ]);
  const placement = {
    roleName: role.name,
    subnetIds: network.zones.map((zone) => zone.privateSubnetId),
    securityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
  };
  const nodePermissions = [admitNodes(scope, cluster, role.arn), ...attachments];
  return new ClusterObjects(
    `${scope.name}-objects`,
    { nodePermissions, placement, nodes },
    { parent: scope.parent, providers: [kubernetes] },
    override,
  );
}

function siteOf(
  region: string,
  cluster: eks.Cluster,
  kubernetes: KubernetesProvider,
  ready: readonly pulumi.Resource[],
): ClusterSite {
  return {
    region,
    clusterName: cluster.name,
    clusterSecurityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
    clusterDnsAddress,
    kubernetes,
    ready,
  };
}
