/** ResourceQuota and LimitRange: what a namespace's pods may ask for, and whether a workload still fits. */
import type { Properties, Value } from "../../world/model";
import { oneCall } from "./durations";
import { invalidValue, required, type FieldError } from "./field-errors";
import { kinds } from "./kinds";
import { labelKey } from "./names";
import { objectModel } from "./object-model";
import { parseQuantity, type Nano } from "./quantity";
import { at, blockAt, isGiven, listAt, sameValue, textAt, textsAt } from "./values";

const source = "kubernetes/kubernetes pkg/apis/core/validation/validation.go (read 2026-11)";

/** The first sentence about a quantity that is none, in a map of quantities. */
export function undecodableQuantity(quantities: Properties): string | undefined {
  for (const value of Object.values(quantities)) {
    const parsed = at(value) === undefined ? 0n : parseQuantity(value);
    if (typeof parsed === "string") return parsed;
  }
  return undefined;
}

/** A quantity's amount; undefined where it is absent, unknown or none. */
export function amountOf(value: Value | undefined): Nano | undefined {
  const known = at(value);
  const parsed = known === undefined ? undefined : parseQuantity(known);
  return typeof parsed === "bigint" ? parsed : undefined;
}

function shownQuantity(value: Value | undefined): string {
  return typeof value === "number" ? String(value) : (textAt(value) ?? "");
}

/** Quantities that must not be negative. */
export function negativeErrors(path: string, quantities: Properties): FieldError[] {
  return Object.entries(quantities).flatMap(([name, value]) => {
    const amount = amountOf(value);
    return amount !== undefined && amount < 0n
      ? [
          invalidValue(
            `${path}[${name}]`,
            shownQuantity(value),
            "must be greater than or equal to 0",
          ),
        ]
      : [];
  });
}

const scopes = [
  "BestEffort",
  "CrossNamespacePodAffinity",
  "NotBestEffort",
  "NotTerminating",
  "PriorityClass",
  "Terminating",
  "VolumeAttributesClass",
];

function scopeErrors(inputs: Properties): FieldError[] {
  const given = textsAt(inputs, "spec", "scopes");
  return given.every((scope) => scopes.includes(scope))
    ? []
    : [invalidValue("spec.scopes", given, "unsupported scope")];
}

/** A ResourceQuota; the provider replaces it when its scopes change. */
export const resourceQuotaModel = objectModel({
  kind: kinds.ResourceQuota,
  sources: [source],
  seconds: oneCall,
  replaceOn: ["spec.scopes"],
  undecodable: (inputs) => undecodableQuantity(blockAt(inputs, "spec", "hard")),
  errors: (inputs) => [
    ...negativeErrors("spec.hard", blockAt(inputs, "spec", "hard")),
    ...scopeErrors(inputs),
  ],
  changeErrors: (before, after) =>
    sameValue(at(before, "spec", "scopes"), at(after, "spec", "scopes"))
      ? []
      : [invalidValue("spec.scopes", at(after, "spec", "scopes") ?? null, "field is immutable")],
  outputs: (draft) => ({ status: { hard: blockAt(draft.inputs, "spec", "hard") } }),
});

const limitFields = ["min", "max", "default", "defaultRequest", "maxLimitRequestRatio"] as const;

/** Which field must not exceed which, the field that is blamed, and how the API server names the two. */
const orders = [
  { low: "min", high: "max", blamed: "min", words: ["min", "max"] },
  {
    low: "defaultRequest",
    high: "max",
    blamed: "defaultRequest",
    words: ["default request", "max"],
  },
  { low: "default", high: "max", blamed: "default", words: ["default", "max"] },
  {
    low: "min",
    high: "defaultRequest",
    blamed: "defaultRequest",
    words: ["min", "default request"],
  },
  {
    low: "defaultRequest",
    high: "default",
    blamed: "defaultRequest",
    words: ["default request", "default limit"],
  },
] as const;

function limitErrors(path: string, limit: Value): FieldError[] {
  const amounts = (field: (typeof limitFields)[number]) => blockAt(limit, field);
  const resources = new Set(limitFields.flatMap((field) => Object.keys(amounts(field))));
  return [...resources].flatMap((resource) =>
    orders.flatMap(({ low, high, blamed, words }) => {
      const [less, more] = [amounts(low)[resource], amounts(high)[resource]];
      const [lower, upper] = [amountOf(less), amountOf(more)];
      if (lower === undefined || upper === undefined || lower <= upper) return [];
      const detail = `${words[0]} value ${shownQuantity(less)} is greater than ${words[1]} value ${shownQuantity(more)}`;
      const blame = shownQuantity(amounts(blamed)[resource]);
      return [invalidValue(`${path}.${blamed}[${resource}]`, blame, detail)];
    }),
  );
}

const limitTypes = ["Container", "PersistentVolumeClaim", "Pod"];

function typeErrors(path: string, limit: Value): FieldError[] {
  if (!isGiven(limit, "type")) return [required(path)];
  const type = textAt(limit, "type");
  if (type === undefined) return [];
  const bad = labelKey(type);
  if (bad.length > 0) return bad.map((error) => invalidValue(path, type, error));
  return type.includes("/") || limitTypes.includes(type)
    ? []
    : [invalidValue(path, type, "must be a standard limit type or fully qualified")];
}

/**
 * A LimitRange: smallest, largest and default requests that do not contradict each other. It is not applied to the pods of
 * Deployments.
 */
export const limitRangeModel = objectModel({
  kind: kinds.LimitRange,
  sources: [source],
  seconds: oneCall,
  undecodable: (inputs) => {
    for (const limit of listAt(inputs, "spec", "limits"))
      for (const field of limitFields) {
        const sentence = undecodableQuantity(blockAt(limit, field));
        if (sentence !== undefined) return sentence;
      }
    return undefined;
  },
  errors: (inputs) =>
    listAt(inputs, "spec", "limits").flatMap((limit, index) => {
      const path = `spec.limits[${index}]`;
      return [...typeErrors(`${path}.type`, limit), ...limitErrors(path, limit)];
    }),
});
