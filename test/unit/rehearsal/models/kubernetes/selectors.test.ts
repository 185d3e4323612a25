import {
  includes,
  isEmptySelector,
  selectorErrors,
  selects,
} from "../../../../../rehearsal/models/kubernetes/selectors";
import { unknown, type Properties } from "../../../../../rehearsal/world/model";

const labels = { app: "cart", tier: "back" };

describe("label selectors", () => {
  it.each<[Properties, boolean]>([
    [{}, true],
    [{ matchLabels: { app: "cart" } }, true],
    [{ matchLabels: { app: "cart", tier: "front" } }, false],
    [{ matchExpressions: [{ key: "app", operator: "In", values: ["a", "cart"] }] }, true],
    [{ matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] }, false],
    [{ matchExpressions: [{ key: "zone", operator: "NotIn", values: ["a"] }] }, true],
    [{ matchExpressions: [{ key: "app", operator: "NotIn", values: ["cart"] }] }, false],
    [{ matchExpressions: [{ key: "tier", operator: "Exists" }] }, true],
    [{ matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] }, false],
    [{ matchLabels: { app: unknown } }, true],
  ])("%j matches: %s", (selector, expected) => {
    expect(selects(selector, labels)).toBe(expected);
  });

  it("match everything where they are empty", () => {
    expect(isEmptySelector({})).toBe(true);
    expect(isEmptySelector({ matchLabels: { app: "cart" } })).toBe(false);
    expect(isEmptySelector({ matchExpressions: [{ key: "a", operator: "Exists" }] })).toBe(false);
  });

  it("of a Service are plain maps", () => {
    expect(includes(labels, { app: "cart" })).toBe(true);
    expect(includes(labels, { app: "cart", zone: "a" })).toBe(false);
  });

  it("are checked for keys, values and operators", () => {
    expect(
      selectorErrors("spec.selector", {
        matchExpressions: [
          { key: "a b", operator: "Exists", values: ["x"] },
          { key: "a", operator: "In", values: ["x y"] },
        ],
      }),
    ).toEqual([
      "spec.selector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      expect.stringContaining('spec.selector.matchExpressions[0].key: Invalid value: "a b"'),
      expect.stringContaining('spec.selector.matchExpressions[1].values[0]: Invalid value: "x y"'),
    ]);
    expect(
      selectorErrors("s", { matchExpressions: [{ key: "a", operator: "In", values: [unknown] }] }),
    ).toEqual([]);
  });
});
