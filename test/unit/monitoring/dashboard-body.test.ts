import * as fc from "fast-check";

import {
  dashboardBody,
  type DashboardArgs,
  type WatchedSite,
} from "../../../components/monitoring/dashboard-body";
import { regionTable } from "../../../components/topology/regions";
import { buildGraph } from "../../../components/topology/graph";

const regionNames = regionTable.map(({ name }) => name);

/** Systems of some services in some regions, where some regions have a public entry. */
const systems = fc
  .record({
    regions: fc.uniqueArray(fc.constantFrom(...regionNames), { minLength: 1, maxLength: 9 }),
    open: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
    services: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { maxLength: 40 }),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 40, maxLength: 40 }),
  })
  .map(({ regions, open, services, sizes }): DashboardArgs => ({
    namespace: "boutique",
    graph: buildGraph(
      services.map((key, index) => ({
        key,
        kind: index % 7 === 6 ? ("cache" as const) : ("service" as const),
        regions: regions.slice(0, sizes[index]),
        uses: [],
      })),
    ).graph,
    sites: Object.fromEntries(regions.map((region, index) => [region, site(region, open[index])])),
  }));

function site(region: string, isOpen: boolean | undefined): WatchedSite {
  const closed = { clusterName: `cluster-${region}` };
  return isOpen === true
    ? { ...closed, publicEntry: { arnSuffix: `app/${region}/0123456789abcdef` } }
    : closed;
}

function reversed({ namespace, graph, sites }: DashboardArgs): DashboardArgs {
  return {
    namespace,
    graph: {
      nodes: graph.nodes
        .map((node) => ({ ...node, regions: [...node.regions].reverse() }))
        .reverse(),
      edges: [...graph.edges].reverse(),
      cycles: graph.cycles,
    },
    sites: Object.fromEntries(Object.entries(sites).reverse()),
  };
}

interface ReadWidget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly region?: string;
    readonly title?: string;
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

function read(args: DashboardArgs): ReadWidget[] {
  const parsed = JSON.parse(JSON.stringify(dashboardBody(args))) as { widgets: ReadWidget[] };
  return parsed.widgets;
}

describe("dashboardBody", () => {
  it("does not depend on the order of regions and services", () => {
    fc.assert(
      fc.property(systems, (args) => {
        expect(JSON.stringify(dashboardBody(reversed(args)))).toBe(
          JSON.stringify(dashboardBody(args)),
        );
      }),
    );
  });

  it("graphs the regions of its sites, says which, and leaves none out", () => {
    fc.assert(
      fc.property(systems, (args) => {
        const regions = Object.keys(args.sites);
        for (const { type, properties } of read(args)) {
          if (type !== "metric") continue;
          expect(regions).toContain(properties.region);
          expect(properties.title).toMatch(new RegExp(`^${properties.region ?? ""}: `));
          expect(properties.metrics?.length).toBeGreaterThan(0);
        }
        const text = JSON.stringify(dashboardBody(args));
        for (const region of regions) expect(text).toContain(`## ${region}`);
      }),
    );
  });

  it("shows every service once in each of its regions, and no store", () => {
    fc.assert(
      fc.property(systems, (args) => {
        const shown = read(args).flatMap(({ properties }) =>
          (properties.metrics ?? [])
            .filter((row) => row[1] === "status_replicas_available")
            .map((row) => `${properties.region ?? ""} ${String(row[7])}`),
        );
        const expected = args.graph.nodes
          .filter(({ kind }) => kind === "service")
          .flatMap(({ key, regions }) => regions.map((region) => `${region} ${key}`));
        expect(shown.sort()).toEqual(expected.sort());
      }),
    );
  });

  it("keeps within the grid and what CloudWatch takes, nothing over anything else", () => {
    fc.assert(
      fc.property(systems, (args) => {
        const widgets = read(args);
        expect(widgets.length).toBeLessThanOrEqual(500);
        const cells = widgets.flatMap(({ x, y, width, height }) =>
          Array.from({ length: width * height }, (_, cell) => {
            const column = x + (cell % width);
            expect(column).toBeLessThan(24);
            return `${column},${y + Math.floor(cell / width)}`;
          }),
        );
        expect(new Set(cells).size).toBe(cells.length);
      }),
      { numRuns: 30 },
    );
  });

  it("sets regions side by side, with traffic, errors, latency and pods from top to bottom", () => {
    const { graph } = buildGraph([
      { key: "cart", kind: "service", regions: ["eu-west-1", "us-east-1"], uses: [] },
    ]);
    const sites = { "us-east-1": site("us-east-1", true), "eu-west-1": site("eu-west-1", true) };
    const widgets = read({ namespace: "boutique", graph, sites });
    expect(
      widgets.filter((w) => w.type === "metric").map((w) => [w.x, w.y, w.properties.title]),
    ).toEqual([
      [0, 2, "eu-west-1: requests per minute"],
      [12, 2, "us-east-1: requests per minute"],
      [0, 8, "eu-west-1: errors per minute"],
      [12, 8, "us-east-1: errors per minute"],
      [0, 14, "eu-west-1: response time in seconds"],
      [12, 14, "us-east-1: response time in seconds"],
      [0, 20, "eu-west-1: running pods"],
      [12, 20, "us-east-1: running pods"],
    ]);
  });

  it("says where a region has no public entry", () => {
    const sites = { "eu-west-1": site("eu-west-1", false) };
    const body = dashboardBody({ namespace: "boutique", graph: buildGraph([]).graph, sites });
    expect(JSON.stringify(body)).toContain("eu-west-1 has no public entry yet.");
  });
});
