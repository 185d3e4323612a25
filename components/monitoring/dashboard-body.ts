/** What a system's dashboard shows: its regions side by side. */
import type { ClusterSite } from "../conventions/contracts";
import type { ServiceGraph } from "../topology/graph";
import { errors, latency, servicePods, traffic, type WatchedEntry } from "./panels";
import { heading, heights, inRows, note, type DashboardBody, type Panel } from "./widgets";

/** What the dashboard needs of a region. */
export interface WatchedSite extends Pick<ClusterSite, "clusterName"> {
  /** Undefined while the region has no way in from the internet. */
  readonly publicEntry?: WatchedEntry;
}

/** What the dashboard of a system is made from. */
export interface DashboardArgs {
  /** The system's Kubernetes namespace. */
  readonly namespace: string;
  /** Which services there are, and in which regions. */
  readonly graph: ServiceGraph;
  /** By region. */
  readonly sites: Readonly<Record<string, WatchedSite>>;
}

/** Regions that still have room beside each other; more stand in a band below. */
const regionsPerBand = 4;

/** Lines that one graph still shows apart; more services stand in a graph below. */
const servicesPerGraph = 16;

/** One region's part: the region, what is known of it, and its services. */
interface Column {
  readonly region: string;
  readonly site: WatchedSite;
  readonly services: readonly string[];
}

/**
 * The body of a system's dashboard: traffic, errors and latency at the public entries and the running pods
 * of every service. It depends on what there is, not on the order in which it is given.
 */
export function dashboardBody({ namespace, graph, sites }: DashboardArgs): DashboardBody {
  const columns = Object.entries(sites)
    .map(([region, site]): Column => ({ region, site, services: servicesIn(graph, region) }))
    .sort((a, b) => (a.region < b.region ? -1 : 1));
  const bands = inGroups(columns, regionsPerBand).map((band) => bandRows(namespace, band));
  return inRows([[heading(namespace)], ...bands.flat()]);
}

function servicesIn(graph: ServiceGraph, region: string): string[] {
  return graph.nodes
    .filter(({ kind, regions }) => kind === "service" && regions.includes(region))
    .map(({ key }) => key)
    .sort();
}

function bandRows(namespace: string, band: readonly Column[]): Panel[][] {
  const mostGraphs = Math.max(
    ...band.map(({ services }) => Math.ceil(services.length / servicesPerGraph)),
  );
  return [
    band.map(({ region }) => heading(region)),
    ...[traffic, errors, latency].map((panel) => band.map((column) => atEntry(column, panel))),
    ...Array.from({ length: mostGraphs }, (_, index) =>
      band.map((column) => podsPanel(namespace, column, index)),
    ),
  ];
}

function atEntry(
  { region, site }: Column,
  panel: (region: string, entry: WatchedEntry) => Panel,
): Panel {
  if (site.publicEntry !== undefined) return panel(region, site.publicEntry);
  return note(`${region} has no public entry yet.`, heights.graph);
}

function podsPanel(namespace: string, { region, site, services }: Column, index: number): Panel {
  const shown = inGroups(services, servicesPerGraph)[index];
  if (shown !== undefined) return servicePods(region, site.clusterName, namespace, shown);
  return note(`${region} has no further services.`, heights.graph);
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
