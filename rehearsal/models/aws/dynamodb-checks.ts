/**
 * What the provider checks of a DynamoDB table before any call. Source: hashicorp/terraform-provider-aws
 * internal/service/dynamodb/table.go (validateTableAttributes, validStreamSpec, schema) (read 2026-11).
 */
import type { Properties } from "../../world/model";
import { blocksAt, flagAt, isGiven, numberAt, textAt } from "./inputs";

type Problems = readonly (readonly [path: string, reason: string])[];

/** The attributes that the table's key and its indexes use. */
function indexed(inputs: Properties): ReadonlySet<string> {
  const names = [textAt(inputs, "hashKey"), textAt(inputs, "rangeKey")];
  const indexes = [
    ...blocksAt(inputs, "globalSecondaryIndexes"),
    ...blocksAt(inputs, "localSecondaryIndexes"),
  ];
  for (const index of indexes) {
    names.push(textAt(index, "hashKey"), textAt(index, "rangeKey"));
    for (const key of blocksAt(index, "keySchemas")) names.push(textAt(key, "attributeName"));
  }
  return new Set(names.filter((name) => name !== undefined));
}

function quoted(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(" ")}]`;
}

function checkAttributes(inputs: Properties): Problems {
  const found: [string, string][] = [];
  if (isGiven(inputs, "restoreSourceName") || isGiven(inputs, "restoreSourceTableArn")) return [];
  if (!isGiven(inputs, "hashKey")) found.push(["hashKey", "a new table needs a hash key"]);
  const attributes = blocksAt(inputs, "attributes");
  const names = attributes.map((attribute) => textAt(attribute, "name") ?? "");
  const keys = indexed(inputs);
  const unused = names.filter((name) => !keys.has(name));
  if (unused.length > 0) {
    found.push([
      "attributes",
      `all attributes must be indexed. Unused attributes: ${quoted(unused)}`,
    ]);
  }
  const unmatched = [...keys].filter((name) => !names.includes(name));
  if (unmatched.length > 0) {
    found.push([
      "attributes",
      `all indexes must match a defined attribute. Unmatched indexes: ${quoted(unmatched)}`,
    ]);
  }
  attributes.forEach((attribute, index) => {
    const type = textAt(attribute, "type") ?? "S";
    if (!["S", "N", "B"].includes(type)) {
      found.push([`attributes[${index}].type`, `expected one of ["B" "N" "S"], got ${type}`]);
    }
  });
  return found;
}

/** [path, values]. */
const choices: readonly (readonly [path: string, values: readonly string[]])[] = [
  ["billingMode", ["PROVISIONED", "PAY_PER_REQUEST"]],
  ["streamViewType", ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"]],
  ["tableClass", ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]],
];

function checkSettings(inputs: Properties): Problems {
  const found: [string, string][] = [];
  for (const [path, values] of choices) {
    const value = textAt(inputs, path);
    if (value === undefined || values.includes(value)) continue;
    found.push([path, `expected one of [${values.join(" ")}], got ${value}`]);
  }
  if (flagAt(inputs, "streamEnabled") === true && !isGiven(inputs, "streamViewType")) {
    found.push(["streamViewType", "stream_view_type is required when stream_enabled = true"]);
  }
  const mode = textAt(inputs, "billingMode") ?? "PROVISIONED";
  for (const name of ["readCapacity", "writeCapacity"]) {
    const units = numberAt(inputs, name);
    const needed = mode === "PROVISIONED" && !isGiven(inputs, name);
    if (needed || (mode === "PROVISIONED" && units !== undefined && units < 1)) {
      found.push([name, "must be > 0 when billing mode is PROVISIONED"]);
    }
  }
  const days = numberAt(inputs, "pointInTimeRecovery.recoveryPeriodInDays") ?? 35;
  if (days < 1 || days > 35) {
    found.push(["pointInTimeRecovery.recoveryPeriodInDays", `expected 1 to 35, got ${days}`]);
  }
  blocksAt(inputs, "replicas").forEach((replica, index) => {
    const consistency = textAt(replica, "consistencyMode") ?? "EVENTUAL";
    if (consistency === "EVENTUAL" || consistency === "STRONG") return;
    found.push([
      `replicas[${index}].consistencyMode`,
      `expected one of [EVENTUAL STRONG], got ${consistency}`,
    ]);
  });
  return found;
}

/** All problems of a table's inputs. */
export function checkTable(inputs: Properties): Problems {
  return [...checkAttributes(inputs), ...checkSettings(inputs)];
}
