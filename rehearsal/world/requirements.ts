/** What must hold before an object is made or changed: names are free, and what is referred to exists. */
import { unknown, type Draft, type Model, type Properties, type Reference } from "./model";
import { isHashed } from "./secrets";
import { textAt, valueAt, valuesAt } from "./paths";
import type { Store, Stored } from "./store";

/** Throws the type's own refusal of a name that another object has. */
export function requireFreeName(store: Store, model: Model, draft: Draft): void {
  const rule = model.name;
  if (!rule?.taken || rule.unique === "none") return;
  const name = textAt(draft.inputs, rule.property);
  if (name === undefined) return;
  const other = store
    .named(model.type, name)
    .find(({ object }) => rule.unique === "account" || object.scope === draft.scope);
  if (other) throw rule.taken(name, other.object, draft);
}

/** Throws the type's own refusal of a reference to what is not there; `before` holds what need not be asked again. */
export function requireReferences(
  store: Store,
  model: Model,
  draft: Draft,
  before: Properties = {},
): void {
  for (const reference of model.references ?? []) {
    const known = new Set(valuesAt(before, reference.path));
    for (const value of valuesAt(draft.inputs, reference.path)) {
      if (typeof value !== "string" || value === unknown || isHashed(value)) continue;
      if (known.has(value) || reference.optional?.(value)) continue;
      if (!isThere(store, reference, value, draft.scope)) throw reference.missing(value);
    }
  }
}

function isThere(store: Store, reference: Reference, value: string, scope: string): boolean {
  const within = reference.where === "same" ? scope : undefined;
  if (reference.by === undefined) {
    return reference.to.some((type) => store.find(type, value, within) !== undefined);
  }
  const { by } = reference;
  const carries = ({ object }: Stored): boolean =>
    reference.to.includes(object.type) &&
    (within === undefined || object.scope === within) &&
    valueAt(object.outputs, by) === value;
  // What is told apart by the value is found at once; other outputs may be told of many objects.
  if (store.identified(value).some(carries)) return true;
  return reference.to.some((type) => store.mentioning(value, type).some(carries));
}
