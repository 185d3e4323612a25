import { cache } from "../../../components/data/declarations";
import { nodeSpecs } from "../../../components/platform/node-specs";
import { microservice, service } from "../../../components/services/declarations";
import { smallSystem, twoRegions } from "../../support/platforms";
import { grpcSpec } from "../../support/service-specs";

const size = { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 };

describe("nodeSpecs", () => {
  it("turns bindings into keys, by identity and by name", () => {
    const { nodes, problems } = nodeSpecs(smallSystem(), twoRegions);
    expect(problems).toEqual([]);
    expect(nodes).toEqual([
      { key: "carts", kind: "cache", regions: twoRegions, uses: [] },
      { key: "wishes", kind: "keyValueStore", regions: twoRegions, uses: [] },
      {
        key: "cart",
        kind: "service",
        regions: twoRegions,
        environment: [],
        uses: [{ variable: "REDIS_ADDR", target: "carts", form: "stackExchangeRedis" }],
      },
      {
        key: "frontend",
        kind: "service",
        regions: twoRegions,
        environment: [],
        uses: [
          { variable: "CART_ADDR", target: "cart", form: "address" },
          { variable: "CART_HOST", target: "cart", form: "host" },
          { variable: "WISHES", target: "wishes", form: "name" },
        ],
      },
      { key: "tax", kind: "service", regions: ["eu-west-1"], environment: [], uses: [] },
      {
        key: "sweeper",
        kind: "service",
        regions: ["eu-west-1"],
        environment: [],
        uses: [{ variable: "TAX", target: "tax", form: "url" }],
      },
    ]);
  });

  it("keeps the names of plain variables, for a use may not take one of them", () => {
    const cart = microservice(grpcSpec({ environment: { PORT: "7070" } }));
    const { nodes } = nodeSpecs({ stores: {}, services: { cart } }, twoRegions);
    expect(nodes[0]?.environment).toEqual(["PORT"]);
  });

  it("leaves the judgement of a name to the graph", () => {
    const cart = microservice(grpcSpec({ uses: { NOBODY: service("nobody").host } }));
    const { nodes, problems } = nodeSpecs({ stores: {}, services: { cart } }, twoRegions);
    expect(nodes[0]?.uses).toEqual([{ variable: "NOBODY", target: "nobody", form: "host" }]);
    expect(problems).toEqual([]);
  });

  it("tells a use of what was declared but is not in the system", () => {
    const forgotten = cache({ engine: "valkey", size });
    const cart = microservice(grpcSpec({ uses: { REDIS_ADDR: forgotten.address } }));
    expect(nodeSpecs({ stores: {}, services: { cart } }, twoRegions).problems).toMatchObject([
      {
        path: "services.cart.uses.REDIS_ADDR",
        value: "address of a cache that is not in the system",
      },
    ]);
  });

  it("tells one declaration under two keys, whatever their order", () => {
    const carts = cache({ engine: "valkey", size });
    for (const stores of [
      { carts, copies: carts },
      { copies: carts, carts },
    ]) {
      const [problem, ...others] = nodeSpecs({ stores, services: {} }, twoRegions).problems;
      expect(problem).toMatchObject({ path: "stores.copies", value: "copies" });
      expect(problem?.allowed).toContain("stands under carts already");
      expect(others).toEqual([]);
    }
  });
});
