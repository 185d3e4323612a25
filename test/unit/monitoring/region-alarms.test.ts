import {
  clusterAlarms,
  privateEntryAlarms,
  publicEntryAlarms,
} from "../../../components/monitoring/region-alarms";

const all = [...publicEntryAlarms, ...privateEntryAlarms, ...clusterAlarms];

/**
 * Metrics that exist for a whole load balancer, by AWS's own tables: those per target group alone, such as
 * UnHealthyHostCount, are not among them.
 */
const published: Readonly<Record<string, readonly string[]>> = {
  "AWS/ApplicationELB": [
    "HTTPCode_ELB_5XX_Count",
    "HTTPCode_Target_5XX_Count",
    "TargetResponseTime",
    "RequestCount",
  ],
  "AWS/NetworkELB": ["UnhealthyRoutingFlowCount", "PortAllocationErrorCount", "ActiveFlowCount"],
  ContainerInsights: ["cluster_node_count", "cluster_failed_node_count"],
};

describe("the alarms of a region", () => {
  it.each(all)("$role looks at a metric that exists", ({ namespace, metricName }) => {
    expect(published[namespace]).toContain(metricName);
  });

  it.each(all)("$role says what to look at first, in as much as CloudWatch keeps", (alarm) => {
    expect(alarm.description).toContain("Look first at");
    expect(alarm.description.length).toBeLessThanOrEqual(1024);
  });

  it.each(all)("$role looks back at most a day, in whole minutes", (alarm) => {
    expect(alarm.periodSeconds % 60).toBe(0);
    expect(alarm.periodSeconds * alarm.evaluationPeriods).toBeLessThanOrEqual(86_400);
  });

  it("have roles of their own", () => {
    expect(new Set(all.map(({ role }) => role)).size).toBe(all.length);
  });

  it("take silence for a fault in one place only", () => {
    expect(all.filter((a) => a.missingData === "breaching").map((a) => a.role)).toEqual([
      "cluster-silent",
    ]);
  });

  it("stay quiet where there are no requests", () => {
    for (const alarm of [...publicEntryAlarms, ...privateEntryAlarms])
      expect(alarm.missingData).toBe("notBreaching");
  });
});
