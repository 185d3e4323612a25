/**
 * Tags: every taggable resource says which stack and which declaration it belongs to, so that a bill can
 * be read and an orphan found without Pulumi's state.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./problems";

/** Tags by key. The keys are plain, the values may be known later. */
export type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** The tags that are always set, and that a caller cannot override. */
export const houseTagKeys = ["Name", "archipelago:stack", "archipelago:resource"] as const;

/**
 * The tags of one resource: the caller's, then `Name` and `archipelago:resource` (both the logical name)
 * and `archipelago:stack` (`<project>/<stack>`), which nothing overrides.
 */
export function tagged(
  logicalName: string,
  extra: Tags = {},
): Record<string, pulumi.Input<string>> {
  return {
    ...extra,
    Name: logicalName,
    "archipelago:stack": `${pulumi.getProject()}/${pulumi.getStack()}`,
    "archipelago:resource": logicalName,
  } satisfies Record<(typeof houseTagKeys)[number], pulumi.Input<string>>;
}

const mostTags = 50;
const longestKey = 128;
const longestValue = 256;
const allowedCharacters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const characterRule = "letters, digits, spaces and _.:/=+-@";

/**
 * What is wrong with the tags a caller wants on everything, by the rules that all AWS services share;
 * values known later are not looked at.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html read 2026-11
 */
export function checkTags(path: string, tags: Tags): Problem[] {
  const keys = Object.keys(tags);
  return [
    ...checkCount(path, keys.length),
    ...keys.flatMap((key) => checkKey(`${path}.${key}`, key)),
    ...checkCase(path, keys),
    ...Object.entries(tags).flatMap(([key, value]) => checkValue(`${path}.${key}`, value)),
  ];
}

function checkCount(path: string, count: number): Problem[] {
  const most = mostTags - houseTagKeys.length;
  if (count <= most) return [];
  const allowed = `at most ${most} tags: AWS takes ${mostTags}, of which ${houseTagKeys.length} are ours`;
  return [{ path, value: count, allowed, mend: `Drop ${count - most} of them.` }];
}

function checkKey(path: string, key: string): Problem[] {
  if (isHouseKey(key)) {
    const allowed = `any key but ${houseTagKeys.join(", ")} (in any case)`;
    return [
      {
        path,
        value: key,
        allowed,
        mend: "Choose another key: this one is set for every resource.",
      },
    ];
  }
  if (key.toLowerCase().startsWith("aws:")) {
    return [
      {
        path,
        value: key,
        allowed: "a key without the prefix aws:",
        mend: "Choose another key: AWS keeps this prefix for itself.",
      },
    ];
  }
  const length = characters(key);
  if (length >= 1 && length <= longestKey && allowedCharacters.test(key)) return [];
  const allowed = `a key of 1 to ${longestKey} characters: ${characterRule}`;
  return [{ path, value: key, allowed, mend: "Shorten the key or take the other characters out." }];
}

function isHouseKey(key: string): boolean {
  return houseTagKeys.some((house) => house.toLowerCase() === key.toLowerCase());
}

/** IAM compares tag keys without case, so two keys that differ only in case cannot be on one role. */
function checkCase(path: string, keys: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const key of keys) {
    const before = seen.get(key.toLowerCase());
    if (before === undefined) {
      seen.set(key.toLowerCase(), key);
      continue;
    }
    const allowed = `a key that differs from ${JSON.stringify(before)} in more than case, as IAM compares keys without case`;
    problems.push({ path: `${path}.${key}`, value: key, allowed, mend: "Drop one of the two." });
  }
  return problems;
}

function checkValue(path: string, value: pulumi.Input<string>): Problem[] {
  if (typeof value !== "string") return [];
  if (characters(value) <= longestValue && allowedCharacters.test(value)) return [];
  const allowed = `a value of at most ${longestValue} characters: ${characterRule}`;
  return [{ path, value, allowed, mend: "Shorten the value or take the other characters out." }];
}

/** AWS counts Unicode characters, not UTF-16 units. */
function characters(text: string): number {
  return Array.from(text).length;
}
