/**
 * What a declaration is: a plain value that says what should exist, made by `microservice`, `cache` and
 * their like. Nothing is registered by making one; its key in the system's map is its name.
 */
import { isMap } from "../conventions/shape";
import type { NodeKind } from "./graph";

/** Stands for a service by its key, where the declaration itself is not at hand (cycles, other files). */
export interface KeyReference {
  readonly kind: "reference";
  readonly key: string;
}

/** A plain value that declares one part of a system: its kind and what was said of it. */
export interface Declared<Kind extends NodeKind = NodeKind, Spec = unknown> {
  readonly kind: Kind;
  readonly spec: Spec;
}

/** One value that a declared part offers its users: the only thing that may stand in `uses`. */
export interface Binding {
  readonly target: Declared | KeyReference;
  /** `address`, `host`, `port`, ...; which ones there are depends on the target's kind. */
  readonly form: string;
}

/** Whether the value is a binding, whatever its type says. */
export function isBinding(value: unknown): value is Binding {
  if (!isMap(value) || typeof value["form"] !== "string") return false;
  const { target } = value;
  if (!isMap(target)) return false;
  return target["kind"] === "reference" ? typeof target["key"] === "string" : isDeclared(target);
}

/** Whether the value is a declaration of one of these kinds, whatever its type says. */
export function isDeclared(
  value: unknown,
  kinds: readonly NodeKind[] = ["service", "cache", "keyValueStore"],
): value is Declared {
  return isMap(value) && kinds.some((kind) => kind === value["kind"]) && "spec" in value;
}

/** Environment variable to binding. */
export type Uses = Readonly<Record<string, Binding>>;

/**
 * The value with one binding per form beside its own properties: `{...value, host: Binding, ...}`. Bindings
 * name the returned object itself, so that a declaration used is found again by identity.
 */
export function bindable<T extends Declared | KeyReference, Form extends string>(
  value: T,
  forms: readonly Form[],
): T & Readonly<Record<Form, Binding>> {
  const target: T = { ...value };
  const bindings = Object.fromEntries(forms.map((form) => [form, { target, form }]));
  return Object.assign(target, bindings) as T & Readonly<Record<Form, Binding>>;
}
