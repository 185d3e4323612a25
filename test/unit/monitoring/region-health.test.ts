import {
  checkRegionHealth,
  healthTiming,
  RegionHealth,
  type RegionHealthArgs,
  type RegionHealthOptions,
} from "../../../components/monitoring/region-health";
import { checkFailOver, failOverSeconds } from "../../../components/topology/fail-over";
import {
  dependencyNames,
  identity,
  named,
  record,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";

const topic = "arn:aws:sns:eu-west-1:123456789012:alerts";

const args: RegionHealthArgs = {
  region: "eu-west-1",
  hostname: "shop.eu-west-1.example.com",
  healthPath: "/_healthz",
  loadBalancerArnSuffix: "app/shop/1",
  targetGroupArnSuffix: "targetgroup/shop/1",
  alertTopicArn: topic,
};

function recordHealth(
  changes: Partial<RegionHealthArgs> = {},
  opts: RegionHealthOptions = {},
  preview = false,
) {
  return record({ preview }, () => new RegionHealth("shop", { ...args, ...changes }, opts));
}

describe("RegionHealth", () => {
  it("registers exactly these children, all under itself", async () => {
    const { resources } = await recordHealth();
    expect(identity(resources)).toMatchSnapshot("identity");
    const self = named(resources, "shop");
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
  });

  it("asks the region's own name over HTTPS, with SNI, and measures nothing else", async () => {
    const { resources } = await recordHealth();
    const { inputs } = named(resources, "shop-https");
    expect(inputs).toMatchObject({
      type: "HTTPS",
      fqdn: "shop.eu-west-1.example.com",
      port: 443,
      resourcePath: "/_healthz",
      requestInterval: 10,
      failureThreshold: 3,
      enableSni: true,
      measureLatency: false,
    });
    expect(inputs).not.toHaveProperty("region");
    expect(inputs).not.toHaveProperty("regions");
  });

  it("has an alarm that Route 53 can read: one metric, a plain statistic, whole minutes, no M of N", async () => {
    const { resources } = await recordHealth();
    const { inputs } = named(resources, "shop-no-target");
    expect(inputs).toMatchObject({
      region: "eu-west-1",
      namespace: "AWS/ApplicationELB",
      metricName: "HealthyHostCount",
      dimensions: { LoadBalancer: "app/shop/1", TargetGroup: "targetgroup/shop/1" },
      statistic: "Maximum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 60,
      treatMissingData: "breaching",
      alarmActions: [topic],
    });
    for (const forbidden of ["metricQueries", "extendedStatistic", "datapointsToAlarm"])
      expect(inputs).not.toHaveProperty(forbidden);
  });

  it("reads that alarm where it stands, and keeps what it knew while there is no data", async () => {
    const { resources } = await recordHealth();
    const check = named(resources, "shop-targets");
    expect(check.inputs).toMatchObject({
      type: "CLOUDWATCH_METRIC",
      cloudwatchAlarmName: "dev-shop-no-target",
      cloudwatchAlarmRegion: "eu-west-1",
      insufficientDataHealthStatus: "LastKnownStatus",
    });
    expect(dependencyNames(check)).toContain("shop-no-target");
  });

  it("has Route 53 copy the alarm's settings again when any of them changes", async () => {
    const settings = async (recording: ReturnType<typeof recordHealth>) =>
      named((await recording).resources, "shop-targets").inputs["triggers"];
    const before = await settings(recordHealth());
    expect(await settings(recordHealth())).toEqual(before);
    expect(
      await settings(recordHealth({ targetGroupArnSuffix: "targetgroup/shop/2" })),
    ).not.toEqual(before);
    const slower = recordHealth(
      {},
      { override: { alarm: (a, o) => [{ ...a, evaluationPeriods: 9 }, o] } },
    );
    expect(await settings(slower)).not.toEqual(before);
  });

  it("is healthy only while both are, and hands on that check", async () => {
    const { resources, result } = await recordHealth();
    const { inputs } = named(resources, "shop-signal");
    expect(inputs).toMatchObject({
      type: "CALCULATED",
      childHealthchecks: ["shop-https-id", "shop-targets-id"],
      childHealthThreshold: 2,
    });
    expect(result.signal.region).toBe("eu-west-1");
    expect(await settled(result.signal.healthCheckId)).toMatchObject({ value: "shop-signal-id" });
  });

  it("registers the same in a preview as in an update", async () => {
    const update = await recordHealth();
    const preview = await recordHealth({}, {}, true);
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "shop-signal").inputs["childHealthchecks"]).toEqual([
      "$unknown",
      "$unknown",
    ]);
  });

  it("is timed as Route 53 offers it, for a fail-over within two minutes", () => {
    expect(checkFailOver("timing", healthTiming)).toEqual([]);
    expect(failOverSeconds(healthTiming)).toBeLessThanOrEqual(120);
  });

  it("refuses names and paths that cannot be asked", async () => {
    expect(checkRegionHealth(args)).toEqual([]);
    const wrong = { ...args, region: "eu-west-9", hostname: "shop", healthPath: "health" };
    expect(checkRegionHealth(wrong).map(({ path }) => path)).toEqual([
      "region",
      "hostname",
      "healthPath",
    ]);
    expect(checkRegionHealth({ ...args, healthPath: `/${"a".repeat(255)}` })).toHaveLength(1);
    await expect(recordHealth(wrong)).rejects.toThrow(/3 problems; nothing was registered/);
  });
});
