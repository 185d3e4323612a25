/** NodeClass of EKS Auto Mode, and whether nodes of it could join. */
import type { Properties, WorldView } from "../../world/model";
import { clusterName, clusterOf, hasCompute } from "./access";
import { durations } from "./durations";
import { forbidden, invalidValue, required, type FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { nameOf } from "./metadata";
import { objectModel } from "./object-model";
import { boundsErrors, noSuchKind, ruleError } from "./schema-words";
import { at, blockAt, isGiven, listAt, mapAt, numberAt, textAt } from "./values";

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

function termErrors(path: string, terms: Properties, field: string): FieldError[] {
  const list = listAt(terms, field);
  if (isGiven(terms, field) && at(terms, field) !== undefined && list.length === 0)
    return [ruleError(`${path}.${field}`, "array", `${field} cannot be empty`)];
  return list.flatMap((term, index) =>
    ["id", "name", "tags"].some((key) => isGiven(term, key))
      ? []
      : [
          ruleError(
            `${path}.${field}[${index}]`,
            "object",
            "expected at least one, got none, ['tags', 'id', 'name']",
          ),
        ],
  );
}

function nodeClassErrors(inputs: Properties): FieldError[] {
  const spec = blockAt(inputs, "spec");
  const storage = blockAt(spec, "ephemeralStorage");
  const [role, profile] = [isGiven(spec, "role"), isGiven(spec, "instanceProfile")];
  const errors: FieldError[] = [];
  if (!role && !profile)
    errors.push(
      ruleError("spec", "object", "must specify exactly one of ['role', 'instanceProfile']"),
    );
  if (role && profile)
    errors.push(
      ruleError("spec", "object", "must specify exactly one of ['role', 'instanceProfile']"),
    );
  if (nameOf(inputs) === "default")
    errors.push(
      forbidden("metadata.name", 'the name "default" belongs to the built-in node class'),
    );
  for (const field of ["subnetSelectorTerms", "securityGroupSelectorTerms"])
    errors.push(
      ...(isGiven(spec, field) ? termErrors("spec", spec, field) : [required(`spec.${field}`)]),
    );
  return [
    ...errors,
    ...boundsErrors("spec.ephemeralStorage.iops", numberAt(storage, "iops"), 3000, 16000),
    ...boundsErrors("spec.ephemeralStorage.throughput", numberAt(storage, "throughput"), 125, 1000),
    ...Object.keys(mapAt(spec, "tags"))
      .filter((tag) => restrictedTags.some((pattern) => pattern.test(tag)))
      .map((tag) =>
        invalidValue("spec.tags", tag, `tag contains a restricted tag matching ${tag}`),
      ),
  ];
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
  const found = world
    .all(roleType)
    .find(({ outputs }) => textAt(outputs, "name") === role || textAt(outputs, "arn") === role);
  if (found === undefined) return `Role "${role}" not found`;
  const principal = textAt(found.outputs, "arn");
  const here = (outputs: Properties) =>
    textAt(outputs, "clusterName") === clusterName(scope) &&
    textAt(outputs, "principalArn") === principal;
  const entry = world.all(entryType).find(({ outputs }) => here(outputs));
  if (entry === undefined || textAt(entry.outputs, "type") !== "EC2")
    return `role "${role}" has no access entry of type EC2 in the cluster`;
  const associated = world
    .all(associationType)
    .some(
      ({ outputs }) =>
        here(outputs) && (textAt(outputs, "policyArn") ?? "").endsWith(`/${nodePolicy}`),
    );
  return associated ? undefined : `role "${role}" has no ${nodePolicy} in the cluster`;
}
