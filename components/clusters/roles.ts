/** IAM roles that AWS services take, with AWS's own policies attached. */
import * as iam from "@pulumi/aws/iam";

import { nameInStack } from "../conventions/name-in-stack";
import { child, type RegionalScope } from "../conventions/regional-scope";

/** Who may take a role, and by which calls. */
export interface Trust {
  /** `eks.amazonaws.com` and the like. */
  readonly service: string;
  readonly actions: readonly string[];
}

/** A role and what makes it able to do its work: wait for the attachments, not for the role. */
export interface AttachedRole {
  readonly role: iam.Role;
  readonly attachments: readonly iam.RolePolicyAttachment[];
}

/** A role with AWS-managed policies, by their names. An attachment's identity is its role and policy: the old goes first. */
export function createRole(
  scope: RegionalScope,
  roleOf: string,
  trust: Trust,
  policies: readonly string[],
): AttachedRole {
  const { childName, tags } = child(scope, `${roleOf}-role`);
  const { parent } = scope;
  const role = new iam.Role(
    childName,
    { name: nameInStack("iamRole", childName), assumeRolePolicy: trustPolicy(trust), tags },
    { parent, deleteBeforeReplace: true },
  );
  const attachments = policies.map(
    (policy) =>
      new iam.RolePolicyAttachment(
        `${childName}-${policy}`,
        { role: role.name, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { parent, deleteBeforeReplace: true },
      ),
  );
  return { role, attachments };
}

function trustPolicy({ service, actions }: Trust): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: actions }],
  });
}
