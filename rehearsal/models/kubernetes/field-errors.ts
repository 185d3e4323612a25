/**
 * What the Kubernetes API server says of a bad field, in its own words. A validator returns a list of such
 * sentences; `invalid` makes of them the answer to the whole call.
 * Source: kubernetes/apimachinery pkg/util/validation/field/errors.go and pkg/api/errors/errors.go (read 2026-11).
 */
import { Refusal, type Value } from "../../world/model";

/** One sentence: the field's path, what kind of error, the value, the detail. */
export type FieldError = string;

function shown(value: Value): string {
  return JSON.stringify(value);
}

function sentence(path: string, kind: string, value: Value | undefined, detail: string): string {
  return [`${path}: ${kind}`, ...(value === undefined ? [] : [shown(value)]), detail]
    .filter((part) => part !== "")
    .join(": ");
}

export function invalidValue(path: string, value: Value, detail: string): FieldError {
  return sentence(path, "Invalid value", value, detail);
}

export function required(path: string, detail = ""): FieldError {
  return sentence(path, "Required value", undefined, detail);
}

export function duplicate(path: string, value: Value): FieldError {
  return sentence(path, "Duplicate value", value, "");
}

export function forbidden(path: string, detail: string): FieldError {
  return sentence(path, "Forbidden", undefined, detail);
}

export function notFound(path: string, value: Value): FieldError {
  return sentence(path, "Not found", value, "");
}

export function unsupported(path: string, value: Value, allowed: readonly string[]): FieldError {
  const values = allowed.map((item) => JSON.stringify(item)).join(", ");
  return sentence(path, "Unsupported value", value, `supported values: ${values}`);
}

export function tooLong(path: string, maxBytes: number): FieldError {
  return sentence(path, "Too long", undefined, `may not be more than ${maxBytes} bytes`);
}

/** The whole answer: `Deployment.apps "shop" is invalid: <field>: ...`; several sentences stand in brackets. */
export function invalid(kind: string, name: string, errors: readonly FieldError[]): Refusal {
  const unique = [...new Set(errors)];
  const text = unique.length === 1 ? (unique[0] ?? "") : `[${unique.join(", ")}]`;
  return new Refusal("Invalid", `${kind} "${name}" is invalid: ${text}`);
}
