/** Counts that may be given as a share: `2` or `25%`. */
import type { Value } from "../../world/model";
import { invalidValue, type FieldError } from "./field-errors";
import { percentage } from "./names";

/**
 * A whole number of at least 0, or a percentage of at most 100.
 * Source: kubernetes/kubernetes pkg/apis/apps/validation/validation.go, ValidatePositiveIntOrPercent (read 2026-11).
 */
export function countOrShareErrors(path: string, value: Value | undefined): FieldError[] {
  if (typeof value === "number")
    return value < 0 ? [invalidValue(path, value, "must be greater than or equal to 0")] : [];
  if (typeof value !== "string") return [];
  const errors = percentage(value).map((error) => invalidValue(path, value, error));
  if (errors.length > 0 || Number.parseInt(value, 10) <= 100) return errors;
  return [invalidValue(path, value, "must not be greater than 100%")];
}
