/** Who may do what in the account. */
import { isNarrowed } from "./conditions";
import { asList, at, documentAt, isOn, listAt, textAt, textsAt } from "./read";
import { resourceRule } from "./rule";
import type { Check } from "./unknown";

/** What holds documents that say what an identity may do. */
const permissionTypes = [
  "aws:iam/role:Role",
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/userPolicy:UserPolicy",
];

interface Breadth {
  readonly allowServiceWideActions: boolean;
}

export const noUnlimitedPermissions = resourceRule<Breadth>({
  name: "no-unlimited-permissions",
  description: "No statement allows every action, of AWS or of one service, on every resource.",
  rationale: "Whoever takes over such an identity has the account, in every region at once.",
  severity: "critical",
  remediationSteps: "Name the actions that are used, and the ARNs they are used on.",
  configSchema: {
    properties: {
      allowServiceWideActions: {
        type: "boolean",
        default: false,
        description: "Whether `service:*` on every resource is accepted; `*` never is.",
      },
    },
  },
  types: permissionTypes,
  judge: ({ type, props, config }) =>
    permissionsIn(type, props)
      .flatMap(allowingStatements)
      .map((statement) => () => {
        const actions = unlimitedActions(statement, config);
        if (actions.length === 0 || !isOnEverything(statement)) return undefined;
        return `It allows ${actions.join(", ")} on every resource.`;
      }),
});

/** The documents of one resource: a role holds any number inline. */
function permissionsIn(type: string, props: unknown): readonly unknown[] {
  if (type !== "aws:iam/role:Role") return [at(props, "policy")];
  return listAt(props, "inlinePolicies").map((inline) => at(inline, "policy"));
}

/** Statements with effect Allow, of a document in JSON or as an object. */
function allowingStatements(document: unknown): readonly unknown[] {
  return asList(at(documentAt(document), "Statement")).filter(
    (statement) => textAt(statement, "Effect") === "Allow",
  );
}

function unlimitedActions(statement: unknown, { allowServiceWideActions }: Breadth): string[] {
  // Everything but a few is still nearly everything.
  if (at(statement, "NotAction") !== undefined) return ["everything but some actions"];
  return textsAt(statement, "Action").filter((action) => {
    // Only `*` stands without a service.
    const [service = "", name = service] = action.split(":");
    return isWild(name) && (isWild(service) || !allowServiceWideActions);
  });
}

/** Whether a pattern fits any text: `?*` leaves out the empty one only, which nothing is called. */
function isWild(pattern: string): boolean {
  return /^[*?]*\*[*?]*$/.test(pattern);
}

function isOnEverything(statement: unknown): boolean {
  const resources = textsAt(statement, "Resource");
  return at(statement, "NotResource") !== undefined || resources.some(isEverything);
}

/**
 * `*`, and ARNs with neither region nor name, even of one service: they are all that its actions can be used on. An
 * account leaves out little, since an identity works in its own.
 */
function isEverything(arn: string): boolean {
  if (isWild(arn)) return true;
  const [prefix, , , region = "", , ...name] = arn.split(":");
  return prefix === "arn" && (region === "" || isWild(region)) && isWildName(name);
}

/** Separators do not narrow: an object's ARN is a bucket and a key, `arn:aws:s3:::*` followed by `/*`. */
function isWildName(parts: readonly string[]): boolean {
  return parts.length > 0 && parts.flatMap((part) => part.split("/")).every(isWild);
}

/** AWS's own policies that are as good as all permissions. */
const unlimitedManaged = /\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

export const noAdministratorPolicies = resourceRule({
  name: "no-administrator-policies",
  description: "No identity of the program holds one of AWS's administrator policies.",
  rationale: "Administrators are people, appointed outside of a deployment; workloads never are.",
  severity: "critical",
  remediationSteps: "Attach a policy that names what is used.",
  types: [
    "aws:iam/role:Role",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
    "aws:iam/policyAttachment:PolicyAttachment",
  ],
  judge: ({ props }) =>
    ["policyArn", "policyArns", "managedPolicyArns"].map((key) => () => {
      const found = textsAt(props, key).find((arn) => unlimitedManaged.test(arn));
      return found === undefined ? undefined : `It holds ${found}.`;
    }),
});

/** Documents that say who may use a thing, by type and property. */
const trustDocuments: Readonly<Record<string, string>> = {
  "aws:iam/role:Role": "assumeRolePolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:kms/key:Key": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:s3/bucket:Bucket": "policy",
  "aws:s3/bucketV2:BucketV2": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
};

export const trustNamesPrincipals = resourceRule({
  name: "trust-names-principals",
  description: "Roles, keys, topics, queues, buckets and repositories trust named principals.",
  rationale:
    "A principal `*` without a condition on who or from where is everyone who has any AWS account.",
  severity: "critical",
  remediationSteps:
    "Name the service, role or account, or add a Condition that does: one that a request without the key fails.",
  types: Object.keys(trustDocuments),
  judge: ({ type, props }) =>
    allowingStatements(at(props, trustDocuments[type] ?? "policy")).map((statement) => () => {
      const open = isEveryone(statement) && !isNarrowed(at(statement, "Condition"));
      return open ? "It trusts everyone." : undefined;
    }),
});

function isEveryone(statement: unknown): boolean {
  const principal = at(statement, "Principal");
  if (at(statement, "NotPrincipal") !== undefined || principal === "*") return true;
  return textsAt(principal, "AWS").includes("*");
}

export const noLastingCredentials = resourceRule({
  name: "no-lasting-credentials",
  description: "The program makes no access keys, passwords or users.",
  rationale: "A key that does not expire is found some day; roles hand out credentials of an hour.",
  severity: "high",
  remediationSteps: "Use roles: Pod Identity for workloads, single sign-on for people.",
  types: [
    "aws:iam/accessKey:AccessKey",
    "aws:iam/user:User",
    "aws:iam/userLoginProfile:UserLoginProfile",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
  ],
  judge: () => "It is, or holds, a credential that does not expire.",
});

export const clusterAccessByEntries = resourceRule({
  name: "cluster-access-by-entries",
  description:
    "Who may use a cluster stands in access entries, and its creator gets nothing unasked.",
  rationale:
    "The aws-auth ConfigMap locks everyone out with one slip, and a creator's rights are in no code.",
  severity: "high",
  remediationSteps:
    "Set accessConfig.authenticationMode to API and bootstrapClusterCreatorAdminPermissions to false.",
  types: ["aws:eks/cluster:Cluster"],
  judge: ({ props }) => {
    const mode: Check = () => {
      const found = textAt(props, "accessConfig", "authenticationMode");
      return found === "API" ? undefined : `Its authenticationMode is ${found ?? "not set"}.`;
    };
    const creator: Check = () =>
      isOn(props, "accessConfig", "bootstrapClusterCreatorAdminPermissions") ||
      at(props, "accessConfig", "bootstrapClusterCreatorAdminPermissions") === undefined
        ? "Its creator becomes an administrator."
        : undefined;
    return [mode, creator];
  },
});
