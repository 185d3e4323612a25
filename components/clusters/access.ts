/** Who may talk to a cluster: access entries of IAM principals, and of the nodes themselves. */
import * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";

import { child, type RegionalScope } from "../conventions/regional-scope";

/** The parts of an IAM principal's ARN: its account, and `role/path/name` or `user/path/name`. */
const principalPattern = /^arn:aws:iam::(\d{12}):((?:role|user)\/[\w+=,.@/-]+)$/;

/** Whether the text is the ARN of an IAM role or user. */
export function isPrincipalArn(text: string): boolean {
  return principalPattern.test(text);
}

/** Gives a principal everything in the cluster; the association is what a Kubernetes call has to wait for. */
export function admitAdministrator(
  scope: RegionalScope,
  cluster: eks.Cluster,
  principalArn: string,
): eks.AccessPolicyAssociation {
  const [, account = "", principal = ""] = principalPattern.exec(principalArn) ?? [];
  return admit(scope, cluster, `administrator-${account}-${principal}`, {
    principalArn,
    type: "STANDARD",
    policy: "AmazonEKSClusterAdminPolicy",
  });
}

/** Lets Auto Mode's nodes join. EKS does so itself only for the role of its own pools. */
export function admitNodes(
  scope: RegionalScope,
  cluster: eks.Cluster,
  nodeRoleArn: pulumi.Input<string>,
): eks.AccessPolicyAssociation {
  return admit(scope, cluster, "nodes", {
    principalArn: nodeRoleArn,
    type: "EC2",
    policy: "AmazonEKSAutoNodePolicy",
  });
}

interface Admission {
  readonly principalArn: pulumi.Input<string>;
  readonly type: "STANDARD" | "EC2";
  /** Name of an EKS access policy, for the whole cluster. */
  readonly policy: string;
}

function admit(
  scope: RegionalScope,
  cluster: eks.Cluster,
  role: string,
  { principalArn, type, policy }: Admission,
): eks.AccessPolicyAssociation {
  const { childName, region, tags } = child(scope, `access-${role}`);
  const { parent } = scope;
  const clusterName = cluster.name;
  const entry = new eks.AccessEntry(
    childName,
    { region, clusterName, principalArn, type, tags },
    { parent, deleteBeforeReplace: true },
  );
  return new eks.AccessPolicyAssociation(
    `${childName}-policy`,
    {
      region,
      clusterName,
      principalArn,
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
      accessScope: { type: "cluster" },
    },
    { parent, dependsOn: [entry], deleteBeforeReplace: true },
  );
}
