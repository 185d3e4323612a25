/** The topic that a region's alarms go to. */
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../conventions/after";
import { nameInStack } from "../conventions/name-in-stack";
import { overridable, type Override } from "../conventions/options";
import { child, type RegionalScope } from "../conventions/regional-scope";

/** A topic, and what makes that alarms may publish to it. */
export interface AlertTopic {
  readonly topic: sns.Topic;
  readonly key: kms.Key;
  /** Carries a dependency on the topic's policy, so that no alarm is there before it may publish. */
  readonly arn: pulumi.Output<string>;
}

/** Days in which the key's deletion can be taken back: the fewest, for no message outlives its delivery. */
const keyDeletionDays = 7;

/**
 * An encrypted topic that alarms of this account and region may publish to, and nobody else but whom IAM
 * lets. The key is our own: AWS's (`alias/aws/sns`) has a policy that nobody can change and that does not
 * let CloudWatch in, so alarms would go off and reach no one.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html read 2026-11
 */
export function createAlertTopic(
  scope: RegionalScope,
  override?: Override<sns.TopicArgs>,
): AlertTopic {
  const { parent } = scope;
  const { accountId } = getCallerIdentityOutput({}, { parent });
  const key = createKey(scope, accountId);
  const { childName, region, tags } = child(scope, "alerts");
  const args = {
    region,
    name: nameInStack("snsTopic", childName),
    kmsMasterKeyId: key.arn,
    tags,
  };
  const topic = new sns.Topic(
    childName,
    ...overridable(override, args, { parent, deleteBeforeReplace: true }),
  );
  const policy = new sns.TopicPolicy(
    `${childName}-policy`,
    { region, arn: topic.arn, policy: topicPolicy(region, accountId, topic.arn) },
    { parent, deleteBeforeReplace: true },
  );
  return { topic, key, arn: after(topic.arn, [policy]) };
}

function createKey(scope: RegionalScope, accountId: pulumi.Output<string>): kms.Key {
  const { childName, region, tags } = child(scope, "alerts-key");
  return new kms.Key(
    childName,
    {
      region,
      description: `Alerts of ${scope.name}`,
      policy: keyPolicy(region, accountId),
      enableKeyRotation: true,
      deletionWindowInDays: keyDeletionDays,
      tags,
    },
    { parent: scope.parent },
  );
}

/** The service principal alone would let alarms of any account in. */
function alarmsOf(region: string, accountId: pulumi.Output<string>) {
  return {
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Condition: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: {
        "aws:SourceArn": pulumi.interpolate`arn:aws:cloudwatch:${region}:${accountId}:alarm:*`,
      },
    },
  };
}

function topicPolicy(
  region: string,
  accountId: pulumi.Output<string>,
  topicArn: pulumi.Output<string>,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsPublish",
        Effect: "Allow",
        ...alarmsOf(region, accountId),
        Action: ["sns:Publish"],
        Resource: [topicArn],
      },
    ],
  });
}

/** Without its first statement nobody could ever change the key again: KMS refuses such a policy. */
function keyPolicy(region: string, accountId: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AccountAdministers",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
        Action: ["kms:*"],
        Resource: ["*"],
      },
      {
        Sid: "AlarmsEncrypt",
        Effect: "Allow",
        ...alarmsOf(region, accountId),
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: ["*"],
      },
    ],
  });
}
