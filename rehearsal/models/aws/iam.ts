/**
 * IAM roles, their inline policies and attachments. Facts: hashicorp/terraform-provider-aws internal/service/iam
 * (role.go, role_policy.go, role_policy_attachment.go: schema, ForceNew, ids, what deletion does first),
 * docs.aws.amazon.com/IAM/latest/APIReference (CreateRole, DeleteRole, PutRolePolicy, AttachRolePolicy),
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (limits that cannot be raised) (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import type { WorldView } from "../../world/model";
import { secondsOf } from "../durations";
import { globalArn, parseArn } from "./arn";
import { checkRanges, type Problem } from "./checks";
import {
  attachedPolicies,
  attachmentType,
  inlinePolicies,
  ownPolicies,
  rolePolicyType,
  roleType,
} from "./iam-roles";
import { blocksAt, flagAt, isGiven, tagsOf, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";
import { readPolicy, type PolicyStatement } from "./policies";
import { noSuchRole } from "./refusals";

/** Characters of a trust policy, of all inline policies of a role; managed policies of a role: the most that AWS ever grants. */
const limits = { trustCharacters: 8192, inlineCharacters: 10240, attachments: 20 } as const;

/** IAM does not count white space. */
function sizeOf(policy: string): number {
  return policy.replace(/\s/g, "").length;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function checkJson(inputs: Properties, path: string, name: string): readonly Problem[] {
  const text = textAt(inputs, path);
  if (text === undefined || isJson(text)) return [];
  return [[path, `"${name}" contains an invalid JSON policy`]];
}

function checkRole(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [
    ...checkJson(inputs, "assumeRolePolicy", "assume_role_policy"),
    ...checkRanges(inputs, { maxSessionDuration: [3600, 43200] }),
  ];
  const prefix = textAt(inputs, "namePrefix");
  if (prefix !== undefined && prefix.length > 38) {
    problems.push(["namePrefix", `expected length of name_prefix to be in the range (1 - 38)`]);
  }
  const description = textAt(inputs, "description") ?? "";
  if (description.length > 1000) {
    problems.push(["description", "expected length of description to be in the range (0 - 1000)"]);
  }
  const path = textAt(inputs, "path");
  if (path !== undefined && !/^\/(?:[\x21-\x7e]+\/)?$/.test(path)) {
    problems.push(["path", "must begin and end with / and contain only printable characters"]);
  }
  return problems;
}

/** A principal must be one; one of another account is taken as it is. */
function refusePrincipals(draft: Draft, statements: readonly PolicyStatement[]): void {
  for (const principal of statements.flatMap(({ principals }) => principals["AWS"] ?? [])) {
    if (principal === "*" || /^\d{12}$/.test(principal)) continue;
    if (isPrincipal(draft, principal)) continue;
    throw new Refusal(
      "MalformedPolicyDocument",
      `Invalid principal in policy: "AWS":"${principal}"`,
    );
  }
}

/**
 * Whether an IAM principal can be there. An account is older than the stacks in it: a role or user that nothing
 * here has made (a deployer, a break-glass role named in settings) is taken to exist already. What cannot be is
 * the name of a role of this world under another ARN, or something that is no principal.
 */
export function isPrincipal(draft: Draft, principalArn: string): boolean {
  const parts = parseArn(principalArn);
  if (parts?.service !== "iam" && parts?.service !== "sts") return false;
  if (parts.account !== draft.caller.account) return parts.account !== "";
  if (parts.service === "sts" || parts.resource === "root") return true;
  if (!/^(?:role|user)\/[\w+=,.@/-]+$/.test(parts.resource)) return false;
  const name = parts.resource.split("/").at(-1) ?? "";
  const known = parts.resource.startsWith("role/") ? draft.world.find(roleType, name) : undefined;
  return known === undefined || known.outputs["arn"] === principalArn;
}

function refuseTrust(draft: Draft): void {
  const trust = textAt(draft.inputs, "assumeRolePolicy");
  if (trust === undefined) return;
  if (sizeOf(trust) > limits.trustCharacters) {
    throw new Refusal(
      "LimitExceeded",
      `Cannot exceed quota for ACLSizePerRole: ${limits.trustCharacters}`,
    );
  }
  refusePrincipals(draft, readPolicy(trust, "trust"));
}

function refuseRole(draft: Draft): void {
  const name = (textAt(draft.inputs, "name") ?? "").toLowerCase();
  const taken = draft.world.keyed(roleType, name).length > 0;
  if (taken) throw roleExists(textAt(draft.inputs, "name") ?? "");
  refuseTrust(draft);
  for (const policy of blocksAt(draft.inputs, "inlinePolicies")) {
    readPolicy(textAt(policy, "policy") ?? "", "identity");
  }
}

function roleExists(name: string): Refusal {
  return new Refusal("EntityAlreadyExists", `Role with name ${name} already exists.`);
}

/** What the provider removes by itself before it deletes a role: only what the role itself lists. */
function refuseRoleDeletion(role: CloudObject, world: WorldView): void {
  const forced = flagAt(role.inputs, "forceDetachPolicies") === true;
  if (forced) return;
  const listed = textsAt(role.inputs, "managedPolicyArns");
  if (attachedPolicies(world, role).some((policy) => !listed.includes(policy))) {
    throw new Refusal("DeleteConflict", "Cannot delete entity, must detach all policies first.");
  }
  if (ownPolicies(world, role).length > 0 && blocksAt(role.inputs, "inlinePolicies").length === 0) {
    throw new Refusal("DeleteConflict", "Cannot delete entity, must delete policies first.");
  }
}

/** A forced deletion takes attachments and inline policies with it. */
function dropPolicies(role: CloudObject, world: WorldView): void {
  for (const part of mentioning(world, role.id, [attachmentType, rolePolicyType])) {
    if (part.outputs["role"] === role.id) world.remove(part);
  }
}

const role: Model = {
  type: roleType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/iam/role.go (read 2026-11)",
    "docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 64,
    pattern: /^[\w+=,.@-]+$/,
    autoName: "dash",
    unique: "account",
    taken: roleExists,
  },
  // Names differ in more than their case.
  keys: ({ id }) => [id.toLowerCase()],
  unordered: ["inlinePolicies", "managedPolicyArns"],
  replaceOn: ["name", "namePrefix", "path"],
  references: [
    {
      path: "permissionsBoundary",
      to: ["aws:iam/policy:Policy"],
      by: "arn",
      where: "anywhere",
      missing: noSuchPolicy,
      optional: (value) => value.startsWith("arn:aws:iam::aws:policy/"),
    },
  ],
  defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
  check: checkRole,
  id: (draft) => textAt(draft.inputs, "name") ?? `role-${draft.hex(7)}`,
  computed: (draft, id) => ({
    arn: globalArn(draft, "iam", `role${textAt(draft.inputs, "path") ?? "/"}${id}`),
    createDate: "2026-11-01T00:00:00Z",
    inlinePolicies: blocksAt(draft.inputs, "inlinePolicies"),
    managedPolicyArns: textsAt(draft.inputs, "managedPolicyArns"),
    name: id,
    namePrefix: textAt(draft.inputs, "namePrefix") ?? "",
    tagsAll: tagsOf(draft.inputs),
    uniqueId: `AROA${draft.hex(17, "unique id").toUpperCase()}`,
  }),
  refuseCreate: refuseRole,
  refuseUpdate: refuseTrust,
  refuseDelete: refuseRoleDeletion,
  afterDelete: dropPolicies,
  seconds: secondsOf(roleType),
};

const roleReference = {
  path: "role",
  to: [roleType],
  where: "anywhere",
  missing: noSuchRole,
} as const;

function refuseInlinePolicy(draft: Draft): void {
  const policy = textAt(draft.inputs, "policy");
  if (policy === undefined) return;
  readPolicy(policy, "identity");
  const roleName = textAt(draft.inputs, "role") ?? "";
  const owner = draft.world.find(roleType, roleName);
  const own = textAt(draft.inputs, "name");
  const written = owner === undefined ? [] : ownPolicies(draft.world, owner);
  const kept = written.some((other) => other.outputs["name"] === own);
  const others = owner === undefined ? [] : inlinePolicies(draft.world, owner);
  const total = others.reduce((sum, text) => sum + sizeOf(text), kept ? 0 : sizeOf(policy));
  if (total > limits.inlineCharacters || sizeOf(policy) > limits.inlineCharacters) {
    throw new Refusal(
      "LimitExceeded",
      `Maximum policy size of ${limits.inlineCharacters} bytes exceeded for role ${roleName}`,
    );
  }
}

function policyId(draft: Draft): string {
  return `${textAt(draft.inputs, "role") ?? ""}:${textAt(draft.inputs, "name") ?? ""}`;
}

const rolePolicy: Model = {
  type: rolePolicyType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/iam/role_policy.go (read 2026-11)",
    "docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html (read 2026-11): a second policy of the same name replaces the first without a word.",
  ],
  name: {
    property: "name",
    maxLength: 128,
    pattern: /^[\w+=,.@-]+$/,
    autoName: "dash",
    unique: "none",
  },
  replaceOn: ["name", "namePrefix", "role"],
  references: [roleReference],
  check: (inputs) => checkJson(inputs, "policy", "policy"),
  id: policyId,
  computed: (draft) => ({ namePrefix: textAt(draft.inputs, "namePrefix") ?? "" }),
  refuseCreate: refuseInlinePolicy,
  refuseUpdate: refuseInlinePolicy,
  seconds: secondsOf(rolePolicyType),
};

function noSuchPolicy(value: string): Refusal {
  return new Refusal("NoSuchEntity", `Policy ${value} does not exist or is not attachable.`);
}

/** AWS's own policies: any name under `aws:policy/`, in the paths that AWS uses. */
function isAwsPolicy(value: string): boolean {
  return /^arn:aws:iam::aws:policy\/(?:(?:service-role|aws-service-role|job-function)\/)?[\w+=,.@-]+$/.test(
    value,
  );
}

function refuseAttachment(draft: Draft): void {
  const owner = draft.world.find(roleType, textAt(draft.inputs, "role") ?? "");
  const policy = textAt(draft.inputs, "policyArn");
  if (owner === undefined || policy === undefined) return;
  const attached = new Set([...attachedPolicies(draft.world, owner), policy]);
  if (attached.size > limits.attachments) {
    throw new Refusal(
      "LimitExceeded",
      `Cannot exceed quota for PoliciesPerRole: ${limits.attachments}`,
    );
  }
}

const attachment: Model = {
  type: attachmentType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/iam/role_policy_attachment.go (read 2026-11)",
    "docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html (read 2026-11): attaching twice changes nothing and is no error; detaching takes the pair away whoever made it.",
  ],
  replaceOn: ["role", "policyArn"],
  references: [
    roleReference,
    {
      path: "policyArn",
      to: ["aws:iam/policy:Policy"],
      by: "arn",
      where: "anywhere",
      missing: noSuchPolicy,
      optional: isAwsPolicy,
    },
  ],
  check: (inputs) => {
    const policy = textAt(inputs, "policyArn");
    if (!isGiven(inputs, "policyArn") || policy === undefined || parseArn(policy)) return [];
    return [["policyArn", `"policy_arn" (${policy}) is an invalid ARN: arn: invalid prefix`]];
  },
  id: (draft) => `${textAt(draft.inputs, "role") ?? ""}/${textAt(draft.inputs, "policyArn") ?? ""}`,
  computed: () => ({}),
  refuseCreate: refuseAttachment,
  seconds: secondsOf(attachmentType),
};

/** IAM roles and what they may do. */
export const iamModels: readonly Model[] = [role, rolePolicy, attachment];
