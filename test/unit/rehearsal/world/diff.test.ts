import { diff } from "../../../../rehearsal/world/diff";
import { unknown, type Model } from "../../../../rehearsal/world/model";
import * as on from "./fixture";
import { registry } from "./tiny";

function model(type: string): Model {
  const found = registry.model(type);
  if (!found) throw new Error(type);
  return found;
}

describe("Diff", () => {
  it("finds nothing where nothing changed, whatever the order of names and the provider's notes", () => {
    const before = { cidrBlock: "a", tags: { a: "1", b: "2" }, __defaults: ["region"] };
    const after = { tags: { b: "2", a: "1" }, cidrBlock: "a", ipv6: null, __defaults: [] };
    expect(diff(model(on.vpc), before, after)).toEqual({
      changes: {},
      replaces: [],
      deleteBeforeReplace: false,
    });
  });

  it("names each change by its path", () => {
    const before = { tags: { keep: "1", "a.b": "1", gone: "1" }, list: [1, { x: 1 }, 3] };
    const after = { tags: { keep: "1", "a.b": "2", new: "1" }, list: [1, { x: 2 }] };
    expect(diff(model(on.vpc), before, after).changes).toEqual({
      'tags["a.b"]': "UPDATE",
      "tags.gone": "DELETE",
      "tags.new": "ADD",
      "list[1].x": "UPDATE",
      "list[2]": "DELETE",
    });
  });

  it("replaces for a change below, at or above what forces it", () => {
    const forcing = { ...model(on.vpc), replaceOn: ["config.subnets", "list.zone"] };
    const changed = (before: object, after: object): readonly string[] =>
      diff(forcing, { ...before }, { ...after }).replaces;
    expect(changed({ config: { subnets: ["a"] } }, { config: { subnets: ["b"] } })).toEqual([
      "config",
    ]);
    expect(changed({ config: { other: 1 } }, { config: { other: 2 } })).toEqual([]);
    expect(changed({ config: { subnets: ["a"], other: 1 } }, {})).toEqual(["config"]);
    expect(changed({ config: { other: 1 } }, {})).toEqual([]);
    expect(changed({ list: [{ zone: "a" }] }, { list: [{ zone: "b" }] })).toEqual(["list"]);
    expect(changed({ list: [{ other: "a" }] }, { list: [{ other: "b" }] })).toEqual([]);
  });

  it("finds no difference in the order of what the provider keeps as a set", () => {
    const sets = { ...model(on.vpc), unordered: ["ids", "rules.cidrs"], replaceOn: ["ids"] };
    const before = { ids: ["a", "b"], rules: [{ cidrs: [2, 1] }], list: ["x", "y"] };
    const turned = { ids: ["b", "a"], rules: [{ cidrs: [1, 2] }], list: ["x", "y"] };
    expect(diff(sets, before, turned)).toMatchObject({ changes: {}, replaces: [] });
    const other = diff(sets, before, { ...turned, ids: ["b", "c"], list: ["y", "x"] });
    expect(other.replaces).toEqual(["ids"]);
    expect(Object.keys(other.changes)).toContain("list[0]");
  });

  it("finds no difference in the order of sets inside a set", () => {
    const nested = { ...model(on.vpc), unordered: ["rules", "rules.cidrs"] };
    const before = { rules: [{ cidrs: ["a", "d"] }, { cidrs: ["b", "c"] }] };
    const turned = { rules: [{ cidrs: ["b", "c"] }, { cidrs: ["d", "a"] }] };
    expect(diff(nested, before, turned).changes).toEqual({});
  });

  it("replaces for an unknown value, and marks what forces", () => {
    const after = { cidrBlock: unknown, tags: { a: "1" } };
    expect(diff(model(on.vpc), { cidrBlock: "a" }, after)).toMatchObject({
      changes: { cidrBlock: "UPDATE_REPLACE", tags: "ADD" },
      replaces: ["cidrBlock"],
    });
  });

  it("replaces for another region, always", () => {
    const change = diff(model(on.topic), { region: "a" }, { region: "b" });
    expect(change).toMatchObject({ replaces: ["region"], deleteBeforeReplace: false });
  });

  it("replaces where the model finds that this change does", () => {
    const sometimes = { ...model(on.topic), replaceWhen: () => ["password"] };
    const change = diff(sometimes, { name: "a", password: "1" }, { name: "a" });
    expect(change.changes).toEqual({ password: "DELETE_REPLACE" });
  });

  it("deletes first what has a name that was written, and not one that was made up", () => {
    const forcing = { ...model(on.logGroup), replaceOn: ["name", "kmsKeyId"] };
    const named = { name: "logs", __defaults: [] };
    const madeUp = { name: "logs-1234567", __defaults: ["name"] };
    const first = (inputs: object): boolean =>
      diff(forcing, { ...inputs, kmsKeyId: "a" }, { ...inputs, kmsKeyId: "b" }).deleteBeforeReplace;
    expect(first(named)).toBe(true);
    expect(first(madeUp)).toBe(false);
    const moved = diff(forcing, { ...named, region: "a" }, { ...named, region: "b" });
    expect(moved).toMatchObject({ replaces: ["region"], deleteBeforeReplace: true });
    const renamed = diff(forcing, named, { name: "other", __defaults: [] });
    expect(renamed).toMatchObject({ replaces: ["name"], deleteBeforeReplace: true });
    expect(first({ name: "logs" })).toBe(false);
    const neverNamed = { ...forcing, name: undefined };
    expect(diff(neverNamed, named, { ...named, kmsKeyId: "b" }).deleteBeforeReplace).toBe(false);
  });

  it("deletes first where the model says so, by rule or by case", () => {
    const always = { ...model(on.vpc), deleteBeforeReplace: true };
    expect(diff(always, { cidrBlock: "a" }, { cidrBlock: "b" }).deleteBeforeReplace).toBe(true);
    expect(diff(always, { tags: {} }, { tags: { a: "b" } }).deleteBeforeReplace).toBe(false);
    const never = { ...model(on.logGroup), deleteBeforeReplace: false };
    const other = { name: "b", __defaults: [] };
    expect(diff(never, { name: "a" }, other)).toMatchObject({
      replaces: ["name"],
      deleteBeforeReplace: false,
    });
    const before = { metadata: { name: "a", namespace: "x" } };
    const moved = { metadata: { name: "a", namespace: "y" } };
    const renamed = { metadata: { name: "b", namespace: "x" } };
    expect(diff(model(on.configMap), before, moved).deleteBeforeReplace).toBe(true);
    expect(diff(model(on.configMap), before, renamed).deleteBeforeReplace).toBe(false);
  });
});
