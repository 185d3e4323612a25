/** What a user reads after an update: what runs where, how large it is, and how long AWS would take. */
import { duration } from "../../tools/progress.mjs";
import { nameIn, type DeployedResource } from "../session/state";
import type { Finding } from "../world/model";
import type { Estimate } from "./critical-path";
import { renderFindings } from "./findings";
import type { RegionRows } from "./regions";
import { table } from "./table";

export interface DeploymentReport {
  readonly stack: string;
  readonly regions: readonly RegionRows[];
  readonly resources: readonly DeployedResource[];
  /** How many resources the run created, updated, replaced or deleted. */
  readonly changed: number;
  /** Wall-clock seconds of the run. */
  readonly seconds: number;
  readonly estimate: Estimate;
  /** What exists and does nothing. */
  readonly findings: readonly Finding[];
}

// Shorter waits are told as one sum.
const shownSeconds = 5;
const none = "-";

export function renderReport(report: DeploymentReport): string {
  return [
    "",
    ...report.regions.flatMap(renderRegion),
    ...renderSize(report),
    ...renderEstimate(report.estimate),
    ...renderFindings(report.findings),
  ].join("\n");
}

function renderRegion({ region, services }: RegionRows): readonly string[] {
  const head = ["service", "replicas", "in the cluster", "private"];
  const rows = services.map(({ name, replicas, inCluster = none, private: own = none }) => [
    name,
    replicas,
    inCluster,
    own,
  ]);
  const open = services.flatMap(({ name, public: url }) =>
    url === undefined ? [] : [`  ${name} is public: ${url}`],
  );
  return [region, ...table([head, ...rows]), ...open, ""];
}

function renderSize({ stack, resources, changed, seconds }: DeploymentReport): readonly string[] {
  const live = resources.filter((resource) => resource.delete !== true);
  const providers = live.filter(({ type }) => type.startsWith("pulumi:providers:")).length;
  const made = live.filter(({ custom }) => custom).length - providers;
  const components = live.length - made - providers;
  const change = changed === 0 ? "nothing changed" : `${changed} changed`;
  return [
    `${stack}: ${live.length} resources (${made} in the cloud, ${components} components, ` +
      `${providers} providers); ${change}, in ${duration(seconds)}.`,
  ];
}

function renderEstimate({ seconds, chain }: Estimate): readonly string[] {
  const long = chain.filter((link) => link.seconds >= shownSeconds);
  const rest = chain.reduce(
    (sum, link) => sum + (link.seconds < shownSeconds ? link.seconds : 0),
    0,
  );
  const rows = long.map((link) => [duration(link.seconds), nameIn(link.urn), link.type]);
  const others = rest > 0 ? [[duration(rest), "others", ""]] : [];
  return [
    `From nothing, AWS would take about ${duration(seconds)}. What it waits for, one after the other:`,
    ...table([...rows, ...others]),
  ];
}
