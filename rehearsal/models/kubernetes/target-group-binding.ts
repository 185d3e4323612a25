/** TargetGroupBinding of EKS Auto Mode. */
import {
  compositeKey,
  Refusal,
  type CloudObject,
  type Draft,
  type Properties,
} from "../../world/model";
import { clusterOf, hasLoadBalancing, regionOf } from "./access";
import { durations } from "./durations";
import { kinds } from "./kinds";
import { nameOf, namespaceOf } from "./metadata";
import { objectModel } from "./object-model";
import { noSuchKind } from "./schema-words";
import { at, isGiven, sameValue, textAt } from "./values";

const targetGroupType = "aws:lb/targetGroup:TargetGroup";
const finalizer = "eks.amazonaws.com/resources";

/** What the controller's admission webhook says. */
function denied(reason: string): Refusal {
  return new Refusal(
    "Forbidden",
    `admission webhook "vtargetgroupbinding.eks.amazonaws.com" denied the request: ${reason}`,
  );
}

function changedFields(before: Properties, after: Properties): readonly string[] {
  return ["targetGroupARN", "targetType", "ipAddressType", "vpcID"]
    .filter((field) => !sameValue(at(before, "spec", field), at(after, "spec", field)))
    .map((field) => `spec.${field}`);
}

function targetGroupOf(draft: Draft, arn: string): CloudObject {
  // A target group's id is its ARN.
  const found = draft.world.find(targetGroupType, arn);
  if (found !== undefined && arn.split(":")[3] === regionOf(draft.scope)) return found;
  throw denied(
    "unable to get target group IP address type: operation error Elastic Load Balancing v2: DescribeTargetGroups, https response error StatusCode: 400, TargetGroupNotFoundException: One or more target groups not found",
  );
}

function groupKey(arn: string): string {
  return compositeKey("targetGroup", arn);
}

function refuseRivals(draft: Draft, arn: string): void {
  const shared = (binding: Properties) => at(binding, "spec", "multiClusterTargetGroup") === true;
  const rivals = draft.world
    .keyed(kinds.TargetGroupBinding.type, groupKey(arn), draft.scope)
    .filter(
      ({ outputs }) =>
        nameOf(outputs) !== nameOf(draft.inputs) ||
        namespaceOf(outputs) !== namespaceOf(draft.inputs),
    );
  if (
    rivals.length === 0 ||
    (shared(draft.inputs) && rivals.every(({ outputs }) => shared(outputs)))
  )
    return;
  const names = rivals.map((rival) => rival.id).join(" ");
  throw denied(
    `TargetGroup ${arn} is already bound to following TargetGroupBindings [${names}]. Please enable MultiCluster mode on all TargetGroupBindings referencing ${arn} or choose a different Target Group ARN.`,
  );
}

function refuseBinding(draft: Draft, before?: CloudObject): void {
  const cluster = clusterOf(draft.world, draft.scope);
  if (cluster !== undefined && !hasLoadBalancing(cluster))
    throw noSuchKind(kinds.TargetGroupBinding);
  const changed = before === undefined ? [] : changedFields(before.inputs, draft.inputs);
  if (changed.length > 0)
    throw denied(
      `TargetGroupBinding update may not change these immutable fields: ${changed.join(",")}`,
    );
  const arn = textAt(draft.inputs, "spec", "targetGroupARN");
  const type = textAt(draft.inputs, "spec", "targetType");
  if (type === "ip" && isGiven(draft.inputs, "spec", "nodeSelector"))
    throw denied("TargetGroupBinding cannot set NodeSelector when TargetType is ip");
  if (arn === undefined) return;
  const group = targetGroupOf(draft, arn);
  refuseRivals(draft, arn);
  const wanted = textAt(draft.inputs, "spec", "vpcID");
  const actual = textAt(group.outputs, "vpcId");
  if (wanted !== undefined && actual !== undefined && wanted !== actual)
    throw denied(`invalid VpcID ${wanted} doesnt match VpcID from TargetGroup ${arn}`);
}

/** The controller removes the finalizer when it has taken the targets out; without it the deletion never ends. */
function refuseStuck(object: CloudObject, cluster: CloudObject | undefined): void {
  if (cluster === undefined || hasLoadBalancing(cluster)) return;
  throw new Refusal(
    "Timeout",
    `timed out waiting for the condition: finalizers might be preventing deletion of "${nameOf(object.outputs)}" (${finalizer})`,
  );
}

/**
 * A TargetGroupBinding. Its Service is not looked for by the API server: a binding without one is accepted and registers no
 * target, which `findings` reports. The webhook's words are those of the open-source controller, which EKS Auto Mode
 * runs; EKS does not document its own.
 */
export const targetGroupBindingModel = objectModel({
  kind: kinds.TargetGroupBinding,
  keys: ({ outputs }) => [groupKey(textAt(outputs, "spec", "targetGroupARN") ?? "")],
  sources: [
    "docs.aws.amazon.com/eks/latest/userguide/auto-configure-nlb.html, TargetGroupBinding (read 2026-11)",
    "kubernetes-sigs/aws-load-balancer-controller webhooks/elbv2/targetgroupbinding_validator.go (read 2026-11)",
  ],
  seconds: durations.binding,
  refuse: refuseBinding,
  refuseDelete: (object, world) => {
    refuseStuck(object, clusterOf(world, object.scope));
  },
});
