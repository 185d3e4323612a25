/** Namespace, ConfigMap, ServiceAccount. */
import { Refusal, type CloudObject, type Properties, type WorldView } from "../../world/model";
import { durations, oneCall } from "./durations";
import { duplicate, forbidden, invalidValue, tooLong, type FieldError } from "./field-errors";
import { alreadyThere, kinds } from "./kinds";
import { bornNamespaces, inNamespace, nameErrors, nameOf } from "./metadata";
import { configKey, dnsSubdomain } from "./names";
import { objectModel } from "./object-model";
import { blockAt, flagAt, listAt, sameValue, textAt } from "./values";

const coreSource = "kubernetes/kubernetes pkg/apis/core/validation/validation.go (read 2026-11)";
const configBytes = 1024 * 1024;

function isBorn(namespace: string): boolean {
  return bornNamespaces.some((born) => born === namespace);
}

/** Every object of a namespace, of whatever modelled kind. */
export function insideOf(
  world: WorldView,
  scope: string,
  namespace: string,
): readonly CloudObject[] {
  return Object.values(kinds)
    .filter((kind) => kind.namespaced)
    .flatMap((kind) => world.keyed(kind.type, inNamespace(namespace), scope));
}

/** A namespace takes everything in it along when it goes. */
export const namespaceModel = objectModel({
  kind: kinds.Namespace,
  sources: [
    coreSource,
    "kubernetes.io/docs/concepts/overview/working-with-objects/namespaces (read 2026-11)",
  ],
  seconds: durations.namespace,
  refuse: (draft, before) => {
    const name = nameOf(draft.inputs);
    if (before === undefined && isBorn(name)) throw alreadyThere(kinds.Namespace, name);
  },
  refuseDelete: (object) => {
    const name = nameOf(object.outputs);
    if (isBorn(name))
      throw new Refusal(
        "Forbidden",
        `namespaces "${name}" is forbidden: this namespace may not be deleted`,
      );
  },
  afterDelete: (object, world) => {
    for (const inside of insideOf(world, object.scope, nameOf(object.outputs)))
      world.remove(inside);
  },
  added: ({ inputs }) => ({ labels: { "kubernetes.io/metadata.name": nameOf(inputs) } }),
  outputs: () => ({ spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } }),
});

function configErrors(inputs: Properties): FieldError[] {
  const [data, binary] = [blockAt(inputs, "data"), blockAt(inputs, "binaryData")];
  const errors = [
    ...Object.keys(data).flatMap((key) => keyErrors(`data[${key}]`, key)),
    ...Object.keys(data)
      .filter((key) => key in binary)
      .map((key) => duplicate(`data[${key}]`, key)),
    ...Object.keys(binary).flatMap((key) => keyErrors(`binaryData[${key}]`, key)),
  ];
  const size = [...Object.values(data), ...Object.values(binary)].reduce<number>(
    (sum, value) => sum + (typeof value === "string" ? Buffer.byteLength(value) : 0),
    0,
  );
  return size > configBytes ? [...errors, tooLong("", configBytes)] : errors;
}

function keyErrors(path: string, key: string): FieldError[] {
  return configKey(key).map((error) => invalidValue(path, key, error));
}

function configChangeErrors(before: Properties, after: Properties): FieldError[] {
  if (flagAt(before, "immutable") !== true) return [];
  const fixed = "field is immutable when `immutable` is set";
  return [
    ...(flagAt(after, "immutable") === true ? [] : [forbidden("immutable", fixed)]),
    ...["data", "binaryData"]
      .filter((field) => !sameValue(before[field], after[field]))
      .map((field) => forbidden(field, fixed)),
  ];
}

/**
 * A ConfigMap. The provider replaces it when its data changes (`enableConfigMapMutable` is off unless asked for),
 * so that what mounts it is rolled out anew.
 */
export const configMapModel = objectModel({
  kind: kinds.ConfigMap,
  sources: [coreSource],
  seconds: oneCall,
  replaceOn: ["data", "binaryData"],
  errors: configErrors,
  changeErrors: configChangeErrors,
});

/** A ServiceAccount. */
export const serviceAccountModel = objectModel({
  kind: kinds.ServiceAccount,
  sources: [coreSource],
  seconds: oneCall,
  errors: (inputs) =>
    listAt(inputs, "imagePullSecrets").flatMap((secret, index) =>
      nameErrors(`imagePullSecrets[${index}].name`, textAt(secret, "name"), dnsSubdomain),
    ),
});
