// What Secrets Manager and ElastiCache let through of secrets and users.
import { notVerified, type Allowance } from "./allowance";

const secret = "aws:secretsmanager/secret:Secret";
const version = "aws:secretsmanager/secretVersion:SecretVersion";
const api = "docs.aws.amazon.com/secretsmanager/latest/apireference";

export const allowedSecrets: readonly Allowance[] = [
  {
    kind: "word",
    why: "the user's own text",
    source: `${api}/API_CreateSecret.html, API_PutSecretValue.html (read 2026-11)`,
    at: { [secret]: ["description"], [version]: ["secretString", "versionStages[]"] },
  },
  {
    kind: "twin",
    why: "a value that is put again is another version",
    source: `${api}/API_PutSecretValue.html (read 2026-11); the provider's token differs each time`,
    at: { [version]: [""] },
  },
  {
    kind: "use",
    goes: true,
    why: "a secret is deleted with all its versions",
    source: `${api}/API_DeleteSecret.html (read 2026-11)`,
    at: { [version]: [`secretId of ${secret}`] },
  },
  {
    kind: "use",
    why: "versions do not refer to each other: the output `arn` of one is their secret's",
    source: "@pulumi/aws secretsmanager/secretVersion.d.ts (read 2026-11)",
    at: { [version]: [`secretId of ${version}`] },
  },
  {
    kind: "use",
    why: "KMS does not know what a key has encrypted",
    source: notVerified,
    at: { [secret]: ["kmsKeyId of aws:kms/key:Key"] },
  },
  {
    kind: "word",
    why: "another name is another user or group; a user may be called anything",
    source:
      "docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html (read 2026-11)",
    at: {
      "aws:elasticache/user:User": ["userId", "userName"],
      "aws:elasticache/userGroup:UserGroup": ["userGroupId"],
    },
  },
  {
    kind: "use",
    why: "a user is taken out of every group",
    source:
      "docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteUser.html (read 2026-11)",
    at: { "aws:elasticache/userGroup:UserGroup": ["userIds[] of aws:elasticache/user:User"] },
  },
];
