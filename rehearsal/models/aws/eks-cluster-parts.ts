/**
 * What comes with an EKS cluster, goes with it, and is left behind. Facts:
 * docs.aws.amazon.com/eks/latest/userguide (sec-group-reqs.html, access-entries.html, auto-learn-iam.html,
 * control-plane-logs.html), terraform-aws-modules/terraform-aws-eks issue 285 and pulumi/pulumi-eks issue 779
 * (what a role without policies leaves behind) (read 2026-11).
 */
import type { CloudObject, Draft, Properties, WorldView } from "../../world/model";
import { regionalArn } from "./arn";
import { uuidOf } from "./computed";
import { networkInterfaceType, securityGroupType } from "./ec2-ids";
import { bootstrapsCreator, clusterGroupId, vpcIdOf } from "./eks-cluster-outputs";
import {
  accessEntryType,
  accessPolicyAssociationType,
  associationId,
  clusterPartTypes,
  entryId,
  entryPrincipal,
  madeAt,
} from "./eks-names";
import { attachedPolicies, awsPolicy, roleOfArn } from "./iam-roles";
import { textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";

/** An access entry with a policy that EKS makes by itself. */
function bringEntry(
  draft: Draft,
  clusterName: string,
  entry: { readonly principalArn: string; readonly type: string; readonly policy: string },
): void {
  const { principalArn, type } = entry;
  const policyArn = `arn:aws:eks::aws:cluster-access-policy/${entry.policy}`;
  const common = { clusterName, principalArn, region: draft.scope, modifiedAt: madeAt };
  const association = { ...common, policyArn, accessScope: { type: "cluster" } };
  const bring = (objectType: string, id: string, outputs: Properties): void => {
    draft.world.bring({ type: objectType, id, scope: draft.scope, owner: clusterName, outputs });
  };
  bring(accessEntryType, entryId(clusterName, principalArn), { ...common, type });
  bring(accessPolicyAssociationType, associationId(association), association);
}

/** Makes what comes with a cluster: its security group, access entries, a log group. */
export function bringParts(draft: Draft, id: string, outputs: Properties): void {
  const { world, scope, inputs } = draft;
  world.bring({
    type: securityGroupType,
    id: clusterGroupId(draft),
    scope,
    owner: id,
    outputs: {
      vpcId: vpcIdOf(draft),
      region: scope,
      ownerId: draft.caller.account,
      name: `eks-cluster-sg-${id}-${uuidOf(draft).slice(0, 8)}`,
      description:
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.",
    },
  });
  const creator = entryPrincipal(draft.caller.principalArn);
  if (bootstrapsCreator(inputs)) {
    bringEntry(draft, id, {
      principalArn: creator,
      type: "STANDARD",
      policy: "AmazonEKSClusterAdminPolicy",
    });
  }
  const nodeRole = textAt(outputs, "computeConfig.nodeRoleArn") ?? "";
  if (nodeRole !== "") {
    bringEntry(draft, id, {
      principalArn: nodeRole,
      type: "EC2",
      policy: "AmazonEKSAutoNodePolicy",
    });
  }
  bringLogGroup(draft, id);
}

/** EKS writes its logs into a group of this name, and makes one, kept for ever, where it finds none. */
function bringLogGroup(draft: Draft, id: string): void {
  if (textsAt(draft.inputs, "enabledClusterLogTypes").length === 0) return;
  const type = "aws:cloudwatch/logGroup:LogGroup";
  const name = `/aws/eks/${id}/cluster`;
  if (draft.world.find(type, name, draft.scope)) return;
  draft.world.bring({
    type,
    id: name,
    scope: draft.scope,
    owner: "eks.amazonaws.com",
    outputs: { name, region: draft.scope, arn: regionalArn(draft, "logs", `log-group:${name}`) },
  });
}

/**
 * EKS deletes its network interfaces and its security group with the cluster's role. A role that has lost its
 * policies by then leaves them behind, and the VPC cannot be deleted any more.
 */
function leaveOrphans(cluster: CloudObject, world: WorldView): void {
  const role = roleOfArn(world, textAt(cluster.outputs, "roleArn") ?? "");
  const able = role && attachedPolicies(world, role).includes(awsPolicy("AmazonEKSClusterPolicy"));
  if (able) return;
  const vpcId = textAt(cluster.outputs, "vpcConfig.vpcId") ?? "";
  const group = textAt(cluster.outputs, "vpcConfig.clusterSecurityGroupId") ?? "";
  const common = { scope: cluster.scope, owner: vpcId };
  const region = cluster.scope;
  const description = `Amazon EKS ${cluster.id}`;
  world.bring({
    ...common,
    type: securityGroupType,
    id: group,
    outputs: { vpcId, region, name: `eks-cluster-sg-${cluster.id}` },
  });
  for (const subnetId of textsAt(cluster.outputs, "vpcConfig.subnetIds")) {
    const outputs = { vpcId, region, subnetId, securityGroups: [group], description };
    const id = `eni-${subnetId.replace("subnet-", "")}`;
    world.bring({ ...common, type: networkInterfaceType, id, outputs });
  }
}

/** Takes away what goes with a cluster. */
export function dropParts(cluster: CloudObject, world: WorldView): void {
  for (const part of mentioning(world, cluster.id, clusterPartTypes, cluster.scope)) {
    if (part.outputs["clusterName"] === cluster.id) world.remove(part);
  }
  leaveOrphans(cluster, world);
}
