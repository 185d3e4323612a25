// Which object refers to which: found by what stands in their inputs, whether or not a model knows of it.
import type { Properties, Value } from "../../../../rehearsal/world/model";
import { isList, isProperties, textAt } from "../../../../rehearsal/world/paths";
import type { Bench, Specimen } from "./bench";
import type { Steps } from "./places";

export interface Edge {
  readonly from: Specimen;
  readonly to: Specimen;
  readonly steps: Steps;
  /** As `Place.path`, but that keys of maps stand in it. */
  readonly path: string;
  /** What stands there: an identity of `to`. */
  readonly value: string;
  /** The output whose value it is, or `id`. */
  readonly by: string;
  /** The same of its twin in another region. */
  readonly away?: string;
}

/** Kubernetes refers by plain names, which would be found everywhere: where they stand, and what they name. */
const clusterReferences: Readonly<Record<string, string>> = {
  "metadata.namespace": "kubernetes:core/v1:Namespace",
  "spec.template.spec.serviceAccountName": "kubernetes:core/v1:ServiceAccount",
  "spec.scaleTargetRef.name": "kubernetes:apps/v1:Deployment",
  "spec.serviceRef.name": "kubernetes:core/v1:Service",
  "spec.template.spec.nodeClassRef.name": "kubernetes:eks.amazonaws.com/v1:NodeClass",
};

/** One edge of every kind: from a type, at a path, to a type, by an output; of several the one that shows most. */
export function edgesOf({ specimens }: Bench): readonly Edge[] {
  const targets = targetsOf(specimens);
  const found = new Map<string, Edge>();
  for (const from of specimens) {
    for (const { steps, path, text } of textsIn(from.checked)) {
      if (path === from.model.name?.property || /^tags(All)?\./.test(path)) continue;
      for (const { to, by } of targetsAt(from, path, targets.get(text) ?? [])) {
        const key = [from.type, path, to.type, by].join(" ");
        const known = found.get(key);
        if (known && shows(known) === 2) continue;
        const away = awayOf(specimens, to, by);
        const edge = { from, to, steps, path, value: text, by, ...(away ? { away } : {}) };
        if (!known || shows(edge) > shows(known)) found.set(key, edge);
      }
    }
  }
  return [...found.values()];
}

/** An edge that is the only one between the two shows more, and one that could lead into another region. */
function shows({ from, value, away }: Edge): number {
  const ways = textsIn(from.checked).filter(({ text }) => text === value).length;
  return (ways === 1 ? 1 : 0) + (away === undefined ? 0 : 1);
}

/** The same identity of the object of the same name in another region. */
function awayOf(specimens: readonly Specimen[], to: Specimen, by: string): string | undefined {
  if (to.model.placement !== "regional") return undefined;
  const nameless = (one: Specimen): string => one.name.replaceAll(one.object.scope, "");
  const other = specimens.find(
    (one) =>
      one.type === to.type &&
      one.object.scope !== to.object.scope &&
      nameless(one) === nameless(to),
  );
  return other && identityOf(other, by);
}

interface Target {
  readonly to: Specimen;
  readonly by: string;
}

function targetsAt(from: Specimen, path: string, all: readonly Target[]): readonly Target[] {
  const others = all.filter(({ to }) => to !== from);
  const kind = from.model.placement === "cluster" ? clusterReferences[path] : undefined;
  const fitting = others.filter(({ to }) =>
    to.model.placement === "cluster"
      ? to.type === kind && to.object.scope === from.object.scope
      : kind === undefined,
  );
  const near = fitting.filter(({ to }) => to.object.scope === from.object.scope);
  return near.length > 0 ? near : fitting;
}

/** What may stand for an object elsewhere: the first owner of a text is the one whose id or ARN it is. */
function targetsOf(specimens: readonly Specimen[]): ReadonlyMap<string, readonly Target[]> {
  const [sure, perhaps] = [new Map<string, Target[]>(), new Map<string, Target[]>()];
  for (const to of specimens) {
    for (const [by, text] of identitiesOf(to)) {
      const targets = by === "id" || by === "arn" || by === "metadata.name" ? sure : perhaps;
      targets.set(text, [...(targets.get(text) ?? []), { to, by }]);
    }
  }
  const unique = [...perhaps].filter(([text, owners]) => owners.length === 1 && !sure.has(text));
  return new Map([...unique, ...sure]);
}

/** The texts that name an object, and where it has them: its id, and outputs that are no inputs. */
function identitiesOf({
  object,
  model,
  checked,
}: Specimen): readonly (readonly [string, string])[] {
  const property = model.name?.property ?? "";
  const borrowed = Object.entries(checked).some(
    ([name, value]) => value === object.id && name !== property,
  );
  const own: [string, string][] = borrowed ? [] : [["id", object.id]];
  for (const [name, value] of Object.entries(object.outputs)) {
    if (typeof value !== "string" || value === object.id || name in checked) continue;
    if (value.length > 10) own.push([name, value]);
  }
  const name = model.placement === "cluster" ? textAt(object.outputs, property) : undefined;
  return name === undefined || name === object.id ? own : [...own, [property, name]];
}

/** One of them; the id where there is none by that name. */
export function identityOf(specimen: Specimen, by: string): string {
  const found = identitiesOf(specimen).find(([name]) => name === by);
  return found?.[1] ?? specimen.object.id;
}

interface Text {
  readonly steps: Steps;
  readonly path: string;
  readonly text: string;
}

export function textsIn(properties: Properties): readonly Text[] {
  return [...walk(properties, [], "")];
}

function* walk(value: Value, steps: Steps, path: string): Iterable<Text> {
  if (typeof value === "string") yield { steps, path, text: value };
  else if (isList(value)) {
    for (const [index, item] of value.entries()) yield* walk(item, [...steps, index], `${path}[]`);
  } else if (isProperties(value)) {
    for (const [name, item] of Object.entries(value)) {
      yield* walk(item, [...steps, name], path === "" ? name : `${path}.${name}`);
    }
  }
}

/** An identity of the same form that nothing has. */
export function gone(value: string): string {
  const digits = /[0-9a-f]{8}$/i.exec(value)?.[0];
  if (digits !== undefined)
    return value.slice(0, -8) + (digits === "00000000" ? "11111111" : "00000000");
  return value.includes(".") && !value.includes("/") ? `gone-${value}` : `${value}-gone`;
}
