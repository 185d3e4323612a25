import * as pulumi from "@pulumi/pulumi";

import { dashboardBody } from "../../../components/monitoring/dashboard-body";
import {
  checkSystemDashboard,
  SystemDashboard,
  type SystemDashboardArgs,
  type SystemDashboardOptions,
} from "../../../components/monitoring/system-dashboard";
import { buildGraph } from "../../../components/topology/graph";
import { identity, named, record, withoutRegion } from "../../support/record";

const regions = ["eu-west-1", "us-east-1"];

const args: SystemDashboardArgs = {
  region: "eu-west-1",
  namespace: "boutique",
  graph: buildGraph([{ key: "cart", kind: "service", regions, uses: [] }]).graph,
  sites: Object.fromEntries(
    regions.map((region) => [
      region,
      { clusterName: `cluster-${region}`, publicEntry: { arnSuffix: `app/${region}/1` } },
    ]),
  ),
};

function recordDashboard(
  changes: Partial<SystemDashboardArgs> = {},
  opts: SystemDashboardOptions = {},
) {
  return record({}, () => new SystemDashboard("boutique", { ...args, ...changes }, opts));
}

describe("SystemDashboard", () => {
  it("registers one dashboard under itself, kept in the home region", async () => {
    const { resources } = await recordDashboard();
    expect(identity(resources)).toMatchSnapshot("identity");
    expect(withoutRegion(resources)).toEqual([]);
    const dashboard = named(resources, "boutique-regions");
    expect(dashboard.parent).toBe(named(resources, "boutique").urn);
    expect(dashboard.deleteBeforeReplace).toBe(true);
    expect(dashboard.inputs).toMatchObject({
      region: "eu-west-1",
      dashboardName: "dev-boutique-regions",
    });
  });

  it("writes the body once everything in it is known", async () => {
    const { resources } = await recordDashboard({
      sites: { "eu-west-1": { clusterName: pulumi.output("cluster-eu-west-1") } },
    });
    const expected = dashboardBody({
      ...args,
      sites: { "eu-west-1": { clusterName: "cluster-eu-west-1" } },
    });
    const body = String(named(resources, "boutique-regions").inputs["dashboardBody"]);
    expect(JSON.parse(body)).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  it("writes the same body whatever the order of sites", async () => {
    const body = async (recording: ReturnType<typeof recordDashboard>) =>
      named((await recording).resources, "boutique-regions").inputs["dashboardBody"];
    const turned = Object.fromEntries(Object.entries(args.sites).reverse());
    expect(await body(recordDashboard({ sites: turned }))).toBe(await body(recordDashboard()));
  });

  it("lets the caller change it", async () => {
    const { resources } = await recordDashboard(
      {},
      { override: { dashboard: (a, o) => [{ ...a, dashboardName: "mine" }, o] } },
    );
    expect(named(resources, "boutique-regions").inputs["dashboardName"]).toBe("mine");
  });

  it("refuses an unknown region and a system without sites", async () => {
    expect(checkSystemDashboard(args)).toEqual([]);
    const wrong = { ...args, region: "mars-1", sites: {} };
    expect(checkSystemDashboard(wrong).map(({ path }) => path)).toEqual(["region", "sites"]);
    await expect(recordDashboard(wrong)).rejects.toThrow(/2 problems/);
  });
});
