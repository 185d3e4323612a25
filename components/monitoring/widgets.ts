/**
 * The parts of a CloudWatch dashboard's body, as plain values in which texts may be known later.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html read 2026-11
 */
import type * as pulumi from "@pulumi/pulumi";

import type { PlainStatistic } from "./alarm";
import { minuteSeconds } from "./metrics";

/** Columns of a dashboard's grid. */
export const gridColumns = 24;

/** Rows that a graph, a heading and a line of text take. */
export const heights = { graph: 6, heading: 1, note: 2 } as const;

type Text = pulumi.Input<string>;

/** One line of a graph. */
export interface Series {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Text>>;
  readonly statistic: PlainStatistic | `p${number}`;
  /** What the legend says. */
  readonly label: string;
}

/** What a widget shows; where it stands is for the layout to say. */
export interface Panel {
  readonly type: "metric" | "text" | "alarm";
  /** Rows of the grid. */
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A panel in its place. */
export interface Widget extends Panel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** What a dashboard is made of. */
export interface DashboardBody {
  readonly widgets: readonly Widget[];
}

/** A graph of metrics of one region, one line per series, from zero upwards. */
export function graph(region: string, title: string, series: readonly Series[]): Panel {
  return {
    type: "metric",
    height: heights.graph,
    properties: {
      title: `${region}: ${title}`,
      region,
      view: "timeSeries",
      stacked: false,
      period: minuteSeconds,
      metrics: series.map(metricRow),
      yAxis: { left: { min: 0, showUnits: false } },
    },
  };
}

/** CloudWatch writes a metric as one array: namespace, name, dimensions in turn, how to draw it. */
function metricRow({ namespace, metricName, dimensions, statistic, label }: Series): unknown[] {
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: statistic, label }];
}

/** A heading. */
export function heading(text: string): Panel {
  return { type: "text", height: heights.heading, properties: { markdown: `## ${text}` } };
}

/** A sentence in the place of a graph, or above them. */
export function note(text: string, height: number = heights.note): Panel {
  return { type: "text", height, properties: { markdown: text } };
}

/** The state of alarms of one region. */
export function alarmStates(region: string, alarmArns: readonly Text[]): Panel {
  return {
    type: "alarm",
    height: heights.graph,
    properties: { title: `${region}: alarms`, alarms: [...alarmArns] },
  };
}

/** Lays rows under each other; the panels of a row share its width evenly. */
export function inRows(rows: readonly (readonly Panel[])[]): DashboardBody {
  let y = 0;
  const widgets = rows.flatMap((row) => {
    const width = Math.floor(gridColumns / Math.max(row.length, 1));
    const placed = row.map((panel, column): Widget => ({ ...panel, x: column * width, y, width }));
    y += Math.max(0, ...row.map(({ height }) => height));
    return placed;
  });
  return { widgets };
}
