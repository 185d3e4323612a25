// Covers cloudwatch.ts and the files it is made of: cloudwatch-log-groups, -alarms, -dashboards.
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const dashboardType = "aws:cloudwatch/dashboard:Dashboard";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

describe("log groups", () => {
  const group = (inputs: Properties = {}): CloudObject =>
    world.create(groupType, { name: "/shop/cart", ...inputs });

  it("have an ARN without the star", () => {
    expect(group().outputs).toMatchObject({
      arn: "arn:aws:logs:eu-west-1:123456789012:log-group:/shop/cart",
      logGroupClass: "STANDARD",
      deletionProtectionEnabled: false,
    });
  });

  it("have their name once per region", () => {
    group();
    expect(answerOf(() => group())).toBe(
      "ResourceAlreadyExistsException: The specified log group already exists",
    );
    expect(answerOf(() => group({ region: "us-east-1" }))).toBe("served");
  });

  it("stay while they are protected", () => {
    const made = group({ deletionProtectionEnabled: true });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toContain("deletion protection enabled");
    world.update(made, { ...made.inputs, deletionProtectionEnabled: false });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
    expect(world.all(groupType)).toEqual([]);
  });

  it("stay with nobody's name on them where destruction is skipped", () => {
    const made = group({ skipDestroy: true });
    world.delete(made);
    expect(world.all(groupType).map(({ id, urn }) => ({ id, urn }))).toEqual([
      { id: "/shop/cart", urn: undefined },
    ]);
    expect(answerOf(() => group())).toContain("already exists");
  });

  it("need a key of the region whose policy lets CloudWatch Logs use it", () => {
    const refused = "AccessDeniedException: The specified KMS key does not exist or is not allowed";
    const key = (inputs: Properties): string =>
      textOf(world.create("aws:kms/key:Key", inputs), "arn");
    const allowing = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Effect: "Allow",
          Principal: { Service: "logs.eu-west-1.amazonaws.com" },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    });
    expect(answerOf(() => group({ kmsKeyId: key({ policy: allowing }) }))).toBe("served");
    expect(answerOf(() => group({ name: "b", kmsKeyId: key({}) }))).toContain(refused);
    const elsewhere = key({ policy: allowing, region: "us-east-1" });
    expect(answerOf(() => group({ name: "c", kmsKeyId: elsewhere }))).toContain(refused);
  });

  it.each([
    ["13 months", { retentionInDays: 395 }, ["retentionInDays"]],
    ["400 days", { retentionInDays: 400 }, []],
    ["a class nobody knows", { logGroupClass: "CHEAP" }, ["logGroupClass"]],
    ["two names", { name: "a", namePrefix: "a" }, ["namePrefix"]],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(groupType, inputs)).toEqual(paths);
  });
});

describe("metric alarms", () => {
  const classic = {
    name: "errors",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 3,
    metricName: "Errors",
    namespace: "Shop",
    period: 60,
    statistic: "Sum",
    threshold: 10,
  };
  const alarm = (inputs: Properties = {}): CloudObject =>
    world.create(alarmType, { ...classic, ...inputs });
  const math = {
    name: "ratio",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    threshold: 1,
  };

  it("have CloudWatch's ARN", () => {
    expect(alarm().outputs["arn"]).toBe("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors");
  });

  const cases: readonly (readonly [string, Properties, string])[] = [
    [
      "more points than periods",
      { datapointsToAlarm: 4 },
      "ValidationError: DatapointsToAlarm must be less than or equal to EvaluationPeriods.",
    ],
    [
      "more than a day",
      { evaluationPeriods: 25, period: 3540 },
      "ValidationError: Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).",
    ],
    ["more than a day of hours", { evaluationPeriods: 25, period: 3600 }, "served"],
    ["more than a week", { evaluationPeriods: 169, period: 3600 }, "across more than seven days"],
    ["no namespace", { namespace: null }, "ValidationError: The parameter namespace is required"],
    [
      "a topic of another region",
      { alarmActions: ["arn:aws:sns:us-east-1:123456789012:alerts"] },
      "ValidationError: Invalid region us-east-1 specified. Only eu-west-1 is supported.",
    ],
    [
      "a topic of the region",
      { alarmActions: ["arn:aws:sns:eu-west-1:123456789012:alerts"] },
      "served",
    ],
  ];
  it.each(cases)("%s", (_name, inputs, answer) => {
    expect(answerOf(() => alarm(inputs))).toContain(answer);
  });

  const queried: readonly (readonly [string, readonly Properties[], string])[] = [
    ["one that returns data", [{ id: "e1", expression: "1", returnData: true }], "served"],
    [
      "none",
      [{ id: "e1", expression: "1" }],
      "ValidationError: Exactly one element of the metrics list should return data.",
    ],
    [
      "an id with a capital",
      [{ id: "E1", expression: "1", returnData: true }],
      "ValidationError: The value E1 for parameter id is not matching",
    ],
    [
      "an id twice",
      [
        { id: "e1", expression: "1", returnData: true },
        { id: "e1", expression: "2" },
      ],
      "ValidationError: The ids in the metrics list must be unique.",
    ],
  ];
  it.each(queried)("of its queries: %s", (_name, metricQueries, answer) => {
    expect(answerOf(() => world.create(alarmType, { ...math, metricQueries }))).toContain(answer);
  });

  it("do not overwrite each other", () => {
    alarm();
    expect(answerOf(() => alarm())).toBe(
      'StricterThanAws: The rehearsal refuses a second metric alarm "errors". On AWS PutMetricAlarm overwrites the first ' +
        "without a word, and two resources then own one alarm.",
    );
  });

  it.each([
    ["whole", classic, []],
    ["no statistic", { ...classic, statistic: null }, ["statistic"]],
    ["two statistics", { ...classic, extendedStatistic: "p99" }, ["statistic"]],
    [
      "a percentile out of form",
      { ...classic, statistic: null, extendedStatistic: "P99" },
      ["extendedStatistic"],
    ],
    ["no comparison", { ...classic, comparisonOperator: null }, ["comparisonOperator"]],
    ["a comparison nobody knows", { ...classic, comparisonOperator: ">" }, ["comparisonOperator"]],
    [
      "missing data in snake case",
      { ...classic, treatMissingData: "not_breaching" },
      ["treatMissingData"],
    ],
    ["a period of 45 s", { ...classic, period: 45 }, ["period"]],
    ["an action that is no ARN", { ...classic, alarmActions: ["alerts"] }, ["alarmActions"]],
    ["six actions", { ...classic, okActions: Array<string>(6).fill("arn:a") }, ["okActions"]],
    [
      "queries beside a metric",
      { ...classic, metricQueries: [{ id: "e", expression: "1" }] },
      ["metricName"],
    ],
    [
      "a query of both kinds",
      { ...math, metricQueries: [{ id: "e", expression: "1", metric: {} }] },
      ["metricQueries[0]"],
    ],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(alarmType, inputs)).toEqual(paths);
  });
});

describe("dashboards", () => {
  const body = (...widgets: readonly Properties[]): string => JSON.stringify({ widgets });
  const text = { type: "text", width: 6, height: 3, properties: { markdown: "# Shop" } };
  const dashboard = (dashboardBody: string, inputs: Properties = {}): CloudObject =>
    world.create(dashboardType, { dashboardName: "shop", dashboardBody, ...inputs });

  it("have an ARN without region", () => {
    expect(dashboard(body(text)).outputs["dashboardArn"]).toBe(
      "arn:aws:cloudwatch::123456789012:dashboard/shop",
    );
  });

  it("are one list for the account", () => {
    dashboard(body(text));
    expect(answerOf(() => dashboard(body(text), { region: "us-east-1" }))).toBe(
      'StricterThanAws: The rehearsal refuses a second dashboard "shop". On AWS PutDashboard overwrites the first ' +
        "without a word, and two resources then own one dashboard.",
    );
  });

  it.each([
    ["a text", body(text), "served"],
    ["none at all", "{}", "should have required property 'widgets'"],
    ["a list", "[]", "the body is no JSON object"],
    ["a kind nobody knows", body({ ...text, type: "graph" }), "/widgets/0/type should match"],
    [
      "a widget that is too wide",
      body({ ...text, width: 25 }),
      "/widgets/0/width should be between 1 and 24",
    ],
    ["no properties", body({ type: "text" }), "should have required property 'properties'"],
    [
      "a metric without region",
      body({ type: "metric", properties: { metrics: [["Shop", "Errors"]] } }),
      "/widgets/0/properties should have required property 'region'",
    ],
    ["501", body(...Array<Properties>(501).fill(text)), "should NOT have more than 500 items"],
  ])("of widgets: %s", (_name, dashboardBody, answer) => {
    expect(answerOf(() => dashboard(dashboardBody))).toContain(answer);
  });

  it("the provider: a body that is no JSON", () => {
    expect(problemPaths(dashboardType, { dashboardBody: "{" })).toEqual(["dashboardBody"]);
  });
});
