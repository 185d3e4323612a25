/** What one region's dashboard shows. */
import type * as pulumi from "@pulumi/pulumi";

import {
  clusterPods,
  errors,
  flows,
  latency,
  nodes,
  nodeUse,
  traffic,
  type WatchedEntry,
} from "./panels";
import { alarmStates, heading, inRows, type DashboardBody } from "./widgets";

/** What the dashboard of a region is made from. */
export interface RegionDashboardArgs {
  readonly region: string;
  readonly clusterName: pulumi.Input<string>;
  /** Undefined while the region has no way in from the internet: it is then not shown. */
  readonly publicEntry: WatchedEntry | undefined;
  readonly privateEntry: WatchedEntry;
  readonly alarmArns: readonly pulumi.Input<string>[];
}

/** The region's alarms, its ways in and its cluster, from top to bottom. */
export function regionDashboardBody(args: RegionDashboardArgs): DashboardBody {
  const { region, clusterName, publicEntry, privateEntry, alarmArns } = args;
  const atPublicEntry =
    publicEntry === undefined
      ? []
      : [[traffic(region, publicEntry), errors(region, publicEntry), latency(region, publicEntry)]];
  return inRows([
    [heading(region)],
    [alarmStates(region, alarmArns), flows(region, privateEntry)],
    ...atPublicEntry,
    [nodes(region, clusterName), nodeUse(region, clusterName), clusterPods(region, clusterName)],
  ]);
}
