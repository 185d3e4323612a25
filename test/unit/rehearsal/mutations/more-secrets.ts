// Secrets and users: no stack has any.
import { types, type StackRegion } from "./stack-region";

const secretType = "aws:secretsmanager/secret:Secret";

/** A secret with everything that can be said of one, and its versions. */
export function secrets({ region, make, known }: StackRegion): void {
  const elsewhere = region === "eu-west-1" ? "us-east-1" : "eu-west-1";
  const secretId = make(secretType, "secret", {
    name: `more/${region}/secret`,
    description: "for the mutation test",
    kmsKeyId: `arn:aws:kms:${region}:111122223333:key/${known(types.key, `${region}-cluster-secrets-key`)}`,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "secretsmanager:PutSecretValue" }],
    }),
    recoveryWindowInDays: 0,
    replicas: [{ region: elsewhere }],
    tags: { team: "shop" },
  });
  const version = "aws:secretsmanager/secretVersion:SecretVersion";
  make(version, "secret-version", {
    secretId,
    secretString: "value",
    versionStages: ["AWSCURRENT"],
  });
  make(version, "secret-version-next", { secretId, secretBinary: "AAE=", versionStages: ["next"] });
}

/** Users, a group of them, and a cache that knows it. */
export function users({ region, make, known }: StackRegion): void {
  const tags = { team: "shop" };
  const login = { accessString: "on ~* +@all", engine: "valkey", tags };
  const userIds = [
    make("aws:elasticache/user:User", "user", {
      ...login,
      userId: `more-${region}-user`,
      userName: "reader",
      passwords: ["0123456789abcdef"],
    }),
    make("aws:elasticache/user:User", "user-mode", {
      ...login,
      userId: `more-${region}-writer`,
      userName: "writer",
      authenticationMode: { type: "password", passwords: ["0123456789abcdef"] },
    }),
  ];
  const userGroupId = make("aws:elasticache/userGroup:UserGroup", "user-group", {
    userGroupId: `more-${region}-group`,
    engine: "valkey",
    userIds,
    tags,
  });
  make("aws:elasticache/serverlessCache:ServerlessCache", "cache", {
    name: "more-cache",
    engine: "valkey",
    subnetIds: ["a", "b"].map((zone) => known(types.subnet, `isolated-subnet-${region}${zone}`)),
    userGroupId,
  });
}
