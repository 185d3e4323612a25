/** Flow logs: who talked to whom in a VPC, and who was refused. */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";

import { nameInStack } from "../conventions/name-in-stack";
import { overridable, type Override } from "../conventions/options";
import { child, type RegionalScope } from "../conventions/regional-scope";

/** How often a record is written, in seconds; the finer of the two that AWS offers. */
const aggregationSeconds = 60;

/** A flow log and where it writes to. */
export interface FlowLogs {
  readonly logGroup: cloudwatch.LogGroup;
  readonly flowLog: ec2.FlowLog;
}

/** Records all traffic of the VPC in a log group of its own. CloudWatch encrypts every log group at rest. */
export function createFlowLogs(
  scope: RegionalScope,
  vpc: ec2.Vpc,
  retentionDays: number,
  override: Override<cloudwatch.LogGroupArgs> | undefined,
): FlowLogs {
  const { parent } = scope;
  const group = child(scope, "flow-log-group");
  const groupArgs = { region: group.region, retentionInDays: retentionDays, tags: group.tags };
  const logGroup = new cloudwatch.LogGroup(
    group.childName,
    ...overridable(override, groupArgs, { parent }),
  );
  const { role, policy } = createWriter(scope, logGroup);
  const { childName, region, tags } = child(scope, "flow-log");
  const flowLog = new ec2.FlowLog(
    childName,
    {
      region,
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: aggregationSeconds,
      tags,
    },
    // AWS refuses a second flow log of the same VPC to the same group.
    { parent, dependsOn: [policy], deleteBeforeReplace: true },
  );
  return { logGroup, flowLog };
}

/** The role may write to this group and not create it, so a deleted group does not come back. */
function createWriter(
  scope: RegionalScope,
  logGroup: cloudwatch.LogGroup,
): { role: iam.Role; policy: iam.RolePolicy } {
  const { childName, tags } = child(scope, "flow-log-role");
  const role = new iam.Role(
    childName,
    {
      name: nameInStack("iamRole", childName),
      description: `Writes the flow logs of ${scope.name}`,
      assumeRolePolicy: logGroup.arn.apply((arn) => trustPolicy(scope.region, arn)),
      tags,
    },
    { parent: scope.parent, deleteBeforeReplace: true },
  );
  const policy = new iam.RolePolicy(
    `${scope.name}-flow-log-policy`,
    { role: role.name, policy: logGroup.arn.apply(writePolicy) },
    { parent: scope.parent },
  );
  return { role, policy };
}

/** Only flow logs of this account and region may take the role: the account is the one in the group's ARN. */
function trustPolicy(region: string, logGroupArn: string): string {
  const account = logGroupArn.split(":")[4] ?? "";
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${account}:vpc-flow-log/*` },
        },
      },
    ],
  });
}

function writePolicy(logGroupArn: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [logGroupArn, `${logGroupArn}:*`],
      },
      { Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
    ],
  });
}
