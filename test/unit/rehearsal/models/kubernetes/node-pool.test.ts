import { nodePoolModel } from "../../../../../rehearsal/models/kubernetes/node-pool";
import { clusterWorld, refusalOf, withAt, type BadField } from "./cluster";
import { nodePool } from "./pools";

const node = ["spec", "template", "spec"] as const;

describe("NodePool", () => {
  it.each<BadField>([
    [
      "a duration without unit",
      ["spec", "disruption", "consolidateAfter"],
      "30",
      'NodePool.karpenter.sh "workloads" is invalid: spec.disruption.consolidateAfter: Invalid value: "30": spec.disruption.consolidateAfter in body should match \'^(([0-9]+(s|m|h))+|Never)$\'',
    ],
    [
      "a budget of more than all",
      ["spec", "disruption", "budgets", 0, "nodes"],
      "101%",
      "spec.disruption.budgets[0].nodes in body should match",
    ],
    [
      "a schedule without duration",
      ["spec", "disruption", "budgets", 0, "schedule"],
      "@daily",
      "spec.disruption.budgets: Invalid value: \"array\": 'schedule' must be set with 'duration'",
    ],
    [
      "a limit that is none",
      ["spec", "limits", "cpu"],
      "many",
      "spec.limits.cpu in body should match",
    ],
    [
      "a weight of 101",
      ["spec", "weight"],
      101,
      "spec.weight: Invalid value: 101: spec.weight in body should be less than or equal to 100",
    ],
    [
      "a requirement without value",
      [...node, "requirements", 0, "values"],
      [],
      "spec.template.spec.requirements: Invalid value: \"array\": requirements with operator 'In' must have a value defined",
    ],
    [
      "a comparison with a word",
      [...node, "requirements", 2, "values"],
      ["four"],
      "must have a single positive integer value",
    ],
    [
      "a comparison with two",
      [...node, "requirements", 2, "values"],
      ["4", "5"],
      "must have a single positive integer value",
    ],
    [
      "more least values than values",
      [...node, "requirements", 0, "minValues"],
      2,
      "requirements with 'minValues' must have at least that many values specified",
    ],
    [
      "Karpenter's own domain",
      [...node, "requirements", 0, "key"],
      "karpenter.sh/secret",
      'label domain "karpenter.sh" is restricted',
    ],
    [
      "the node's name",
      [...node, "requirements", 0, "key"],
      "kubernetes.io/hostname",
      'label "kubernetes.io/hostname" is restricted',
    ],
    [
      "a label of Karpenter's",
      ["spec", "template", "metadata"],
      { labels: { "karpenter.sh/nodepool": "x" } },
      'spec.template.metadata.labels: Invalid value: "object": label "karpenter.sh/nodepool" is restricted',
    ],
    ["an unnamed class", [...node, "nodeClassRef", "name"], "", "name may not be empty"],
    [
      "a life of no length",
      [...node, "expireAfter"],
      "soon",
      "spec.template.spec.expireAfter in body should match",
    ],
  ])("refuses %s", (_what, path, value, words) => {
    const inputs = withAt(nodePool, path, value);
    expect(refusalOf(() => clusterWorld().create(nodePoolModel.type, inputs)).message).toContain(
      words,
    );
  });

  it("keeps to the kind of its class, not to its name", () => {
    const world = clusterWorld();
    const made = world.create(nodePoolModel.type, nodePool);
    expect(
      world.update(made, withAt(nodePool, [...node, "nodeClassRef", "name"], "other")).id,
    ).toBe("workloads");
    expect(
      refusalOf(() =>
        world.update(made, withAt(nodePool, [...node, "nodeClassRef", "kind"], "EC2NodeClass")),
      ).message,
    ).toContain(
      'spec.template.spec.nodeClassRef: Invalid value: "object": nodeClassRef.kind is immutable',
    );
  });

  it("is not known to a cluster without Auto Mode", () => {
    const world = clusterWorld({ computeConfig: { enabled: false }, kubernetesNetworkConfig: {} });
    expect(refusalOf(() => world.create(nodePoolModel.type, nodePool)).message).toBe(
      'no matches for kind "NodePool" in version "karpenter.sh/v1"',
    );
  });
});
