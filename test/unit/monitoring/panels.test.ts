import {
  clusterPods,
  errors,
  flows,
  latency,
  nodes,
  nodeUse,
  servicePods,
  traffic,
} from "../../../components/monitoring/panels";
import type { Panel } from "../../../components/monitoring/widgets";

const region = "eu-west-1";
const entry = { arnSuffix: "app/shop/1" };

/** Namespace, metric, dimensions and statistic of every line. */
function lines(panel: Panel): string[] {
  return (panel.properties["metrics"] as unknown[][]).map((row) =>
    row.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" "),
  );
}

describe("panels", () => {
  it("show the public entry", () => {
    expect(lines(traffic(region, entry))).toEqual([
      'AWS/ApplicationELB RequestCount LoadBalancer app/shop/1 {"stat":"Sum","label":"requests"}',
    ]);
    expect(lines(errors(region, entry)).map((line) => line.split(" ")[1])).toEqual([
      "HTTPCode_ELB_5XX_Count",
      "HTTPCode_Target_5XX_Count",
      "HTTPCode_Target_4XX_Count",
    ]);
    expect(lines(latency(region, entry)).map((line) => line.split(" ").at(-1))).toEqual([
      '{"stat":"p50","label":"p50"}',
      '{"stat":"p95","label":"p95"}',
      '{"stat":"p99","label":"p99"}',
    ]);
  });

  it("show the private entry", () => {
    for (const line of lines(flows(region, { arnSuffix: "net/shop/1" })))
      expect(line).toMatch(/^AWS\/NetworkELB \w+ LoadBalancer net\/shop\/1 /);
  });

  it("show the cluster", () => {
    const shown = [nodes, nodeUse, clusterPods].flatMap((panel) => lines(panel(region, "shop")));
    expect(shown).toHaveLength(5);
    for (const line of shown) expect(line).toMatch(/^ContainerInsights \w+ ClusterName shop /);
  });

  it("show each service by the name of its Deployment", () => {
    expect(lines(servicePods(region, "shop", "boutique", ["ad", "cart"]))).toEqual(
      ["ad", "cart"].map(
        (key) =>
          `ContainerInsights status_replicas_available ClusterName shop Namespace boutique PodName ${key} ` +
          `{"stat":"Minimum","label":"${key}"}`,
      ),
    );
  });

  it("all name their region", () => {
    const panels = [
      traffic(region, entry),
      flows(region, entry),
      nodes(region, "shop"),
      servicePods(region, "shop", "boutique", ["ad"]),
    ];
    for (const { properties } of panels) {
      expect(properties["region"]).toBe(region);
      expect(properties["title"]).toMatch(/^eu-west-1: /);
    }
  });
});
