/**
 * How a model of a Kubernetes kind is put together: what every object has in common stands here, a kind adds
 * its own rules. Pulumi's provider runs in its default mode (server-side apply, namespace `default`).
 *
 * Outputs are the inputs, the metadata that the API server adds, and of its defaults only those that a kind's
 * model names. Nothing runs afterwards in the rehearsed cluster, so what Pulumi was told stays true and a
 * refresh finds nothing.
 */
import {
  Refusal,
  unknown,
  type CloudObject,
  type Draft,
  type Durations,
  type Model,
  type Properties,
  type Reference,
} from "../../world/model";
import { requireAccess, type Deed } from "./access";
import { invalid, type FieldError } from "./field-errors";
import { alreadyThere, kinds, missing, qualifiedKind, type Kind } from "./kinds";
import {
  type Added,
  bornNamespaces,
  computedMetadata,
  inNamespace,
  metadataErrors,
  nameOf,
  namespaceOf,
  objectId,
} from "./metadata";
import { mapAt, mentions } from "./values";

/** What a kind adds to what all have in common. */
export interface KindRules {
  readonly kind: Kind;
  readonly sources: readonly string[];
  readonly seconds: Durations;
  /** What objects are looked up by besides id and namespace. */
  readonly keys?: Model["keys"];
  /** Inputs beyond name and namespace whose change makes the provider replace the object. */
  readonly replaceOn?: readonly string[];
  /** The sentence for what the API server cannot even decode (a quantity that is none); undefined where it can. */
  readonly undecodable?: (inputs: Properties) => string | undefined;
  /** Everything that the API server finds wrong with the object by itself. */
  readonly errors?: (inputs: Properties) => readonly FieldError[];
  /** What it finds wrong with a change; the object by itself has been checked. */
  readonly changeErrors?: (before: Properties, after: Properties) => readonly FieldError[];
  /** Throws for what needs a look around: other objects, the cluster's add-ons. Runs on create and update. */
  readonly refuse?: (draft: Draft, before?: CloudObject) => void;
  readonly refuseDelete?: Model["refuseDelete"];
  readonly afterDelete?: Model["afterDelete"];
  /** Labels and annotations that the cluster adds by itself. */
  readonly added?: (draft: Draft, before: CloudObject | undefined) => Added;
  /** Outputs beyond metadata: defaults of `spec`, `status`. */
  readonly outputs?: (draft: Draft, before: CloudObject | undefined) => Properties;
}

const providerSource =
  "pulumi/pulumi-kubernetes provider/pkg/provider/{diff,provider}.go (read 2026-11)";
const metadataSource =
  "kubernetes/apimachinery pkg/api/validation/objectmeta.go and pkg/util/validation/validation.go (read 2026-11)";

const namespaceReference: Reference = {
  path: "metadata.namespace",
  to: [kinds.Namespace.type],
  where: "same",
  missing: (namespace) => missing(kinds.Namespace, namespace),
  optional: (namespace) => bornNamespaces.some((born) => born === namespace),
};

/** The model of a kind. */
export function objectModel(rules: KindRules): Model {
  const { kind } = rules;
  return {
    type: kind.type,
    placement: "cluster",
    sources: [providerSource, metadataSource, ...rules.sources],
    name: {
      property: "metadata.name",
      maxLength: kind.name.maxLength,
      pattern: kind.name.pattern,
      autoName: "dash",
      unique: "none",
      malformed: (name) =>
        invalid(qualifiedKind(kind), name, metadataErrors(kind, { metadata: { name } })),
    },
    keys: (object) => [inNamespace(namespaceOf(object.outputs)), ...(rules.keys?.(object) ?? [])],
    replaceOn: ["metadata.name", "metadata.namespace", ...(rules.replaceOn ?? [])],
    deleteBeforeReplace: keepsItsPlace,
    references: kind.namespaced ? [namespaceReference] : [],
    id: (draft) => objectId(kind, draft.inputs),
    computed: (draft) => {
      const before = existing(kind, draft);
      return {
        apiVersion: kind.apiVersion,
        kind: kind.kind,
        metadata: computedMetadata(kind, draft, before, rules.added?.(draft, before)),
        ...rules.outputs?.(draft, before),
      };
    },
    ...refusals(rules),
    ...(rules.afterDelete ? { afterDelete: rules.afterDelete } : {}),
    seconds: rules.seconds,
  };
}

type Refusals = Pick<Model, "refusePreview" | "refuseCreate" | "refuseUpdate" | "refuseDelete">;

function refusals(rules: KindRules): Refusals {
  const { kind } = rules;
  return {
    // The provider asks for no dry run of an object that is not wholly known.
    refusePreview: (draft) => {
      if (!mentions(draft.inputs, unknown)) refuseInvalid(rules, draft);
    },
    refuseCreate: (draft) => {
      requireAccess(draft.world, draft.scope, draft.caller, deed("create", kind, draft.inputs));
      refuseInvalid(rules, draft);
      if (existing(kind, draft) !== undefined) throw alreadyThere(kind, nameOf(draft.inputs));
      rules.refuse?.(draft);
    },
    refuseUpdate: (draft, before) => {
      requireAccess(draft.world, draft.scope, draft.caller, deed("patch", kind, draft.inputs));
      refuseInvalid(rules, draft, before);
      rules.refuse?.(draft, before);
    },
    refuseDelete: (object, world, caller) => {
      requireAccess(world, object.scope, caller, deed("delete", kind, object.outputs));
      rules.refuseDelete?.(object, world, caller);
    },
  };
}

function deed(verb: Deed["verb"], kind: Kind, inputs: Properties): Deed {
  return { verb, kind, name: nameOf(inputs), namespace: namespaceOf(inputs) };
}

function existing(kind: Kind, draft: Draft): CloudObject | undefined {
  return draft.world.find(kind.type, objectId(kind, draft.inputs), draft.scope);
}

function refuseInvalid(rules: KindRules, draft: Draft, before?: CloudObject): void {
  const { kind } = rules;
  const sentence = rules.undecodable?.(draft.inputs);
  if (sentence !== undefined) {
    const version = kind.apiVersion.split("/").pop() ?? "";
    throw new Refusal(
      "BadRequest",
      `${kind.kind} in version "${version}" cannot be handled as a ${kind.kind}: ${sentence}`,
    );
  }
  const errors = [
    ...metadataErrors(kind, draft.inputs),
    ...(rules.errors?.(draft.inputs) ?? []),
    ...(before === undefined ? [] : (rules.changeErrors?.(before.inputs, draft.inputs) ?? [])),
  ];
  if (errors.length > 0) throw invalid(qualifiedKind(kind), nameOf(draft.inputs), errors);
}

/**
 * The provider deletes first where the new object would stand in the old one's place: same name, same
 * namespace, and a name that Pulumi did not make up.
 */
function keepsItsPlace(before: Properties, after: Properties): boolean {
  const autoNamed = mapAt(after, "metadata", "annotations")["pulumi.com/autonamed"] === "true";
  return (
    !autoNamed &&
    nameOf(after) !== "" &&
    nameOf(after) === nameOf(before) &&
    namespaceOf(after) === namespaceOf(before)
  );
}
