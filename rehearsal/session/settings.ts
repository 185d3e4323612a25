/**
 * The rendered copy of a stack's settings: what a rehearsal may know of them. Encrypted values cannot be
 * read without the user's key, and need not be: each becomes a marked placeholder.
 */
import { parse, stringify } from "yaml";

/** A stack file as plain data. */
export interface Settings {
  config?: Record<string, unknown>;
  encryptionsalt?: string;
  [key: string]: unknown;
}

/** What every placeholder begins with. */
export const placeholderPrefix = "rehearsal-placeholder:";

// How the user's secrets are encrypted, and values that only Pulumi Cloud can look up.
const dropped = ["encryptionsalt", "secretsprovider", "encryptedkey", "environment"];

/**
 * A stack file without its secrets. Throws YAML's own error where the text is not YAML.
 *
 * @param salt of the rehearsal's own passphrase, if it has been begun
 */
export function renderSettings(text: string, salt?: string): Settings {
  const parsed: unknown = parse(text) ?? {};
  if (!isMap(parsed)) throw new Error("a stack file is a map with the key config");
  const kept = Object.entries(parsed).filter(([key]) => !dropped.includes(key));
  const settings: Settings = Object.fromEntries(
    kept.map(([key, value]) => [key, key === "config" ? withoutSecrets(value, "") : value]),
  );
  return salt === undefined ? settings : { ...settings, encryptionsalt: salt };
}

/** The salt that Pulumi has written into a rendered copy. */
export function saltOf(text: string): string | undefined {
  const parsed: unknown = parse(text);
  return isMap(parsed) && typeof parsed["encryptionsalt"] === "string"
    ? parsed["encryptionsalt"]
    : undefined;
}

export function settingsText(settings: Settings): string {
  return stringify(settings);
}

function withoutSecrets(value: unknown, path: string): unknown {
  if (Array.isArray(value))
    return value.map((item, place) => withoutSecrets(item, `${path}[${place}]`));
  if (!isMap(value)) return value;
  if (isSecret(value)) return `${placeholderPrefix}${path}`;
  const inside = Object.entries(value).map(([key, item]) => {
    const below = path === "" ? key : `${path}.${key}`;
    return [key, withoutSecrets(item, below)];
  });
  return Object.fromEntries(inside) as unknown;
}

function isSecret(value: Record<string, unknown>): boolean {
  return Object.keys(value).length === 1 && typeof value["secure"] === "string";
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
