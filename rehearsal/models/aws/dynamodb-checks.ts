/**
 * What the provider checks of a DynamoDB table before any call. Source: hashicorp/terraform-provider-aws
 * internal/service/dynamodb/table.go (validateTableAttributes, validStreamSpec, schema) (read 2026-11).
 */
import { unknown, type Properties, type Value } from "../../world/model";
import { checkRanges, checkWords, type Problem } from "./checks";
import { blocksAt, flagAt, isGiven, numberAt, textAt } from "./inputs";

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

/** Attributes and keys are compared only where all of them are known. */
function hasUnknowns(values: readonly (Value | undefined)[]): boolean {
  return JSON.stringify(values).includes(unknown);
}

function checkAttributes(inputs: Properties): readonly Problem[] {
  const found: [string, string][] = [];
  if (isGiven(inputs, "restoreSourceName") || isGiven(inputs, "restoreSourceTableArn")) return [];
  if (!isGiven(inputs, "hashKey")) found.push(["hashKey", "a new table needs a hash key"]);
  if (hasUnknowns([inputs["attributes"], inputs["hashKey"], inputs["rangeKey"]])) return found;
  if (hasUnknowns([inputs["globalSecondaryIndexes"], inputs["localSecondaryIndexes"]]))
    return found;
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

const words: Readonly<Record<string, readonly string[]>> = {
  billingMode: ["PROVISIONED", "PAY_PER_REQUEST"],
  streamViewType: ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"],
  tableClass: ["STANDARD", "STANDARD_INFREQUENT_ACCESS"],
};

function checkSettings(inputs: Properties): readonly Problem[] {
  const found = [
    ...checkWords(inputs, words),
    ...checkRanges(inputs, { "pointInTimeRecovery.recoveryPeriodInDays": [1, 35] }),
  ];
  if (flagAt(inputs, "streamEnabled") === true && !isGiven(inputs, "streamViewType")) {
    found.push(["streamViewType", "stream_view_type is required when stream_enabled = true"]);
  }
  const mode = isGiven(inputs, "billingMode") ? textAt(inputs, "billingMode") : "PROVISIONED";
  for (const name of ["readCapacity", "writeCapacity"]) {
    const units = numberAt(inputs, name);
    const needed = mode === "PROVISIONED" && !isGiven(inputs, name);
    if (needed || (mode === "PROVISIONED" && units !== undefined && units < 1)) {
      found.push([name, "must be > 0 when billing mode is PROVISIONED"]);
    }
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
export function checkTable(inputs: Properties): readonly Problem[] {
  return [...checkAttributes(inputs), ...checkSettings(inputs)];
}
