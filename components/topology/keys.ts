/** Keys: the names that declarations have in a system, from which every other name is made. Pure. */
import { isDnsLabel } from "../conventions/naming";
import type { Problem } from "../conventions/problems";

/** The longest key: what leaves room for a system's name, a region and a hash in the names AWS limits. */
export const longestKey = 40;

/**
 * What is wrong with a service's key. It becomes the name of a Kubernetes Service, which by RFC 1035 starts
 * with a letter.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ read 2026-11
 */
export function checkServiceKey(path: string, key: string): Problem[] {
  return checkKey(path, key, "service");
}

/** What is wrong with a store's key: the same rules, as it becomes part of a cache's or a table's name. */
export function checkStoreKey(path: string, key: string): Problem[] {
  return checkKey(path, key, "store");
}

function checkKey(path: string, key: string, kind: string): Problem[] {
  if (isDnsLabel(key) && /^[a-z]/.test(key) && key.length <= longestKey && !key.includes("--"))
    return [];
  return [
    {
      path,
      value: key,
      allowed: `a ${kind}'s name of 1 to ${longestKey} lower-case letters, digits and single inner hyphens, starting with a letter`,
      mend: mend(key),
    },
  ];
}

function mend(key: string): string {
  if (key.length > longestKey) return `Shorten it by ${key.length - longestKey} characters.`;
  const lower = key.toLowerCase();
  return lower !== key && isDnsLabel(lower) ? `Write ${JSON.stringify(lower)}.` : "Rename it.";
}
