import fc from "fast-check";
import { applied, readings, withoutForeign } from "../../../../rehearsal/recovery/adoption";
import { decide, type Decision } from "../../../../rehearsal/recovery/decisions";
import { entriesOf, type Entry, type Exported } from "../../../../rehearsal/recovery/deployment";
import * as on from "./killed";

const adopt = (resource: Entry, id: string, more: object = {}): Decision => ({
  kind: "adopt",
  operation: on.operation("creating", resource),
  id,
  outputs: resource.inputs,
  tags: {},
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
    const before = on.state([on.network("net", { id: "vpc-1" })]);
    const after = applied(
      on.state([on.network("net", { id: "vpc-1" })], [on.operation("?", on.account)]),
      [],
    );
    expect(after).toEqual(before);
  });

  it("has what was made at its end, with its inputs for outputs, to be read first", () => {
    const made = on.network("net", { parent: "p", dependencies: ["d"] });
    const after = applied(on.state([on.network("old", { id: "vpc-1" })]), [adopt(made, "vpc-2")]);
    expect(listed(after)).toEqual(["old vpc-1", "net vpc-2 read"]);
    expect(entriesOf(after).at(-1)).toEqual({
      ...made,
      id: "vpc-2",
      outputs: made.inputs,
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
    const after = applied(on.state([old, dependent]), [adopt(made, "vpc-2")]);
    expect(listed(after)).toEqual(["net vpc-1 delete", "c c", "net vpc-2 read"]);
  });

  it("has the successor in the place of what was deleted to be replaced", () => {
    const old = on.network("net", { id: "vpc-1", pendingReplacement: true });
    const dependent = on.entry("a:b:C", "c", { id: "c", dependencies: [old.urn] });
    const after = applied(on.state([old, dependent]), [adopt(on.network("net"), "vpc-2")]);
    expect(listed(after)).toEqual(["net vpc-2 read", "c c"]);
    expect(entriesOf(after)[1]).not.toHaveProperty("pendingReplacement");
  });

  it("has what a later run has made once more waiting to be deleted, whatever names Pulumi made up", () => {
    const inputs = (suffix: string) => ({ b: 1, a: { name: `logs-${suffix}` } });
    const second = on.entry(on.logGroup, "logs", { id: "2", inputs: inputs("00000b2") });
    const first = on.entry(on.logGroup, "logs", { inputs: { a: { name: "logs-00000a1" }, b: 1 } });
    const after = applied(on.state([second]), [adopt(first, "1")]);
    expect(listed(after)).toEqual(["logs 2", "logs 1 delete read"]);
    const other = on.entry(on.logGroup, "logs", { inputs: { ...inputs("00000a1"), b: 2 } });
    expect(listed(applied(on.state([second]), [adopt(other, "1")]))).toEqual([
      "logs 2 delete",
      "logs 1 read",
    ]);
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
  const chain = fc.array(fc.record({ condition, kind, killed: fc.boolean(), same: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(chain, async (links) => {
      const urn = (index: number) => on.urnOf(on.vpc, `n${index}`);
      const resources: Entry[] = [];
      const operations = links.flatMap(({ condition, kind, killed, same }, index) => {
        const there = new Set(resources.map((resource) => resource.urn));
        const dependencies = [urn(index - 1)].filter((one) => there.has(one));
        const base = on.network(`n${index}`, { dependencies });
        const known = { ...base, id: `known-${index}` };
        if (condition === "live") resources.push(known);
        if (condition === "old") resources.push({ ...known, delete: true });
        if (condition === "gone") resources.push({ ...known, pendingReplacement: true });
        if (condition === "replacing") {
          resources.push(known, { ...known, id: `old-${index}`, delete: true });
        }
        const made = same
          ? base
          : { ...base, inputs: { ...base.inputs, cidrBlock: "10.9.0.0/16" } };
        return killed ? [on.operation(kind, made)] : [];
      });
      const before = on.state(resources, operations);
      expect(broken(before)).toEqual([]);
      const decisions = await decide(before, ({ tags }) =>
        Promise.resolve({ ids: [`made-${tags["archipelago:resource"] ?? ""}`] }),
      );
      const after = applied(before, decisions);
      expect(broken(after)).toEqual([]);
      const ids = new Set(entriesOf(after).map(({ id }) => id));
      for (const { type, resource } of operations) {
        if (type === "creating")
          expect(ids).toContain(`made-${resource.urn.split("::").at(-1) ?? ""}`);
      }
      // Nothing that stands in the state is lost but what was deleted already.
      const kept = resources.filter(({ pendingReplacement }) => pendingReplacement !== true);
      for (const { id } of kept) expect(ids).toContain(id);
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

  it("is that it exists, that it does not, or that it is somebody else's", () => {
    const decisions = [adopt(made, "vpc-2", { tags })];
    const kinds = (entries: readonly Entry[]) =>
      readings(on.state(entries), decisions).map(({ kind }) => kind);
    expect(kinds([found("vpc-2", { ...tags, more: "1" })])).toEqual(["adopted"]);
    expect(kinds([found("vpc-1", tags)])).toEqual(["absent"]);
    expect(kinds([found("vpc-2", { "archipelago:resource": "other" })])).toEqual(["foreign"]);
    expect(kinds([{ ...made, id: "vpc-2" }])).toEqual(["foreign"]);
  });

  it("is the id that an import takes, and whether it waits to be deleted", () => {
    const imported = [adopt(made, "subnet-1/rtb-1", { outputs: undefined })];
    const both = [found("old", {}, { delete: true }), found("new", {})];
    expect(readings(on.state(both), imported)).toMatchObject([{ id: "new", leftover: false }]);
    expect(readings(on.state(both), [adopt(made, "old")])).toMatchObject([{ leftover: true }]);
  });

  it("puts back what another's was to replace", () => {
    const old = on.network("net", { id: "vpc-1", inputs: { cidrBlock: "10.0.0.0/16" } });
    const before = on.state([old]);
    const decisions = [adopt(made, "vpc-2", { tags })];
    const after = on.state([{ ...old, delete: true }, found("vpc-2", {})]);
    expect(withoutForeign(before, after, readings(after, decisions))).toEqual(
      on.state([{ ...old, delete: false }]),
    );
    const own = on.state([found("vpc-2", tags)]);
    expect(withoutForeign(before, own, readings(own, decisions))).toBeUndefined();
  });
});
