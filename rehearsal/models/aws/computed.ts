/**
 * Outputs that nearly every AWS type computes in the same way. They depend on the inputs and the id alone, so that
 * an update computes the same again.
 */
import { createHash } from "node:crypto";
import type { Draft, Properties } from "../../world/model";
import { tagsOf } from "./inputs";

/** What a regional, taggable resource always answers: its region, and its tags with the provider's default ones. */
export function regionalOutputs(draft: Draft): Properties {
  return { region: draft.scope, tagsAll: tagsOf(draft.inputs) };
}

/**
 * A UUID of the draft's own, as ACM and Route 53 give them out.
 */
export function uuidOf(draft: Draft, salt = "uuid"): string {
  const hex = draft.hex(32, salt);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** The value of JSON text; undefined where the text is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Hexadecimal digits, at most 64, that depend on the text alone. */
export function digest(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}
