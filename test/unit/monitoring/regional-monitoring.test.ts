import {
  checkRegionalMonitoring,
  RegionalMonitoring,
  type RegionalMonitoringArgs,
  type RegionalMonitoringOptions,
} from "../../../components/monitoring/regional-monitoring";
import {
  identity,
  named,
  ofType,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";

const region = "eu-west-1";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

const args: RegionalMonitoringArgs = {
  region,
  clusterName: "shop-cluster",
  publicEntry: { arnSuffix: "app/shop/1" },
  privateEntry: { arnSuffix: "net/shop/1" },
};

function recordMonitoring(
  changes: Partial<RegionalMonitoringArgs> = {},
  opts: RegionalMonitoringOptions = {},
  preview = false,
) {
  return record({ preview }, () => new RegionalMonitoring("watch", { ...args, ...changes }, opts));
}

describe("RegionalMonitoring", () => {
  it("registers exactly these children", async () => {
    const { resources } = await recordMonitoring();
    expect(identity(resources)).toMatchSnapshot("identity");
  });

  it("parents every child to itself and places it in its region", async () => {
    const { resources } = await recordMonitoring();
    const self = named(resources, "watch");
    expect(resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual([region]);
  });

  it("registers the same in a preview as in an update", async () => {
    const update = await recordMonitoring();
    const preview = await recordMonitoring({}, {}, true);
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    expect(named(preview.resources, "watch-region").inputs["dashboardBody"]).toBe("$unknown");
    expect(await settled(preview.result.alertTopicArn)).toMatchObject({ known: false });
  });

  it("has every alarm tell the region's topic", async () => {
    const { resources, result } = await recordMonitoring();
    const { value } = await settled(result.alertTopicArn);
    const alarms = ofType(resources, alarmType);
    expect(alarms).toHaveLength(7);
    for (const { inputs } of alarms)
      expect(inputs).toMatchObject({ alarmActions: [value], okActions: [value] });
  });

  it("looks at the load balancers and the cluster that it was given", async () => {
    const { resources } = await recordMonitoring();
    const dimensions = Object.fromEntries(
      ofType(resources, alarmType).map(({ name, inputs }) => [name, inputs["dimensions"]]),
    );
    expect(dimensions).toMatchObject({
      "watch-public-unanswered": { LoadBalancer: "app/shop/1" },
      "watch-private-no-target": { LoadBalancer: "net/shop/1" },
      "watch-cluster-silent": { ClusterName: "shop-cluster" },
    });
  });

  it("watches no public entry where there is none", async () => {
    const { resources } = await recordMonitoring({ publicEntry: undefined });
    const names = ofType(resources, alarmType).map(({ name }) => name);
    expect(names).toHaveLength(4);
    expect(names.filter((name) => name.includes("public"))).toEqual([]);
  });

  it("shows the state of every alarm on its dashboard", async () => {
    const { resources, result } = await recordMonitoring();
    const { inputs, deleteBeforeReplace } = named(resources, "watch-region");
    expect(inputs["dashboardName"]).toBe("dev-watch-region");
    expect(deleteBeforeReplace).toBe(true);
    const body = JSON.parse(String(inputs["dashboardBody"])) as {
      widgets: { type: string; properties: { alarms?: string[] } }[];
    };
    const shown = body.widgets.find(({ type }) => type === "alarm")?.properties.alarms;
    const arns = await Promise.all(
      Object.values(result.nodes.alarms).map(async ({ arn }) => (await settled(arn)).value),
    );
    expect(shown).toEqual(arns);
  });

  it("lets the caller change its children", async () => {
    const { resources } = await recordMonitoring(
      {},
      {
        override: {
          topic: (a, o) => [{ ...a, displayName: "Alerts" }, o],
          alarm: (a, o) => [{ ...a, actionsEnabled: false }, o],
          dashboard: (a, o) => [a, { ...o, retainOnDelete: true }],
        },
      },
    );
    expect(named(resources, "watch-alerts").inputs["displayName"]).toBe("Alerts");
    expect(named(resources, "watch-public-slow").inputs["actionsEnabled"]).toBe(false);
    expect(named(resources, "watch-region").retainOnDelete).toBe(true);
  });

  it("refuses what it cannot watch before anything is registered", async () => {
    expect(checkRegionalMonitoring(args)).toEqual([]);
    const wrong = { ...args, region: "eu-west-9", tags: { Name: "mine" } };
    expect(checkRegionalMonitoring(wrong).map(({ path }) => path)).toEqual(["region", "tags.Name"]);
    await expect(recordMonitoring(wrong)).rejects.toThrow(/2 problems/);
  });
});
