import * as fc from "fast-check";
import type { CloudObject, Properties } from "../../../../rehearsal/world/model";
import {
  Store,
  type Indexing,
  type Stored,
  type StoreChange,
} from "../../../../rehearsal/world/store";

const indexing: Indexing = {
  nameProperty: (type) => (type === "named" ? "name" : undefined),
  keys: ({ type, outputs }) => (type === "keyed" ? Object.values(outputs).map(String) : []),
};

function stored(object: Partial<CloudObject> & { id: string }, owner?: string): Stored {
  const whole = { type: "t", scope: "s", inputs: {}, outputs: {}, order: 1, ...object };
  const mint = { urn: "u", count: 0 };
  return { object: { ...whole, ...(owner === undefined ? {} : { owner }) }, mint };
}

function storeOf(...all: readonly Stored[]): Store {
  const store = new Store(indexing);
  for (const one of all) store.apply({ put: one });
  return store;
}

const ids = (found: readonly Stored[]): readonly string[] => found.map(({ object }) => object.id);

describe("the store", () => {
  it("finds by type, id and scope", () => {
    const store = storeOf(
      stored({ id: "a" }),
      stored({ id: "a", scope: "other" }),
      stored({ id: "b", type: "u" }),
    );
    expect(ids(store.all("t"))).toEqual(["a", "a"]);
    expect(ids(store.all("t", "s"))).toEqual(["a"]);
    expect(store.all("none")).toEqual([]);
    expect(store.find("t", "a")?.object.scope).toBe("s");
    expect(store.find("t", "a", "other")?.object.scope).toBe("other");
    expect(store.find("t", "a", "none")).toBeUndefined();
    expect(store.find("t", "b")).toBeUndefined();
    expect(ids(store.inScope("other"))).toEqual(["a"]);
    expect(ids(store.withId("b"))).toEqual(["b"]);
  });

  it("finds who mentions a text: whole, in lists and maps, and in JSON text", () => {
    const inputs = (properties: Properties): { inputs: Properties } => ({ inputs: properties });
    const store = storeOf(
      stored({ id: "whole", ...inputs({ vpcId: "vpc-1" }) }),
      stored({ id: "list", ...inputs({ all: [{ ids: ["vpc-1"] }] }) }),
      stored({ id: "json", ...inputs({ policy: '{"Resource":["vpc-1"]}' }) }),
      stored({ id: "output", outputs: { vpcId: "vpc-1" } }),
      stored({ id: "part", ...inputs({ text: "vpc-1 and more", broken: "{vpc-1" }) }),
    );
    expect([...ids(store.referrers("vpc-1"))].sort()).toEqual(["json", "list", "output", "whole"]);
    expect(store.referrers("vpc-2")).toEqual([]);
  });

  it("does not take an object's own identity for a mention", () => {
    const itself = stored({
      id: "shop",
      type: "named",
      inputs: { name: "shop" },
      outputs: { name: "shop", arn: "arn:shop", id: "shop", repositoryName: "shop" },
    });
    const user = stored({
      id: "shop",
      inputs: { repository: "shop" },
      outputs: { of: "arn:shop" },
    });
    const store = storeOf(itself, user);
    expect(store.referrers("shop").map(({ object }) => object.type)).toEqual(["t"]);
    expect(store.referrers("arn:shop").map(({ object }) => object.type)).toEqual(["t"]);
    expect(store.mentioning("arn:shop")).toHaveLength(2);
  });

  it("finds by name, the name of what came with another object included", () => {
    const store = storeOf(
      stored({ id: "1", type: "named", inputs: { name: "a" } }),
      stored({ id: "2", type: "named", outputs: { name: "a" } }, "owner"),
      stored({ id: "3", type: "named", inputs: { name: "b" } }),
    );
    expect(ids(store.named("named", "a"))).toEqual(["1", "2"]);
    expect(ids(store.ownedBy("owner"))).toEqual(["2"]);
  });

  it("finds by the keys of a type, by identity, and who mentions a text by type", () => {
    const store = storeOf(
      stored({ id: "1", type: "keyed", outputs: { group: "g" } }),
      stored({ id: "2", type: "keyed", scope: "other", outputs: { group: "g" } }),
      stored({ id: "3", outputs: { group: "g", arn: "arn:3" } }),
      stored({ id: "4", inputs: { of: "arn:3" } }),
    );
    expect(ids(store.keyed("keyed", "g"))).toEqual(["1", "2"]);
    expect(ids(store.keyed("keyed", "g", "other"))).toEqual(["2"]);
    expect(store.keyed("t", "g")).toEqual([]);
    expect(ids(store.identified("arn:3"))).toEqual(["3"]);
    expect(ids(store.referrers("g", "t"))).toEqual(["3"]);
    store.apply({ drop: ["keyed", "s", "1"] });
    expect(ids(store.keyed("keyed", "g"))).toEqual(["2"]);
  });

  it("numbers objects in the order of their making", () => {
    const store = storeOf(stored({ id: "b", order: 7 }), stored({ id: "a", order: 3 }));
    expect(store.order).toBe(8);
    expect(ids(store.everything())).toEqual(["a", "b"]);
  });

  it("undoes any changes, and answers as one that was built from what is left", () => {
    const id = fc.constantFrom("a", "b", "c");
    const change: fc.Arbitrary<StoreChange> = fc.oneof(
      fc
        .record({ id, scope: fc.constantFrom("s", "r"), text: id, owner: fc.option(id) })
        .map(({ owner, text, ...object }) => ({
          put: stored(
            { ...object, type: "keyed", inputs: { text }, outputs: { text } },
            owner ?? undefined,
          ),
        })),
      fc.tuple(fc.constant("keyed"), fc.constantFrom("s", "r"), id).map((drop) => ({ drop })),
      fc.tuple(id, fc.nat(3)).map((made) => ({ made })),
    );
    const answers = (store: Store): unknown => ({
      all: [...store.everything()].map(({ object }) => object.scope + object.id).sort(),
      mentions: ["a", "b", "c"].map((text) => [...ids(store.referrers(text))].sort()),
      keyed: ["a", "b", "c"].map((text) => [...ids(store.keyed("keyed", text))].sort()),
      identified: ["a", "b", "c"].map((text) => [...ids(store.identified(text))].sort()),
      owned: ["a", "b", "c"].map((text) => [...ids(store.ownedBy(text))].sort()),
      made: [...store.counters()].sort(),
    });
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (first, then) => {
        const store = storeOf();
        for (const one of first) store.apply(one);
        const before = answers(store);
        const undo = then.map((one) => store.apply(one));
        const rebuilt = storeOf(...store.everything());
        for (const made of store.counters()) rebuilt.apply({ made });
        expect(answers(rebuilt)).toEqual(answers(store));
        for (const one of undo.reverse()) store.apply(one);
        expect(answers(store)).toEqual(before);
      }),
    );
  });
});
