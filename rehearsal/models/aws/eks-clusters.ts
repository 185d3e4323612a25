/**
 * EKS clusters. Facts: hashicorp/terraform-provider-aws internal/service/eks/cluster.go (schema, ForceNew,
 * CustomizeDiff), docs.aws.amazon.com/eks/latest/APIReference (CreateCluster, DeleteCluster) (read 2026-11).
 */
import { Refusal, type CloudObject, type Model, type Properties } from "../../world/model";
import { secondsOf } from "../durations";
import { securityGroupType, subnetType } from "./ec2-ids";
import { clusterOutputs } from "./eks-cluster-outputs";
import { bringParts, dropParts } from "./eks-cluster-parts";
import { checkCluster, refuseCluster, refuseClusterUpdate } from "./eks-cluster-rules";
import { clusterType, invalidParameter } from "./eks-names";
import { roleType } from "./iam-roles";
import { blockAt, flagAt, textAt } from "./inputs";
import { keyType } from "./kms";

function refuseClusterDeletion(cluster: CloudObject): void {
  if (flagAt(cluster.outputs, "deletionProtection") !== true) return;
  throw new Refusal(
    "InvalidRequestException",
    `Cluster ${cluster.id} can't be deleted because deletion protection is enabled. Disable deletion protection and try again.`,
  );
}

/** Some settings can be added in place but not taken back. */
function replaceWhen(before: Properties, after: Properties): readonly string[] {
  const paths: string[] = [];
  if (blockAt(before, "encryptionConfig") && !blockAt(after, "encryptionConfig")) {
    paths.push("encryptionConfig");
  }
  const role = textAt(before, "computeConfig.nodeRoleArn");
  if (role !== undefined && role !== textAt(after, "computeConfig.nodeRoleArn")) {
    paths.push("computeConfig.nodeRoleArn");
  }
  const [old, now] = [before, after].map(
    (inputs) => textAt(inputs, "vpcConfig.controlPlaneEgressMode") ?? "AWS_MANAGED",
  );
  if (old !== "AWS_MANAGED" && now === "AWS_MANAGED")
    paths.push("vpcConfig.controlPlaneEgressMode");
  return paths;
}

const cluster: Model = {
  type: clusterType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/eks/cluster.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/APIReference/API_DeleteCluster.html (read 2026-11): node groups and Fargate profiles must go first, add-ons and access entries go with the cluster.",
    "docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html (read 2026-11); the refusal's wording is ours.",
  ],
  name: {
    property: "name",
    maxLength: 100,
    pattern: /^[0-9A-Za-z][0-9A-Za-z_-]*$/,
    autoName: "dash",
    unique: "scope",
    taken: (name) =>
      new Refusal("ResourceInUseException", `Cluster already exists with name: ${name}`),
  },
  unordered: [
    "computeConfig.nodePools",
    "enabledClusterLogTypes",
    "encryptionConfig.resources",
    "outpostConfig.outpostArns",
    "remoteNetworkConfig.remoteNodeNetworks.cidrs",
    "remoteNetworkConfig.remotePodNetworks.cidrs",
    "vpcConfig.publicAccessCidrs",
    "vpcConfig.securityGroupIds",
    "vpcConfig.subnetIds",
  ],
  replaceOn: [
    "region",
    "name",
    "roleArn",
    "bootstrapSelfManagedAddons",
    "accessConfig.bootstrapClusterCreatorAdminPermissions",
    "kubernetesNetworkConfig.ipFamily",
    "kubernetesNetworkConfig.serviceIpv4Cidr",
    "outpostConfig",
  ],
  replaceWhen,
  references: [
    {
      path: "roleArn",
      to: [roleType],
      by: "arn",
      where: "anywhere",
      missing: (value) => invalidParameter(`roleArn, ${value}, does not exist`),
    },
    {
      path: "computeConfig.nodeRoleArn",
      to: [roleType],
      by: "arn",
      where: "anywhere",
      missing: (value) => invalidParameter(`nodeRoleArn, ${value}, does not exist`),
    },
    {
      path: "vpcConfig.subnetIds[]",
      to: [subnetType],
      where: "same",
      missing: (value) => invalidParameter(`The subnet ID '${value}' does not exist`),
    },
    {
      path: "vpcConfig.securityGroupIds[]",
      to: [securityGroupType],
      where: "same",
      missing: (value) => invalidParameter(`The security group '${value}' does not exist`),
    },
    {
      path: "encryptionConfig.provider.keyArn",
      to: [keyType],
      by: "arn",
      where: "same",
      missing: (value) => invalidParameter(`The KMS key ${value} does not exist in this region`),
    },
  ],
  defaults: { bootstrapSelfManagedAddons: true },
  check: checkCluster,
  id: (draft) => textAt(draft.inputs, "name") ?? "",
  computed: clusterOutputs,
  refuseCreate: refuseCluster,
  refuseUpdate: refuseClusterUpdate,
  refuseDelete: refuseClusterDeletion,
  afterCreate: bringParts,
  afterDelete: dropParts,
  seconds: secondsOf(clusterType),
};

/** EKS clusters. */
export const eksClusterModels: readonly Model[] = [cluster];
