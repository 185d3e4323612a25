/** Nothing that holds state is lost by a slip. */
import { isProtected, protectedStacks, type ProtectedStacks } from "./protected-stacks";
import { at, isOn, listAt, numberAt, textAt } from "./read";
import { resourceRule, stackOf, stackRule } from "./rule";
import { stores, storesWith } from "./stores";
import { each, type Check } from "./unknown";

const table = "aws:dynamodb/table:Table";

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
  types: Object.keys(stores),
  judge: ({ type, stack, props, opts, config }) => {
    if (!isProtected(stack, config)) return undefined;
    const guard = stores[type]?.guard;
    const byAws: Check = () =>
      guard === undefined || isOn(props, guard) || textAt(props, guard) === "ACTIVE"
        ? undefined
        : `${guard} is off.`;
    return [
      () => (opts.protect ? undefined : "Pulumi does not protect it."),
      byAws,
      () => replicasUnprotected(type, props),
    ];
  },
});

/** A global table's copies are deleted one by one. */
function replicasUnprotected(type: string, props: unknown): ReturnType<Check> {
  if (type !== table) return undefined;
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
  "kmsEncryptionKey",
  "encryptAtRest",
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
    return stack.ofType(...Object.keys(stores)).flatMap((resource) =>
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
  types: [keyType, ...Object.keys(stores).filter((type) => stores[type]?.refills !== true)],
  judge: ({ opts }) =>
    opts.deleteBeforeReplace === true ? "It is deleted before it is replaced." : undefined,
});

/** Repositories hold what a build makes again: no store, but emptied like one. */
const repository = "aws:ecr/repository:Repository";

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
        default: [repository],
        description: "Types whose contents can be made again.",
      },
    },
  },
  types: [repository, ...storesWith("emptier")],
  judge: ({ type, stack, props, config }) => {
    const key = stores[type]?.emptier ?? "forceDelete";
    if (!isProtected(stack, config) || config.mayBeEmptied.includes(type)) return undefined;
    return isOn(props, key) ? `${key} is on.` : undefined;
  },
});

interface Recovery extends ProtectedStacks {
  readonly minimumBackupDays: number;
}

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
  types: [table, replica, ...storesWith("backupDays")],
  judge: ({ type, stack, props, config }) => {
    if (!isProtected(stack, config)) return undefined;
    if (type === table) return tableRecovery(props);
    if (type === replica) {
      return isOn(props, "pointInTimeRecovery") ? undefined : "It has no point-in-time recovery.";
    }
    const days = numberAt(props, stores[type]?.backupDays ?? "");
    return days !== undefined && days >= config.minimumBackupDays
      ? undefined
      : `Its backups are kept ${days ?? "no stated number of"} days; ${config.minimumBackupDays} are demanded.`;
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
