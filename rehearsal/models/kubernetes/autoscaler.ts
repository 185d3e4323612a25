/** HorizontalPodAutoscaler. */
import type { Properties, Value } from "../../world/model";
import { oneCall } from "./durations";
import { forbidden, invalidValue, required, unsupported, type FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { objectModel } from "./object-model";
import { amountOf } from "./quotas";
import { at, blockAt, isGiven, listAt, numberAt, textAt } from "./values";

/** How each type of metric is named, and which field then holds it. */
const metricFields: Readonly<Record<string, string>> = {
  ContainerResource: "containerResource",
  External: "external",
  Object: "object",
  Pods: "pods",
  Resource: "resource",
};
const targetTypes = ["Utilization", "Value", "AverageValue"];
const longestWindowSeconds = 3600;
const longestPeriodSeconds = 1800;

function targetErrors(path: string, target: Value | undefined): FieldError[] {
  const type = textAt(target, "type");
  const share = numberAt(target, "averageUtilization");
  const errors: FieldError[] = [];
  if (type === undefined && !isGiven(target, "type"))
    errors.push(required(`${path}.type`, "must specify a metric target type"));
  else if (type !== undefined && !targetTypes.includes(type))
    errors.push(
      invalidValue(`${path}.type`, type, "must be either Utilization, Value, or AverageValue"),
    );
  for (const field of ["value", "averageValue"]) {
    const amount = amountOf(at(target, field));
    if (amount !== undefined && amount <= 0n)
      errors.push(invalidValue(`${path}.${field}`, at(target, field) ?? null, "must be positive"));
  }
  if (share !== undefined && share < 1)
    errors.push(invalidValue(`${path}.averageUtilization`, share, "must be greater than 0"));
  return errors;
}

function resourceErrors(path: string, source: Value | undefined): FieldError[] {
  const target = at(source, "target");
  const [share, average] = ["averageUtilization", "averageValue"].map((field) =>
    isGiven(target, field),
  );
  const errors: FieldError[] = [];
  if (textAt(source, "name") === "" || !isGiven(source, "name"))
    errors.push(required(`${path}.name`, "must specify a resource name"));
  if (share !== true && average !== true && target !== undefined)
    errors.push(
      required(
        `${path}.target.averageUtilization`,
        "must set either a target raw value or a target utilization",
      ),
    );
  if (share === true && average === true)
    errors.push(
      forbidden(
        `${path}.target.averageValue`,
        "may not set both a target raw value and a target utilization",
      ),
    );
  return errors;
}

function metricErrors(path: string, metric: Value): FieldError[] {
  const type = textAt(metric, "type");
  if (type === undefined)
    return isGiven(metric, "type")
      ? []
      : [required(`${path}.type`, "must specify a metric source type")];
  const expected = metricFields[type];
  if (expected === undefined)
    return [unsupported(`${path}.type`, type, Object.keys(metricFields).sort())];
  const present = Object.values(metricFields).filter((field) => isGiven(metric, field));
  const source = at(metric, expected);
  return [
    ...(expected === "resource" || expected === "containerResource"
      ? source === undefined
        ? []
        : resourceErrors(`${path}.${expected}`, source)
      : []),
    ...(source === undefined
      ? []
      : targetErrors(`${path}.${expected}.target`, at(source, "target"))),
    ...(present.includes(expected)
      ? []
      : [required(`${path}.${expected}`, "must populate information for the given metric source")]),
    ...present
      .filter((field) => field !== expected)
      .map((field) => forbidden(`${path}.${field}`, "must populate the given metric source only")),
  ];
}

function behaviourErrors(path: string, rules: Value | undefined): FieldError[] {
  const window = numberAt(rules, "stabilizationWindowSeconds");
  const errors: FieldError[] = [];
  if (window !== undefined && window < 0)
    errors.push(
      invalidValue(
        `${path}.stabilizationWindowSeconds`,
        window,
        "must be greater than or equal to zero",
      ),
    );
  if (window !== undefined && window > longestWindowSeconds)
    errors.push(
      invalidValue(
        `${path}.stabilizationWindowSeconds`,
        window,
        `must be less than or equal to ${longestWindowSeconds}`,
      ),
    );
  if (at(rules, "policies") !== undefined && listAt(rules, "policies").length === 0)
    errors.push(required(`${path}.policies`, "must specify at least one Policy"));
  return [
    ...errors,
    ...listAt(rules, "policies").flatMap((policy, index) => {
      const here = `${path}.policies[${index}]`;
      const [value, period] = [numberAt(policy, "value"), numberAt(policy, "periodSeconds")];
      return [
        ...(value !== undefined && value <= 0
          ? [invalidValue(`${here}.value`, value, "must be greater than zero")]
          : []),
        ...(period !== undefined && period <= 0
          ? [invalidValue(`${here}.periodSeconds`, period, "must be greater than zero")]
          : []),
        ...(period !== undefined && period > longestPeriodSeconds
          ? [
              invalidValue(
                `${here}.periodSeconds`,
                period,
                `must be less than or equal to ${longestPeriodSeconds}`,
              ),
            ]
          : []),
      ];
    }),
  ];
}

function autoscalerErrors(inputs: Properties): FieldError[] {
  const spec = blockAt(inputs, "spec");
  const [least, most] = [numberAt(spec, "minReplicas"), numberAt(spec, "maxReplicas")];
  const errors: FieldError[] = [];
  if (least !== undefined && least < 1)
    errors.push(invalidValue("spec.minReplicas", least, "must be greater than or equal to 1"));
  if (most !== undefined && most < 1)
    errors.push(invalidValue("spec.maxReplicas", most, "must be greater than 0"));
  if (least !== undefined && most !== undefined && most < least)
    errors.push(
      invalidValue("spec.maxReplicas", most, "must be greater than or equal to `minReplicas`"),
    );
  for (const field of ["kind", "name"])
    if (textAt(spec, "scaleTargetRef", field) === "")
      errors.push(required(`spec.scaleTargetRef.${field}`));
  return [
    ...errors,
    ...listAt(spec, "metrics").flatMap((metric, index) =>
      metricErrors(`spec.metrics[${index}]`, metric),
    ),
    ...behaviourErrors("spec.behavior.scaleUp", at(spec, "behavior", "scaleUp")),
    ...behaviourErrors("spec.behavior.scaleDown", at(spec, "behavior", "scaleDown")),
  ];
}

/**
 * A HorizontalPodAutoscaler. The API server does not look whether what it scales exists, and the provider does not
 * wait for it: one without a target is accepted and does nothing, which `findings` reports. Its status is the one that
 * the create call answers with; no controller runs that would fill it.
 */
export const autoscalerModel = objectModel({
  kind: kinds.HorizontalPodAutoscaler,
  sources: [
    "kubernetes/kubernetes pkg/apis/autoscaling/validation/validation.go (read 2026-11)",
    "kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale (read 2026-11)",
  ],
  seconds: oneCall,
  errors: autoscalerErrors,
  outputs: (draft) => ({
    spec: { minReplicas: 1, ...blockAt(draft.inputs, "spec") },
    status: { currentMetrics: null, desiredReplicas: 0 },
  }),
});
