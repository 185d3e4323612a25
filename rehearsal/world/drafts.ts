/** The small steps of making and changing an object: its inputs and outputs as they are kept and as they are answered. */
import { createHash } from "node:crypto";
import { secondsOf, type Call } from "./calls";
import {
  NeverReady,
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type Value,
} from "./model";
import { textAt, valueAt, withValueAt } from "./paths";
import type { Operation } from "./operation";
import type { ResourceCall } from "./protocol";
import { hashedThroughout } from "./secrets";
import type { Stored } from "./store";

/** A call about a resource. */
export function callOf(
  model: Model,
  operation: Operation,
  request: ResourceCall,
  about: { readonly id: string; readonly region: string | undefined },
): Call {
  return {
    operation,
    type: model.type,
    urn: request.urn,
    id: about.id,
    config: request.config,
    placement: model.placement,
    ownRegion: model.placement === "regional" ? about.region : undefined,
    seconds: secondsOf(model, operation),
  };
}

/** The last part of a URN. */
export function logicalName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** An id as an import of pulumi-aws writes it: `vpc-1@eu-west-1` names the region too. */
export function split(id: string): readonly [id: string, region: string | undefined] {
  const found = /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id);
  return found ? [found[1] ?? id, found[2]] : [id, undefined];
}

/** The name that the service forms from a `namePrefix`; the same for the same object. */
export function withPrefixedName(
  model: Model,
  inputs: Properties,
  mint: Stored["mint"],
): Properties {
  const property = model.name?.property;
  if (property === undefined || valueAt(inputs, property) !== undefined) return inputs;
  const prefix = textAt(inputs, `${property}Prefix`);
  if (prefix === undefined) return inputs;
  const seed = `${mint.urn} ${mint.count} ${prefix}`;
  const digits = createHash("sha256").update(seed).digest("hex");
  return withValueAt(inputs, property, prefix + digits.slice(0, 26));
}

/** Runs a model's refusal; an object that is made but never becomes ready is no refusal. */
export function unlessReady(refuse: () => void): NeverReady | undefined {
  try {
    refuse();
    return undefined;
  } catch (cause) {
    if (cause instanceof NeverReady) return cause;
    throw cause;
  }
}

/** What the world notes of an object that is not ready. */
export function reasonsOf(notReady: NeverReady | undefined): Pick<Stored, "notReady"> {
  return notReady ? { notReady: notReady.reasons } : {};
}

/** What the world notes of an object, that it was not ready apart. */
export function readied({ object, mint, ownerType, amended }: Stored): Stored {
  return { object, mint, ...(ownerType ? { ownerType } : {}), ...(amended ? { amended } : {}) };
}

/** Inputs and what the service computed, without what is null. */
export function outputsOf(inputs: Properties, computed: Properties): Properties {
  return withoutNulls({ ...inputs, ...computed });
}

/** The outputs after an update; those that another object's call has changed stay, unless an input says otherwise. */
export function updatedOutputs(stored: Stored, draft: Draft, computed: Properties): Properties {
  const { inputs, outputs } = stored.object;
  const changed: Record<string, Value> = { ...draft.inputs, ...computed };
  for (const name of stored.amended ?? []) {
    if (name in inputs || name in draft.inputs) continue;
    changed[name] = outputs[name] ?? null;
  }
  return withoutNulls(changed);
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

/** The outputs as the world keeps them: what is secret by itself is hashed. */
export function kept(model: Model, outputs: Properties): Properties {
  const hashed: Record<string, Value> = {};
  for (const [name, value] of Object.entries(secretsOf(model, outputs))) {
    hashed[name] = hashedThroughout(value);
  }
  return { ...outputs, ...hashed };
}

/** The outputs that are secret by themselves. */
export function secretsOf(model: Model, outputs: Properties): Properties {
  const names = model.secretOutputs ?? [];
  const present = names.flatMap((name) => {
    const value = outputs[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(present);
}

/** The object that a draft becomes. */
export function objectOf(
  draft: Draft,
  id: string,
  outputs: Properties,
  order: number,
): CloudObject {
  const { type, scope, urn, inputs } = draft;
  return { type, id, scope, urn, inputs, outputs, order };
}

/** What an update of something that is gone comes to. */
export function notFound(model: Model, id: string): Refusal {
  if (model.placement === "cluster") {
    const [kind = ""] = model.type.split(":").slice(-1);
    return new Refusal("NotFound", `${kind.toLowerCase()} "${id}" not found`);
  }
  return new Refusal("ResourceNotFoundException", `couldn't find resource ${id}`);
}
