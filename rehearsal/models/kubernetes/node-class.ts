/** NodeClass of EKS Auto Mode, and whether nodes of it could join. */
import { Refusal, type CloudObject, type Properties, type WorldView } from "../../world/model";
import { clusterName, clusterOf, hasCompute } from "./access";
import { durations } from "./durations";
import { forbidden, invalidValue, type FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { nameOf } from "./metadata";
import { objectModel } from "./object-model";
import { noSuchKind } from "./schema-words";
import { mapAt, numberAt, textAt } from "./values";

const roleType = "aws:iam/role:Role";
const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const nodePolicy = "AmazonEKSAutoNodePolicy";

/** Tags that EKS puts on its nodes itself. */
const restrictedTags = [
  /^kubernetes\.io\/cluster\//,
  /^karpenter\.sh\/(provisioner-name|nodepool|nodeclaim|managed-by)$/,
  /^eks\.amazonaws\.com\/nodeclass$/,
];

function nodeClassErrors(inputs: Properties): FieldError[] {
  const builtIn = 'the name "default" belongs to the built-in node class';
  return [
    ...(nameOf(inputs) === "default" ? [forbidden("metadata.name", builtIn)] : []),
    ...Object.keys(mapAt(inputs, "spec", "tags"))
      .filter((tag) => restrictedTags.some((pattern) => pattern.test(tag)))
      .map((tag) =>
        invalidValue("spec.tags", tag, `tag contains a restricted tag matching ${tag}`),
      ),
  ];
}

/** A class stays until its last node is gone, and a pool that pods still need goes on making nodes. */
function refuseUsed(object: CloudObject, world: WorldView): void {
  const name = nameOf(object.outputs);
  const pooled = world
    .all(kinds.NodePool.type, object.scope)
    .some(
      ({ outputs }) => textAt(outputs, "spec", "template", "spec", "nodeClassRef", "name") === name,
    );
  const needed = world
    .all(kinds.Deployment.type, object.scope)
    .some(({ outputs }) => (numberAt(outputs, "spec", "replicas") ?? 0) > 0);
  if (pooled && needed)
    throw new Refusal(
      "Timeout",
      `timed out waiting for the condition: finalizers might be preventing deletion of "${name}" (eks.amazonaws.com/termination): Waiting on NodeClaim termination`,
    );
}

/**
 * A NodeClass. Whether its role exists and may join the cluster is not asked by the API server: EKS finds out when it
 * starts a node, and the NodeClass is never ready.
 */
export const nodeClassModel = objectModel({
  kind: kinds.NodeClass,
  sources: [
    "docs.aws.amazon.com/eks/latest/userguide/create-node-class.html (read 2026-11)",
    "the words of broken rules follow aws/karpenter-provider-aws EC2NodeClass, its open relative (read 2026-11)",
  ],
  seconds: durations.nodeClass,
  errors: nodeClassErrors,
  refuse: (draft) => {
    const cluster = clusterOf(draft.world, draft.scope);
    if (cluster !== undefined && !hasCompute(cluster)) throw noSuchKind(kinds.NodeClass);
  },
  refuseDelete: refuseUsed,
});

/**
 * Why no node of a NodeClass would join its cluster; undefined where one would. The name `default` is the built-in one, which
 * exists only beside the built-in pools.
 */
export function nodeClassProblem(
  world: WorldView,
  scope: string,
  name: string,
): string | undefined {
  const nodeClass = world.find(kinds.NodeClass.type, name, scope);
  if (nodeClass === undefined) return `NodeClass "${name}" not found`;
  const role = textAt(nodeClass.outputs, "spec", "role");
  if (role === undefined) return undefined;
  // A role's id is its name.
  const found = world.find(roleType, role);
  if (found === undefined) return `Role "${role}" not found`;
  const principal = textAt(found.outputs, "arn") ?? "";
  const here = (outputs: Properties) =>
    textAt(outputs, "clusterName") === clusterName(scope) &&
    textAt(outputs, "principalArn") === principal;
  const entry = world.referrers(principal, entryType).find(({ outputs }) => here(outputs));
  if (entry === undefined || textAt(entry.outputs, "type") !== "EC2")
    return `role "${role}" has no access entry of type EC2 in the cluster`;
  const associated = world
    .referrers(principal, associationType)
    .some(
      ({ outputs }) =>
        here(outputs) && (textAt(outputs, "policyArn") ?? "").endsWith(`/${nodePolicy}`),
    );
  return associated ? undefined : `role "${role}" has no ${nodePolicy} in the cluster`;
}
