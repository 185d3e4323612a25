/**
 * A world in memory that serves models without an engine, a catalogue or a process: what a model test
 * needs to create, update and delete objects and to see what is refused. It follows the order in which
 * the rehearsal cloud itself calls a model.
 */
import { createHash } from "node:crypto";
import {
  unknown,
  type Caller,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type Reference,
  type Value,
  type WorldView,
} from "../../rehearsal/world/model";

/** Who calls, unless a test says otherwise. */
export const caller: Caller = {
  account: "123456789012",
  principalArn: "arn:aws:iam::123456789012:role/deployer",
  region: "eu-west-1",
};

interface Stored extends CloudObject {
  outputs: Properties;
  inputs: Properties;
}

/** A world that holds objects of the models given, and refuses what they refuse. */
export class TestWorld implements WorldView {
  private objects: Stored[] = [];
  private made = 0;
  private readonly models: ReadonlyMap<string, Model>;

  /** `clusterArn` is where objects of Kubernetes models go. */
  constructor(
    models: readonly Model[],
    private readonly clusterArn = "cluster",
  ) {
    this.models = new Map(models.map((model) => [model.type, model]));
  }

  /** Creates an object as the rehearsal cloud does. Throws the model's Refusal. */
  create(type: string, inputs: Properties = {}, as: Caller = caller): CloudObject {
    const model = this.modelOf(type);
    this.made += 1;
    const draft = this.draft(model, inputs, as, `urn:test:${type}::${this.made}`);
    refuseReferences(model, draft);
    refuseTakenName(model, draft);
    model.refuseCreate?.(draft);
    const id = model.id(draft);
    const outputs = { ...draft.inputs, ...model.computed(draft, id) };
    const object = {
      type,
      id,
      scope: draft.scope,
      inputs: draft.inputs,
      outputs,
      urn: draft.urn,
      order: this.made,
    };
    this.objects.push(object);
    model.afterCreate?.(draft, id, outputs);
    return object;
  }

  /** Gives an object new inputs in place. Throws the model's Refusal. */
  update(object: CloudObject, inputs: Properties, as: Caller = caller): CloudObject {
    const model = this.modelOf(object.type);
    const stored = this.stored(object);
    const draft = this.draft(model, inputs, as, stored.urn ?? "");
    refuseReferences(model, draft);
    model.refuseUpdate?.(draft, stored);
    const before = { ...stored };
    stored.outputs = { ...draft.inputs, ...model.computed(draft, stored.id) };
    stored.inputs = draft.inputs;
    model.afterUpdate?.(draft, before);
    return stored;
  }

  /** Deletes an object with what it brought. Throws the model's Refusal. What is gone already stays gone. */
  delete(object: CloudObject, as: Caller = caller): void {
    const model = this.modelOf(object.type);
    if (!this.objects.some((other) => other === object)) return;
    model.refuseDelete?.(object, this, as);
    this.remove(object);
    model.afterDelete?.(object, this);
  }

  all(type: string, scope?: string): readonly CloudObject[] {
    return this.objects.filter(
      (object) => object.type === type && (scope === undefined || object.scope === scope),
    );
  }

  find(type: string, id: string, scope?: string): CloudObject | undefined {
    return this.all(type, scope).find((object) => object.id === id);
  }

  keyed(type: string, key: string, scope?: string): readonly CloudObject[] {
    const keysOf = this.models.get(type)?.keys;
    return this.all(type, scope).filter((object) => keysOf?.(object).includes(key));
  }

  referrers(idOrArn: string, type?: string): readonly CloudObject[] {
    return this.objects.filter(
      (object) =>
        (type === undefined || object.type === type) &&
        (mentions(object.inputs, idOrArn) || mentions(object.outputs, idOrArn)),
    );
  }

  bring({ ownerType: _told, ...object }: Parameters<WorldView["bring"]>[0]): void {
    this.made += 1;
    const { type, id, scope } = object;
    this.objects = this.objects.filter(
      (other) => !(other.type === type && other.id === id && other.scope === scope),
    );
    this.objects.push({ ...object, inputs: {}, order: this.made });
  }

  amend(object: CloudObject, outputs: Properties): void {
    this.stored(object).outputs = outputs;
  }

  remove(object: CloudObject): void {
    this.objects = this.objects.filter(
      (other) => other !== object && !(other.owner === object.id && other.scope === object.scope),
    );
  }

  /** Everything that exists, oldest first, as `type id` lines. */
  listing(): readonly string[] {
    return this.objects.map((object) => `${object.type} ${object.id}`);
  }

  private modelOf(type: string): Model {
    const model = this.models.get(type);
    if (!model) throw new Error(`no model for ${type} in this test`);
    return model;
  }

  private stored(object: CloudObject): Stored {
    const stored = this.objects.find((other) => other === object);
    if (!stored) throw new Error(`${object.type} ${object.id} is not in the world`);
    return stored;
  }

  private draft(model: Model, inputs: Properties, as: Caller, urn: string): Draft {
    const filled = { ...model.defaults, ...inputs };
    const named =
      model.name?.autoName === "dash" && model.placement !== "cluster"
        ? { [model.name.property]: `auto-${this.made}`, ...filled }
        : filled;
    return {
      urn,
      type: model.type,
      scope: model.placement === "cluster" ? this.clusterArn : scopeOf(model, named, as),
      inputs: named,
      caller: as,
      world: this,
      hex: (digits, salt = "") =>
        createHash("sha512").update(`${urn} ${salt}`).digest("hex").slice(0, digits),
    };
  }
}

function scopeOf(model: Model, inputs: Properties, as: Caller): string {
  if (model.placement === "regional") {
    return typeof inputs["region"] === "string" ? inputs["region"] : as.region;
  }
  return model.placement;
}

function refuseReferences(model: Model, draft: Draft): void {
  for (const reference of model.references ?? []) {
    for (const value of valuesAt(draft.inputs, reference.path.split("."))) {
      if (typeof value !== "string" || value === unknown) continue;
      if (reference.optional?.(value)) continue;
      if (!targetOf(reference, value, draft)) throw reference.missing(value);
    }
  }
}

function targetOf(reference: Reference, value: string, draft: Draft): CloudObject | undefined {
  const scope = reference.where === "same" ? draft.scope : undefined;
  const { by } = reference;
  return reference.to
    .flatMap((type) => draft.world.all(type, scope))
    .find((object) => (by === undefined ? object.id : object.outputs[by]) === value);
}

function refuseTakenName(model: Model, draft: Draft): void {
  const rule = model.name;
  if (!rule || rule.unique === "none" || !rule.taken) return;
  const name = draft.inputs[rule.property];
  const rivals = draft.world.all(model.type, rule.unique === "scope" ? draft.scope : undefined);
  const other = rivals.find((rival) => rival.outputs[rule.property] === name);
  if (typeof name === "string" && other) throw rule.taken(name, other, draft);
}

/** All values at a path of the Reference form, where `[]` goes into each element of a list. */
function valuesAt(value: Value | undefined, steps: readonly string[]): readonly Value[] {
  if (value === undefined || value === null) return [];
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  const property = step.replace("[]", "");
  if (typeof value !== "object" || isList(value)) return [];
  const inner = value[property];
  if (!step.endsWith("[]")) return valuesAt(inner, rest);
  return inner !== undefined && isList(inner) ? inner.flatMap((item) => valuesAt(item, rest)) : [];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function mentions(value: Value, needle: string): boolean {
  if (typeof value === "string") {
    return value === needle || (/^[{[]/.test(value) && value.includes(`"${needle}"`));
  }
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item: Value) => mentions(item, needle));
}
