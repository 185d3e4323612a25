import { disruptionBudgetModel } from "../../../../../rehearsal/models/kubernetes/disruption-budget";
import type { Properties } from "../../../../../rehearsal/world/model";
import { clusterWorld, inShop, refusalOf } from "./cluster";

describe("PodDisruptionBudget", () => {
  const budget = (spec: Properties): Properties => ({
    metadata: inShop("cart"),
    spec: { selector: { matchLabels: { app: "cart" } }, ...spec },
  });

  it.each<[string, Properties]>([
    ["a number", { minAvailable: 2 }],
    ["a share", { maxUnavailable: "25%" }],
    ["none", {}],
  ])("takes %s", (_what, spec) => {
    expect(clusterWorld().create(disruptionBudgetModel.type, budget(spec)).id).toBe("shop/cart");
  });

  it.each<[string, Properties, string]>([
    [
      "both",
      { minAvailable: 1, maxUnavailable: 1 },
      "minAvailable and maxUnavailable cannot be both set",
    ],
    [
      "an eviction policy that there is not",
      { unhealthyPodEvictionPolicy: "Never" },
      'spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"',
    ],
    [
      "less than none",
      { minAvailable: -1 },
      "spec.minAvailable: Invalid value: -1: must be greater than or equal to 0",
    ],
    [
      "more than all",
      { maxUnavailable: "120%" },
      'Invalid value: "120%": must not be greater than 100%',
    ],
    [
      "what is no share",
      { maxUnavailable: "half" },
      'Invalid value: "half": a valid percent string',
    ],
    [
      "a selector's bad label",
      { selector: { matchLabels: { app: "a b" } } },
      'spec.selector.matchLabels: Invalid value: "a b"',
    ],
  ])("refuses %s", (_what, spec, words) => {
    expect(
      refusalOf(() => clusterWorld().create(disruptionBudgetModel.type, budget(spec))).message,
    ).toContain(words);
  });
});
