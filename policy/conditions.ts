/** Conditions of a statement that leave only some of those whom its principal `*` lets in. */
import { isTheWorld } from "./ingress-rules";
import { keysAt, textsAt } from "./read";

/**
 * Operators that a request fails unless it has the key with such a value. What is negated, ends in `IfExists` or
 * begins with `ForAllValues` is also true for a request without the key.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html read 2026-11
 */
const demanding =
  /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/**
 * Keys that say who calls, or on whose behalf or from where. Callers tag their roles themselves, and every account
 * calls through the same services: neither `aws:PrincipalTag` nor `kms:ViaService` says who.
 */
const narrowing =
  /^(?:aws:(?:principal(?:arn|account|org(?:id|paths))|source(?:arn|account|owner|org(?:id|paths)|vpce?|ip)|userid)|kms:calleraccount)$/i;

/** Whether one of the conditions, all of which must hold, lets in but some. */
export function isNarrowed(condition: unknown): boolean {
  return keysAt(condition).some(
    (operator) =>
      demanding.test(operator) &&
      keysAt(condition, operator).some(
        (key) => narrowing.test(key) && namesSome(key, textsAt(condition, operator, key)),
      ),
  );
}

/** One of the values is enough for a request: one that fits everybody lets everybody in. */
function namesSome(key: string, values: readonly string[]): boolean {
  const fitsAnybody = (value: string): boolean =>
    /^aws:sourceip$/i.test(key) ? isTheWorld(value) : /[*?$]/.test(partThatSaysWho(value));
  return values.length > 0 && !values.some(fitsAnybody);
}

/**
 * Where a wildcard, or a variable that stands for whoever calls, would leave it open who: the account of an ARN, or
 * its name where ARNs of that kind have none, and otherwise all before the first separator, as in
 * `o-abc/r-def/*`.
 */
function partThatSaysWho(value: string): string {
  const [prefix = "", , , , account, name = ""] = value.split(":");
  if (prefix !== "arn") return value.split(/[:/]/)[0] ?? value;
  return account === "" ? name : (account ?? value);
}
