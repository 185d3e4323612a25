/**
 * What the API server says of a custom object that breaks a rule of its definition. What breaks the definition's schema is
 * refused before, by the catalogue.
 * Source: kubernetes/apiextensions-apiserver pkg/apiserver/validation (read 2026-11).
 */
import { Refusal } from "../../world/model";
import { invalidValue, type FieldError } from "./field-errors";
import type { Kind } from "./kinds";

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
