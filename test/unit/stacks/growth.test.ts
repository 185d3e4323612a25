/** Growth moves nothing: what comes changes no input of anything else, but for a short list of spanning resources. */
import type { RawSettings } from "../../../stacks/settings";
import type { Recorded } from "../../support/record";
import {
  changedInputs,
  changing,
  recordStack,
  settingsOf,
  withRegion,
  type Tree,
} from "../../support/stacks";
import { growth } from "../../support/whole-sites";

/** What a region that comes or goes may change in place, each with its reason. */
const spanning: Readonly<Record<string, string>> = {
  "aws:cloudwatch/dashboard:Dashboard boutique-dashboard-regions": "shows the regions side by side",
  "aws:dynamodb/table:Table boutique-wishes-table": "holds the list of its replicas",
  "aws:iam/rolePolicy:RolePolicy boutique-wishlist-identity-wishes":
    "covers its table in all regions",
  "aws:route53/zone:Zone staging-private-zone": "holds the list of its VPCs",
};

const settings = settingsOf("staging");

const recorded = new Map<string, Promise<readonly Recorded[]>>();

/** What the stack registers with those settings; recorded once. */
function registered(raw: RawSettings): Promise<readonly Recorded[]> {
  const key = JSON.stringify(raw);
  const known = recorded.get(key) ?? recordStack("staging", raw).then((all) => all.resources);
  recorded.set(key, known);
  return known;
}

/** What the changed settings add and change. */
async function grow(change: (raw: RawSettings) => RawSettings, from = settings) {
  const before = await registered(from);
  const after = await registered(change(from));
  return { ...growth(before, after), updated: changedInputs(before, after), before, after };
}

function linesWithout(lines: readonly string[], part: string): string[] {
  return lines.filter((line) => !line.includes(part));
}

const inputsOf = (resources: readonly Recorded[], name: string) =>
  resources.find((resource) => resource.name === name)?.inputs;

describe("a region that comes", () => {
  it("adds what is its own, and changes nothing but a list of spanning resources", async () => {
    const { added, removed, updated } = await grow((raw) =>
      withRegion(raw, "ap-northeast-1", "ac"),
    );
    expect(removed).toEqual([]);
    expect(added.length).toBeGreaterThan(200);
    expect(linesWithout(added, "ap-northeast-1")).toEqual([]);
    expect(updated).toEqual(Object.keys(spanning).sort());
  });

  it("is only added to the lists of those that change", async () => {
    const { before, after } = await grow((raw) => withRegion(raw, "ap-northeast-1", "ac"));
    const replicas = (resources: readonly Recorded[]) =>
      (inputsOf(resources, "boutique-wishes-table")?.["replicas"] ?? []) as {
        regionName: string;
      }[];
    const vpcs = (resources: readonly Recorded[]) =>
      (inputsOf(resources, "staging-private-zone")?.["vpcs"] ?? []) as { vpcRegion: string }[];
    expect(replicas(after).map(({ regionName }) => regionName)).toEqual([
      "ap-northeast-1",
      "us-east-1",
    ]);
    expect(replicas(after)).toEqual(expect.arrayContaining(replicas(before)));
    expect(vpcs(after)).toHaveLength(vpcs(before).length + 1);
    expect(vpcs(after)).toEqual(expect.arrayContaining(vpcs(before)));
  });
});

describe("a zone that comes", () => {
  it("touches its own region alone, and adds only what is its own", async () => {
    const { added, removed, updated } = await grow((raw) => withRegion(raw, "us-east-1", "abcd"));
    expect(removed).toEqual([]);
    expect(linesWithout(added, "us-east-1d")).toEqual([]);
    expect(linesWithout(updated, "us-east-1")).toEqual([]);
  });

  it("may have an earlier letter than the others", async () => {
    const from = withRegion(settings, "us-east-1", "bc");
    const { added, removed } = await grow((raw) => withRegion(raw, "us-east-1", "abc"), from);
    expect(removed).toEqual([]);
    expect(linesWithout(added, "us-east-1a")).toEqual([]);
  });
});

describe("a change of size", () => {
  it("changes the scale of services and nothing that stands", async () => {
    const { added, removed, updated } = await grow((raw) =>
      changing(raw, "sizes", (sizes) => ({
        ...sizes,
        scale: { minReplicas: 4, maxReplicas: 20 },
      })),
    );
    expect([...added, ...removed]).toEqual([]);
    const types = new Set(updated.map((line) => line.split(" ")[0]));
    expect([...types].sort()).toEqual([
      // Its text tells people how many replicas there may be.
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
    ]);
  });
});

describe("a public host of another name", () => {
  it("changes no load balancer and no certificate", async () => {
    const { updated } = await grow((raw) =>
      changing(raw, "sizes", (sizes: Tree) => ({ ...sizes, host: "store" })),
    );
    expect(updated.filter((line) => /loadBalancer|certificate|cluster:/.test(line))).toEqual([]);
    expect(updated.some((line) => line.includes("listenerRule"))).toBe(true);
  });
});
