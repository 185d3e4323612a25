import * as fc from "fast-check";

import {
  alarmStates,
  graph,
  gridColumns,
  heading,
  inRows,
  note,
  type Panel,
  type Widget,
} from "../../../components/monitoring/widgets";

const panel = fc
  .record({ height: fc.integer({ min: 1, max: 8 }) })
  .map(({ height }): Panel => note("text", height));
const rows = fc.array(fc.array(panel, { minLength: 1, maxLength: 6 }), { maxLength: 8 });

function overlap(a: Widget, b: Widget): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe("widgets", () => {
  it("write a metric as CloudWatch reads it", () => {
    const { properties } = graph("eu-west-1", "errors", [
      {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCount",
        dimensions: { LoadBalancer: "app/a/1" },
        statistic: "Sum",
        label: "requests",
      },
    ]);
    expect(properties).toMatchObject({
      title: "eu-west-1: errors",
      region: "eu-west-1",
      period: 60,
      metrics: [
        [
          "AWS/ApplicationELB",
          "RequestCount",
          "LoadBalancer",
          "app/a/1",
          { stat: "Sum", label: "requests" },
        ],
      ],
    });
  });

  it("name the region of alarms", () => {
    const { properties } = alarmStates("eu-west-1", ["arn:one"]);
    expect(properties).toEqual({ title: "eu-west-1: alarms", alarms: ["arn:one"] });
  });

  it("write headings in Markdown", () => {
    expect(heading("boutique").properties).toEqual({ markdown: "## boutique" });
  });

  it("are laid out in the grid, in order, none over another", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { widgets } = inRows(given);
        expect(widgets).toHaveLength(given.flat().length);
        for (const [index, widget] of widgets.entries()) {
          expect(widget.x).toBeGreaterThanOrEqual(0);
          expect(widget.width).toBeGreaterThan(0);
          expect(widget.x + widget.width).toBeLessThanOrEqual(gridColumns);
          expect(widgets.slice(index + 1).some((other) => overlap(widget, other))).toBe(false);
        }
      }),
    );
  });
});
