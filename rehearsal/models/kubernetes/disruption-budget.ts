/** PodDisruptionBudget. */
import { countOrShareErrors } from "./counts";
import { oneCall } from "./durations";
import { invalidValue, unsupported } from "./field-errors";
import { kinds } from "./kinds";
import { objectModel } from "./object-model";
import { selectorErrors } from "./selectors";
import { at, blockAt, isGiven, textAt } from "./values";

const evictionPolicies = ["AlwaysAllow", "IfHealthyBudget"];

/**
 * A PodDisruptionBudget: at most one of minAvailable and maxUnavailable. One that selects no pod is accepted and does
 * nothing, which `findings` reports.
 */
export const disruptionBudgetModel = objectModel({
  kind: kinds.PodDisruptionBudget,
  sources: ["kubernetes/kubernetes pkg/apis/policy/validation/validation.go (read 2026-11)"],
  seconds: oneCall,
  errors: (inputs) => {
    const spec = blockAt(inputs, "spec");
    const policy = textAt(spec, "unhealthyPodEvictionPolicy");
    const both = isGiven(spec, "minAvailable") && isGiven(spec, "maxUnavailable");
    return [
      ...(both
        ? [invalidValue("spec", spec, "minAvailable and maxUnavailable cannot be both set")]
        : []),
      ...countOrShareErrors("spec.minAvailable", at(spec, "minAvailable")),
      ...countOrShareErrors("spec.maxUnavailable", at(spec, "maxUnavailable")),
      ...selectorErrors("spec.selector", at(spec, "selector")),
      ...(policy === undefined || evictionPolicies.includes(policy)
        ? []
        : [unsupported("spec.unhealthyPodEvictionPolicy", policy, evictionPolicies)]),
    ];
  },
  outputs: () => ({
    status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  }),
});
