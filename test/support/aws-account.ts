/** What stands in an account before a cluster can: roles with their trust and policies, a key, a whole cluster. */
import { attachmentType, awsPolicy, roleType } from "../../rehearsal/models/aws/iam-roles";
import type { CloudObject, Properties } from "../../rehearsal/world/model";
import { network, textOf } from "./aws-world";
import { caller, type TestWorld } from "./world-view";

/** The trust policy of a role that a service takes. */
export function trust(service: string, ...actions: readonly string[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: actions }],
  });
}

/** A policy that lets a role do something. */
export function allowing(action: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
}

/** A role that the trust lets someone take, with policies of AWS's own attached. */
export function role(
  world: TestWorld,
  name: string,
  assumeRolePolicy: string,
  policies: readonly string[] = [],
): CloudObject {
  const made = world.create(roleType, { name, assumeRolePolicy });
  for (const policy of policies) {
    world.create(attachmentType, { role: name, policyArn: awsPolicy(policy) });
  }
  return made;
}

export const clusterTrust = trust("eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession");
export const podTrust = trust("pods.eks.amazonaws.com", "sts:AssumeRole", "sts:TagSession");
export const nodeTrust = trust("ec2.amazonaws.com", "sts:AssumeRole");

/** What the role of an Auto Mode cluster needs. */
export const clusterPolicies = [
  "AmazonEKSClusterPolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];

/** The inputs of an Auto Mode cluster as EKS wants it, with everything they name in the world. */
export function clusterInputs(world: TestWorld, region = caller.region, name = "main"): Properties {
  const { subnetIds } = network(world, region);
  const clusterRole = role(world, `${name}-${region}`, clusterTrust, clusterPolicies);
  const key = world.create("aws:kms/key:Key", { region });
  return {
    region,
    name,
    version: "1.35",
    roleArn: textOf(clusterRole, "arn"),
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    bootstrapSelfManagedAddons: false,
    computeConfig: { enabled: true, nodePools: [] },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
    storageConfig: { blockStorage: { enabled: true } },
    encryptionConfig: { provider: { keyArn: textOf(key, "arn") }, resources: ["secrets"] },
    vpcConfig: { subnetIds, endpointPrivateAccess: true },
  };
}

/** An Auto Mode cluster `main`, with changes to its inputs. */
export function cluster(world: TestWorld, changes: Properties = {}): CloudObject {
  return world.create("aws:eks/cluster:Cluster", { ...clusterInputs(world), ...changes });
}
