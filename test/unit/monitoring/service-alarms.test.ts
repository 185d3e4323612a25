import {
  checkServiceAlarms,
  ServiceAlarms,
  type ServiceAlarmsArgs,
  type ServiceAlarmsOptions,
} from "../../../components/monitoring/service-alarms";
import { identity, named, ofType, record, urns, withoutRegion } from "../../support/record";

const topic = "arn:aws:sns:eu-west-1:123456789012:alerts";

const args: ServiceAlarmsArgs = {
  region: "eu-west-1",
  clusterName: "shop-cluster",
  namespace: "boutique",
  service: "cart",
  maxReplicas: 12,
  alertTopicArn: topic,
};

function recordAlarms(
  changes: Partial<ServiceAlarmsArgs> = {},
  opts: ServiceAlarmsOptions = {},
  preview = false,
) {
  return record({ preview }, () => new ServiceAlarms("cart", { ...args, ...changes }, opts));
}

describe("ServiceAlarms", () => {
  it("registers exactly these children, all under itself, in a preview too", async () => {
    const { resources } = await recordAlarms();
    expect(identity(resources)).toMatchSnapshot("identity");
    const self = named(resources, "cart");
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(urns((await recordAlarms({}, {}, true)).resources)).toEqual(urns(resources));
  });

  it("looks at the Deployment of the service", async () => {
    const { resources } = await recordAlarms();
    for (const { inputs } of ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs).toMatchObject({
        region: "eu-west-1",
        namespace: "ContainerInsights",
        dimensions: { ClusterName: "shop-cluster", Namespace: "boutique", PodName: "cart" },
        alarmActions: [topic],
      });
    }
  });

  it("goes off for pods that are not ready longer than Kubernetes waits for a rollout", async () => {
    const { inputs } = named((await recordAlarms()).resources, "cart-unavailable");
    expect(inputs).toMatchObject({
      metricName: "status_replicas_unavailable",
      statistic: "Minimum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "ignore",
    });
    const progressDeadlineSeconds = 600;
    const seconds = Number(inputs["period"]) * Number(inputs["evaluationPeriods"]);
    expect(seconds).toBeGreaterThan(progressDeadlineSeconds);
  });

  it("goes off for pods without CPU left, and says how many there may be", async () => {
    const { inputs } = named((await recordAlarms()).resources, "cart-saturated");
    expect(inputs).toMatchObject({
      metricName: "pod_cpu_utilization_over_pod_limit",
      statistic: "Average",
      threshold: 80,
      treatMissingData: "notBreaching",
      alarmDescription: expect.stringContaining("at 12 replicas raise maxReplicas") as unknown,
    });
  });

  it("says what to look at first, in as much as CloudWatch keeps", async () => {
    const longest = "a".repeat(40);
    const { resources } = await recordAlarms({ service: longest, namespace: longest });
    for (const { inputs } of ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs["alarmDescription"]).toContain("Look first at");
      expect(String(inputs["alarmDescription"]).length).toBeLessThanOrEqual(1024);
    }
  });

  it("lets the caller change them", async () => {
    const { resources } = await recordAlarms(
      {},
      {
        override: { alarm: (a, o) => [{ ...a, evaluationPeriods: 30 }, o] },
      },
    );
    expect(named(resources, "cart-saturated").inputs["evaluationPeriods"]).toBe(30);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d replicas", (maxReplicas) => {
    expect(checkServiceAlarms({ ...args, maxReplicas })).toMatchObject([{ path: "maxReplicas" }]);
  });

  it("refuses an unknown region before anything is registered", async () => {
    expect(checkServiceAlarms(args)).toEqual([]);
    await expect(recordAlarms({ region: "mars-1" })).rejects.toThrow(/nothing was registered/);
  });
});
