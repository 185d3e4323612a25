import {
  regionDashboardBody,
  type RegionDashboardArgs,
} from "../../../components/monitoring/region-dashboard-body";

const args: RegionDashboardArgs = {
  region: "eu-west-1",
  clusterName: "shop",
  publicEntry: { arnSuffix: "app/shop/1" },
  privateEntry: { arnSuffix: "net/shop/1" },
  alarmArns: ["arn:one", "arn:two"],
};

const titles = (body: ReturnType<typeof regionDashboardBody>) =>
  body.widgets.map(({ properties }) => properties["title"] ?? properties["markdown"]);

describe("regionDashboardBody", () => {
  it("shows the alarms first, then the ways in, then the cluster", () => {
    expect(titles(regionDashboardBody(args))).toEqual([
      "## eu-west-1",
      "eu-west-1: alarms",
      "eu-west-1: private connections",
      "eu-west-1: requests per minute",
      "eu-west-1: errors per minute",
      "eu-west-1: response time in seconds",
      "eu-west-1: nodes",
      "eu-west-1: use of nodes in percent",
      "eu-west-1: running pods",
    ]);
  });

  it("leaves out a public entry that is not there", () => {
    const shown = titles(regionDashboardBody({ ...args, publicEntry: undefined }));
    expect(shown).toHaveLength(6);
    expect(shown).not.toContain("eu-west-1: requests per minute");
  });

  it("leaves no gap between its rows", () => {
    for (const publicEntry of [args.publicEntry, undefined]) {
      const { widgets } = regionDashboardBody({ ...args, publicEntry });
      const starts = new Set(widgets.map(({ y }) => y));
      const ends = new Set(widgets.map(({ y, height }) => y + height));
      expect([...starts].filter((y) => y > 0 && !ends.has(y))).toEqual([]);
    }
  });
});
