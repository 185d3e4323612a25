/** The EKS add-ons of a cluster, and the log groups that one of them would otherwise make for ever. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";

import { child, type RegionalScope } from "../conventions/regional-scope";
import { createRole } from "./roles";
import { kubernetesReleases, type AddonName, type KubernetesVersion } from "./versions";

/** What add-ons are made from. */
export interface AddonsArgs {
  readonly cluster: eks.Cluster;
  /** The cluster's physical name. */
  readonly clusterName: string;
  readonly version: KubernetesVersion;
  readonly logRetentionDays: number;
  /** What runs pods: an add-on is not active before its pods are. */
  readonly nodePool: pulumi.Resource;
}

/** Container Insights writes to one log group for each of these. */
const insightsLogs = ["application", "dataplane", "host", "performance"];

/** Metrics for autoscaling, Container Insights with its logs, and secrets mounted from Secrets Manager. */
export function createAddons(
  scope: RegionalScope,
  args: AddonsArgs,
): Readonly<Record<AddonName, eks.Addon>> {
  return {
    "metrics-server": createAddon(scope, args, "metrics-server"),
    "amazon-cloudwatch-observability": createObservability(scope, args),
    "aws-secrets-store-csi-driver-provider": createAddon(
      scope,
      args,
      "aws-secrets-store-csi-driver-provider",
    ),
  };
}

function createObservability(scope: RegionalScope, args: AddonsArgs): eks.Addon {
  const trust = {
    service: "pods.eks.amazonaws.com",
    actions: ["sts:AssumeRole", "sts:TagSession"],
  };
  const { role, attachments } = createRole(scope, "observability", trust, [
    "CloudWatchAgentServerPolicy",
  ]);
  // Were they not there first, the agent would make them, without retention and without an owner.
  const logGroups = insightsLogs.map((kind) => createInsightsLogGroup(scope, args, kind));
  return createAddon(scope, args, "amazon-cloudwatch-observability", {
    podIdentityAssociations: [{ serviceAccount: "cloudwatch-agent", roleArn: role.arn }],
    dependsOn: [...attachments, ...logGroups],
  });
}

function createInsightsLogGroup(
  scope: RegionalScope,
  { clusterName, logRetentionDays }: AddonsArgs,
  kind: string,
): cloudwatch.LogGroup {
  const { childName, region, tags } = child(scope, `insights-${kind}-logs`);
  return new cloudwatch.LogGroup(
    childName,
    {
      region,
      name: `/aws/containerinsights/${clusterName}/${kind}`,
      retentionInDays: logRetentionDays,
      tags,
    },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
}

interface AddonExtras {
  readonly podIdentityAssociations?: eks.AddonArgs["podIdentityAssociations"];
  readonly dependsOn: readonly pulumi.Resource[];
}

/** What the table and this program say wins over what was changed in the cluster by hand. */
function createAddon(
  scope: RegionalScope,
  { cluster, version, nodePool }: AddonsArgs,
  addonName: AddonName,
  { dependsOn, ...extras }: AddonExtras = { dependsOn: [] },
): eks.Addon {
  const { childName, region, tags } = child(scope, `addon-${addonName}`);
  return new eks.Addon(
    childName,
    {
      region,
      clusterName: cluster.name,
      addonName,
      addonVersion: kubernetesReleases[version].addons[addonName],
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...extras,
      tags,
    },
    { parent: scope.parent, dependsOn: [nodePool, ...dependsOn], deleteBeforeReplace: true },
  );
}
