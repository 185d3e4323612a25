import fc from "fast-check";
import { cyclesOf } from "../../../components/topology/cycles";

type Pair = readonly [from: string, to: string];

function cycles(keys: readonly string[], pairs: readonly Pair[]): string[][] {
  return cyclesOf(
    keys.map((key) => ({ key })),
    pairs.map(([from, to]) => ({ from, to })),
  );
}

/** The slow definition: two nodes stand in one circle when each reaches the other. */
function slowCycles(keys: readonly string[], pairs: readonly Pair[]): string[][] {
  const reach = new Map(
    keys.map((key) => [key, new Set(pairs.filter(([from]) => from === key).map(([, to]) => to))]),
  );
  for (const via of keys) {
    for (const targets of reach.values()) {
      if (targets.has(via)) for (const next of reach.get(via) ?? []) targets.add(next);
    }
  }
  const groups = keys
    .filter((key) => reach.get(key)?.has(key))
    .map((key) =>
      keys
        .filter(
          (other) => other === key || (reach.get(key)?.has(other) && reach.get(other)?.has(key)),
        )
        .sort(),
    );
  return [...new Map(groups.map((group) => [group.join(), group])).values()].sort((a, b) =>
    (a[0] ?? "") < (b[0] ?? "") ? -1 : 1,
  );
}

const letters = Array.from("abcdefgh");
const pair = fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters));

describe("cyclesOf", () => {
  it("finds nothing in a graph without circles", () => {
    expect(
      cycles(
        ["a", "b", "c"],
        [
          ["a", "b"],
          ["a", "c"],
          ["b", "c"],
        ],
      ),
    ).toEqual([]);
  });

  it("finds circles apart, and a node that uses itself", () => {
    const pairs: Pair[] = [
      ["d", "c"],
      ["c", "d"],
      ["a", "b"],
      ["b", "e"],
      ["e", "a"],
      ["b", "c"],
      ["f", "f"],
    ];
    expect(cycles(["a", "b", "c", "d", "e", "f"], pairs)).toEqual([
      ["a", "b", "e"],
      ["c", "d"],
      ["f"],
    ]);
  });

  it("finds what the slow definition finds", () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 20 }), (pairs) => {
        expect(cycles(letters, pairs)).toEqual(slowCycles(letters, pairs));
      }),
      { numRuns: 500 },
    );
  });

  it("does not exhaust the stack on a long circle", () => {
    const keys = Array.from({ length: 50_000 }, (_, at) => `n${at}`);
    const pairs = keys.map((key, at): Pair => [key, keys[(at + 1) % keys.length] ?? key]);
    expect(cycles(keys, pairs).map((group) => group.length)).toEqual([keys.length]);
  });
});
