// Covers table.ts and deployment.ts too: the parts of the same report.
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { changesIn, creationSeconds } from "../../../../rehearsal/cli/deployment";
import { renderReport, type DeploymentReport } from "../../../../rehearsal/cli/report";
import { table } from "../../../../rehearsal/cli/table";
import type { DeployedResource } from "../../../../rehearsal/session/state";
import type { JournalEntry } from "../../../../rehearsal/world/protocol";

const resource = (
  type: string,
  custom: boolean,
  more: Partial<DeployedResource> = {},
): DeployedResource => ({
  urn: `urn:pulumi:dev::shop::${type}::x`,
  type,
  custom,
  ...more,
});

const report: DeploymentReport = {
  stack: "dev",
  regions: [
    {
      region: "eu-west-1",
      services: [
        { name: "load", replicas: "1" },
        {
          name: "web",
          replicas: "3-30",
          inCluster: "web.shop:80",
          private: "web.int.example.com:20001",
          public: "https://web.example.com",
        },
      ],
    },
  ],
  resources: [
    resource("pulumi:providers:aws", true),
    resource("archipelago:index:Cluster", false),
    resource("aws:eks/cluster:Cluster", true),
    resource("aws:ec2/vpc:Vpc", true),
    resource("aws:ec2/vpc:Vpc", true, { delete: true }),
  ],
  changed: 4,
  seconds: 12.34,
  estimate: {
    seconds: 614,
    chain: [
      { urn: "u::net-vpc", type: "aws:ec2/vpc:Vpc", seconds: 12 },
      { urn: "u::net-route", type: "aws:ec2/route:Route", seconds: 1 },
      { urn: "u::net-rule", type: "aws:ec2/rule:Rule", seconds: 1 },
      { urn: "u::eks", type: "aws:eks/cluster:Cluster", seconds: 600 },
    ],
  },
  findings: [],
};

describe("renderReport", () => {
  it("tells what runs where, how large it is, and what AWS would wait for", () => {
    expect(renderReport(report).split("\n")).toEqual([
      "",
      "eu-west-1",
      "  service  replicas  in the cluster  private",
      "  load     1         -               -",
      "  web      3-30      web.shop:80     web.int.example.com:20001",
      "  web is public: https://web.example.com",
      "",
      "dev: 4 resources (2 in the cloud, 1 components, 1 providers); 4 changed, in 12 s.",
      "From nothing, AWS would take about 10 min 14 s. What it waits for, one after the other:",
      "  12 s         net-vpc  aws:ec2/vpc:Vpc",
      "  10 min 00 s  eks      aws:eks/cluster:Cluster",
      "  2.0 s        others",
    ]);
  });

  it("ends with what does nothing", () => {
    const type = "kubernetes:core/v1:Service";
    const finding = { scope: "global", type, id: "shop/cart", problem: "it selects no pod" };
    const lines = renderReport({ ...report, findings: [finding] }).split("\n");
    expect(lines.at(-1)).toBe("  Service shop/cart in global: it selects no pod");
  });

  it("says so when nothing changed", () => {
    expect(renderReport({ ...report, changed: 0 })).toContain("; nothing changed, in 12 s.");
  });
});

describe("table", () => {
  it("aligns columns and ends no line with blanks", () => {
    expect(
      table(
        [
          ["a", "bb"],
          ["ccc", ""],
        ],
        "",
      ),
    ).toEqual(["a    bb", "ccc"]);
    expect(table([])).toEqual([]);
  });
});

describe("creationSeconds", () => {
  it("takes the last creation that succeeded", () => {
    const call = (more: Partial<JournalEntry>): JournalEntry => ({
      sequence: 1,
      operation: "create",
      type: "t",
      urn: "a",
      scope: "eu-west-1",
      id: "1",
      result: "ok",
      seconds: 1,
      ...more,
    });
    const calls = [
      call({ seconds: 1 }),
      call({ seconds: 2 }),
      call({ seconds: 3, result: "Throttling" }),
      call({ seconds: 4, operation: "update" }),
    ];
    expect(creationSeconds(calls)).toEqual(new Map([["a", 2]]));
  });
});

describe("changesIn", () => {
  it("counts all that did not stay the same", () => {
    const summary = (resourceChanges: Record<string, number>): EngineEvent => ({
      sequence: 0,
      timestamp: 0,
      summaryEvent: { maybeCorrupt: false, durationSeconds: 1, resourceChanges, policyPacks: {} },
    });
    expect(changesIn([summary({ same: 9, create: 2, update: 1 })])).toBe(3);
    expect(changesIn([summary({ same: 9 })])).toBe(0);
    expect(changesIn([])).toBe(0);
  });
});
