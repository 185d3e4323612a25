/** Diff: what changed between the last inputs and the new ones, and whether that needs a replacement. */
import type { Model, Properties, Value } from "./model";
import { canonical, isList, isProperties, same, valuesAt } from "./paths";
import { wasMadeUp } from "./naming";
import type { DiffKind, DiffResult } from "./protocol";
import { withoutDefaults } from "./check";

type Steps = readonly (string | number)[];

interface Change {
  readonly steps: Steps;
  readonly kind: "ADD" | "DELETE" | "UPDATE";
}

export function diff(model: Model, oldInputs: Properties, newInputs: Properties): DiffResult {
  const [before, after] = [comparable(model, oldInputs), comparable(model, newInputs)];
  const changes = [...changesIn(before, after, [])];
  const always = replaceOn(model).filter(
    (path) => !same([...valuesAt(before, path)], [...valuesAt(after, path)]),
  );
  const forcing = [...always, ...(model.replaceWhen?.(before, after) ?? [])];
  const replaces = new Set<string>();
  const detailed: Record<string, DiffKind> = {};
  for (const { steps, kind } of changes) {
    const forces = forcing.some((path) => touches(path, steps));
    if (forces) replaces.add(String(steps[0]));
    detailed[rendered(steps)] = forces ? `${kind}_REPLACE` : kind;
  }
  return {
    changes: detailed,
    replaces: [...replaces],
    deleteBeforeReplace: replaces.size > 0 && deletesFirst(model, oldInputs, newInputs),
  };
}

/** The inputs without the provider's notes, and with its sets in one order. */
function comparable(model: Model, inputs: Properties): Properties {
  // Inner sets come first: what is in an element decides where it stands.
  const sets = [...(model.unordered ?? [])].sort((left, right) => depthOf(right) - depthOf(left));
  return sets.reduce((sorted, path) => sortedAt(sorted, path.split(".")), withoutDefaults(inputs));
}

function depthOf(path: string): number {
  return path.split(".").length;
}

function sortedAt(properties: Properties, [name = "", ...rest]: readonly string[]): Properties {
  const value = properties[name];
  if (value === undefined) return properties;
  if (rest.length === 0) return { ...properties, [name]: isList(value) ? sorted(value) : value };
  const inside = (inner: Value): Value => (isProperties(inner) ? sortedAt(inner, rest) : inner);
  return { ...properties, [name]: isList(value) ? value.map(inside) : inside(value) };
}

function sorted(values: readonly Value[]): readonly Value[] {
  const keyed = values.map((value) => [canonical(value), value] as const);
  return keyed.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, value]) => value);
}

function replaceOn(model: Model): readonly string[] {
  return model.placement === "regional" ? [...model.replaceOn, "region"] : model.replaceOn;
}

/**
 * Whether a replacement deletes first: as the model says, or else, as the bridge under Pulumi's AWS provider has it, of
 * every type that it could name by itself but whose name the user wrote, be the new name or region another.
 * Source: pulumi-terraform-bridge pkg/tfbridge/schema.go, nameRequiresDeleteBeforeReplace (read 2026-11).
 */
function deletesFirst(model: Model, oldInputs: Properties, newInputs: Properties): boolean {
  const rule = model.deleteBeforeReplace;
  if (rule !== undefined) return typeof rule === "function" ? rule(oldInputs, newInputs) : rule;
  const { name } = model;
  if (name?.autoName !== "dash" || model.placement === "cluster") return false;
  const hasNotes = isList(newInputs["__defaults"]);
  return hasNotes && newInputs[name.property] !== undefined && !wasMadeUp(newInputs, name);
}

function* changesIn(
  before: Value | undefined,
  after: Value | undefined,
  steps: Steps,
): Iterable<Change> {
  if (same(before, after)) return;
  if (isList(before) && isList(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      yield* changesIn(before[index], after[index], [...steps, index]);
    }
  } else if (isProperties(before) && isProperties(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* changesIn(before[name], after[name], [...steps, name]);
    }
  } else {
    const kind = isAbsent(before) ? "ADD" : isAbsent(after) ? "DELETE" : "UPDATE";
    yield { steps, kind };
  }
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || value === null;
}

/** Whether a change lies at a path of names, above it or below it. */
function touches(path: string, steps: Steps): boolean {
  const names = path.replaceAll("[]", "").split(".");
  const changed = steps.filter((step) => typeof step === "string");
  const common = Math.min(names.length, changed.length);
  return changed.slice(0, common).every((name, index) => name === names[index]);
}

/** The path as Pulumi writes it: `tags["a.b"]`, `ingress[0].cidrBlocks[1]`. */
function rendered(steps: Steps): string {
  return steps
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
