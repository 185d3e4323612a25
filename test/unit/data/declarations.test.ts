import { cache, keyValueStore } from "../../../components/data/declarations";
import { bindingForms } from "../../../components/topology/graph";

const size = { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 };

describe("cache", () => {
  const carts = cache({ engine: "valkey", size });

  it("is a plain value that keeps what was said", () => {
    expect(carts).toMatchObject({ kind: "cache", spec: { engine: "valkey", size } });
  });

  it("offers every binding of its kind, each of which names the declaration itself", () => {
    for (const form of bindingForms.cache) {
      expect(carts[form].form).toBe(form);
      expect(carts[form].target).toBe(carts);
    }
  });

  it("is told apart from another with the same words", () => {
    expect(cache({ engine: "valkey", size }).host.target).not.toBe(carts);
  });
});

describe("keyValueStore", () => {
  const wishes = keyValueStore({ key: { partition: "userId" }, consistency: "eventual" });

  it("is a plain value with every binding of its kind", () => {
    expect(wishes).toMatchObject({ kind: "keyValueStore", spec: { key: { partition: "userId" } } });
    for (const form of bindingForms.keyValueStore) {
      expect(wishes[form].form).toBe(form);
      expect(wishes[form].target).toBe(wishes);
    }
  });
});
