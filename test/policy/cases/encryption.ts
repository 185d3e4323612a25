import { notKnownYet } from "../../../policy/harness";
import { one, refused, type Cases } from "./case";

const table = "aws:dynamodb/table:Table";
const key = "aws:kms/key:Key";
const cluster = "aws:eks/cluster:Cluster";
const listener = "aws:lb/listener:Listener";

const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const warehouse = "aws:redshift/cluster:Cluster";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

export const encryptionCases: Cases = {
  "data-encrypted-at-rest": {
    refuses: {
      "a table without": refused(table, { hashKey: "id" }, /not encrypted at rest/),
      "a table that switches it off": refused(
        table,
        { serverSideEncryption: { enabled: false } },
        /not encrypted/,
      ),
      "a topic without a key": refused("aws:sns/topic:Topic", {}, /not encrypted/),
      "a topic with an empty key": refused(
        "aws:sns/topic:Topic",
        { kmsMasterKeyId: "" },
        /not encrypted/,
      ),
      "a queue that switches AWS's own off": refused(
        "aws:sqs/queue:Queue",
        { sqsManagedSseEnabled: false },
        /not encrypted/,
      ),
      "a database": refused("aws:rds/instance:Instance", {}, /not encrypted/),
      "a stream": refused("aws:kinesis/stream:Stream", { encryptionType: "NONE" }, /not/),
      "a file system": refused("aws:efs/fileSystem:FileSystem", {}, /not encrypted/),
      "a search domain": refused("aws:opensearch/domain:Domain", {}, /not encrypted/),
      "a search domain under its old name": refused(
        "aws:elasticsearch/domain:Domain",
        { encryptAtRest: { enabled: false } },
        /not encrypted/,
      ),
      "a warehouse that switches it off": refused(warehouse, { encrypted: "false" }, /not/),
      "a cache, unless it is told to": refused(cache, {}, /not encrypted/),
      "a cache that switches it off": refused(
        cache,
        { engine: "valkey", atRestEncryptionEnabled: "false" },
        /not encrypted/,
      ),
      "a machine's own disk": refused(
        instance,
        { rootBlockDevice: { encrypted: false } },
        /A disk of it is not/,
      ),
      "a machine's own disk, of which it says nothing": refused(instance, {}, /A disk of it/),
      "one of a machine's disks": refused(
        instance,
        {
          rootBlockDevice: { encrypted: true },
          ebsBlockDevices: [{ deviceName: "b", encrypted: notKnownYet }, { deviceName: "c" }],
        },
        /A disk of it is not/,
      ),
      "a disk of a template": refused(
        template,
        { blockDeviceMappings: [{ ebs: { encrypted: "false" } }] },
        /A disk of it is not/,
      ),
    },
    accepts: {
      "a table with": one(table, { serverSideEncryption: { enabled: true } }),
      "a topic with a key": one("aws:sns/topic:Topic", { kmsMasterKeyId: "alias/alerts" }),
      "a queue, which AWS encrypts": one("aws:sqs/queue:Queue", {}),
      "a replica of a database, which follows its source": one("aws:rds/instance:Instance", {
        replicateSourceDb: "primary",
      }),
      "a warehouse, which AWS encrypts": one(warehouse, {}),
      "a warehouse that says so": one(warehouse, { encrypted: "true" }),
      "a cache by Valkey, which AWS encrypts": one(cache, { engine: "valkey" }),
      "a cache by Redis that is told to": one(cache, { atRestEncryptionEnabled: true }),
      "a machine with disks": one(instance, {
        rootBlockDevice: { encrypted: true },
        ebsBlockDevices: [{ deviceName: "b", snapshotId: "snap-1" }],
      }),
      "a template with disks": one(template, {
        blockDeviceMappings: [
          { ebs: { encrypted: "true" } },
          { deviceName: "c", virtualName: "ephemeral0" },
        ],
      }),
      "a template that leaves its disks to the image": one(template, {}),
      "a type that keeps no data": one("aws:ec2/vpc:Vpc", {}),
    },
    undecided: {
      "a switch from elsewhere": one(cache, { engine: notKnownYet }),
      "a disk from elsewhere": one(instance, { rootBlockDevice: { encrypted: notKnownYet } }),
      "a key that is being made": one("aws:sns/topic:Topic", { kmsMasterKeyId: notKnownYet }),
    },
  },
  "data-encrypted-in-transit": {
    refuses: {
      "a replication group without": refused(
        "aws:elasticache/replicationGroup:ReplicationGroup",
        {},
        /in transit/,
      ),
      "a cluster that switches it off": refused(
        "aws:memorydb/cluster:Cluster",
        { tlsEnabled: false },
        /in transit/,
      ),
    },
    accepts: {
      "a replication group with": one("aws:elasticache/replicationGroup:ReplicationGroup", {
        transitEncryptionEnabled: true,
      }),
      "a cluster, which has it by default": one("aws:memorydb/cluster:Cluster", {}),
    },
    undecided: {
      "a switch from elsewhere": one("aws:memorydb/cluster:Cluster", { tlsEnabled: notKnownYet }),
    },
  },
  "keys-rotate": {
    refuses: {
      "a key that does not": refused(key, {}, /does not rotate/),
      "a key that is gone too soon": {
        ...refused(key, { enableKeyRotation: true, deletionWindowInDays: 7 }, /for 7 days; 30/),
        config: { minimumDeletionWindowDays: 30 },
      },
      "both at once": {
        ...refused(key, { deletionWindowInDays: 7 }, /does not rotate/, /for 7 days/),
        config: { minimumDeletionWindowDays: 14 },
      },
    },
    accepts: {
      "a key that does": one(key, { enableKeyRotation: true, deletionWindowInDays: 7 }),
      "a key for signatures, which cannot": one(key, { keyUsage: "SIGN_VERIFY" }),
      "a key in a key store of one's own, which cannot": one(key, { customKeyStoreId: "cks-1" }),
      "a key pair, which cannot": one(key, { customerMasterKeySpec: "RSA_4096" }),
    },
    undecided: {
      "a switch from elsewhere": one(key, { enableKeyRotation: notKnownYet }),
      "a window from elsewhere": one(key, {
        enableKeyRotation: true,
        deletionWindowInDays: notKnownYet,
      }),
    },
  },
  "cluster-secrets-encrypted": {
    refuses: {
      "a cluster without": refused(cluster, {}, /does not name secrets/),
      "a cluster that encrypts something else": refused(
        cluster,
        { encryptionConfig: { provider: { keyArn: "arn" }, resources: [] } },
        /does not name secrets/,
      ),
    },
    accepts: {
      "a cluster with, though the key is being made": one(cluster, {
        encryptionConfig: { provider: { keyArn: notKnownYet }, resources: ["secrets"] },
      }),
    },
    undecided: {
      "a configuration from elsewhere": one(cluster, { encryptionConfig: notKnownYet }),
    },
  },
  "listeners-use-current-tls": {
    refuses: {
      "the default of AWS": refused(listener, { protocol: "HTTPS" }, /the default of AWS/),
      "an old policy": refused(
        listener,
        { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" },
        /TLS-1-2-2017-01/,
      ),
      "a policy with TLS 1.3 that takes TLS 1.0 too": refused(
        listener,
        { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" },
        /TLS13-1-0/,
      ),
    },
    accepts: {
      "a current policy": one(listener, {
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      }),
      "a listener without TLS": one(listener, { protocol: "TCP" }),
    },
    undecided: {
      "a policy from elsewhere": one(listener, { protocol: "HTTPS", sslPolicy: notKnownYet }),
    },
  },
};
