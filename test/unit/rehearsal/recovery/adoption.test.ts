import fc from "fast-check";
import {
  applied,
  readings,
  settledState,
  type Reading,
} from "../../../../rehearsal/recovery/adoption";
import { decide, type Decision } from "../../../../rehearsal/recovery/decisions";
import { entriesOf, type Entry, type Exported } from "../../../../rehearsal/recovery/deployment";
import * as on from "./killed";

const adopt = (resource: Entry, id: string, more: object = {}): Decision => ({
  kind: "adopt",
  operation: on.operation("creating", resource),
  id,
  outputs: resource.inputs,
  tags: {},
  by: "inputs",
  place: "end",
  ...more,
});

/** The state's resources but the provider, in short: name, id, and what it waits for. */
function listed(state: Exported): string[] {
  return entriesOf(state)
    .filter(({ urn }) => urn !== on.account.urn)
    .map(({ urn, id = "", delete: old, refreshBeforeUpdate: read }) =>
      [urn.split("::").at(-1), id, ...(old ? ["delete"] : []), ...(read ? ["read"] : [])].join(" "),
    );
}

describe("a state with what was decided", () => {
  it("keeps all that recovery does not know, and has no operation pending", () => {
    const resources = [on.network("net", { id: "vpc-1" })];
    const after = applied(on.state(resources, [on.operation("?", on.account)]), []);
    expect(after).toEqual(on.state(resources));
  });

  it("has what was made at its end, with its inputs for outputs and a time of its own, to be read first", () => {
    const made = on.network("net", { parent: "p", dependencies: ["d"], created: on.early });
    const after = applied(on.state([on.network("old", { id: "vpc-1" })]), [adopt(made, "vpc-2")]);
    expect(listed(after)).toEqual(["old vpc-1", "net vpc-2 read"]);
    expect(entriesOf(after).at(-1)).toEqual({
      ...made,
      id: "vpc-2",
      outputs: made.inputs,
      created: on.written,
      refreshBeforeUpdate: true,
    });
  });

  it("has no outputs of what is read as an import", () => {
    const made = on.entry(on.association, "side");
    const after = applied(on.state([]), [adopt(made, "subnet-1/rtb-1", { outputs: undefined })]);
    expect(entriesOf(after).at(-1)?.outputs).toEqual({});
  });

  it("has what is replaced waiting to be deleted, and dependents as they were", () => {
    const old = on.network("net", { id: "vpc-1", inputs: { cidrBlock: "10.0.0.0/16" } });
    const dependent = on.entry("a:b:C", "c", { id: "c", dependencies: [old.urn] });
    const made = on.network("net", { inputs: { cidrBlock: "10.1.0.0/16" } });
    const successor = adopt(made, "vpc-2", { place: "successor" });
    const after = applied(on.state([old, dependent]), [successor]);
    expect(listed(after)).toEqual(["net vpc-1 delete", "c c", "net vpc-2 read"]);
  });

  it("has the successor in the place of what was deleted to be replaced", () => {
    const old = on.network("net", { id: "vpc-1", pendingReplacement: true });
    const dependent = on.entry("a:b:C", "c", { id: "c", dependencies: [old.urn] });
    const stead = adopt(on.network("net"), "vpc-2", { place: "stead" });
    const after = applied(on.state([old, dependent]), [stead]);
    expect(listed(after)).toEqual(["net vpc-2 read", "c c"]);
    expect(entriesOf(after)[1]).not.toHaveProperty("pendingReplacement");
  });

  it("has what a later run has made once more waiting to be deleted, once and not twice", () => {
    const live = on.network("net", { id: "vpc-2" });
    const leftover = [adopt(on.network("net"), "vpc-1", { place: "leftover" })];
    const after = applied(on.state([live]), leftover);
    expect(listed(after)).toEqual(["net vpc-2", "net vpc-1 delete read"]);
    expect(applied(after, leftover)).toEqual(after);
  });

  it("has all to be read that was being changed or deleted", () => {
    const one = on.network("one", { id: "vpc-1" });
    const two = on.network("one", { id: "vpc-0", delete: true });
    const read: Decision = { kind: "read", operation: on.operation("updating", one) };
    const after = applied(on.state([one, two, on.network("other", { id: "vpc-3" })]), [read]);
    expect(listed(after)).toEqual(["one vpc-1 read", "one vpc-0 delete read", "other vpc-3"]);
  });
});

/** What Pulumi refuses to import. */
function broken(state: Exported): string[] {
  const seen = new Set<string>();
  const problems: string[] = [];
  for (const { urn, dependencies = [] } of entriesOf(state)) {
    for (const dependency of dependencies as readonly string[]) {
      if (!seen.has(dependency)) problems.push(`${urn} stands before ${dependency}`);
    }
    seen.add(urn);
  }
  const live = entriesOf(state).filter((entry) => entry.delete !== true);
  if (new Set(live.map(({ urn }) => urn)).size < live.length)
    problems.push("one URN is live twice");
  return problems;
}

it("is a state that Pulumi takes, whatever was killed", async () => {
  const kind = fc.constantFrom("creating", "updating", "deleting");
  const condition = fc.constantFrom("live", "old", "gone", "replacing", "absent");
  const chain = fc.array(
    fc.record({ condition, kind, killed: fc.boolean(), replaces: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  await fc.assert(
    fc.asyncProperty(chain, async (links) => {
      const urn = (index: number) => on.urnOf(on.vpc, `n${index}`);
      const resources: Entry[] = [];
      const operations = links.flatMap(({ condition, kind, killed, replaces }, index) => {
        const there = new Set(resources.map((resource) => resource.urn));
        const dependencies = [urn(index - 1)].filter((one) => there.has(one));
        const base = on.network(`n${index}`, { dependencies });
        const known = { ...base, id: `known-${index}`, created: on.early };
        if (condition === "live") resources.push(known);
        if (condition === "old") resources.push({ ...known, delete: true });
        if (condition === "gone") resources.push({ ...known, pendingReplacement: true });
        if (condition === "replacing") {
          resources.push(known, { ...known, id: `old-${index}`, delete: true });
        }
        const made = replaces ? { ...base, created: on.early } : base;
        return killed ? [on.operation(kind, made)] : [];
      });
      const before = on.state(resources, operations);
      expect(broken(before)).toEqual([]);
      const decisions = await decide(before, ({ tags }) =>
        Promise.resolve({ ids: [`made-${tags["archipelago:resource"] ?? ""}`] }),
      );
      const put = applied(before, decisions);
      expect(broken(put)).toEqual([]);
      const ids = new Set(entriesOf(put).map(({ id }) => id));
      for (const { type, resource } of operations) {
        if (type === "creating")
          expect(ids).toContain(`made-${resource.urn.split("::").at(-1) ?? ""}`);
      }
      // Nothing that stands in the state is lost but what was deleted already.
      const kept = resources.filter(({ pendingReplacement }) => pendingReplacement !== true);
      for (const { id } of kept) expect(ids).toContain(id);
      // Where none of it turns out to be ours, all stands as before.
      const carrying = decisions.map((one) =>
        one.kind === "adopt" ? { ...one, tags: { a: "b" } } : one,
      );
      const settled = settledState(before, put, readings(before, put, carrying, false)) ?? put;
      expect(broken(settled)).toEqual([]);
      expect(listed(settled).map((one) => one.replace(" read", ""))).toEqual(listed(before));
    }),
  );
});

describe("what reading shows", () => {
  const tags = { "archipelago:resource": "net" };
  const made = on.network("net");
  const found = (id: string, given: object, more: object = {}): Entry => ({
    ...made,
    id,
    outputs: { tags: given },
    ...more,
  });
  const nothing = on.state([]);
  const read = (after: readonly Entry[], decision: Decision, before = nothing, failed = false) =>
    readings(before, on.state(after), [decision], failed)[0];

  it("is that it exists, that it does not, or that it is somebody else's", () => {
    const decision = adopt(made, "vpc-2", { tags });
    const kindOf = (...after: Entry[]) => read(after, decision)?.kind;
    expect(kindOf(found("vpc-2", { ...tags, more: "1" }))).toBe("adopted");
    expect(kindOf(found("vpc-1", tags))).toBe("absent");
    expect(kindOf(found("vpc-2", { "archipelago:resource": "other" }))).toBe("foreign");
    expect(kindOf({ ...made, id: "vpc-2" })).toBe("foreign");
  });

  it("is nothing of what Pulumi did not come to, and ours all the same where something else tells so", () => {
    const unread = found("vpc-2", tags, { refreshBeforeUpdate: true });
    const kindOf = (more: object, failed = true) =>
      read([unread], adopt(made, "vpc-2", { tags, ...more }), nothing, failed)?.kind;
    expect(kindOf({})).toBe("unjudged");
    expect(kindOf({ by: "tags" })).toBe("unread");
    expect(kindOf({ by: "word" })).toBe("unread");
    expect(kindOf({ tags: {} })).toBe("unread");
    expect(kindOf({ tags: {}, outputs: undefined })).toBe("unjudged");
    expect(kindOf({}, false)).toBe("adopted");
    const fresh = found("vpc-2", tags);
    expect(read([fresh], adopt(made, "vpc-2", { tags }), nothing, true)?.kind).toBe("adopted");
  });

  it("is that a person was mistaken where there is nothing with the id that was told", () => {
    expect(read([], adopt(made, "vpc-9", { by: "word" }))?.kind).toBe("mistaken");
  });

  it("is the id that an import takes, and whether it waits to be deleted", () => {
    const imported = adopt(made, "subnet-1/rtb-1", { outputs: undefined });
    const old = found("old", {}, { delete: true });
    const before = on.state([{ ...old, delete: false }]);
    expect(read([old, found("new", {})], imported, before)).toMatchObject({
      id: "new",
      leftover: false,
    });
    expect(read([old], imported, before)).toMatchObject({ kind: "absent" });
    expect(read([old], adopt(made, "old"))).toMatchObject({ leftover: true });
  });

  it("is that an import has taken the id of what the state has already", () => {
    const live = found("rtbassoc-1", {});
    const imported = adopt(made, "subnet-1/rtb-1", { outputs: undefined, place: "leftover" });
    const before = on.state([live]);
    const after = on.state([live, { ...live, delete: true }]);
    const all = readings(before, after, [imported], false);
    expect(all).toMatchObject([{ kind: "known", id: "rtbassoc-1" }]);
    expect(settledState(before, after, all)).toEqual(before);
  });
});

describe("what is not ours, or was not read,", () => {
  const old = on.network("net", { id: "vpc-1" });
  const made = on.network("net", { dependencies: [on.account.urn] });
  const dependent = on.entry("a:b:C", "c", { id: "c", dependencies: [old.urn] });
  const settle = (before: Exported, place: string, kind: Reading["kind"]): Exported | undefined => {
    const decision = adopt(made, "vpc-2", { place });
    const after = applied(before, [decision]);
    return settledState(before, after, [{ decision, kind, id: "vpc-2" } as Reading]);
  };
  const kinds = ["foreign", "unjudged"] as const;

  it("alone is taken out", () => {
    expect(settle(on.state([]), "end", "adopted")).toBeUndefined();
    expect(settle(on.state([old]), "leftover", "unread")).toBeUndefined();
  });

  it.each(kinds)("is taken out again: %s", (kind) => {
    expect(settle(on.state([old]), "leftover", kind)).toEqual(on.state([old]));
    expect(settle(on.state([]), "end", kind)).toEqual(on.state([]));
  });

  it.each(kinds)("gives its place back to what it was to replace: %s", (kind) => {
    const before = on.state([old, dependent]);
    expect(settle(before, "successor", kind)).toEqual(
      on.state([{ ...old, delete: false }, dependent]),
    );
  });

  it.each(kinds)("leaves its place to what others depend on: %s", (kind) => {
    const before = on.state([{ ...old, pendingReplacement: true }, dependent]);
    expect(settle(before, "stead", kind)).toEqual(before);
  });

  it("waits to be made where a killed recovery has put it, once it is known not to be ours", () => {
    const put = { ...old, id: "vpc-2", refreshBeforeUpdate: true };
    const before = on.state([put, dependent]);
    expect(settle(before, "stead", "unjudged")).toEqual(before);
    expect(settle(before, "stead", "foreign")).toEqual(
      on.state([{ ...put, pendingReplacement: true }, dependent]),
    );
  });

  it("lets what was to be replaced stand where it was never made", () => {
    const before = on.state([old]);
    const decision = adopt(made, "vpc-2", { place: "successor" });
    const after = on.state([{ ...old, delete: true }]);
    const all = readings(before, after, [decision], false);
    expect(listed(settledState(before, after, all) ?? after)).toEqual(["net vpc-1"]);
  });

  it("lets the second of two stand where the first was never made", () => {
    const decisions = [adopt(made, "vpc-1"), adopt(made, "vpc-2", { place: "leftover" })];
    const after = on.state([{ ...made, id: "vpc-2", delete: true }]);
    const all = readings(on.state([]), after, decisions, false);
    expect(listed(settledState(on.state([]), after, all) ?? after)).toEqual(["net vpc-2"]);
  });
});
