/**
 * Rules of an ALB's listeners. Facts: hashicorp/terraform-provider-aws internal/service/elbv2/listener_rule.go
 * (schema, ForceNew), docs.aws.amazon.com/elasticloadbalancing API reference of CreateRule (read 2026-11).
 */
import { compositeKey, Refusal, type Draft, type Model, type Properties } from "../../world/model";
import { secondsOf } from "../durations";
import type { Problem } from "./checks";
import { regionalOutputs } from "./computed";
import { blocksAt, isGiven, numberAt, textAt } from "./inputs";
import { below, checkActions, refuseTargetGroups, targetGroupReferences } from "./lb-actions";
import { kindOf, listenerRuleType, listenerType, loadBalancerType } from "./lb-load-balancers";

/** One above the highest of the listener, of whose rules AWS takes 100. */
function nextPriority(draft: Draft): number {
  const key = compositeKey(draft.inputs["listenerArn"] ?? "");
  const rules = draft.world.keyed(listenerRuleType, key, draft.scope);
  return Math.max(0, ...rules.map((rule) => numberAt(rule.outputs, "priority") ?? 0)) + 1;
}

function isTaken(draft: Draft, priority: number, id: string | undefined): boolean {
  const key = compositeKey(draft.inputs["listenerArn"] ?? "", priority);
  return draft.world.keyed(listenerRuleType, key, draft.scope).some((rule) => rule.id !== id);
}

function refuseRule(draft: Draft, id: string | undefined): void {
  const parent = draft.world.find(
    listenerType,
    textAt(draft.inputs, "listenerArn") ?? "",
    draft.scope,
  );
  if (!parent) return;
  const balancer = draft.world.find(
    loadBalancerType,
    textAt(parent.outputs, "loadBalancerArn") ?? "",
    draft.scope,
  );
  if (balancer && kindOf(balancer.outputs) !== "application") {
    throw new Refusal(
      "ValidationError",
      "Rules are unsupported for Network Load Balancer listeners",
    );
  }
  const priority = numberAt(draft.inputs, "priority");
  if (priority !== undefined && isTaken(draft, priority, id)) {
    throw new Refusal("PriorityInUse", `Priority '${priority}' is currently in use`);
  }
  const protocol = textAt(parent.outputs, "protocol");
  if (balancer) refuseTargetGroups({ draft, actions: "actions", balancer, protocol });
}

function checkConditions(inputs: Properties): readonly Problem[] {
  const kinds = [
    "hostHeader",
    "httpHeader",
    "httpRequestMethod",
    "pathPattern",
    "queryStrings",
    "sourceIp",
  ];
  return blocksAt(inputs, "conditions").flatMap((condition, index) => {
    const given = kinds.filter((kind) => isGiven(condition, kind));
    return given.length === 1
      ? []
      : [[`conditions[${index}]`, `exactly one of [${kinds.join(" ")}]`] as const];
  });
}

export const listenerRule: Model = {
  type: listenerRuleType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/elbv2/listener_rule.go (read 2026-11)",
    "docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html (read 2026-11)",
  ],
  keys: ({ outputs }) => [
    compositeKey(outputs["listenerArn"] ?? ""),
    compositeKey(outputs["listenerArn"] ?? "", outputs["priority"] ?? null),
  ],
  unordered: [
    "actions.forward.targetGroups",
    "conditions",
    "conditions.hostHeader.values",
    "conditions.httpHeader.values",
    "conditions.httpRequestMethod.values",
    "conditions.pathPattern.values",
    "conditions.queryStrings",
    "conditions.sourceIp.values",
  ],
  replaceOn: ["listenerArn", "region"],
  references: [
    {
      path: "listenerArn",
      to: [listenerType],
      where: "same",
      missing: () => new Refusal("ListenerNotFound", "One or more listeners not found"),
    },
    ...targetGroupReferences("actions"),
  ],
  check: (inputs) => {
    const priority = numberAt(inputs, "priority");
    const bad = priority !== undefined && (priority < 1 || priority > 50_000);
    return [
      ...(bad ? [["priority", `must be in the range 1 - 50000, got ${priority}`] as const] : []),
      ...checkActions(inputs, "actions"),
      ...checkConditions(inputs),
    ];
  },
  id: (draft) => {
    const parent = textAt(draft.inputs, "listenerArn") ?? "";
    return `${below(parent, "listener-rule")}/${draft.hex(16, "rule")}`;
  },
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: id,
    priority:
      numberAt(draft.inputs, "priority") ??
      numberAt(draft.world.find(listenerRuleType, id)?.outputs ?? {}, "priority") ??
      nextPriority(draft),
  }),
  refuseCreate: (draft) => {
    refuseRule(draft, undefined);
  },
  refuseUpdate: (draft, before) => {
    refuseRule(draft, before.id);
  },
  seconds: secondsOf(listenerRuleType),
};
