import { networkArgs, recordNetwork } from "../../support/networks";
import { dependencyNames, named } from "../../support/record";

describe("flow logs", () => {
  it("record all traffic in a group that is kept as long as asked", async () => {
    const { resources } = await recordNetwork(
      networkArgs(["a", "b"], { flowLogRetentionDays: 90 }),
    );
    expect(named(resources, "net-flow-log-group").inputs["retentionInDays"]).toBe(90);
    const flowLog = named(resources, "net-flow-log");
    expect(flowLog.inputs).toMatchObject({
      vpcId: "net-vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      maxAggregationInterval: 60,
    });
    expect(dependencyNames(flowLog)).toContain("net-flow-log-policy");
  });

  it("are written by a role that only this account's flow logs may take, to this group alone", async () => {
    const { resources } = await recordNetwork(networkArgs(["a", "b"]));
    const trust: unknown = JSON.parse(
      String(named(resources, "net-flow-log-role").inputs["assumeRolePolicy"]),
    );
    expect(trust).toMatchObject({
      Statement: [
        {
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*" },
          },
        },
      ],
    });
    const policy = String(named(resources, "net-flow-log-policy").inputs["policy"]);
    const group = "arn:aws:logs:eu-west-1:123456789012:log-group:net-flow-log-group-0123abc";
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [{ Resource: [group, `${group}:*`] }, { Action: ["logs:DescribeLogGroups"] }],
    });
    expect(policy).not.toContain("CreateLogGroup");
  });
});
