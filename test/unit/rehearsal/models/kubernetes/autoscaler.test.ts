import { autoscalerModel } from "../../../../../rehearsal/models/kubernetes/autoscaler";
import type { Properties } from "../../../../../rehearsal/world/model";
import { clusterWorld, inShop, refusalOf, withAt, type BadField } from "./cluster";

const autoscaler: Properties = {
  metadata: inShop("cart"),
  spec: {
    minReplicas: 3,
    maxReplicas: 30,
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "cart" },
    metrics: [
      {
        type: "Resource",
        resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } },
      },
    ],
    behavior: {
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: "Percent", value: 50, periodSeconds: 60 }],
      },
    },
  },
};
const metric = ["spec", "metrics", 0] as const;

describe("HorizontalPodAutoscaler", () => {
  it("is accepted, with or without what it scales", () => {
    const made = clusterWorld().create(autoscalerModel.type, autoscaler);
    expect(made.outputs["status"]).toEqual({ currentMetrics: null, desiredReplicas: 0 });
  });

  it.each<BadField>([
    [
      "a minimum above the maximum",
      ["spec", "minReplicas"],
      31,
      'HorizontalPodAutoscaler.autoscaling "cart" is invalid: spec.maxReplicas: Invalid value: 30: must be greater than or equal to `minReplicas`',
    ],
    [
      "a minimum of none",
      ["spec", "minReplicas"],
      0,
      "spec.minReplicas: Invalid value: 0: must be greater than or equal to 1",
    ],
    [
      "a maximum of none",
      ["spec", "maxReplicas"],
      0,
      "spec.maxReplicas: Invalid value: 0: must be greater than 0",
    ],
    [
      "an unnamed target",
      ["spec", "scaleTargetRef", "name"],
      "",
      "spec.scaleTargetRef.name: Required value",
    ],
    [
      "a metric of no type",
      [...metric, "type"],
      undefined,
      "spec.metrics[0].type: Required value: must specify a metric source type",
    ],
    [
      "a metric of another type",
      [...metric, "type"],
      "Cpu",
      'spec.metrics[0].type: Unsupported value: "Cpu": supported values: "ContainerResource", "External", "Object", "Pods", "Resource"',
    ],
    [
      "a metric without its source",
      [...metric, "type"],
      "Pods",
      "spec.metrics[0].pods: Required value: must populate information for the given metric source",
    ],
    [
      "a metric with another source",
      [...metric, "type"],
      "Pods",
      "spec.metrics[0].resource: Forbidden: must populate the given metric source only",
    ],
    [
      "a target of nothing",
      [...metric, "resource", "target", "averageUtilization"],
      undefined,
      "resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization",
    ],
    [
      "a target of two kinds",
      [...metric, "resource", "target", "averageValue"],
      "100m",
      "resource.target.averageValue: Forbidden: may not set both",
    ],
    [
      "a target of zero percent",
      [...metric, "resource", "target", "averageUtilization"],
      0,
      "resource.target.averageUtilization: Invalid value: 0: must be greater than 0",
    ],
    [
      "a target's type",
      [...metric, "resource", "target", "type"],
      "Share",
      'Invalid value: "Share": must be either Utilization, Value, or AverageValue',
    ],
    [
      "an unnamed resource",
      [...metric, "resource", "name"],
      "",
      "resource.name: Required value: must specify a resource name",
    ],
    [
      "too long a window",
      ["spec", "behavior", "scaleDown", "stabilizationWindowSeconds"],
      3601,
      "spec.behavior.scaleDown.stabilizationWindowSeconds: Invalid value: 3601: must be less than or equal to 3600",
    ],
    [
      "a behaviour of no policy",
      ["spec", "behavior", "scaleUp"],
      { policies: [] },
      "spec.behavior.scaleUp.policies: Required value: must specify at least one Policy",
    ],
    [
      "too long a period",
      ["spec", "behavior", "scaleDown", "policies", 0, "periodSeconds"],
      1801,
      "policies[0].periodSeconds: Invalid value: 1801: must be less than or equal to 1800",
    ],
    [
      "a policy of nothing",
      ["spec", "behavior", "scaleDown", "policies", 0, "value"],
      0,
      "policies[0].value: Invalid value: 0: must be greater than zero",
    ],
  ])("refuses %s", (_what, path, value, words) => {
    const inputs = withAt(autoscaler, path, value);
    expect(refusalOf(() => clusterWorld().create(autoscalerModel.type, inputs)).message).toContain(
      words,
    );
  });
});
