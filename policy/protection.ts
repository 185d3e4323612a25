/** Nothing that holds state is lost by a slip. */
import { isProtected, protectedStacks, type ProtectedStacks } from "./protected-stacks";
import { at, isOn, listAt, numberAt } from "./read";
import { resourceRule, stackOf, stackRule } from "./rule";
import { each, type Check } from "./unknown";

/** Types that hold what cannot be made again, each with the property by which AWS refuses to delete it. */
const stateful: Readonly<Record<string, string | undefined>> = {
  "aws:alb/loadBalancer:LoadBalancer": "enableDeletionProtection",
  "aws:docdb/cluster:Cluster": "deletionProtection",
  "aws:dynamodb/table:Table": "deletionProtectionEnabled",
  "aws:dynamodb/tableReplica:TableReplica": "deletionProtectionEnabled",
  "aws:ebs/volume:Volume": undefined,
  "aws:efs/fileSystem:FileSystem": undefined,
  "aws:eks/cluster:Cluster": "deletionProtection",
  "aws:elasticache/replicationGroup:ReplicationGroup": undefined,
  "aws:elasticache/serverlessCache:ServerlessCache": undefined,
  "aws:lb/loadBalancer:LoadBalancer": "enableDeletionProtection",
  "aws:neptune/cluster:Cluster": "deletionProtection",
  "aws:rds/cluster:Cluster": "deletionProtection",
  "aws:rds/globalCluster:GlobalCluster": "deletionProtection",
  "aws:rds/instance:Instance": "deletionProtection",
  "aws:route53/zone:Zone": undefined,
  "aws:s3/bucket:Bucket": undefined,
  "aws:secretsmanager/secret:Secret": undefined,
};

// What is in these can be made again: clusters by the program, names by DNS, caches by their sources.
const withoutData = [
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:eks/cluster:Cluster",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:lb/loadBalancer:LoadBalancer",
];

/** A copy of a table that is declared by itself. */
const replica = "aws:dynamodb/tableReplica:TableReplica";

export const statefulProtected = resourceRule<ProtectedStacks>({
  name: "stateful-resources-protected",
  description:
    "In a protected stack, what cannot be made again is protected, by Pulumi and by AWS.",
  rationale:
    "One wrong edit of a program, or one `destroy` too many, must not delete data or names.",
  severity: "critical",
  remediationSteps: "Set the option protect, and the type's deletion protection.",
  configSchema: { properties: protectedStacks },
  types: Object.keys(stateful),
  judge: ({ type, stack, props, opts, config }) => {
    if (!isProtected(stack, config)) return undefined;
    const property = stateful[type];
    const byAws: Check = () =>
      property === undefined || isOn(props, property) ? undefined : `${property} is off.`;
    return [
      () => (opts.protect ? undefined : "Pulumi does not protect it."),
      byAws,
      () => replicasUnprotected(type, props),
    ];
  },
});

/** A global table's copies are deleted one by one. */
function replicasUnprotected(type: string, props: unknown): ReturnType<Check> {
  if (type !== "aws:dynamodb/table:Table") return undefined;
  return each(listAt(props, "replicas"), (replica) =>
    isOn(replica, "deletionProtectionEnabled")
      ? undefined
      : `Its replica in ${String(at(replica, "regionName"))} has no deletion protection.`,
  );
}

const keyType = "aws:kms/key:Key";

/** Properties by which types name the key that their data is encrypted with. */
const keyProperties = [
  "kmsKeyId",
  "kmsKeyArn",
  "encryptionConfig",
  "serverSideEncryption",
  "replicas",
];

export const keysOfDataProtected = stackRule<ProtectedStacks>({
  name: "keys-of-data-protected",
  description: "In a protected stack, the keys of what cannot be made again are protected.",
  rationale: "Data outlives its deletion protection by nothing if its key is deleted.",
  severity: "critical",
  remediationSteps: "Set the option protect on the key.",
  configSchema: { properties: protectedStacks },
  judge: (stack, config) => {
    const judged = new Set<string>();
    return stack.ofType(...Object.keys(stateful)).flatMap((resource) =>
      keyProperties
        .flatMap((property) => resource.sources(property, keyType))
        .map((key) => () => {
          const isSafe = key.isProtected || !isProtected(stackOf(key.urn), config);
          if (isSafe || judged.has(key.urn)) return undefined;
          judged.add(key.urn);
          return { message: `${key.name} encrypts ${resource.name}.`, urn: key.urn };
        }),
    );
  },
});

export const statefulNotDeletedFirst = resourceRule({
  name: "stateful-resources-not-deleted-first",
  description: "What holds data is never deleted before its replacement exists.",
  rationale: "A change that forces a replacement would otherwise delete the data in the same run.",
  severity: "critical",
  remediationSteps: "Leave deleteBeforeReplace off; move the data, then remove the old store.",
  types: [keyType, ...Object.keys(stateful).filter((type) => !withoutData.includes(type))],
  judge: ({ opts }) =>
    opts.deleteBeforeReplace === true ? "It is deleted before it is replaced." : undefined,
});

/** Switches by which a deletion takes what is inside along. */
const emptying: Readonly<Record<string, string>> = {
  "aws:ecr/repository:Repository": "forceDelete",
  "aws:route53/zone:Zone": "forceDestroy",
  "aws:s3/bucket:Bucket": "forceDestroy",
};

interface Emptying extends ProtectedStacks {
  readonly mayBeEmptied: readonly string[];
}

export const nothingEmptiedOnDeletion = resourceRule<Emptying>({
  name: "nothing-emptied-on-deletion",
  description: "In a protected stack a deletion does not take what is inside along.",
  rationale:
    "AWS refuses to delete what is not empty; a switch that empties it first takes that back.",
  severity: "high",
  remediationSteps: "Leave forceDestroy and forceDelete off.",
  configSchema: {
    properties: {
      ...protectedStacks,
      mayBeEmptied: {
        type: "array",
        items: { type: "string" },
        default: ["aws:ecr/repository:Repository"],
        description: "Types whose contents can be made again.",
      },
    },
  },
  types: Object.keys(emptying),
  judge: ({ type, stack, props, config }) => {
    const key = emptying[type];
    if (!isProtected(stack, config) || config.mayBeEmptied.includes(type)) return undefined;
    return key !== undefined && isOn(props, key) ? `${key} is on.` : undefined;
  },
});

interface Recovery extends ProtectedStacks {
  readonly minimumBackupDays: number;
}

const relational = [
  "aws:docdb/cluster:Cluster",
  "aws:neptune/cluster:Cluster",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
];

export const dataRecoverable = resourceRule<Recovery>({
  name: "data-recoverable",
  description: "In a protected stack, data can be brought back to an earlier time.",
  rationale: "Replicas copy a mistake within a second; only a backup undoes it.",
  severity: "high",
  remediationSteps: "Switch pointInTimeRecovery on, also of replicas, or keep backups long enough.",
  configSchema: {
    properties: {
      ...protectedStacks,
      minimumBackupDays: {
        type: "integer",
        minimum: 1,
        default: 7,
        description: "Days to go back.",
      },
    },
  },
  types: ["aws:dynamodb/table:Table", replica, ...relational],
  judge: ({ type, stack, props, config }) => {
    if (!isProtected(stack, config)) return undefined;
    if (type === "aws:dynamodb/table:Table") return tableRecovery(props);
    if (type === replica) {
      return isOn(props, "pointInTimeRecovery") ? undefined : "It has no point-in-time recovery.";
    }
    const days = numberAt(props, "backupRetentionPeriod") ?? 0;
    return days >= config.minimumBackupDays
      ? undefined
      : `Its backups are kept ${days} days; ${config.minimumBackupDays} are demanded.`;
  },
});

function tableRecovery(props: unknown): readonly Check[] {
  return [
    () =>
      isOn(props, "pointInTimeRecovery", "enabled")
        ? undefined
        : "It has no point-in-time recovery.",
    () =>
      each(listAt(props, "replicas"), (replica) =>
        isOn(replica, "pointInTimeRecovery")
          ? undefined
          : `Its replica in ${String(at(replica, "regionName"))} has no point-in-time recovery.`,
      ),
  ];
}
