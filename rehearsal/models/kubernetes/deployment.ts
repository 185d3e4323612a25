/** Deployment. */
import type { CloudObject, Draft, Properties, Value } from "../../world/model";
import { undecodablePod } from "./containers";
import { countOrShareErrors } from "./counts";
import { durations } from "./durations";
import { forbidden, invalidValue, unsupported, type FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { generationOf } from "./metadata";
import { objectModel } from "./object-model";
import { templateErrors } from "./pods";
import { replicasOf, requireStart, templateOf } from "./rollout";
import { isEmptySelector, selectorErrors, selects } from "./selectors";
import { at, blockAt, hasUnknown, isGiven, mapAt, numberAt, sameValue, textAt } from "./values";

const revision = "deployment.kubernetes.io/revision";

const strategies = ["Recreate", "RollingUpdate"];

function isZero(value: Value | undefined): boolean {
  return value === 0 || value === "0%";
}

function strategyErrors(inputs: Properties): FieldError[] {
  const path = "spec.strategy.rollingUpdate";
  const strategy = blockAt(inputs, "spec", "strategy");
  const rolling = at(strategy, "rollingUpdate");
  const type = textAt(strategy, "type");
  if (type !== undefined && !strategies.includes(type))
    return [unsupported("spec.strategy.type", type, strategies)];
  if (type === "Recreate")
    return isGiven(strategy, "rollingUpdate")
      ? [forbidden(path, "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  const [unavailable, surge] = [at(rolling, "maxUnavailable"), at(rolling, "maxSurge")];
  return [
    ...countOrShareErrors(`${path}.maxUnavailable`, unavailable),
    ...countOrShareErrors(`${path}.maxSurge`, surge),
    ...(isZero(unavailable) && isZero(surge)
      ? [
          invalidValue(
            `${path}.maxUnavailable`,
            unavailable ?? null,
            "may not be 0 when `maxSurge` is 0",
          ),
        ]
      : []),
  ];
}

function numberErrors(inputs: Properties): FieldError[] {
  const spec = blockAt(inputs, "spec");
  const errors = ["replicas", "minReadySeconds", "revisionHistoryLimit"].flatMap((field) => {
    const value = numberAt(spec, field);
    return value !== undefined && value < 0
      ? [invalidValue(`spec.${field}`, value, "must be greater than or equal to 0")]
      : [];
  });
  const deadline = numberAt(spec, "progressDeadlineSeconds");
  const ready = numberAt(spec, "minReadySeconds") ?? 0;
  if (deadline !== undefined && deadline <= ready)
    errors.push(
      invalidValue(
        "spec.progressDeadlineSeconds",
        deadline,
        "must be greater than minReadySeconds",
      ),
    );
  return errors;
}

function matchErrors(inputs: Properties): FieldError[] {
  const selector = at(inputs, "spec", "selector");
  const labels = mapAt(inputs, "spec", "template", "metadata", "labels");
  const errors = selectorErrors("spec.selector", selector);
  if (selector === undefined) return errors;
  if (isEmptySelector(selector) && !hasUnknown(selector))
    return [
      ...errors,
      invalidValue("spec.selector", selector, "empty selector is invalid for deployment"),
    ];
  const given = at(inputs, "spec", "template", "metadata", "labels");
  if (hasUnknown(given) || selects(blockAt(inputs, "spec", "selector"), labels)) return errors;
  return [
    ...errors,
    invalidValue(
      "spec.template.metadata.labels",
      labels,
      "`selector` does not match template `labels`",
    ),
  ];
}

function revisionOf(draft: Draft, before: CloudObject | undefined): string {
  const last = mapAt(before?.outputs, "metadata", "annotations")[revision];
  if (before === undefined || last === undefined) return "1";
  const same = sameValue(templateOf(before.outputs), templateOf(draft.inputs));
  return same ? last : String(Number(last) + 1);
}

function statusOf(draft: Draft, before: CloudObject | undefined): Properties {
  const replicas = replicasOf(draft.inputs);
  return {
    observedGeneration: generationOf(draft.inputs, before),
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    conditions: [
      { type: "Available", status: "True", reason: "MinimumReplicasAvailable" },
      { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" },
    ],
  };
}

/**
 * A Deployment, answered for when all its pods are ready: that is what the provider waits for. Its selector cannot
 * change, so the provider replaces it.
 */
export const deploymentModel = objectModel({
  kind: kinds.Deployment,
  sources: [
    "kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec (read 2026-11)",
    "pulumi/pulumi-kubernetes provider/pkg/await/deployment.go (read 2026-11)",
  ],
  seconds: durations.deployment,
  replaceOn: ["spec.selector"],
  undecodable: (inputs) => undecodablePod(blockAt(inputs, "spec", "template", "spec")),
  errors: (inputs) => [
    ...numberErrors(inputs),
    ...matchErrors(inputs),
    ...templateErrors("spec.template", at(inputs, "spec", "template")),
    ...strategyErrors(inputs),
  ],
  changeErrors: (before, after) => {
    const [old, next] = [at(before, "spec", "selector"), at(after, "spec", "selector")];
    return sameValue(old, next)
      ? []
      : [invalidValue("spec.selector", next ?? null, "field is immutable")];
  },
  refuse: requireStart,
  added: (draft, before) => ({ annotations: { [revision]: revisionOf(draft, before) } }),
  outputs: (draft, before) => ({
    spec: {
      replicas: 1,
      progressDeadlineSeconds: 600,
      revisionHistoryLimit: 10,
      strategy: {
        type: "RollingUpdate",
        rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" },
      },
      ...blockAt(draft.inputs, "spec"),
    },
    status: statusOf(draft, before),
  }),
});
