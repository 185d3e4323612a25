/** What other services ask IAM of a role before they take it. */
import type { CloudObject, Properties, WorldView } from "../../world/model";
import { parseArn } from "./arn";
import { blocksAt, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";
import { readPolicy, trusts } from "./policies";

export const roleType = "aws:iam/role:Role";
export const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";
export const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

/** The role with that ARN; undefined where the world has none. */
export function roleOfArn(world: WorldView, roleArn: string): CloudObject | undefined {
  const name = parseArn(roleArn)?.resource.split("/").at(-1) ?? "";
  const role = world.find(roleType, name);
  return role?.outputs["arn"] === roleArn ? role : undefined;
}

/** Whether the role lets the service take it with each of the actions; false for a role that does not exist. */
export function roleTrusts(
  world: WorldView,
  roleArn: string,
  service: string,
  actions: readonly string[] = ["sts:AssumeRole"],
): boolean {
  const policy = textAt(roleOfArn(world, roleArn)?.outputs ?? {}, "assumeRolePolicy");
  if (policy === undefined) return false;
  const statements = readPolicy(policy, "trust");
  return actions.every((action) => trusts(statements, service, action));
}

/** The ARNs of the managed policies that a role has, attached by themselves or listed in the role. */
export function attachedPolicies(world: WorldView, role: CloudObject): readonly string[] {
  const attached = mentioning(world, role.id, [attachmentType])
    .filter((attachment) => attachment.outputs["role"] === role.id)
    .map((attachment) => textAt(attachment.outputs, "policyArn") ?? "");
  return [...attached, ...textsAt(role.outputs, "managedPolicyArns")];
}

/** The texts of the policies that stand in a role itself. */
export function inlinePolicies(world: WorldView, role: CloudObject): readonly string[] {
  const own = ownPolicies(world, role);
  const listed = blocksAt(role.outputs, "inlinePolicies");
  return [...own.map((policy) => policy.outputs), ...listed].map(policyText);
}

/** The inline policies that are resources of their own. */
export function ownPolicies(world: WorldView, role: CloudObject): readonly CloudObject[] {
  return mentioning(world, role.id, [rolePolicyType]).filter(
    (policy) => policy.outputs["role"] === role.id,
  );
}

function policyText(properties: Properties): string {
  return textAt(properties, "policy") ?? "";
}

/** The ARN of one of AWS's own managed policies. */
export function awsPolicy(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
