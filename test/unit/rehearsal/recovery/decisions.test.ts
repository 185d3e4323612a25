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
    if (decision.kind === "adopt") return `adopt ${decision.id} ${decision.place}`;
    if (decision.kind === "open")
      return `open: ${[decision.why, ...decision.candidates].join(" ")}`;
    return decision.kind === "drop" ? `drop: ${decision.why}` : "read";
  });
}

const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
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
    expect(words(await decided(operations, { find: ids("vpc-1") }))).toEqual(["adopt vpc-1 end"]);
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
    const old = on.network("net", { id: "vpc-1", created: on.early });
    const next = on.network("net", { created: on.early });
    const operations = [creating(next), creating(next)];
    const find: Find = (() => {
      const answers: Found[] = [{ ids: ["vpc-1", "vpc-2"] }, { ids: ["vpc-2", "vpc-1", "vpc-3"] }];
      return () => Promise.resolve(answers.shift() ?? { ids: [] });
    })();
    expect(words(await decided(operations, { resources: [old], find }))).toEqual([
      "adopt vpc-2 successor",
      "adopt vpc-3 leftover",
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
    const operations = [
      creating(on.entry(on.vpc, "net", { inputs: { tags: { team: "shop" } } })),
      creating(on.entry("aws:s3/bucket:Bucket", "files")),
      creating(
        on.entry(on.logGroup, "logs", { inputs: { name: secret, tags: on.tagsOf("logs") } }),
      ),
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
    const logs = { name: "/logs", tags: on.tagsOf("logs") };
    const decisions = await decided([
      creating(on.entry(on.logGroup, "logs", { inputs: logs })),
      creating(on.entry(on.configMap, "settings", { inputs: { metadata } })),
      creating(on.entry(on.association, "side", { inputs: side })),
    ]);
    expect(decisions).toMatchObject([
      { kind: "adopt", id: "/logs", outputs: logs, tags: on.tagsOf("logs") },
      { kind: "adopt", id: "shop/settings", outputs: { metadata }, tags: {} },
      { kind: "adopt", id: "subnet-1/rtb-1@eu-west-1", outputs: undefined },
    ]);
  });

  it.each([{}, { tags: { team: "shop" } }, { tags: secret }])(
    "is for a person to tell where its type carries tags and its inputs have not ours: %j",
    async (tags) => {
      const role = on.entry("aws:iam/role:Role", "deployer", {
        inputs: { name: "deployer", ...tags },
      });
      expect(words(await decided([creating(role)]))).toEqual([
        "open: it does not carry the tags archipelago:stack and archipelago:resource",
      ]);
    },
  );

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
      [urn, ["vpc-9"]],
      [on.urnOf("x:y:Z", "z"), [null]],
    ]);
    const decisions = await decided(operations, { find: ids("vpc-1"), answers });
    expect(words(decisions)).toEqual(["adopt vpc-9 end", "drop: so you said"]);
    expect(decisions[0]).toMatchObject({ tags: {}, by: "word" });
  });

  it("is what a person says of each, where one URN is open several times, and is looked for else", async () => {
    const operations = [creating(on.network("net")), creating(on.network("net"))];
    const { urn } = on.network("net");
    const say = async (...answer: (string | null)[]) =>
      words(
        await decided(operations, {
          find: ids("vpc-1", "vpc-2"),
          answers: new Map([[urn, answer]]),
        }),
      );
    expect(await say("vpc-2", "vpc-1")).toEqual(["adopt vpc-2 end", "adopt vpc-1 leftover"]);
    expect(await say("vpc-1")).toEqual(["adopt vpc-1 end", "adopt vpc-2 leftover"]);
    expect(await say(null)).toEqual([
      "drop: so you said",
      "open: several things carry its tags vpc-1 vpc-2",
    ]);
  });

  it("is read with what the provider reads by, whoever told its id", async () => {
    const type = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    const pods = on.entry(type, "pods", { inputs: { tags: on.tagsOf("pods") } });
    const expected = [{ outputs: { ...pods.inputs, associationId: "a-1" } }];
    expect(await decided([creating(pods)], { find: ids("a-1") })).toMatchObject(expected);
    const answers = new Map([[pods.urn, ["a-1"]]]);
    expect(await decided([creating(pods)], { answers })).toMatchObject(expected);
  });
});

describe("what was being created and the state has by now", () => {
  const logs = on.entry(on.logGroup, "logs", {
    inputs: { name: "/logs", region: "eu-west-1", tags: on.tagsOf("logs") },
  });
  const made = { ...logs, id: "/logs", outputs: logs.inputs ?? {}, created: on.late };

  it("is no second time there, but what was deleted to be replaced does not count", async () => {
    const twice = [creating(logs), creating(logs)];
    expect(words(await decided(twice, { resources: [made] }))).toEqual([
      "drop: the state has /logs already",
      "drop: the state has /logs already",
    ]);
    const gone = { ...made, pendingReplacement: true };
    expect(words(await decided(twice, { resources: [gone] }))).toEqual([
      "adopt /logs stead",
      "drop: an operation before it has made /logs",
    ]);
  });

  it("is there under another URN too, and another where the region or the provider is another", async () => {
    const renamed = { ...made, urn: on.urnOf(on.logGroup, "renamed") };
    const inOther = { ...made, inputs: { ...logs.inputs, region: "us-east-1" }, created: on.early };
    const withOther = { ...renamed, provider: "other" };
    const against = async (entry: Entry) =>
      words(await decided([creating({ ...logs, created: on.early })], { resources: [entry] }));
    expect(await against(renamed)).toEqual(["drop: the state has /logs already"]);
    expect(await against(inOther)).toEqual(["adopt /logs successor"]);
    expect(await against(withOther)).toEqual(["adopt /logs end"]);
    const both = [creating(logs), creating({ ...logs, urn: renamed.urn })];
    expect(words(await decided(both))).toEqual([
      "adopt /logs end",
      "open: logs may have made /logs as well",
    ]);
  });

  it("is there where the state knows it by the provider's own id", async () => {
    const inputs = { routeTableId: "rtb-1", subnetId: "subnet-1", region: "eu-west-1" };
    const side = on.entry(on.association, "side", { inputs });
    const live = { ...side, id: "rtbassoc-1", created: on.late };
    expect(words(await decided([creating(side)], { resources: [live] }))).toEqual([
      "drop: the state has subnet-1/rtb-1@eu-west-1 already",
    ]);
    const elsewhere = { ...live, inputs: { ...inputs, subnetId: "subnet-2" } };
    expect(words(await decided([creating(side)], { resources: [elsewhere] }))).toEqual([
      "open: a later run has made another, and nothing tells whose subnet-1/rtb-1@eu-west-1 is",
    ]);
    const gone = { ...live, pendingReplacement: true };
    expect(words(await decided([creating(side)], { resources: [gone] }))).toEqual([
      "adopt subnet-1/rtb-1@eu-west-1 stead",
    ]);
  });

  it("is judged once more where a recovery was killed before it had", async () => {
    const unread = { ...made, refreshBeforeUpdate: true };
    expect(words(await decided([creating(logs)], { resources: [unread] }))).toEqual([
      "adopt /logs stead",
    ]);
    const network = { ...on.network("net", { id: "vpc-1" }), refreshBeforeUpdate: true };
    const again = { resources: [network], find: ids("vpc-1") };
    expect(words(await decided([creating(on.network("net"))], again))).toEqual([
      "adopt vpc-1 stead",
    ]);
    const foreign = { ...made, outputs: {} };
    expect(words(await decided([creating(logs)], { resources: [foreign] }))).toEqual([
      "open: the state has /logs, which does not carry this stack's tags",
    ]);
  });
});

describe("what was made beside what the state has", () => {
  const against = async (live: Partial<Entry>, created: string | undefined) => {
    const inputs = { ...on.network("net").inputs, enableDnsHostnames: true };
    const resource = on.network("net", created === undefined ? { inputs } : { inputs, created });
    const resources = [on.network("net", { id: "vpc-1", ...live })];
    return words(await decided([creating(resource)], { resources, find: ids("vpc-2") }));
  };

  it("was to replace it where it says the time at which that was made", async () => {
    expect(await against({ created: on.early }, on.early)).toEqual(["adopt vpc-2 successor"]);
  });

  it("is a leftover where the other was made since, whatever it was asked for with", async () => {
    expect(await against({ created: on.late }, undefined)).toEqual(["adopt vpc-2 leftover"]);
    expect(await against({ created: on.late }, on.early)).toEqual(["adopt vpc-2 leftover"]);
  });

  it("is for a person to tell where nobody knows when the other was made", async () => {
    expect(await against({}, undefined)).toEqual([
      "open: the state has another and not when that was made; this one is unused",
    ]);
  });

  it("takes the stead of what was deleted to be replaced", async () => {
    const live = { created: on.early, pendingReplacement: true };
    expect(await against(live, on.early)).toEqual(["adopt vpc-2 stead"]);
  });

  it("is deleted only where its tags or a person say that it is ours", async () => {
    const inputs = (policyArn: string) => ({ role: "worker", policyArn });
    const type = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    const first = on.entry(type, "worker", { inputs: inputs("a") });
    const resources = [{ ...first, id: "worker/b", inputs: inputs("b"), created: on.late }];
    expect(words(await decided([creating(first)], { resources }))).toEqual([
      "open: a later run has made another, and nothing tells whose worker/a is",
    ]);
    const answers = new Map([[first.urn, ["worker/a"]]]);
    expect(words(await decided([creating(first)], { resources, answers }))).toEqual([
      "adopt worker/a leftover",
    ]);
  });
});
