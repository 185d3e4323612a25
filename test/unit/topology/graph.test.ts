import fc from "fast-check";

import { cyclesOf } from "../../../components/topology/cycles";
import {
  bindingForms,
  buildGraph,
  type NodeKind,
  type NodeSpec,
  type UseSpec,
} from "../../../components/topology/graph";
import { edgesByCaller, edgesByTarget } from "../../../components/topology/graph-paths";

const everywhere = ["eu-west-1", "us-east-1"];

function node(key: string, uses: readonly UseSpec[] = [], more: Partial<NodeSpec> = {}): NodeSpec {
  return { key, kind: "service", regions: everywhere, uses, ...more };
}

function use(variable: string, target: string, form = "address"): UseSpec {
  return { variable, target, form };
}

const carts = node("carts", [], { kind: "cache" });

describe("buildGraph", () => {
  it("is the declarations as nodes and edges, sorted", () => {
    const { graph, problems } = buildGraph([
      node("frontend", [use("CURRENCY_ADDR", "currency"), use("CART_ADDR", "cart")]),
      node("currency", [], { regions: ["us-east-1", "eu-west-1"] }),
      node("cart", [use("REDIS_ADDR", "carts", "stackExchangeRedis")]),
      carts,
    ]);
    expect(problems).toEqual([]);
    expect(graph).toEqual({
      nodes: [
        { key: "cart", kind: "service", regions: everywhere },
        { key: "carts", kind: "cache", regions: everywhere },
        { key: "currency", kind: "service", regions: everywhere },
        { key: "frontend", kind: "service", regions: everywhere },
      ],
      edges: [
        {
          from: "cart",
          to: "carts",
          variable: "REDIS_ADDR",
          form: "stackExchangeRedis",
          reach: "in-region",
        },
        {
          from: "frontend",
          to: "cart",
          variable: "CART_ADDR",
          form: "address",
          reach: "in-region",
        },
        {
          from: "frontend",
          to: "currency",
          variable: "CURRENCY_ADDR",
          form: "address",
          reach: "in-region",
        },
      ],
      cycles: [],
    });
  });

  it("is plain data", () => {
    const { graph } = buildGraph([carts, node("cart", [use("REDIS_ADDR", "carts")])]);
    expect(JSON.parse(JSON.stringify(graph))).toEqual(graph);
  });

  it("lists cycles and allows them", () => {
    const { graph, problems } = buildGraph([
      node("orders", [use("STOCK", "stock")]),
      node("stock", [use("ORDERS", "orders"), use("SELF", "stock", "url")]),
    ]);
    expect(problems).toEqual([]);
    expect(graph.cycles).toEqual([["orders", "stock"]]);
  });

  it("refuses a use of what does not exist and suggests the nearest", () => {
    const { graph, problems } = buildGraph([
      node("currency"),
      node("frontend", [use("CURRENCY", "currancy"), use("X", "inventory")]),
    ]);
    expect(problems).toEqual([
      {
        path: "services.frontend.uses.CURRENCY",
        value: "currancy",
        allowed: "the key of a declared service or store",
        mend: 'Did you mean "currency"?',
      },
      expect.objectContaining({
        path: "services.frontend.uses.X",
        mend: "Declare it, or take the use out.",
      }),
    ]);
    expect(graph.edges).toEqual([]);
  });

  it("refuses a use of what does not run in a region of its caller", () => {
    const { problems } = buildGraph([
      node("ad", [], { regions: ["eu-west-1"] }),
      node("frontend", [use("AD", "ad")], { regions: ["us-west-2", "us-east-1", "eu-west-1"] }),
    ]);
    expect(problems).toEqual([
      {
        path: "services.frontend.uses.AD",
        value: "ad",
        allowed: "what runs in every region of frontend; ad does not run in us-east-1, us-west-2",
        mend: "Let ad run in us-east-1, us-west-2 too, or take frontend out there.",
      },
    ]);
  });

  it("takes a target that runs in more regions than its caller", () => {
    expect(
      buildGraph([carts, node("cart", [use("R", "carts")], { regions: ["us-east-1"] })]).problems,
    ).toEqual([]);
  });

  it.each<[NodeKind, string, string]>([
    ["service", "stackExchangeRedis", "host, port, address, url"],
    ["cache", "arn", "host, port, address, url, stackExchangeRedis"],
    ["keyValueStore", "address", "name, arn, region"],
    ["service", "toString", "host, port, address, url"],
  ])("refuses for a %s the form %s", (kind, form, forms) => {
    const { problems } = buildGraph([
      node("target", [], { kind }),
      node("caller", [use("T", "target", form)]),
    ]);
    expect(problems).toEqual([
      expect.objectContaining({
        path: "services.caller.uses.T",
        value: form,
        allowed: `a binding of a ${kind}: ${forms}`,
      }),
    ]);
  });

  it("looks at the regions that all share as often, however many uses there are", () => {
    const looks = (uses: number): number => {
      let count = 0;
      const shared = new Proxy(everywhere, {
        get: (list, property) => {
          count += 1;
          return Reflect.get(list, property) as unknown;
        },
      });
      const all = Array.from({ length: uses }, (_, index) => use(`USE_${index}`, "cart"));
      buildGraph([
        node("cart", [], { regions: shared }),
        node("frontend", all, { regions: shared }),
      ]);
      return count;
    };
    expect(looks(100)).toBe(looks(1));
  });

  it("looks at declarations in proportion to how many there are, also where no use leads anywhere", () => {
    const looks = (count: number, target: string): number => {
      let seen = 0;
      const counting = <T extends object>(one: T): T =>
        new Proxy(one, {
          get: (whole, property) => {
            seen += 1;
            return Reflect.get(whole, property) as unknown;
          },
        });
      const uses = (at: number) =>
        [1, 2, 3].map((next) => counting(use(`USE_${next}`, `${target}${(at + next) % count}`)));
      const specs = Array.from({ length: count }, (_, at) => counting(node(`s${at}`, uses(at))));
      const { graph } = buildGraph(specs);
      const counted = {
        ...graph,
        nodes: graph.nodes.map(counting),
        edges: graph.edges.map(counting),
      };
      edgesByCaller(counted);
      edgesByTarget(counted);
      cyclesOf(counted.nodes, counted.edges);
      return seen;
    };
    // Twice as many, and a little for sorting; what grows with the square would be four times as many.
    for (const target of ["s", "nowhere"])
      expect(looks(400, target)).toBeLessThan(2.4 * looks(200, target));
  });

  it("suggests the nearest form", () => {
    const { problems } = buildGraph([node("b"), node("a", [use("B", "b", "adress")])]);
    expect(problems[0]?.mend).toBe('Did you mean "address"?');
  });

  it("refuses a key used twice, also over kinds", () => {
    const { problems } = buildGraph([node("cart"), node("cart", [], { kind: "cache" })]);
    expect(problems).toEqual([
      {
        path: "services.cart",
        value: "cart",
        allowed: "a key of its own among services and stores; stores.cart has it already",
        mend: "Rename one of the two.",
      },
    ]);
  });

  it.each(["cart_addr", "1CART", "CART-ADDR", "", "CART ADDR"])(
    "refuses the environment variable %j",
    (variable) => {
      const { problems } = buildGraph([node("b"), node("a", [use(variable, "b")])]);
      expect(problems).toEqual([
        expect.objectContaining({ path: `services.a.uses.${variable}`, value: variable }),
      ]);
    },
  );

  it("refuses a variable that is set twice, by two uses or by a use and a plain value", () => {
    const twice = buildGraph([node("b"), node("a", [use("B", "b"), use("B", "b", "url")])]);
    expect(twice.problems.map(({ path }) => path)).toEqual(["services.a.uses.B"]);
    const plain = buildGraph([
      node("b"),
      node("a", [use("PORT", "b")], { environment: ["PORT", "LEVEL"] }),
    ]);
    expect(plain.problems).toEqual([
      expect.objectContaining({
        value: "PORT",
        allowed: "every environment variable once, over uses and plain values",
      }),
    ]);
  });

  it("tells all problems at once, whatever the order of the declarations", () => {
    const specs = [
      node("ad", [use("x", "nobody")], { regions: ["eu-west-1"] }),
      node("frontend", [use("AD", "ad", "arn")]),
      node("frontend", [], { kind: "keyValueStore" }),
    ];
    const built = buildGraph(specs);
    expect(built.problems).toHaveLength(5);
    expect(buildGraph([...specs].reverse())).toEqual(built);
  });

  it("does not depend on the order of declarations and uses", () => {
    fc.assert(
      fc.property(sound, (specs) => {
        const reversed = [...specs].reverse().map((spec) => ({
          ...spec,
          uses: [...spec.uses].reverse(),
          regions: [...spec.regions].reverse(),
        }));
        const built = buildGraph(specs);
        expect(built.problems).toEqual([]);
        expect(buildGraph(reversed)).toEqual(built);
        expect(built.graph.edges).toHaveLength(specs.flatMap((spec) => spec.uses).length);
      }),
    );
  });
});

/** Systems of services that use each other at will, each use in a variable of its own. */
const sound: fc.Arbitrary<NodeSpec[]> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc
    .array(fc.uniqueArray(fc.nat(count - 1), { maxLength: 4 }), {
      minLength: count,
      maxLength: count,
    })
    .map((targets) =>
      targets.map((used, at) =>
        node(
          `s${at}`,
          used.map((target) =>
            use(`S${target}`, `s${target}`, bindingForms.service[target % 4] ?? "host"),
          ),
        ),
      ),
    ),
);
