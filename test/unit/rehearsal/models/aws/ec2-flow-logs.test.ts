import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { role, trust } from "../../../../support/aws-account";
import { answerOf, awsWorld, network, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const type = "aws:ec2/flowLog:FlowLog";

let world: TestWorld;
let inputs: Properties;
beforeEach(() => {
  world = awsWorld();
  const writer = role(world, "flow-logs", trust("vpc-flow-logs.amazonaws.com", "sts:AssumeRole"));
  const group = world.create("aws:cloudwatch/logGroup:LogGroup", { name: "flow" });
  inputs = {
    vpcId: network(world).vpcId,
    trafficType: "ALL",
    iamRoleArn: textOf(writer, "arn"),
    logDestination: textOf(group, "arn"),
  };
});

function flowLog(changes: Properties = {}): CloudObject {
  return world.create(type, { ...inputs, ...changes });
}

describe("a flow log", () => {
  it("has EC2's id and ARN and its defaults", () => {
    const made = flowLog();
    expect(made.id).toMatch(/^fl-[0-9a-f]{17}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/${made.id}`,
      logDestinationType: "cloud-watch-logs",
      maxAggregationInterval: 600,
    });
    expect(made.outputs["logFormat"]).toContain("${srcaddr}");
  });

  it("is there once for what it watches, the traffic and the destination", () => {
    flowLog();
    expect(answerOf(() => flowLog())).toBe(
      "FlowLogAlreadyExists: Error. There is an existing Flow Log with the same configuration and log destination.",
    );
    expect(answerOf(() => flowLog({ trafficType: "REJECT" }))).toBe("served");
  });

  it.each<readonly [string, Properties, string]>([
    [
      "a VPC that is not there",
      { vpcId: "vpc-0" },
      "InvalidVpcID.NotFound: The vpc ID 'vpc-0' does not exist",
    ],
    [
      "a role that is not there",
      { iamRoleArn: "arn:aws:iam::123456789012:role/none" },
      "InvalidParameter: Unable to assume given IAM role",
    ],
    ["no role", { iamRoleArn: null }, "InvalidParameter: DeliverLogsPermissionArn can't be empty"],
    [
      "no destination",
      { logDestination: null },
      "InvalidParameter: LogDestination or LogGroupName can't be empty.",
    ],
    [
      "a log group that is not there",
      { logDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:none" },
      "does not exist or is in another region",
    ],
    [
      "no kind of traffic",
      { trafficType: null },
      "MissingParameter: The request must contain the parameter TrafficType",
    ],
  ])("is refused with %s", (_case, changes, words) => {
    expect(answerOf(() => flowLog(changes))).toContain(words);
  });

  it("needs a role that the flow-log service may take", () => {
    const other = role(world, "other", trust("ec2.amazonaws.com", "sts:AssumeRole"));
    expect(answerOf(() => flowLog({ iamRoleArn: textOf(other, "arn") }))).toBe(
      "InvalidParameter: Unable to assume given IAM role",
    );
  });

  it("writes to a log group of its own region", () => {
    const far = world.create("aws:cloudwatch/logGroup:LogGroup", {
      name: "far",
      region: "us-east-1",
    });
    expect(answerOf(() => flowLog({ logDestination: textOf(far, "arn") }))).toContain(
      "is in another region",
    );
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["nothing to watch", {}, ["vpcId"]],
    ["two things to watch", { vpcId: "v", subnetId: "s" }, ["subnetId"]],
    ["an odd interval", { vpcId: "v", maxAggregationInterval: 90 }, ["maxAggregationInterval"]],
    ["unknown traffic", { vpcId: "v", trafficType: "SOME" }, ["trafficType"]],
    ["an unknown destination", { vpcId: "v", logDestinationType: "tape" }, ["logDestinationType"]],
    ["a destination that is no ARN", { vpcId: "v", logDestination: "tape" }, ["logDestination"]],
    ["a good one", { vpcId: "v", trafficType: "ALL", maxAggregationInterval: 60 }, []],
  ])("is checked by the provider: %s", (_case, given, paths) => {
    expect(problemPaths(type, given)).toEqual(paths);
  });
});
