/**
 * Physical names: how the providers make one up, and what they say of a bad one.
 *
 * Sources (read 2026-11): pulumi-terraform-bridge pkg/tfbridge/info/autonaming.go (logical name, `-`, seven hex digits;
 * refused where that is too long), pulumi-kubernetes provider/pkg/metadata/naming.go (eight hex digits and an
 * annotation that says so).
 */
import { createHash } from "node:crypto";
import type { Model, NameRule, Properties } from "./model";
import { unknown } from "./model";
import { isProperties, textAt, valueAt, withValueAt } from "./paths";
import type { Failure } from "./registry";
import { isHashed } from "./secrets";

/** The annotation of a Kubernetes object whose name was made up. */
export const autonamed = "pulumi.com/autonamed";

export interface NameRequest {
  readonly model: Model;
  readonly logicalName: string;
  readonly inputs: Properties;
  readonly oldInputs: Properties | undefined;
  /** Hexadecimal; the same for the same resource until it is replaced. */
  readonly seed: string;
}

/** The inputs with a name in them, and whether it was made up. */
export function named(request: NameRequest): {
  readonly inputs: Properties;
  readonly madeUp: boolean;
} {
  const { model, inputs } = request;
  const rule = model.name;
  if (!rule || valueAt(inputs, rule.property) !== undefined) return { inputs, madeUp: false };
  if (model.placement === "cluster") return namedInCluster(request, rule);
  if (rule.autoName !== "dash" || valueAt(inputs, `${rule.property}Prefix`) !== undefined) {
    return { inputs, madeUp: false };
  }
  const { oldInputs } = request;
  const old =
    oldInputs && wasMadeUp(oldInputs, rule) ? textAt(oldInputs, rule.property) : undefined;
  const name = old ?? `${request.logicalName}-${digits(request.seed, 7)}`;
  return { inputs: withValueAt(inputs, rule.property, name), madeUp: true };
}

function namedInCluster(
  request: NameRequest,
  rule: NameRule,
): { inputs: Properties; madeUp: boolean } {
  const { inputs, oldInputs } = request;
  const metadata = inputs["metadata"] ?? {};
  if (rule.autoName === "none" || !isProperties(metadata) || metadata["generateName"]) {
    return { inputs, madeUp: false };
  }
  const old =
    oldInputs && valuePlain(oldInputs, autonamed) === "true"
      ? textAt(oldInputs, rule.property)
      : undefined;
  const name = old ?? `${request.logicalName}-${digits(request.seed, 8)}`;
  const annotations = valueAt(inputs, "metadata.annotations");
  const all = { ...(isProperties(annotations) ? annotations : {}), [autonamed]: "true" };
  const withName = withValueAt(inputs, rule.property, name);
  return { inputs: withValueAt(withName, "metadata.annotations", all), madeUp: true };
}

function valuePlain(inputs: Properties, annotation: string): unknown {
  const annotations = valueAt(inputs, "metadata.annotations");
  return isProperties(annotations) ? annotations[annotation] : undefined;
}

/** Whether the inputs' name was made up by the provider and not written by the user. */
export function wasMadeUp(inputs: Properties, rule: NameRule): boolean {
  const defaults = inputs["__defaults"];
  return Array.isArray(defaults) && defaults.includes(rule.property);
}

function digits(seed: string, count: number): string {
  return createHash("sha256").update(seed).digest("hex").slice(0, count);
}

/** What is wrong with the name, if anything. */
export function nameFailures(rule: NameRule | undefined, inputs: Properties): readonly Failure[] {
  const name = rule ? valueAt(inputs, rule.property) : undefined;
  if (!rule || typeof name !== "string" || name === unknown || isHashed(name)) return [];
  const path = rule.property;
  const tooLong = name.length > rule.maxLength;
  if (!tooLong && rule.pattern.test(name)) return [];
  if (rule.malformed) return [{ path, reason: rule.malformed(name).message }];
  const reason = tooLong
    ? `expected length of ${path} to be in the range (1 - ${rule.maxLength}), got ${name} (${name.length} characters)`
    : `invalid value for ${path} (must match ${rule.pattern.source}), got ${name}`;
  return [{ path, reason }];
}
