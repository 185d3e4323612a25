/** What Pulumi puts into a cluster before any workload: the network-policy switch, a node class, a node pool. */
import {
  CustomResource,
  type CustomResourceArgs,
} from "@pulumi/kubernetes/apiextensions/customResource";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import * as pulumi from "@pulumi/pulumi";

import { overridable, type Override } from "../conventions/options";
import {
  nodeClassName,
  nodeClassSpec,
  nodePoolName,
  nodePoolSpec,
  type NodePlacement,
  type NodesArgs,
} from "./node-plan";

/** What the objects are made from. */
export interface ClusterObjectsArgs {
  /** What lets nodes join and act; the node class waits for it, and goes before it. */
  readonly nodePermissions: readonly pulumi.Resource[];
  readonly placement: NodePlacement;
  readonly nodes: NodesArgs;
}

/** A caller's changes of single objects. */
export interface ClusterObjectsOverride {
  readonly nodeClass?: Override<CustomResourceArgs>;
  readonly nodePool?: Override<CustomResourceArgs>;
}

/**
 * The Kubernetes objects that belong to the cluster itself. A component of its own, so that they inherit the
 * Kubernetes provider that the cluster made. Internal to the layer.
 */
export class ClusterObjects extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:ClusterObjects";
  readonly nodeClass: CustomResource;
  readonly nodePool: CustomResource;

  constructor(
    name: string,
    args: ClusterObjectsArgs,
    opts: pulumi.ComponentResourceOptions,
    override: ClusterObjectsOverride | undefined,
  ) {
    super(ClusterObjects.type, name, {}, opts);
    const networkPolicySwitch = switchOnNetworkPolicy(this, name);
    const waitFor = [networkPolicySwitch, ...args.nodePermissions];
    this.nodeClass = createNodeClass(this, name, args, waitFor, override?.nodeClass);
    this.nodePool = createNodePool(this, name, args, this.nodeClass, override?.nodePool);
    this.registerOutputs({});
  }
}

/**
 * Auto Mode enforces no network policy until this is said; nodes that are there already would not enforce it.
 * It is deleted in its own right, though it would go with the cluster: with `deletedWith`, Pulumi forgets it
 * even where the cluster's deletion then fails, and the next update finds the name taken.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html read 2026-11
 */
function switchOnNetworkPolicy(parent: ClusterObjects, name: string): ConfigMap {
  return new ConfigMap(
    `${name}-network-policy-switch`,
    {
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    },
    { parent, deleteBeforeReplace: true },
  );
}

/**
 * Class and pool are deleted before the cluster: the class is gone only when its last node is, and a node that
 * outlived the cluster would hold on to its subnet.
 */
function createNodeClass(
  parent: ClusterObjects,
  name: string,
  { placement, nodes }: ClusterObjectsArgs,
  dependsOn: pulumi.Resource[],
  override: Override<CustomResourceArgs> | undefined,
): CustomResource {
  const args = {
    apiVersion: "eks.amazonaws.com/v1",
    kind: "NodeClass",
    metadata: { name: nodeClassName },
    spec: nodeClassSpec(placement, nodes),
  };
  const options = { parent, dependsOn, deleteBeforeReplace: true };
  return new CustomResource(`${name}-node-class`, ...overridable(override, args, options));
}

function createNodePool(
  parent: ClusterObjects,
  name: string,
  { nodes }: ClusterObjectsArgs,
  nodeClass: CustomResource,
  override: Override<CustomResourceArgs> | undefined,
): CustomResource {
  const args = {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: nodePoolName },
    spec: nodePoolSpec(nodes),
  };
  const options = { parent, dependsOn: [nodeClass], deleteBeforeReplace: true };
  return new CustomResource(`${name}-node-pool`, ...overridable(override, args, options));
}
