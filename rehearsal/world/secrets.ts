/**
 * Secret texts never reach the world: the stand-ins send a hash in their place, and put the text back where Pulumi's own
 * state knows it. A secret number or boolean does reach it: a hash of so few possibilities hides nothing, and models
 * compute with numbers.
 */
import { createHash } from "node:crypto";
import type { Value } from "./model";
import { isList, isProperties } from "./paths";

const prefix = "secret:sha256:";

/** What stands for a secret text in the world: the same for the same text. */
export function hashed(secret: string): string {
  return (
    prefix + createHash("sha256").update("archipelago rehearsal\0").update(secret).digest("hex")
  );
}

/** Whether a value stands for a secret. */
export function isHashed(value: Value | undefined): boolean {
  return typeof value === "string" && value.startsWith(prefix);
}

/** Every text inside a value hashed; numbers and booleans are left. */
export function hashedThroughout(value: Value): Value {
  if (typeof value === "string") return isHashed(value) ? value : hashed(value);
  if (isList(value)) return value.map(hashedThroughout);
  if (!isProperties(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, hashedThroughout(inner)]),
  );
}
