import { decide, type Answers, type Decision } from "../../../../rehearsal/recovery/decisions";
import type { Entry, Operation } from "../../../../rehearsal/recovery/deployment";
import type { Find, Found, Search } from "../../../../rehearsal/recovery/finder";
import * as on from "./killed";

const ids =
  (...found: string[]): Find =>
  () =>
    Promise.resolve({ ids: found });

async function decided(
  operations: readonly Operation[],
  options: { resources?: readonly Entry[]; find?: Find; answers?: Answers } = {},
): Promise<readonly Decision[]> {
  const { resources = [], find = ids(), answers } = options;
  return await decide(on.state(resources, operations), find, answers);
}

/** What was decided, in a few words. */
function words(decisions: readonly Decision[]): string[] {
  return decisions.map((decision) => {
    if (decision.kind === "adopt") return `adopt ${decision.id}`;
    if (decision.kind === "open")
      return `open: ${[decision.why, ...decision.candidates].join(" ")}`;
    return decision.kind === "drop" ? `drop: ${decision.why}` : "read";
  });
}

const creating = (resource: Entry): Operation => on.operation("creating", resource);

describe("an operation that was", () => {
  it.each([
    ["updating", "read"],
    ["deleting", "read"],
    ["reading", "drop: it makes nothing: the next run does it again"],
    ["importing", "drop: it makes nothing: the next run does it again"],
    ["guessing", 'open: Pulumi calls it "guessing", which is not known here'],
  ])("%s: %s", async (type, what) => {
    expect(words(await decided([on.operation(type, on.network("net"))]))).toEqual([what]);
  });
});

describe("what was being created", () => {
  it("is adopted where one thing carries its tags, and was never made where none does", async () => {
    const operations = [creating(on.network("net"))];
    expect(words(await decided(operations, { find: ids("vpc-1") }))).toEqual(["adopt vpc-1"]);
    expect(words(await decided(operations))).toEqual([
      "drop: nothing carries its tags, so it was never made",
    ]);
  });

  it("is asked for by its type, its tags, its region and its provider", async () => {
    const asked: Search[] = [];
    const find: Find = (search) => {
      asked.push(search);
      return Promise.resolve({ ids: [] });
    };
    await decided([creating(on.network("net"))], { find });
    expect(asked).toEqual([
      {
        type: on.vpc,
        identity: expect.objectContaining({ arn: "ec2:vpc/" }) as unknown,
        tags: on.tagsOf("net"),
        region: "eu-west-1",
        provider: on.account,
        asOf: "2026-11-25T17:00:00Z",
      },
    ]);
  });

  it("is none of what the state knows, nor what an operation before has made", async () => {
    const old = on.network("net", { id: "vpc-1" });
    const operations = [creating(on.network("net")), creating(on.network("net"))];
    const find: Find = (() => {
      const answers: Found[] = [{ ids: ["vpc-1", "vpc-2"] }, { ids: ["vpc-2", "vpc-1", "vpc-3"] }];
      return () => Promise.resolve(answers.shift() ?? { ids: [] });
    })();
    expect(words(await decided(operations, { resources: [old], find }))).toEqual([
      "adopt vpc-2",
      "adopt vpc-3",
    ]);
  });

  it("is for a person to tell where several could be it, or the finder is not sure", async () => {
    const operations = [creating(on.network("net"))];
    expect(words(await decided(operations, { find: ids("vpc-1", "vpc-2") }))).toEqual([
      "open: several things carry its tags vpc-1 vpc-2",
    ]);
    const find: Find = () => Promise.resolve({ unsure: "AWS does not answer" });
    expect(words(await decided(operations, { find }))).toEqual(["open: AWS does not answer"]);
  });

  it("is for a person to tell where it has no tags, no known identity, or a secret name", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
    const operations = [
      creating(on.entry(on.vpc, "net", { inputs: { tags: { team: "shop" } } })),
      creating(on.entry("aws:s3/bucket:Bucket", "files")),
      creating(on.entry(on.logGroup, "logs", { inputs: { name: secret } })),
    ];
    expect(words(await decided(operations, { find: ids("vpc-1") }))).toEqual([
      "open: it does not carry the tags archipelago:stack and archipelago:resource",
      "open: how one aws:s3/bucket:Bucket is told from others is not known here",
      "open: its id follows from inputs that are missing or secret",
    ]);
  });

  it("is tried under the id that follows from its inputs", async () => {
    const metadata = { name: "settings", namespace: "shop" };
    const side = { routeTableId: "rtb-1", subnetId: "subnet-1", region: "eu-west-1" };
    const decisions = await decided([
      creating(on.entry(on.logGroup, "logs", { inputs: { name: "/logs" } })),
      creating(on.entry(on.configMap, "settings", { inputs: { metadata } })),
      creating(on.entry(on.association, "side", { inputs: side })),
    ]);
    expect(decisions).toMatchObject([
      { kind: "adopt", id: "/logs", outputs: { name: "/logs" }, tags: {} },
      { kind: "adopt", id: "shop/settings", outputs: { metadata } },
      { kind: "adopt", id: "subnet-1/rtb-1@eu-west-1", outputs: undefined },
    ]);
  });

  it("must carry its tags to be adopted under its name", async () => {
    const inputs = { name: "/logs", tags: on.tagsOf("logs") };
    const [decision] = await decided([creating(on.entry(on.logGroup, "logs", { inputs }))]);
    expect(decision).toMatchObject({ kind: "adopt", tags: on.tagsOf("logs") });
  });

  it("is no second time what the state has already, but what was deleted to be replaced does not count", async () => {
    const logs = on.entry(on.logGroup, "logs", { inputs: { name: "/logs" } });
    const there = { ...logs, id: "/logs" };
    const twice = [creating(logs), creating(logs)];
    expect(words(await decided(twice, { resources: [there] }))).toEqual([
      "drop: the state has /logs already",
      "drop: the state has /logs already",
    ]);
    const gone = { ...there, pendingReplacement: true };
    expect(words(await decided(twice, { resources: [gone] }))).toEqual([
      "adopt /logs",
      "drop: an operation before it has made /logs",
    ]);
  });

  it("is nothing to look for where Pulumi makes it itself, or making it again comes to the same", async () => {
    const component = { urn: on.urnOf("my:index:Thing", "thing"), type: "my:index:Thing" };
    const decisions = await decided([
      creating({ ...component, custom: false }),
      creating({ ...on.account, id: "" }),
      creating(on.entry("docker:index/image:Image", "image")),
    ]);
    expect(decisions.map(({ kind }) => kind)).toEqual(["drop", "drop", "drop"]);
  });

  it("is what a person says", async () => {
    const { urn } = on.network("net");
    const operations = [creating(on.entry(on.vpc, "net")), creating(on.entry("x:y:Z", "z"))];
    const answers = new Map([
      [urn, "vpc-9"],
      [on.urnOf("x:y:Z", "z"), null],
    ]);
    const decisions = await decided(operations, { find: ids("vpc-1"), answers });
    expect(words(decisions)).toEqual(["adopt vpc-9", "drop: so you said"]);
    expect(decisions[0]).toMatchObject({ tags: {} });
  });
});
