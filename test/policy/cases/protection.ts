import { notKnownYet, type Registration } from "../../../policy/harness";
import { inProduction, one, refused, type Case, type Cases } from "./case";

const table = "aws:dynamodb/table:Table";
const repository = "aws:ecr/repository:Repository";

function encrypted(keyOpts: Registration["opts"], sourceKnown = true): Case {
  return {
    resources: [
      { type: "aws:kms/key:Key", name: "key", props: {}, opts: keyOpts ?? {} },
      {
        type: "aws:eks/cluster:Cluster",
        name: "eks",
        props: { encryptionConfig: { provider: { keyArn: notKnownYet } } },
        propertyDependencies: sourceKnown ? { encryptionConfig: ["key"] } : {},
      },
      {
        type: "aws:sns/topic:Topic",
        name: "topic",
        props: { kmsMasterKeyId: notKnownYet },
        propertyDependencies: { kmsMasterKeyId: ["key"] },
      },
    ],
  };
}

const bucketV2 = "aws:s3/bucketV2:BucketV2";
const userPool = "aws:cognito/userPool:UserPool";

/** Stores that only Pulumi can protect. */
const withoutGuard: Readonly<Record<string, string>> = {
  "a warehouse": "aws:redshift/cluster:Cluster",
  "a search domain": "aws:opensearch/domain:Domain",
  "a search domain under its old name": "aws:elasticsearch/domain:Domain",
  "a stream": "aws:kinesis/stream:Stream",
  "a durable cache": "aws:memorydb/cluster:Cluster",
  "a bucket of the second kind": bucketV2,
};

/** The same case of each of these types. */
function ofEach<T>(types: Readonly<Record<string, string>>, of: (type: string) => T) {
  return Object.fromEntries(Object.entries(types).map(([title, type]) => [title, of(type)]));
}

export const protectionCases: Cases = {
  "stateful-resources-protected": {
    refuses: {
      "a table, by nobody": inProduction(
        refused(table, {}, /Pulumi does not protect it/, /deletionProtectionEnabled is off/),
      ),
      "a table, by Pulumi only": {
        ...inProduction(one(table, {}, { protect: true })),
        says: [/deletionProtectionEnabled is off/],
      },
      "a copy that is declared by itself": inProduction(
        refused(
          "aws:dynamodb/tableReplica:TableReplica",
          {},
          /Pulumi does not protect it/,
          /deletionProtectionEnabled is off/,
        ),
      ),
      "a copy of a table": {
        ...inProduction(
          one(
            table,
            { deletionProtectionEnabled: true, replicas: [{ regionName: "us-east-1" }] },
            { protect: true },
          ),
        ),
        says: [/replica in us-east-1 has no deletion protection/],
      },
      "a zone, which AWS cannot protect": inProduction(
        refused("aws:route53/zone:Zone", {}, /Pulumi does not protect it/),
      ),
      ...ofEach(withoutGuard, (type) =>
        inProduction(refused(type, {}, /Pulumi does not protect it/)),
      ),
      "a pool of users": inProduction(
        refused(
          userPool,
          { deletionProtection: "INACTIVE" },
          /Pulumi does not/,
          /deletionProtection is off/,
        ),
      ),
      "a database without servers": inProduction(
        refused("aws:dsql/cluster:Cluster", {}, /Pulumi does not/, /deletionProtectionEnabled is/),
      ),
      "a stack that is named": {
        ...refused("aws:route53/zone:Zone", {}, /Pulumi does not/),
        stack: "live",
        config: { protectedStacks: ["live"] },
      },
    },
    accepts: {
      "a table, by both": inProduction(
        one(
          table,
          {
            deletionProtectionEnabled: true,
            replicas: [{ regionName: "us-east-1", deletionProtectionEnabled: true }],
          },
          { protect: true },
        ),
      ),
      "a pool of users, by both": inProduction(
        one(userPool, { deletionProtection: "ACTIVE" }, { protect: true }),
      ),
      "a stream, by Pulumi": inProduction(one("aws:kinesis/stream:Stream", {}, { protect: true })),
      "a stack that is not protected": one(table, {}),
    },
    undecided: {
      "a switch from elsewhere": inProduction(
        one(table, { deletionProtectionEnabled: notKnownYet }, { protect: true }),
      ),
    },
  },
  "keys-of-data-protected": {
    refuses: {
      "a key of a cluster": inProduction({ ...encrypted({}), says: [/key encrypts eks/] }),
      "a key of a search domain": inProduction({
        resources: [
          { type: "aws:kms/key:Key", name: "key", props: {} },
          {
            type: "aws:opensearch/domain:Domain",
            name: "search",
            props: { encryptAtRest: { enabled: true, kmsKeyId: notKnownYet } },
            propertyDependencies: { encryptAtRest: ["key"] },
          },
        ],
        says: [/key encrypts search/],
      }),
    },
    accepts: {
      "a protected key": inProduction(encrypted({ protect: true })),
      "a stack that is not protected": encrypted({}),
      "a key of messages only": inProduction(encrypted({}, false)),
    },
    undecided: "reads no value",
  },
  "stateful-resources-not-deleted-first": {
    refuses: {
      "a table": {
        ...one(table, {}, { deleteBeforeReplace: true }),
        says: [/deleted before it is replaced/],
      },
      ...ofEach({ ...withoutGuard, "a pool of users": userPool }, (type) => ({
        ...one(type, {}, { deleteBeforeReplace: true }),
        says: [/deleted before it is replaced/],
      })),
    },
    accepts: {
      "a table that is not": one(table, {}),
      "a cache, which fills again": one(
        "aws:elasticache/serverlessCache:ServerlessCache",
        {},
        { deleteBeforeReplace: true },
      ),
    },
    undecided: "reads no value",
  },
  "nothing-emptied-on-deletion": {
    refuses: {
      "a bucket": inProduction(
        refused("aws:s3/bucket:Bucket", { forceDestroy: true }, /forceDestroy is on/),
      ),
      "a bucket of the second kind": inProduction(
        refused(bucketV2, { forceDestroy: true }, /forceDestroy is on/),
      ),
      "a database that AWS no longer guards": inProduction(
        refused("aws:dsql/cluster:Cluster", { forceDestroy: true }, /forceDestroy is on/),
      ),
      "a repository, where its images count": inProduction({
        ...refused(repository, { forceDelete: true }, /forceDelete is on/),
        config: { mayBeEmptied: [] },
      }),
    },
    accepts: {
      "a bucket that is not": inProduction(one("aws:s3/bucket:Bucket", {})),
      "a repository, whose images are built again": inProduction(
        one(repository, { forceDelete: true }),
      ),
      "a stack that is not protected": one("aws:s3/bucket:Bucket", { forceDestroy: true }),
    },
    undecided: {
      "a switch from elsewhere": inProduction(
        one("aws:s3/bucket:Bucket", { forceDestroy: notKnownYet }),
      ),
    },
  },
  "data-recoverable": {
    refuses: {
      "a table and its copy": inProduction(
        refused(
          table,
          { replicas: [{ regionName: "us-east-1" }] },
          /It has no point-in-time recovery/,
          /replica in us-east-1 has no point-in-time/,
        ),
      ),
      "a copy that is declared by itself": inProduction(
        refused("aws:dynamodb/tableReplica:TableReplica", {}, /no point-in-time recovery/),
      ),
      "a database without backups": inProduction(
        refused("aws:rds/cluster:Cluster", {}, /kept no stated number of days; 7/),
      ),
      "a warehouse, with AWS's default of one day": inProduction(
        refused("aws:redshift/cluster:Cluster", {}, /kept no stated number of days; 7/),
      ),
      "a warehouse without": inProduction(
        refused(
          "aws:redshift/cluster:Cluster",
          { automatedSnapshotRetentionPeriod: 0 },
          /kept 0 days; 7/,
        ),
      ),
      "a durable cache": inProduction(
        refused("aws:memorydb/cluster:Cluster", { snapshotRetentionLimit: 1 }, /kept 1 days; 7/),
      ),
      "a database with too few": inProduction({
        ...refused("aws:rds/instance:Instance", { backupRetentionPeriod: 7 }, /kept 7 days; 14/),
        config: { minimumBackupDays: 14 },
      }),
    },
    accepts: {
      "a table and its copy, with": inProduction(
        one(table, {
          pointInTimeRecovery: { enabled: true },
          replicas: [{ regionName: "us-east-1", pointInTimeRecovery: true }],
        }),
      ),
      "a database with backups": inProduction(
        one("aws:rds/cluster:Cluster", { backupRetentionPeriod: 7 }),
      ),
      "a warehouse with backups": inProduction(
        one("aws:redshift/cluster:Cluster", { automatedSnapshotRetentionPeriod: 7 }),
      ),
      "a durable cache with backups": inProduction(
        one("aws:memorydb/cluster:Cluster", { snapshotRetentionLimit: 7 }),
      ),
      "a stack that is not protected": one(table, {}),
    },
    undecided: {
      "a number from elsewhere": inProduction(
        one("aws:memorydb/cluster:Cluster", { snapshotRetentionLimit: notKnownYet }),
      ),
      "copies from elsewhere": inProduction(
        one(table, { pointInTimeRecovery: { enabled: true }, replicas: notKnownYet }),
      ),
    },
  },
  "cluster-providers-keep-identity": {
    refuses: {
      "a provider without identity": refused(
        "pulumi:providers:kubernetes",
        { kubeconfig: notKnownYet },
        /no clusterIdentifier/,
      ),
      "a provider that forgets": refused(
        "pulumi:providers:kubernetes",
        { clusterIdentifier: "arn", deleteUnreachable: "true" },
        /forgets the objects/,
      ),
    },
    accepts: {
      "a provider that keeps both": one("pulumi:providers:kubernetes", {
        clusterIdentifier: "arn",
        deleteUnreachable: "false",
      }),
    },
    undecided: {
      "a cluster that is being made": one("pulumi:providers:kubernetes", {
        clusterIdentifier: notKnownYet,
      }),
    },
  },
};
