import { notKnownYet } from "../../../policy/harness";
import { one, refused, type Case, type Cases, type Refusal } from "./case";
import { document, type Statement } from "./statements";

const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const role = "aws:iam/role:Role";
const cluster = "aws:eks/cluster:Cluster";

function allows(statement: Statement, ...says: readonly RegExp[]): Refusal {
  return refused(rolePolicy, { policy: document(statement) }, ...says);
}

function permits(statement: Statement): Case {
  return one(rolePolicy, { policy: document(statement) });
}

export const identityCases: Cases = {
  "no-unlimited-permissions": {
    refuses: {
      "everything on everything": allows({ Action: "*", Resource: "*" }, /allows \* on every/),
      "a whole service on everything": allows(
        { Action: ["s3:GetObject", "dynamodb:*"], Resource: ["*"] },
        /allows dynamodb:\* on every/,
      ),
      "all but something": allows({ NotAction: ["iam:*"], Resource: "*" }, /but some actions/),
      "everything on all but something": allows({ Action: "*", NotResource: "arn:x" }, /\*/),
      "one of several statements": refused(
        "aws:iam/policy:Policy",
        {
          policy: document(
            { Action: "s3:GetObject", Resource: "*" },
            { Action: "ec2:*", Resource: "*" },
          ),
        },
        /ec2:\*/,
      ),
      "a document as an object, with one statement": refused(
        "aws:iam/policy:Policy",
        { policy: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } } },
        /allows \*/,
      ),
      "a role's inline policy": refused(
        role,
        {
          assumeRolePolicy: document({ Principal: { Service: "x" }, Action: "sts:AssumeRole" }),
          inlinePolicies: [{ name: "all", policy: document({ Action: "*", Resource: "*" }) }],
        },
        /allows \* on every/,
      ),
      "more stars than are needed": allows({ Action: "**", Resource: "**" }, /allows \*\*/),
      "ARNs that leave all open": allows(
        { Action: "iam:*", Resource: "arn:aws:*:*:*:*" },
        /allows iam:\*/,
      ),
      "everything of a service, by its ARNs": allows(
        {
          Action: "dynamodb:*",
          Resource: ["arn:aws:dynamodb:*:*:table/a", "arn:aws:dynamodb:*:*:*"],
        },
        /allows dynamodb:\*/,
      ),
      "every bucket": allows({ Action: "s3:*", Resource: "arn:aws:s3:::*" }, /allows s3:\*/),
      "every object": allows({ Action: "s3:*", Resource: "arn:aws:s3:::*/*" }, /allows s3:\*/),
      "everything of a service without regions": allows(
        { Action: "iam:*", Resource: "arn:aws:iam::*:*" },
        /allows iam:\*/,
      ),
      "the same in one's own account": allows(
        { Action: "iam:*", Resource: "arn:aws:iam::123456789012:*" },
        /allows iam:\*/,
      ),
      "a whole service, in other signs": allows(
        { Action: "iam:?*", Resource: "?*" },
        /allows iam:\?\* on every/,
      ),
      "everything, in other signs": allows({ Action: "*:?*", Resource: "*?" }, /allows \*:\?\*/),
      "`*`, whatever the parameter": {
        ...allows({ Action: "*", Resource: "*" }, /allows \*/),
        config: { allowServiceWideActions: true },
      },
    },
    accepts: {
      "named actions on everything": permits({ Action: ["logs:DescribeLogGroups"], Resource: "*" }),
      "a service on named resources": permits({ Action: "dynamodb:*", Resource: "arn:table" }),
      "a service in one region": permits({
        Action: "dynamodb:*",
        Resource: "arn:aws:dynamodb:eu-west-1:*:*",
      }),
      "a service on names that begin so": permits({
        Action: "s3:*",
        Resource: ["arn:aws:s3:::logs-*", "arn:aws:s3:::logs/*", "arn:aws:s3:::?"],
      }),
      "actions that begin so": permits({ Action: ["s3:Get*", "s3:?"], Resource: "*" }),
      "a denial": permits({ Effect: "Deny", Action: "*", Resource: "*" }),
      "a whole service, where that is accepted": {
        ...permits({ Action: "ec2:*", Resource: "*" }),
        config: { allowServiceWideActions: true },
      },
      "what is no document, which AWS refuses": one(rolePolicy, { policy: "{" }),
    },
    undecided: {
      "a document with an ARN that is being made": one(rolePolicy, { policy: notKnownYet }),
    },
  },
  "no-administrator-policies": {
    refuses: {
      "an attachment": refused(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        { role: notKnownYet, policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        /AdministratorAccess/,
      ),
      "a role with it": refused(
        role,
        { managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] },
        /IAMFullAccess/,
      ),
    },
    accepts: {
      "a policy for a purpose": one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        policyArn: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      }),
    },
    undecided: {
      "a policy that is being made": one("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        policyArn: notKnownYet,
      }),
    },
  },
  "no-lasting-credentials": {
    refuses: {
      "an access key": refused("aws:iam/accessKey:AccessKey", {}, /does not expire/),
      "a user": refused("aws:iam/user:User", {}, /does not expire/),
    },
    accepts: { "a role": one(role, {}) },
    undecided: "reads no value",
  },
  "cluster-access-by-entries": {
    refuses: {
      "the default of AWS": refused(cluster, {}, /is not set/, /Its creator/),
      "the ConfigMap": refused(
        cluster,
        {
          accessConfig: {
            authenticationMode: "API_AND_CONFIG_MAP",
            bootstrapClusterCreatorAdminPermissions: false,
          },
        },
        /is API_AND_CONFIG_MAP/,
      ),
    },
    accepts: {
      "access entries only": one(cluster, {
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      }),
    },
    undecided: {
      "a mode from elsewhere": one(cluster, {
        accessConfig: {
          authenticationMode: notKnownYet,
          bootstrapClusterCreatorAdminPermissions: false,
        },
      }),
    },
  },
};
