import { unknown, type CloudObject, type Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const checkType = "aws:route53/healthCheck:HealthCheck";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

describe("health checks", () => {
  const endpoint = { type: "HTTPS", fqdn: "shop.example.com" };

  function alarm(inputs: Properties = {}): CloudObject {
    return world.create("aws:cloudwatch/metricAlarm:MetricAlarm", {
      name: "errors",
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 3,
      metricName: "HTTPCode_Target_5XX_Count",
      namespace: "AWS/ApplicationELB",
      period: 60,
      statistic: "Sum",
      threshold: 10,
      ...inputs,
    });
  }

  function watching(region = "eu-west-1"): Properties {
    return {
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: "errors",
      cloudwatchAlarmRegion: region,
    };
  }

  it("have a UUID and what Route 53 fills in", () => {
    const made = world.create(checkType, endpoint);
    expect(made.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:route53:::healthcheck/${made.id}`,
      enableSni: true,
      failureThreshold: 3,
      requestInterval: 30,
      port: 443,
    });
  });

  const cases: readonly (readonly [string, Properties, string])[] = [
    ["HTTPS by name", endpoint, "served"],
    ["HTTPS without address", { type: "HTTPS" }, "InvalidInput: Invalid parameter : Either"],
    [
      "TCP without port",
      { type: "TCP", ipAddress: "192.0.2.1" },
      "TCP health checks must have a port",
    ],
    ["a search without string", { ...endpoint, type: "HTTPS_STR_MATCH" }, "A search string"],
    [
      "an alarm on an endpoint check",
      { ...endpoint, cloudwatchAlarmName: "a" },
      "InvalidInput: Invalid parameter : Basic health checks must not have an metric region specified.",
    ],
    [
      "an alarm that is not there",
      watching(),
      "The CloudWatch alarm errors does not exist in region eu-west-1.",
    ],
    ["no alarm at all", { type: "CLOUDWATCH_METRIC" }, "must have an alarm name and region"],
    [
      "a child that is not there",
      { type: "CALCULATED", childHealthchecks: ["x"] },
      "NoSuchHealthCheck: ",
    ],
    [
      "no children",
      { type: "CALCULATED" },
      "Calculated health checks must have child health checks",
    ],
    [
      "checkers for a calculated check",
      { type: "CALCULATED", childHealthchecks: [unknown], regions: ["eu-west-1"] },
      "must not have regions specified",
    ],
  ];
  it.each(cases)("%s", (_name, inputs, answer) => {
    expect(answerOf(() => world.create(checkType, inputs))).toContain(answer);
  });

  it.each([
    ["a plain alarm", {}, "served"],
    [
      "a percentile",
      { statistic: null, extendedStatistic: "p99" },
      "extended statistics are not supported",
    ],
    ["a high resolution", { period: 10 }, "high-resolution metrics are not supported"],
    ["M out of N", { datapointsToAlarm: 2 }, '"M out of N" CloudWatch alarms are not supported'],
    [
      "metric math",
      {
        metricName: null,
        statistic: null,
        namespace: null,
        period: null,
        metricQueries: [{ id: "e1", expression: "1", returnData: true }],
      },
      "metric math or queries are not supported",
    ],
  ])("%s to read", (_name, inputs, answer) => {
    alarm(inputs);
    expect(answerOf(() => world.create(checkType, watching()))).toContain(answer);
  });

  it("look for the alarm in the region they name", () => {
    alarm();
    expect(answerOf(() => world.create(checkType, watching("us-east-1")))).toContain(
      "does not exist in region us-east-1",
    );
  });

  it("may go while a record or a calculated check still names them, as Route 53 lets them", () => {
    const child = world.create(checkType, endpoint);
    world.create(checkType, {
      type: "CALCULATED",
      childHealthchecks: [child.id],
      childHealthThreshold: 1,
    });
    const zone = world.create("aws:route53/zone:Zone", { name: "example.com" });
    world.create("aws:route53/record:Record", {
      zoneId: zone.id,
      name: "www",
      type: "A",
      ttl: 60,
      records: ["192.0.2.1"],
      setIdentifier: "eu-west-1",
      latencyRoutingPolicies: [{ region: "eu-west-1" }],
      healthCheckId: child.id,
    });
    expect(
      answerOf(() => {
        world.delete(child);
      }),
    ).toBe("served");
  });

  it.each([
    ["two checkers", { ...endpoint, regions: ["eu-west-1", "us-east-1"] }, ["regions"]],
    [
      "a checker where none stands",
      { ...endpoint, regions: ["eu-west-1", "us-east-1", "eu-central-1"] },
      ["regions"],
    ],
    ["an interval of 20 s", { ...endpoint, requestInterval: 20 }, ["requestInterval"]],
    ["a threshold of 11", { ...endpoint, failureThreshold: 11 }, ["failureThreshold"]],
    ["a kind nobody knows", { type: "PING" }, ["type"]],
    ["a long reference", { ...endpoint, referenceName: "r".repeat(28) }, ["referenceName"]],
    [
      "all well",
      { ...endpoint, requestInterval: 10, regions: ["eu-west-1", "us-east-1", "us-west-2"] },
      [],
    ],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(checkType, inputs)).toEqual(paths);
  });
});
