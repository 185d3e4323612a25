/**
 * DynamoDB tables with the replicas of a global table named inline. Facts: hashicorp/terraform-provider-aws
 * internal/service/dynamodb/table.go (schema, ForceNew, plan checks), docs.aws.amazon.com/amazondynamodb (API reference
 * of CreateTable, UpdateTable, DeleteTable; developer guide "Global tables: multi-Region strong consistency"); refusals
 * in DynamoDB's words as reported in public issues (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { isRegion } from "../../world/regions";
import { secondsOf } from "../durations";
import { arn, regionalArn } from "./arn";
import { digest, regionalOutputs } from "./computed";
import { checkTable } from "./dynamodb-checks";
import { blockAt, blocksAt, flagAt, isGiven, numberAt, textAt } from "./inputs";
import { keyOfArn } from "./lookups";

export const tableType = "aws:dynamodb/table:Table";
const keyType = "aws:kms/key:Key";

/** Regions that a strongly consistent table may span: all of one set. */
const strongSets: readonly (readonly string[])[] = [
  ["us-east-1", "us-east-2", "us-west-2"],
  ["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"],
  ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
];

function invalid(message: string): Refusal {
  return new Refusal("ValidationException", message);
}

function replicaRegions(properties: Properties): readonly string[] {
  return blocksAt(properties, "replicas")
    .map((replica) => textAt(replica, "regionName"))
    .filter((region) => region !== undefined);
}

function isStrong(properties: Properties): boolean {
  return blocksAt(properties, "replicas").some(
    (replica) => textAt(replica, "consistencyMode") === "STRONG",
  );
}

/** The table of that name whose own region or replica is in the region. */
function tableIn(draft: Draft, region: string): CloudObject | undefined {
  const name = textAt(draft.inputs, "name");
  return draft.world
    .keyed(tableType, name ?? "")
    .find((table) => table.scope === region || replicaRegions(table.outputs).includes(region));
}

function refuseReplicas(draft: Draft, before: CloudObject | undefined): void {
  const regions = replicaRegions(draft.inputs);
  if (regions.includes(draft.scope)) {
    throw invalid(
      "Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
    );
  }
  if (new Set(regions).size < regions.length) {
    throw invalid("One or more parameter values were invalid: a region is named by two replicas");
  }
  const strange = regions.find((region) => !isRegion(region));
  if (strange !== undefined) throw invalid(`Unknown Region '${strange}' in the replica updates`);
  const had = before ? replicaRegions(before.outputs) : [];
  for (const region of regions.filter((each) => !had.includes(each))) {
    if (tableIn(draft, region)) {
      throw invalid(
        `Failed to create a the new replica of table with name: '${textAt(draft.inputs, "name") ?? ""}' ` +
          "because one or more replicas already existed as tables.",
      );
    }
  }
  // DynamoDB would switch the stream on by itself, and every later update switch it off again and be refused so:
  // github.com/hashicorp/terraform-provider-aws/issues/43625.
  if (regions.length > 0 && !isStrong(draft.inputs)) {
    const images = textAt(draft.inputs, "streamViewType") ?? "NEW_AND_OLD_IMAGES";
    if (flagAt(draft.inputs, "streamEnabled") !== true || images !== "NEW_AND_OLD_IMAGES") {
      throw invalid(
        "One or more parameter values were invalid: Disabling Stream is not allowed for a Global Table replica.",
      );
    }
  }
  refuseKeys(draft);
}

/** A replica is a table, and its own protection keeps it: the table's other regions have theirs. */
function refuseProtected(replicas: readonly Properties[]): void {
  if (!replicas.some((replica) => flagAt(replica, "deletionProtectionEnabled") === true)) return;
  throw invalid(
    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
  );
}

function refuseKeys(draft: Draft): void {
  for (const replica of blocksAt(draft.inputs, "replicas")) {
    const key = textAt(replica, "kmsKeyArn");
    const region = textAt(replica, "regionName");
    if (key === undefined || region === undefined) continue;
    if (keyOfArn(draft.world, key, region) === undefined) throw missingKey(key);
  }
}

function missingKey(key: string): Refusal {
  return invalid(
    `One or more parameter values were invalid: Key '${key}' does not exist in the region of the table`,
  );
}

/** Multi-Region strong consistency: three regions of one set, the third as replica or witness, for ever. */
function refuseStrong(draft: Draft, before: CloudObject | undefined): void {
  const witness = textAt(draft.inputs, "globalTableWitness.regionName");
  const replicas = blocksAt(draft.inputs, "replicas");
  const strong = isStrong(draft.inputs);
  if (before && replicaRegions(before.outputs).length > 0 && isStrong(before.outputs) !== strong) {
    throw invalid(
      "One or more parameter values were invalid: The consistency mode of a global table cannot be changed.",
    );
  }
  if (!strong) {
    if (witness === undefined) return;
    throw invalid("A global table witness goes with multi-Region strong consistency only.");
  }
  if (replicas.some((replica) => textAt(replica, "consistencyMode") !== "STRONG")) {
    throw invalid("All replicas of a global table must have the same consistency mode.");
  }
  const regions = [draft.scope, ...replicaRegions(draft.inputs)];
  const all = witness === undefined ? regions : [...regions, witness];
  if (all.length !== 3 || new Set(all).size !== 3) {
    throw invalid(
      "A global table with multi-Region strong consistency must be in exactly three Regions: three replicas, or two replicas and one witness.",
    );
  }
  if (!strongSets.some((set) => all.every((region) => set.includes(region)))) {
    throw invalid(
      `Multi-Region strong consistency is not supported across the Regions ${all.join(", ")}.`,
    );
  }
  if (
    flagAt(draft.inputs, "ttl.enabled") === true ||
    isGiven(draft.inputs, "localSecondaryIndexes")
  ) {
    throw invalid(
      "Time to Live and local secondary indexes are not supported with multi-Region strong consistency.",
    );
  }
}

function streamLabel(name: string, region: string): string {
  const time = Number.parseInt(digest(`${name} ${region}`, 8), 16) % 86_400_000;
  return new Date(Date.UTC(2026, 0, 1) + time).toISOString().slice(0, -1);
}

function replicaOutputs(draft: Draft, name: string): readonly Properties[] {
  return blocksAt(draft.inputs, "replicas").map((replica) => {
    const region = textAt(replica, "regionName") ?? "";
    const table = arn({
      service: "dynamodb",
      region,
      account: draft.caller.account,
      resource: `table/${name}`,
    });
    const label = streamLabel(name, region);
    const streams = flagAt(draft.inputs, "streamEnabled") === true;
    return {
      consistencyMode: "EVENTUAL",
      deletionProtectionEnabled: false,
      kmsKeyArn: "",
      pointInTimeRecovery: false,
      propagateTags: false,
      ...replica,
      arn: table,
      streamArn: streams ? `${table}/stream/${label}` : "",
      streamLabel: streams ? label : "",
    };
  });
}

function computed(draft: Draft, id: string): Properties {
  const { inputs } = draft;
  const table = regionalArn(draft, "dynamodb", `table/${id}`);
  const streams = flagAt(inputs, "streamEnabled") === true;
  const label = streamLabel(id, draft.scope);
  const onDemand = textAt(inputs, "billingMode") === "PAY_PER_REQUEST";
  return {
    ...regionalOutputs(draft),
    arn: table,
    name: id,
    attributes: blocksAt(inputs, "attributes"),
    globalSecondaryIndexes: inputs["globalSecondaryIndexes"] ?? [],
    globalTableWitness: inputs["globalTableWitness"] ?? null,
    pointInTimeRecovery: {
      enabled: false,
      recoveryPeriodInDays: flagAt(inputs, "pointInTimeRecovery.enabled") === true ? 35 : 0,
      ...blockAt(inputs, "pointInTimeRecovery"),
    },
    readCapacity: onDemand ? 0 : (numberAt(inputs, "readCapacity") ?? 0),
    writeCapacity: onDemand ? 0 : (numberAt(inputs, "writeCapacity") ?? 0),
    serverSideEncryption: inputs["serverSideEncryption"] ?? null,
    streamArn: streams ? `${table}/stream/${label}` : "",
    streamLabel: streams ? label : "",
    streamViewType: textAt(inputs, "streamViewType") ?? "",
    ttl: { attributeName: "", enabled: false, ...blockAt(inputs, "ttl") },
    warmThroughput: inputs["warmThroughput"] ?? {
      readUnitsPerSecond: onDemand ? 12_000 : (numberAt(inputs, "readCapacity") ?? 0),
      writeUnitsPerSecond: onDemand ? 4_000 : (numberAt(inputs, "writeCapacity") ?? 0),
    },
    ...(isGiven(inputs, "replicas") ? { replicas: replicaOutputs(draft, id) } : {}),
  };
}

/**
 * Throughput that was warmed up cannot be given back: the provider replaces the table. It does so for another table to
 * restore from too, but not where the restored table forgets where it came from.
 */
function replaceWhen(before: Properties, after: Properties): readonly string[] {
  const warm = ["warmThroughput.readUnitsPerSecond", "warmThroughput.writeUnitsPerSecond"];
  const lowered = warm.filter((path) => {
    const had = numberAt(before, path);
    const has = numberAt(after, path);
    return had !== undefined && has !== undefined && has < had;
  });
  const restored = ["restoreSourceName", "restoreSourceTableArn"].filter((path) => {
    const from = textAt(after, path) ?? "";
    return from !== "" && from !== textAt(before, path);
  });
  return [...lowered, ...restored];
}

export const table: Model = {
  type: tableType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/dynamodb/table.go (read 2026-11)",
    "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html (read 2026-11)",
    "docs.aws.amazon.com/amazondynamodb/latest/developerguide/multi-region-strong-consistency-gt.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 255,
    pattern: /^[a-zA-Z0-9_.-]{3,}$/,
    autoName: "dash",
    unique: "scope",
    taken: (name) => new Refusal("ResourceInUseException", `Table already exists: ${name}`),
    malformed: () =>
      invalid(
        "TableName must be at least 3 characters long and at most 255 characters long, and match [a-zA-Z0-9_.-]+",
      ),
  },
  // In every region: a replica's too.
  keys: ({ id }) => [id],
  unordered: [
    "attributes",
    "globalSecondaryIndexes",
    "globalSecondaryIndexes.nonKeyAttributes",
    "localSecondaryIndexes",
    "replicas",
  ],
  replaceOn: [
    "name",
    "hashKey",
    "rangeKey",
    "localSecondaryIndexes",
    "importTable.s3BucketSource",
    "restoreBackupArn",
    "restoreDateTime",
    "restoreToLatestTime",
    "region",
  ],
  replaceWhen,
  references: [
    {
      path: "serverSideEncryption.kmsKeyArn",
      to: [keyType],
      by: "arn",
      where: "same",
      missing: missingKey,
      optional: (key) => key.includes(":alias/"),
    },
  ],
  defaults: { billingMode: "PROVISIONED" },
  check: checkTable,
  id: (draft) => textAt(draft.inputs, "name") ?? "",
  computed,
  refuseCreate: (draft) => {
    if (tableIn(draft, draft.scope)) {
      const name = textAt(draft.inputs, "name") ?? "";
      throw new Refusal("ResourceInUseException", `Table already exists: ${name}`);
    }
    refuseStrong(draft, undefined);
    refuseReplicas(draft, undefined);
  },
  refuseUpdate: (draft, before) => {
    refuseStrong(draft, before);
    refuseReplicas(draft, before);
    const kept = replicaRegions(draft.inputs);
    refuseProtected(
      blocksAt(before.outputs, "replicas").filter(
        (replica) => !kept.includes(textAt(replica, "regionName") ?? ""),
      ),
    );
  },
  refuseDelete: (object) => {
    refuseProtected([object.inputs, ...blocksAt(object.outputs, "replicas")]);
  },
  seconds: secondsOf(tableType),
};

export const dynamodbModels: readonly Model[] = [table];
