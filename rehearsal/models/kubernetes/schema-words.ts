/**
 * What the API server says of a custom object that breaks its definition's schema or rules.
 * Source: kubernetes/apiextensions-apiserver pkg/apiserver/validation (read 2026-11).
 */
import { Refusal, type Value } from "../../world/model";
import { invalidValue, type FieldError } from "./field-errors";
import type { Kind } from "./kinds";

/** A text that does not match its field's pattern. */
export function patternErrors(
  path: string,
  value: Value | undefined,
  pattern: RegExp,
): FieldError[] {
  if (typeof value !== "string" || pattern.test(value)) return [];
  return [invalidValue(path, value, `${path} in body should match '${pattern.source}'`)];
}

/** A number outside its field's bounds. */
export function boundsErrors(
  path: string,
  value: number | undefined,
  least: number,
  most: number,
): FieldError[] {
  if (value === undefined) return [];
  if (value < least)
    return [
      invalidValue(path, value, `${path} in body should be greater than or equal to ${least}`),
    ];
  if (value > most)
    return [invalidValue(path, value, `${path} in body should be less than or equal to ${most}`)];
  return [];
}

/** A broken rule of the definition; the API server shows the kind of value, not the value. */
export function ruleError(path: string, shape: "object" | "array", message: string): FieldError {
  return invalidValue(path, shape, message);
}

/** A kind whose definition the cluster does not have: the part of EKS Auto Mode that brings it is off. */
export function noSuchKind(kind: Kind): Refusal {
  return new Refusal(
    "NoKindMatch",
    `no matches for kind "${kind.kind}" in version "${kind.apiVersion}"`,
  );
}
