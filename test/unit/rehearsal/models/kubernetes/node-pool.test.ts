import { nodePoolModel } from "../../../../../rehearsal/models/kubernetes/node-pool";
import { clusterWorld, refusalOf, withAt, type BadField } from "./cluster";
import { nodePool } from "./pools";

const node = ["spec", "template", "spec"] as const;

describe("NodePool", () => {
  it.each<BadField>([
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
    [
      "a weight of a static pool",
      ["spec", "replicas"],
      3,
      "'weight' is not supported on static NodePools",
    ],
    [
      "a limit of a static pool",
      ["spec", "replicas"],
      3,
      "spec: Invalid value: \"object\": only 'limits.nodes' is supported on static NodePools",
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

  it("stays static or dynamic", () => {
    const world = clusterWorld();
    const made = world.create(nodePoolModel.type, nodePool);
    const still = withAt(
      withAt(nodePool, ["spec", "weight"], undefined),
      ["spec", "limits"],
      undefined,
    );
    expect(
      refusalOf(() => world.update(made, withAt(still, ["spec", "replicas"], 3))).message,
    ).toContain(
      "Cannot transition NodePool between static (replicas set) and dynamic (replicas unset) provisioning modes",
    );
  });

  it("is not known to a cluster without Auto Mode", () => {
    const world = clusterWorld({ computeConfig: { enabled: false }, kubernetesNetworkConfig: {} });
    expect(refusalOf(() => world.create(nodePoolModel.type, nodePool)).message).toBe(
      'no matches for kind "NodePool" in version "karpenter.sh/v1"',
    );
  });
});
