/** What every Kubernetes object has: its metadata, checked and filled in. */
import { compositeKey, type CloudObject, type Draft, type Properties } from "../../world/model";
import {
  duplicate,
  forbidden,
  invalidValue,
  required,
  tooLong,
  type FieldError,
} from "./field-errors";
import type { Kind } from "./kinds";
import { labelKey, labelText, type Form } from "./names";
import { blockAt, isGiven, mapAt, numberAt, sameValue, textAt } from "./values";

/** Namespaces that every cluster is born with. */
export const bornNamespaces = ["default", "kube-system", "kube-public", "kube-node-lease"] as const;

const annotationBytes = 256 * 1024;
/** Every object is as old as the others: a clock would make two equal runs differ. */
const born = "2026-11-01T00:00:00Z";

export function nameOf(inputs: Properties): string {
  return textAt(inputs, "metadata", "name") ?? "";
}

/** The key of everything of a kind in a namespace. */
export function inNamespace(namespace: string): string {
  return compositeKey("namespace", namespace);
}

/** The namespace that an object goes to: `default` where its inputs say none. */
export function namespaceOf(inputs: Properties): string {
  return textAt(inputs, "metadata", "namespace") ?? "default";
}

/** The id that the Kubernetes provider forms: `namespace/name`, or the bare name of a cluster-wide object. */
export function objectId(kind: Kind, inputs: Properties): string {
  const name = nameOf(inputs);
  return kind.namespaced ? `${namespaceOf(inputs)}/${name}` : name;
}

/** Labels, as metadata and selectors hold them. */
export function labelErrors(path: string, labels: Readonly<Record<string, string>>): FieldError[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...labelKey(key).map((error) => invalidValue(path, key, error)),
    ...labelText(value).map((error) => invalidValue(path, value, error)),
  ]);
}

/** Annotations: keys like labels' in any case, 256 KiB together. */
export function annotationErrors(
  path: string,
  annotations: Readonly<Record<string, string>>,
): FieldError[] {
  const errors = Object.keys(annotations).flatMap((key) =>
    labelKey(key.toLowerCase()).map((error) => invalidValue(path, key, error)),
  );
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  return size > annotationBytes ? [...errors, tooLong(path, annotationBytes)] : errors;
}

/** Everything that is wrong with an object's metadata. */
export function metadataErrors(kind: Kind, inputs: Properties): FieldError[] {
  const name = textAt(inputs, "metadata", "name");
  const errors: FieldError[] = [];
  if (name !== undefined)
    errors.push(
      ...kind.name.errors(name).map((error) => invalidValue("metadata.name", name, error)),
    );
  else if (!isGiven(inputs, "metadata", "name"))
    errors.push(required("metadata.name", "name or generateName is required"));
  const namespace = textAt(inputs, "metadata", "namespace");
  if (!kind.namespaced && namespace !== undefined)
    errors.push(forbidden("metadata.namespace", "not allowed on this type"));
  return [
    ...errors,
    ...labelErrors("metadata.labels", mapAt(inputs, "metadata", "labels")),
    ...annotationErrors("metadata.annotations", mapAt(inputs, "metadata", "annotations")),
  ];
}

/** What the cluster adds to an object's metadata by itself. */
export interface Added {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function uuid(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}

/**
 * How often what an object is to be has changed; labels and other metadata are not counted. Source:
 * kubernetes/kubernetes pkg/registry/apps/deployment/strategy.go, PrepareForUpdate, and its like (read 2026-11).
 */
export function generationOf(inputs: Properties, before: CloudObject | undefined): number {
  if (before === undefined) return 1;
  const last = numberAt(before.outputs, "metadata", "generation") ?? 1;
  return sameValue(desired(before.inputs), desired(inputs)) ? last : last + 1;
}

function desired({ metadata: _metadata, ...rest }: Properties): Properties {
  return rest;
}

/**
 * The metadata that the API server answers with. An update keeps uid and birth; its resourceVersion rises, unless it
 * changes nothing.
 */
export function computedMetadata(
  kind: Kind,
  draft: Draft,
  before?: CloudObject,
  added: Added = {},
): Properties {
  const given = blockAt(draft.inputs, "metadata");
  const past = blockAt(before?.outputs, "metadata");
  const version = Number(
    textAt(past, "resourceVersion") ?? String(parseInt(draft.hex(6, "version"), 16)),
  );
  return {
    ...given,
    ...(added.labels ? { labels: { ...added.labels, ...blockAt(given, "labels") } } : {}),
    ...(added.annotations
      ? { annotations: { ...blockAt(given, "annotations"), ...added.annotations } }
      : {}),
    ...(kind.namespaced ? { namespace: namespaceOf(draft.inputs) } : {}),
    uid: textAt(past, "uid") ?? uuid(draft.hex(32, "uid")),
    resourceVersion: String(
      before === undefined || sameValue(before.inputs, draft.inputs) ? version : version + 1,
    ),
    generation: generationOf(draft.inputs, before),
    creationTimestamp: born,
  };
}

/** Names in a list must differ; says so of every one that comes again. */
export function duplicateNames(
  path: (index: number) => string,
  names: readonly (string | undefined)[],
): FieldError[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (name === undefined) return [];
    if (seen.has(name)) return [duplicate(path(index), name)];
    seen.add(name);
    return [];
  });
}

/** A required name of a given form. */
export function nameErrors(path: string, name: string | undefined, form: Form): FieldError[] {
  if (name === undefined) return [];
  if (name === "") return [required(path)];
  return form(name).map((error) => invalidValue(path, name, error));
}
