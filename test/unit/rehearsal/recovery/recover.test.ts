import {
  entriesOf,
  operationsOf,
  type Entry,
  type Exported,
  type Operation,
} from "../../../../rehearsal/recovery/deployment";
import type { Find } from "../../../../rehearsal/recovery/finder";
import { recover, type RecoveryOptions, type Stack } from "../../../../rehearsal/recovery/recover";
import * as on from "./killed";

const anyId: Find = ({ tags }) =>
  Promise.resolve({ ids: [`vpc-of-${tags["archipelago:resource"] ?? ""}`] });

/** A stack whose refresh reads from a list of what exists, by id. */
class Rehearsed implements Stack {
  readonly refreshed: (readonly string[])[] = [];
  readonly imported: Exported[] = [];
  readonly kept: Exported[] = [];
  unfinished: readonly Operation[] = [];

  constructor(
    private state: Exported,
    private readonly exists: Readonly<Record<string, object>> = {},
    /** What Pulumi says where it comes to none of these. */
    public failure: { readonly failed?: string; readonly unread: readonly Entry[] } = {
      unread: [],
    },
  ) {}

  exportState = (): Promise<Exported> => Promise.resolve(this.state);

  importState = (state: Exported): Promise<void> => {
    expect(operationsOf(state)).toEqual([]);
    this.imported.push(state);
    this.state = state;
    return Promise.resolve();
  };

  refresh = (urns: readonly string[]): Promise<{ failed?: string }> => {
    this.refreshed.push(urns);
    const { failed, unread } = this.failure;
    const deaf = unread.map(({ urn }) => urn);
    const read = entriesOf(this.state).flatMap((entry): Entry[] => {
      if (!urns.includes(entry.urn) || deaf.includes(entry.urn)) return [entry];
      const tags = this.exists[entry.id ?? ""];
      return tags === undefined
        ? []
        : [{ ...entry, refreshBeforeUpdate: false, outputs: { tags } }];
    });
    this.state = { ...this.state, deployment: { ...this.state.deployment, resources: read } };
    return Promise.resolve(failed === undefined ? {} : { failed });
  };

  /** As somebody else's run would. */
  write(state: Exported): void {
    this.state = state;
  }

  recover(options: Partial<RecoveryOptions> = {}): ReturnType<typeof recover> {
    return recover(this, {
      find: anyId,
      keep: (state) => this.kept.push(state),
      unfinished: {
        read: () => this.unfinished,
        write: (operations) => (this.unfinished = operations),
      },
      ...options,
    });
  }
}

const creating = (resource: Entry): Operation => on.operation("creating", resource);
const net = on.network("net");
const logs = on.entry(on.logGroup, "logs", { inputs: { name: "/logs", tags: on.tagsOf("logs") } });

describe("a recovery", () => {
  it("of a stack that nobody killed does nothing", async () => {
    const stack = new Rehearsed(on.state([net]));
    expect(await stack.recover()).toEqual({ operations: 0, lines: [], settled: true });
    const never = new Rehearsed({ version: 3, deployment: null });
    expect(await never.recover()).toEqual({ operations: 0, lines: [], settled: true });
    expect([...stack.imported, ...stack.kept, ...never.imported]).toEqual([]);
  });

  it("keeps the state, takes in what was made, reads it, and tells what was never made", async () => {
    const before = on.state([], [creating(net), creating(logs)]);
    const stack = new Rehearsed(before, { "vpc-of-net": on.tagsOf("net") });
    expect(await stack.recover()).toEqual({
      operations: 2,
      lines: [
        "creating net (aws:ec2/vpc:Vpc): adopted vpc-of-net",
        "creating logs (aws:cloudwatch/logGroup:LogGroup): was never made",
      ],
      settled: true,
    });
    expect(stack.kept).toEqual([before]);
    expect(stack.refreshed).toEqual([[net.urn, logs.urn]]);
    expect(entriesOf(await stack.exportState()).map(({ id }) => id)).toEqual([
      "0b6f",
      "vpc-of-net",
    ]);
  });

  it("reads what was being changed, and not what is not in the state", async () => {
    const known = { ...net, id: "vpc-1" };
    const operations = [on.operation("updating", net), on.operation("deleting", logs)];
    const stack = new Rehearsed(on.state([known], operations), { "vpc-1": {} });
    const { lines, settled } = await stack.recover();
    expect(lines).toEqual([
      "updating net (aws:ec2/vpc:Vpc): read anew",
      "deleting logs (aws:cloudwatch/logGroup:LogGroup): read anew",
    ]);
    expect(settled).toBe(true);
    expect(stack.refreshed).toEqual([[net.urn]]);
  });

  it("reads nothing where there is nothing to read", async () => {
    const stack = new Rehearsed(on.state([], [creating(on.account)]));
    expect((await stack.recover()).settled).toBe(true);
    expect(stack.refreshed).toEqual([]);
    expect(stack.imported).toEqual([on.state([])]);
  });

  it("changes nothing while a person must decide, and says what can be said", async () => {
    const stack = new Rehearsed(on.state([], [creating(net), creating(logs)]));
    const find: Find = () => Promise.resolve({ ids: ["vpc-1", "vpc-2"] });
    expect(await stack.recover({ find })).toEqual({
      operations: 2,
      lines: [
        "creating net (aws:ec2/vpc:Vpc): cannot tell; several things carry its tags",
        "  vpc-1",
        "  vpc-2",
        "  Look it up, and say which it is:",
        `    --id '${net.urn}' <id>`,
        `    --none '${net.urn}' where nothing was made, or you have deleted it`,
        "creating logs (aws:cloudwatch/logGroup:LogGroup): adopts /logs if it exists",
        "Nothing was changed.",
      ],
      settled: false,
    });
    expect([...stack.imported, ...stack.kept]).toEqual([]);
  });

  it("takes no answer to what nobody asks", async () => {
    const stack = new Rehearsed(on.state([], [creating(logs), on.operation("updating", net)]));
    const answers = new Map([
      [net.urn, ["vpc-1"]],
      [logs.urn, ["/logs", null]],
    ]);
    expect(await stack.recover({ answers })).toEqual({
      operations: 2,
      lines: [
        `${net.urn} is not being created, or not so often.`,
        `${logs.urn} is not being created, or not so often.`,
        "Nothing was changed.",
      ],
      settled: false,
    });
    expect(stack.imported).toEqual([]);
  });

  it("asks before it changes anything", async () => {
    const stack = new Rehearsed(on.state([], [creating(logs)]));
    const asked: (readonly string[])[] = [];
    const confirm = (plan: readonly string[]): Promise<boolean> => {
      asked.push(plan);
      return Promise.resolve(false);
    };
    expect(await stack.recover({ confirm })).toMatchObject({ settled: false });
    expect(asked).toEqual([
      ["creating logs (aws:cloudwatch/logGroup:LogGroup): adopts /logs if it exists"],
    ]);
    expect([...stack.imported, ...stack.kept]).toEqual([]);
  });

  it("changes nothing where somebody else has written the state meanwhile", async () => {
    const stack = new Rehearsed(on.state([], [creating(logs)]));
    const theirs = on.state([on.network("other", { id: "vpc-77" })], [creating(logs)]);
    const confirm = (): Promise<boolean> => {
      stack.write(theirs);
      return Promise.resolve(true);
    };
    expect(await stack.recover({ confirm })).toEqual({
      operations: 1,
      lines: ["Somebody has changed the state meanwhile. Nothing was changed; try again."],
      settled: false,
    });
    expect([...stack.imported, ...stack.kept]).toEqual([]);
  });

  it("judges what was read, and leaves open what only reading could have told", async () => {
    const live = on.network("live", { id: "vpc-1" });
    const names = { name: "/more", tags: on.tagsOf("more") };
    const more = on.entry(on.logGroup, "more", { inputs: names });
    const updating = on.operation("updating", live);
    const operations = [creating(net), creating(logs), creating(more), updating];
    const failure = { failed: "error: no route to AWS", unread: [net, more, live] };
    const stack = new Rehearsed(on.state([live], operations), { "/logs": {} }, failure);
    const { lines, settled } = await stack.recover();
    expect(lines).toEqual([
      "updating live (aws:ec2/vpc:Vpc): read anew",
      "creating net (aws:ec2/vpc:Vpc): adopted vpc-of-net, which could not be read",
      expect.stringContaining("/logs exists and does not carry this stack's tags"),
      expect.stringContaining("by hand"),
      "creating more (aws:cloudwatch/logGroup:LogGroup): could not be read, and stays open: recover again",
      "Not all could be read; the next run reads first what is in the state. Pulumi says:",
      "error: no route to AWS",
    ]);
    expect(settled).toBe(false);
    const [, ...left] = entriesOf(await stack.exportState());
    expect(left).toMatchObject([
      { id: "vpc-1", refreshBeforeUpdate: true },
      { id: "vpc-of-net", refreshBeforeUpdate: true },
    ]);
    expect(stack.unfinished).toEqual([creating(more)]);

    stack.failure = { unread: [] };
    expect(await stack.recover()).toEqual({
      operations: 1,
      lines: ["creating more (aws:cloudwatch/logGroup:LogGroup): was never made"],
      settled: true,
    });
    expect(stack.unfinished).toEqual([]);
  });

  it("goes on where one before it was killed before it had judged what it took in", async () => {
    const exists = { "vpc-of-net": on.tagsOf("net"), "/logs": {} };
    const stack = new Rehearsed(on.state([], [creating(net), creating(logs)]), exists);
    const { refresh } = stack;
    stack.refresh = () => Promise.reject(new Error("killed"));
    await expect(stack.recover()).rejects.toThrow("killed");
    stack.refresh = refresh;
    const { operations, lines, settled } = await stack.recover();
    expect([operations, settled]).toEqual([2, false]);
    expect(lines.join("\n")).toContain("/logs exists and does not carry this stack's tags");
    const [, ...left] = entriesOf(await stack.exportState());
    expect(left).toMatchObject([
      { id: "vpc-of-net", refreshBeforeUpdate: false },
      { id: "/logs", pendingReplacement: true },
    ]);
    expect(stack.unfinished).toEqual([]);
  });

  it("does not believe a person who was mistaken", async () => {
    const stack = new Rehearsed(on.state([], [creating(net)]));
    const { lines, settled } = await stack.recover({ answers: new Map([[net.urn, ["vpc-9"]]]) });
    expect(lines).toEqual(["creating net (aws:ec2/vpc:Vpc): there is no vpc-9, so it stays open"]);
    expect(settled).toBe(false);
    expect(await stack.exportState()).toEqual(on.state([]));
    expect(stack.unfinished).toEqual([creating(net)]);
  });

  it("takes out again what does not carry the stack's tags", async () => {
    const stack = new Rehearsed(on.state([], [creating(logs)]), { "/logs": {} });
    const { lines, settled } = await stack.recover();
    expect(settled).toBe(false);
    expect(lines[0]).toContain("/logs exists and does not carry this stack's tags");
    expect(await stack.exportState()).toEqual(on.state([]));
  });

  it("says of what a later run has made again that the next run deletes it", async () => {
    const live = { ...net, id: "vpc-1", created: on.late };
    const stack = new Rehearsed(on.state([live], [creating(net)]), {
      "vpc-1": on.tagsOf("net"),
      "vpc-of-net": on.tagsOf("net"),
    });
    expect((await stack.recover()).lines).toEqual([
      "creating net (aws:ec2/vpc:Vpc): adopted vpc-of-net, which a later run has made again; the next run deletes it",
    ]);
  });
});
