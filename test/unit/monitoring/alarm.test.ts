import { type AlarmPlan, createAlarm } from "../../../components/monitoring/alarm";
import * as pulumi from "@pulumi/pulumi";

import { nameLimits } from "../../../components/conventions/naming";
import { named, record } from "../../support/record";

const plan: AlarmPlan = {
  role: "low",
  namespace: "AWS/Test",
  metricName: "Things",
  statistic: "Minimum",
  comparison: "LessThanThreshold",
  threshold: 3,
  periodSeconds: 60,
  evaluationPeriods: 2,
  missingData: "breaching",
  description: "Look at the things first.",
};

const topic = "arn:aws:sns:eu-west-1:123456789012:alerts";

async function alarmOf(changes: Partial<AlarmPlan> = {}, overridden = false) {
  const { resources } = await record({}, () => {
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    const scope = { parent, name: "shop", region: "eu-west-1", tags: { team: "web" } };
    const target = { dimensions: { Thing: "one" }, alertTopicArn: topic };
    createAlarm(
      scope,
      { ...plan, ...changes },
      target,
      overridden ? (args, opts) => [{ ...args, threshold: 7 }, opts] : undefined,
    );
  });
  return named(resources, "shop-low");
}

describe("createAlarm", () => {
  it("says all of the plan, and tells the topic both ways", async () => {
    const alarm = await alarmOf();
    expect(alarm.inputs).toEqual({
      region: "eu-west-1",
      name: "dev-shop-low",
      alarmDescription: "Look at the things first.",
      namespace: "AWS/Test",
      metricName: "Things",
      dimensions: { Thing: "one" },
      statistic: "Minimum",
      period: 60,
      evaluationPeriods: 2,
      comparisonOperator: "LessThanThreshold",
      threshold: 3,
      treatMissingData: "breaching",
      alarmActions: [topic],
      okActions: [topic],
      tags: {
        team: "web",
        Name: "shop-low",
        "archipelago:stack": "archipelago/dev",
        "archipelago:resource": "shop-low",
      },
    });
    expect(alarm.inputs["name"]).toMatch(nameLimits.alarm.pattern);
  });

  it("can be replaced although its name is taken", async () => {
    expect((await alarmOf()).deleteBeforeReplace).toBe(true);
  });

  it("asks for a percentile as CloudWatch wants it, and not of a handful of requests", async () => {
    const { inputs } = await alarmOf({ statistic: "p99" });
    expect(inputs).toMatchObject({
      extendedStatistic: "p99",
      evaluateLowSampleCountPercentiles: "ignore",
    });
    expect(inputs).not.toHaveProperty("statistic");
  });

  it("lets the caller change it", async () => {
    expect((await alarmOf({}, true)).inputs["threshold"]).toBe(7);
  });
});
