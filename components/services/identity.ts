/** What a service may do at AWS: one role for all regions, with what its uses demand and nothing more. */
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { after } from "../conventions/after";
import type { Reachable, Statement } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import { type Tags, tagged } from "../conventions/tags";

/** Arguments of `ServiceIdentity`. */
export interface ServiceIdentityArgs {
  /** Regions it runs in: statements are asked for these. */
  readonly regions: readonly string[];
  /** What it uses, each once; targets without statements need no permission. */
  readonly targets: readonly Reachable[];
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/**
 * The trust of a role that pods take through EKS Pod Identity; it names no cluster, so one role serves all.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html read 2026-11
 */
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
});

/** An IAM role and one inline policy per used target. IAM is global, so it serves every region. */
export class ServiceIdentity extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:ServiceIdentity";
  /** Carries a dependency on the policies: who takes the role is created after them and deleted before them. */
  readonly roleArn: pulumi.Output<string>;
  readonly nodes: Readonly<{ role: iam.Role; policies: readonly iam.RolePolicy[] }>;

  constructor(name: string, args: ServiceIdentityArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(ServiceIdentity.type, name, {}, opts);
    const role = createRole(this, name, args.tags);
    const policies = args.targets.map((target) => createPolicy(this, name, role, target, args));
    this.roleArn = after(role.arn, policies);
    this.nodes = { role, policies };
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** The targets that a caller needs permissions for. */
export function permissionTargets(
  targets: readonly Reachable[],
  regions: readonly string[],
): Reachable[] {
  return targets.filter((target) => target.statements(regions).length > 0);
}

function createRole(parent: ServiceIdentity, name: string, tags: Tags | undefined): iam.Role {
  const child = `${name}-role`;
  return new iam.Role(
    child,
    { name: nameInStack("iamRole", child), assumeRolePolicy: trust, tags: tagged(child, tags) },
    { parent, deleteBeforeReplace: true },
  );
}

function createPolicy(
  parent: ServiceIdentity,
  name: string,
  role: iam.Role,
  target: Reachable,
  { regions }: ServiceIdentityArgs,
): iam.RolePolicy {
  return new iam.RolePolicy(
    `${name}-${target.key}`,
    { role: role.name, name: target.key, policy: document(target.statements(regions)) },
    { parent, deleteBeforeReplace: true },
  );
}

function document(statements: readonly Statement[]): pulumi.Output<string> {
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: [...statements] });
}
