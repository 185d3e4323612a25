import fc from "fast-check";
import { buildGraph, type ServiceGraph } from "../../../components/topology/graph";
import {
  dependencies,
  dependents,
  edgesByCaller,
  edgesByTarget,
  pathsBetween,
  shortestPath,
} from "../../../components/topology/graph-paths";

/** A graph written as `a>b a>c`; each use is named after its target. */
function graphOf(text: string, keys = ""): ServiceGraph {
  const pairs = text
    .split(" ")
    .filter(Boolean)
    .map((edge) => edge.split(">"));
  const all = [...new Set([...pairs.flat(), ...keys.split(" ").filter(Boolean)])];
  return buildGraph(
    all.map((key) => ({
      key,
      kind: "service",
      regions: ["eu-west-1"],
      uses: pairs
        .filter(([from]) => from === key)
        .map(([, target = ""]) => ({ variable: target.toUpperCase(), target, form: "address" })),
    })),
  ).graph;
}

const written = (edges: readonly { from: string; to: string }[]) =>
  edges.map(({ from, to }) => `${from}>${to}`).join(" ");

const shop = graphOf(
  "frontend>cart frontend>checkout checkout>cart checkout>payment cart>carts",
  "loner",
);

describe("edges by end", () => {
  it("has an entry for every node", () => {
    expect([...edgesByCaller(shop).keys()]).toEqual(shop.nodes.map((node) => node.key));
    expect(written(edgesByCaller(shop).get("checkout") ?? [])).toBe(
      "checkout>cart checkout>payment",
    );
    expect(written(edgesByTarget(shop).get("cart") ?? [])).toBe("checkout>cart frontend>cart");
    expect(edgesByTarget(shop).get("loner")).toEqual([]);
  });
});

describe("dependents and dependencies", () => {
  it("follow uses through others", () => {
    expect(dependents(shop, "carts")).toEqual(["cart", "checkout", "frontend"]);
    expect(dependencies(shop, "checkout")).toEqual(["cart", "carts", "payment"]);
    expect(dependents(shop, "frontend")).toEqual([]);
    expect(dependents(shop, "nobody")).toEqual([]);
  });

  it("name the node itself only in a circle", () => {
    const circle = graphOf("a>b b>a b>c");
    expect(dependents(circle, "a")).toEqual(["a", "b"]);
    expect(dependents(circle, "c")).toEqual(["a", "b"]);
  });
});

describe("paths", () => {
  it("are all edges that lie on a way", () => {
    expect(written(pathsBetween(shop, "frontend", "carts"))).toBe(
      "cart>carts checkout>cart frontend>cart frontend>checkout",
    );
    expect(pathsBetween(shop, "cart", "frontend")).toEqual([]);
    expect(written(pathsBetween(graphOf("a>b b>c c>b"), "a", "b"))).toBe("a>b b>c c>b");
  });

  it("are shortest by number of edges", () => {
    expect(written(shortestPath(shop, "frontend", "carts") ?? [])).toBe("frontend>cart cart>carts");
    expect(shortestPath(shop, "carts", "frontend")).toBeUndefined();
    expect(shortestPath(shop, "cart", "cart")).toBeUndefined();
    expect(written(shortestPath(graphOf("a>b b>c c>a"), "a", "a") ?? [])).toBe("a>b b>c c>a");
  });

  it("agree with each other in any graph", () => {
    const letter = fc.constantFrom("a", "b", "c", "d", "e", "f");
    const edges = fc.uniqueArray(
      fc.tuple(letter, letter).map(([from, to]) => `${from}>${to}`),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(edges, letter, letter, (pairs, from, to) => {
        const graph = graphOf(pairs.join(" "), "a b c d e f");
        const path = shortestPath(graph, from, to);
        expect(path !== undefined).toBe(dependents(graph, to).includes(from));
        expect(dependents(graph, to).includes(from)).toBe(dependencies(graph, from).includes(to));
        if (path === undefined) return;
        expect(pathsBetween(graph, from, to)).toEqual(expect.arrayContaining(path));
        expect([path[0]?.from, path.at(-1)?.to]).toEqual([from, to]);
        for (const [at, edge] of path.entries())
          expect(path[at + 1]?.from ?? edge.to).toBe(edge.to);
      }),
    );
  });
});
