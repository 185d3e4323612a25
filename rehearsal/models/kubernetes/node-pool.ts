/** NodePool of Karpenter, as EKS Auto Mode serves it. */
import type { Properties, Value } from "../../world/model";
import { clusterOf, hasCompute } from "./access";
import { durations } from "./durations";
import type { FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { objectModel } from "./object-model";
import { noSuchKind, ruleError } from "./schema-words";
import { at, blockAt, isGiven, listAt, numberAt, sameValue, textAt } from "./values";

const comparisons = ["Gt", "Lt", "Gte", "Lte"];

const ownLabels = ["karpenter.sh/capacity-type", "karpenter.sh/nodepool"];
const restrictedLabels = ["karpenter.sh/nodepool", "kubernetes.io/hostname"];

/** What Karpenter keeps for itself, as the rules of its definition say it. */
function labelRules(path: string, shape: "object" | "array", keys: readonly string[]) {
  const errors: FieldError[] = [];
  for (const key of keys) {
    const domain = key.includes("/") ? (key.split("/")[0] ?? "") : key;
    if (!ownLabels.includes(key) && domain.endsWith("karpenter.sh"))
      errors.push(ruleError(path, shape, 'label domain "karpenter.sh" is restricted'));
    if (restrictedLabels.includes(key))
      errors.push(ruleError(path, shape, `label "${key}" is restricted`));
  }
  return errors;
}

function isNaturalText(value: Value | undefined): boolean {
  return typeof value === "string" && /^\d+$/.test(value);
}

function requirementErrors(spec: Properties): FieldError[] {
  const path = "spec.template.spec.requirements";
  const requirements = listAt(spec, "template", "spec", "requirements");
  const errors: FieldError[] = [];
  for (const [index, requirement] of requirements.entries()) {
    const [operator, key] = [textAt(requirement, "operator"), textAt(requirement, "key")];
    const values = listAt(requirement, "values");
    const least = numberAt(requirement, "minValues");
    if (key !== undefined) errors.push(...labelRules(`${path}[${index}].key`, "object", [key]));
    if (operator === "In" && values.length === 0)
      errors.push(
        ruleError(path, "array", "requirements with operator 'In' must have a value defined"),
      );
    const [only, ...more] = values;
    if (
      operator !== undefined &&
      comparisons.includes(operator) &&
      (more.length > 0 || !isNaturalText(at(only)))
    )
      errors.push(
        ruleError(
          path,
          "array",
          "requirements operator 'Gt', 'Lt', 'Gte', or 'Lte' must have a single positive integer value",
        ),
      );
    if (operator === "In" && least !== undefined && values.length < least)
      errors.push(
        ruleError(
          path,
          "array",
          "requirements with 'minValues' must have at least that many values specified in the 'values' field",
        ),
      );
  }
  return errors;
}

/** A pool of a fixed number of nodes takes neither weight nor any limit but that of nodes. */
function staticErrors(spec: Properties): FieldError[] {
  if (!isGiven(spec, "replicas")) return [];
  const limits = Object.keys(blockAt(spec, "limits")).filter((resource) => resource !== "nodes");
  return [
    ...(limits.length === 0
      ? []
      : [ruleError("spec", "object", "only 'limits.nodes' is supported on static NodePools")]),
    ...(isGiven(spec, "weight")
      ? [ruleError("spec", "object", "'weight' is not supported on static NodePools")]
      : []),
  ];
}

function poolErrors(inputs: Properties): FieldError[] {
  const spec = blockAt(inputs, "spec");
  const labels = Object.keys(blockAt(spec, "template", "metadata", "labels"));
  return [
    ...labelRules("spec.template.metadata.labels", "object", labels),
    ...requirementErrors(spec),
    ...staticErrors(spec),
  ];
}

function changeErrors(before: Properties, after: Properties): FieldError[] {
  const path = ["spec", "template", "spec", "nodeClassRef"] as const;
  const moved = ["group", "kind"]
    .filter((field) => !sameValue(at(before, ...path, field), at(after, ...path, field)))
    .map((field) => ruleError(path.join("."), "object", `nodeClassRef.${field} is immutable`));
  if (isGiven(before, "spec", "replicas") === isGiven(after, "spec", "replicas")) return moved;
  const message =
    "Cannot transition NodePool between static (replicas set) and dynamic (replicas unset) provisioning modes";
  return [...moved, ruleError("spec", "object", message)];
}

/**
 * A NodePool. Its NodeClass is not looked for by the API server: a pool without a usable one is accepted and starts no
 * node, so that no Deployment becomes ready; `findings` names it.
 */
export const nodePoolModel = objectModel({
  kind: kinds.NodePool,
  sources: [
    "kubernetes-sigs/karpenter pkg/apis/crds/karpenter.sh_nodepools.yaml (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html (read 2026-11)",
  ],
  seconds: durations.nodePool,
  errors: poolErrors,
  changeErrors,
  refuse: (draft) => {
    const cluster = clusterOf(draft.world, draft.scope);
    if (cluster !== undefined && !hasCompute(cluster)) throw noSuchKind(kinds.NodePool);
  },
});
