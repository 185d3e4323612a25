/**
 * Pulumi's envelopes around values: secrets, outputs and unknown values of other kinds than text. What goes to the world
 * is plain, with hashes in the place of secrets; what comes back is put into the envelopes that Pulumi knew.
 *
 * Source: pulumi/pulumi sdk/go/common/resource/plugin/rpc.go and resource/sig/sig.go (read 2026-11).
 */
import { unknown, type Properties, type Value } from "../world/model";
import { isList, isProperties } from "../world/paths";
import { hashed, isHashed } from "../world/secrets";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Unknown values other than of texts: booleans, numbers, lists, assets, archives and objects. */
const otherUnknowns = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The secret texts that a call carried, by their hashes. */
export type Known = Map<string, string>;

/** The value in an envelope of a secret. */
export function secret(value: Value): Value {
  return { [signature]: secretSignature, value };
}

/** What is inside an envelope, or undefined where the value is none. */
function opened(value: Value): { readonly inner: Value; readonly isSecret: boolean } | undefined {
  if (!isProperties(value)) return undefined;
  if (value[signature] === secretSignature)
    return { inner: value["value"] ?? null, isSecret: true };
  if (value[signature] !== outputSignature) return undefined;
  return { inner: value["value"] ?? unknown, isSecret: value["secret"] === true };
}

/** The properties as the world may see them; every secret text goes into `known` under its hash. */
export function sent(properties: Properties, known: Known): Properties {
  return mapped(properties, (value) => sentValue(value, known, false));
}

function sentValue(value: Value, known: Known, isSecret: boolean): Value {
  if (typeof value === "string") {
    if (value === unknown || otherUnknowns.has(value)) return unknown;
    if (!isSecret || isHashed(value)) return value;
    const hash = hashed(value);
    known.set(hash, value);
    return hash;
  }
  if (isList(value)) return value.map((inner) => sentValue(inner, known, isSecret));
  const envelope = opened(value);
  if (envelope) return sentValue(envelope.inner, known, isSecret || envelope.isSecret);
  return isProperties(value) ? mapped(value, (inner) => sentValue(inner, known, isSecret)) : value;
}

/** The properties without envelopes, secrets in plain: for what never leaves the stand-in. */
export function opening(properties: Properties): Properties {
  return mapped(properties, openingValue);
}

function openingValue(value: Value): Value {
  if (isList(value)) return value.map(openingValue);
  const envelope = opened(value);
  if (envelope) return openingValue(envelope.inner);
  return isProperties(value) ? mapped(value, openingValue) : value;
}

/** Names of the properties that are, or have inside, a secret. */
export function secretNames(properties: Properties): readonly string[] {
  return Object.keys(properties).filter((name) => hasSecret(properties[name] ?? null));
}

function hasSecret(value: Value): boolean {
  if (opened(value)?.isSecret) return true;
  if (isList(value)) return value.some(hasSecret);
  return isProperties(value) && Object.values(value).some(hasSecret);
}

/**
 * What came back from the world, with secrets where they were: `like` holds what Pulumi knew, envelopes and all;
 * later ones speak where earlier ones have no such property.
 */
export function restored(
  properties: Properties,
  known: ReadonlyMap<string, string>,
  ...like: readonly Properties[]
): Properties {
  const back: Record<string, Value> = {};
  for (const [name, value] of Object.entries(properties)) {
    const template = like.find((one) => one[name] !== undefined)?.[name];
    back[name] = restoredValue(value, known, template);
  }
  return back;
}

function restoredValue(
  value: Value,
  known: ReadonlyMap<string, string>,
  template: Value | undefined,
): Value {
  const envelope = template === undefined ? undefined : opened(template);
  if (envelope?.isSecret) return value === unknown ? value : secret(plain(value, known));
  const like = envelope ? envelope.inner : template;
  if (isHashed(value)) return secret(plain(value, known));
  if (isList(value)) {
    const list = isList(like) ? like : [];
    return value.map((inner, index) => restoredValue(inner, known, list[index]));
  }
  if (!isProperties(value)) return value;
  return restored(value, known, isProperties(like) ? like : {});
}

function plain(value: Value, known: ReadonlyMap<string, string>): Value {
  if (typeof value === "string") return known.get(value) ?? value;
  if (isList(value)) return value.map((inner) => plain(inner, known));
  return isProperties(value) ? mapped(value, (inner) => plain(inner, known)) : value;
}

function mapped(properties: Properties, change: (value: Value) => Value): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, change(value)]),
  );
}
