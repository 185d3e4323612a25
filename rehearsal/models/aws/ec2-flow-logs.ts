/**
 * VPC flow logs. Facts: hashicorp/terraform-provider-aws internal/service/ec2/vpc_flow_log.go (schema: everything
 * but tags is ForceNew, ExactlyOneOf, defaults), docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html,
 * docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html (the role's trust) (read 2026-11).
 */
import { Refusal, type Draft, type Model, type Properties } from "../../world/model";
import { secondsOf } from "../durations";
import { parseArn, regionalArn } from "./arn";
import { checkExactlyOne, checkWords, type Problem } from "./checks";
import { regionalOutputs } from "./computed";
import * as ec2 from "./ec2-ids";
import { subnetNotFound } from "./ec2-subnets";
import { vpcNotFound } from "./ec2-vpc";
import { roleTrusts, roleType } from "./iam-roles";
import { isGiven, numberAt, textAt } from "./inputs";
import { mentioning } from "./lookups";
import { ec2NotFound } from "./refusals";

/** What a flow log may watch: exactly one of these. */
const watched = [
  "vpcId",
  "subnetId",
  "eniId",
  "regionalNatGatewayId",
  "transitGatewayId",
  "transitGatewayAttachmentId",
] as const;

const words = {
  trafficType: ["ACCEPT", "REJECT", "ALL"],
  logDestinationType: ["cloud-watch-logs", "s3", "kinesis-data-firehose"],
};

const arns = [
  ["deliverCrossAccountRole", "deliver_cross_account_role"],
  ["iamRoleArn", "iam_role_arn"],
  ["logDestination", "log_destination"],
] as const;

function checkFlowLog(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [...checkExactlyOne(inputs, watched), ...checkWords(inputs, words)];
  const interval = numberAt(inputs, "maxAggregationInterval");
  if (interval !== undefined && interval !== 60 && interval !== 600) {
    const reason = `expected max_aggregation_interval to be one of [60 600], got ${interval}`;
    problems.push(["maxAggregationInterval", reason]);
  }
  for (const [path, name] of arns) {
    const value = textAt(inputs, path);
    if (value === undefined || parseArn(value)) continue;
    problems.push([path, `"${name}" (${value}) is an invalid ARN: arn: invalid prefix`]);
  }
  return problems;
}

function destinationOf(properties: Properties): string {
  return textAt(properties, "logDestination")?.replace(/:\*$/, "") ?? "";
}

function kindOf(properties: Properties): string {
  return textAt(properties, "logDestinationType") ?? "cloud-watch-logs";
}

function refuseCloudWatch(draft: Draft): void {
  const role = textAt(draft.inputs, "iamRoleArn");
  if (!isGiven(draft.inputs, "iamRoleArn")) {
    throw new Refusal(
      "InvalidParameter",
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
  }
  if (!isGiven(draft.inputs, "logDestination")) {
    throw new Refusal("InvalidParameter", "LogDestination or LogGroupName can't be empty.");
  }
  if (role !== undefined && !roleTrusts(draft.world, role, "vpc-flow-logs.amazonaws.com")) {
    throw new Refusal("InvalidParameter", "Unable to assume given IAM role");
  }
}

function refuseFlowLog(draft: Draft): void {
  const transit = isGiven(draft.inputs, "transitGatewayId");
  const attachment = isGiven(draft.inputs, "transitGatewayAttachmentId");
  if (!transit && !attachment && !isGiven(draft.inputs, "trafficType")) {
    throw new Refusal("MissingParameter", "The request must contain the parameter TrafficType");
  }
  if (kindOf(draft.inputs) === "cloud-watch-logs") refuseCloudWatch(draft);
  const watchedId = watched
    .map((path) => textAt(draft.inputs, path))
    .find((id) => id !== undefined);
  const twin = mentioning(draft.world, watchedId ?? "", [ec2.flowLogType], draft.scope)
    .filter((other) => destinationOf(other.outputs) === destinationOf(draft.inputs))
    .some((other) => other.outputs["trafficType"] === draft.inputs["trafficType"]);
  if (twin) {
    throw new Refusal(
      "FlowLogAlreadyExists",
      "Error. There is an existing Flow Log with the same configuration and log destination.",
    );
  }
}

/** A log group may be named with the `:*` that CloudWatch Logs puts behind its ARN; other destinations are not kept here. */
function isNoLogGroup(value: string): boolean {
  return parseArn(value)?.service !== "logs" || value.endsWith(":*");
}

const defaultFormat =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

const flowLog: Model = {
  type: ec2.flowLogType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_flow_log.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html (read 2026-11). The flow-log service would itself make a log group that is missing, outside every stack: the rehearsal refuses instead.",
  ],
  unordered: ["tagFieldSpecifications"],
  replaceOn: [
    "region",
    ...watched,
    "deliverCrossAccountRole",
    "destinationOptions",
    "iamRoleArn",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "maxAggregationInterval",
    "trafficType",
  ],
  references: [
    { path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound },
    { path: "subnetId", to: [ec2.subnetType], where: "same", missing: subnetNotFound },
    {
      path: "eniId",
      to: [ec2.networkInterfaceType],
      where: "same",
      missing: ec2NotFound("InvalidNetworkInterfaceID", "networkInterface ID"),
    },
    {
      path: "regionalNatGatewayId",
      to: [ec2.natGatewayType],
      where: "same",
      missing: ec2NotFound("InvalidNatGatewayID", "natGateway ID"),
    },
    {
      path: "iamRoleArn",
      to: [roleType],
      by: "arn",
      where: "anywhere",
      missing: () => new Refusal("InvalidParameter", "Unable to assume given IAM role"),
    },
    {
      path: "logDestination",
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      by: "arn",
      where: "same",
      missing: (value) =>
        new Refusal(
          "InvalidParameter",
          `LogDestination: ${value} does not exist or is in another region`,
        ),
      optional: isNoLogGroup,
    },
  ],
  defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
  check: checkFlowLog,
  id: ec2.ec2Id("fl"),
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "ec2", `vpc-flow-log/${id}`),
    logDestination: destinationOf(draft.inputs),
    logFormat: textAt(draft.inputs, "logFormat") ?? defaultFormat,
  }),
  refuseCreate: refuseFlowLog,
  seconds: secondsOf(ec2.flowLogType),
};

/** Flow logs. */
export const ec2FlowLogModels: readonly Model[] = [flowLog];
