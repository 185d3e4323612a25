import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { deploymentModel } from "../../../../../rehearsal/models/kubernetes/deployment";
import type { Properties } from "../../../../../rehearsal/world/model";
import { cart, clusterWorld, refusalOf, withAt, type BadField } from "./cluster";

const type = kinds.Deployment.type;
const template = ["spec", "template"] as const;
const pod = [...template, "spec"] as const;
const container = [...pod, "containers", 0] as const;

describe("Deployment", () => {
  it.each<BadField>([
    [
      "a selector that does not match",
      ["spec", "selector", "matchLabels", "app"],
      "other",
      'Deployment.apps "cart" is invalid: spec.template.metadata.labels: Invalid value: {"app":"cart"}: `selector` does not match template `labels`',
    ],
    [
      "an empty selector",
      ["spec", "selector"],
      {},
      "spec.selector: Invalid value: {}: empty selector is invalid for deployment",
    ],
    [
      "a selector's bad operator",
      ["spec", "selector", "matchExpressions"],
      [{ key: "app", operator: "Is", values: ["cart"] }],
      'spec.selector.matchExpressions[0].operator: Invalid value: "Is": not a valid selector operator',
    ],
    [
      "a selector's missing values",
      ["spec", "selector", "matchExpressions"],
      [{ key: "app", operator: "In" }],
      "spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    [
      "negative replicas",
      ["spec", "replicas"],
      -1,
      "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
    ],
    [
      "a strategy that there is not",
      ["spec", "strategy"],
      { type: "BlueGreen" },
      'spec.strategy.type: Unsupported value: "BlueGreen": supported values: "Recreate", "RollingUpdate"',
    ],
    [
      "no way to roll out",
      ["spec", "strategy"],
      { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
      "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0",
    ],
    [
      "more than all at once",
      ["spec", "strategy"],
      { rollingUpdate: { maxUnavailable: "101%" } },
      'maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    ],
    [
      "rolling what is recreated",
      ["spec", "strategy"],
      { type: "Recreate", rollingUpdate: { maxSurge: 1 } },
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
    [
      "a deadline before readiness",
      ["spec", "progressDeadlineSeconds"],
      0,
      "spec.progressDeadlineSeconds: Invalid value: 0: must be greater than minReadySeconds",
    ],
  ])("refuses %s", (_what, path, value, words) => {
    const refused = refusalOf(() => clusterWorld().create(type, withAt(cart, path, value)));
    expect(refused.message).toContain(words);
  });

  it("says all that is wrong at once, in brackets", () => {
    const bad = withAt(withAt(cart, ["spec", "replicas"], -1), [...container, "name"], "A");
    expect(refusalOf(() => clusterWorld().create(type, bad)).message).toMatch(
      /^Deployment\.apps "cart" is invalid: \[spec\.replicas: .*, spec\.template\.spec\.containers\[0\]\.name: .*\]$/,
    );
  });

  it("is replaced when its selector changes, and refused where it is asked to change", () => {
    expect(deploymentModel.replaceOn).toContain("spec.selector");
    const world = clusterWorld();
    const made = world.create(type, cart);
    const moved = withAt(cart, ["spec", "selector", "matchLabels"], { app: "cart", v: "2" });
    const labels = { app: "cart", v: "2" };
    const inputs = withAt(moved, [...template, "metadata", "labels"], labels);
    expect(refusalOf(() => world.update(made, inputs)).message).toContain(
      'spec.selector: Invalid value: {"matchLabels":{"app":"cart","v":"2"}}: field is immutable',
    );
  });

  it("answers with ready replicas, defaults and a revision that rises with its template", () => {
    const world = clusterWorld();
    const made = world.create(type, withAt(cart, ["spec", "strategy"], { type: "Recreate" }));
    expect(made.outputs).toMatchObject({
      metadata: { annotations: { "deployment.kubernetes.io/revision": "1" } },
      spec: { replicas: 3, revisionHistoryLimit: 10, strategy: { type: "Recreate" } },
      status: { replicas: 3, readyReplicas: 3, availableReplicas: 3, observedGeneration: 1 },
    });
    const revision = (inputs: Properties) =>
      (world.update(made, inputs).outputs["metadata"] as Properties)["annotations"];
    expect(revision(withAt(cart, ["spec", "replicas"], 5))).toEqual({
      "deployment.kubernetes.io/revision": "1",
    });
    expect(revision(withAt(cart, [...container, "image"], "cart:2"))).toEqual({
      "deployment.kubernetes.io/revision": "2",
    });
    expect(made.outputs["status"]).toMatchObject({ observedGeneration: 3 });
  });
});
