/** What holds what cannot be made again, and what each type calls that by which it is kept. */
import { at, isOn, textAt } from "./read";

/** How AWS keeps what is in resources of a type (@pulumi/aws 7.48.0, read 2026-11). */
export interface Store {
  /** The property by which AWS refuses to delete it. @default AWS has no such switch */
  readonly guard?: string;
  /** The switch by which a deletion takes what is inside along. @default AWS has none */
  readonly emptier?: string;
  /** How many days it can go back. @default AWS has no such number, or it is not the resource that says it */
  readonly backupDays?: string;
  /** Whether it is encrypted with a key that the account can see. @default AWS always encrypts it */
  readonly isEncrypted?: (props: unknown) => boolean;
  /** What is in it can be made again: clusters by the program, caches by their sources. @default false */
  readonly refills?: true;
}

const storageEncrypted = (props: unknown): boolean => isOn(props, "storageEncrypted");
const follows = (props: unknown, source: string): boolean => textAt(props, source) !== undefined;
const encryptAtRest = (props: unknown): boolean => isOn(props, "encryptAtRest", "enabled");

const relational: Store = {
  guard: "deletionProtection",
  backupDays: "backupRetentionPeriod",
  isEncrypted: storageEncrypted,
};
const bucket: Store = { emptier: "forceDestroy" };
const loadBalancer: Store = { guard: "enableDeletionProtection", refills: true };

/** Types that hold data or names, or that take a region along when they go. */
export const stores: Readonly<Record<string, Store>> = {
  "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:cognito/userPool:UserPool": { guard: "deletionProtection" },
  "aws:docdb/cluster:Cluster": relational,
  "aws:dsql/cluster:Cluster": { guard: "deletionProtectionEnabled", emptier: "forceDestroy" },
  "aws:dynamodb/table:Table": {
    guard: "deletionProtectionEnabled",
    isEncrypted: (props) => isOn(props, "serverSideEncryption", "enabled"),
  },
  "aws:dynamodb/tableReplica:TableReplica": { guard: "deletionProtectionEnabled" },
  "aws:ebs/volume:Volume": { isEncrypted: (props) => isOn(props, "encrypted") },
  "aws:efs/fileSystem:FileSystem": { isEncrypted: (props) => isOn(props, "encrypted") },
  "aws:eks/cluster:Cluster": { guard: "deletionProtection", refills: true },
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    isEncrypted: cacheEncrypted,
    refills: true,
  },
  "aws:elasticache/serverlessCache:ServerlessCache": { refills: true },
  "aws:elasticsearch/domain:Domain": { isEncrypted: encryptAtRest },
  "aws:kinesis/stream:Stream": {
    isEncrypted: (props) => textAt(props, "encryptionType") === "KMS",
  },
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  // https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html: always (read 2026-11)
  "aws:memorydb/cluster:Cluster": { backupDays: "snapshotRetentionLimit" },
  "aws:neptune/cluster:Cluster": relational,
  "aws:opensearch/domain:Domain": { isEncrypted: encryptAtRest },
  "aws:rds/cluster:Cluster": relational,
  "aws:rds/globalCluster:GlobalCluster": {
    guard: "deletionProtection",
    isEncrypted: (props) => storageEncrypted(props) || follows(props, "sourceDbClusterIdentifier"),
  },
  "aws:rds/instance:Instance": {
    ...relational,
    isEncrypted: (props) => storageEncrypted(props) || follows(props, "replicateSourceDb"),
  },
  "aws:redshift/cluster:Cluster": {
    backupDays: "automatedSnapshotRetentionPeriod",
    isEncrypted: (props) => at(props, "encrypted") === undefined || isOn(props, "encrypted"),
  },
  "aws:route53/zone:Zone": { emptier: "forceDestroy" },
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:secretsmanager/secret:Secret": {},
};

/** Valkey is encrypted unless it is told not to be, Redis only if it is told to be. */
function cacheEncrypted(props: unknown): boolean {
  const told = at(props, "atRestEncryptionEnabled");
  return told === undefined
    ? textAt(props, "engine") === "valkey"
    : isOn(props, "atRestEncryptionEnabled");
}

/** Types of stores for which a property of the table says something. */
export function storesWith(property: keyof Store): readonly string[] {
  return Object.entries(stores)
    .filter(([, store]) => store[property] !== undefined)
    .map(([type]) => type);
}
