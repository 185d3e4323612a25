/**
 * The objects of the rehearsal cloud and the ways to find them. Every look-up goes through an index, so that
 * a call costs the same in a world of ten objects and of ten thousand.
 */
import type { CloudObject, Properties, Value } from "./model";
import { isList, isProperties, textAt, withValueAt } from "./paths";

/** An object with what the world itself must remember of it. */
export interface Stored {
  readonly object: CloudObject;
  /** From what its hexadecimal digits were made: the URN and how many objects that URN had made before. */
  readonly mint: { readonly urn: string; readonly count: number };
  /** The type of the object that brought it. */
  readonly ownerType?: string;
  /** Outputs that another object's call has changed; an update leaves them. */
  readonly amended?: readonly string[];
  /** Why it never became ready. */
  readonly notReady?: readonly string[];
}

/** One step of a change to the store, as it is kept on disk. */
export type StoreChange =
  | { readonly put: Stored }
  | { readonly drop: readonly [type: string, scope: string, id: string] }
  | { readonly made: readonly [urn: string, count: number] };

interface Entry {
  readonly stored: Stored;
  /** Every string in it. */
  readonly strings: ReadonlySet<string>;
  /** Those that are only its own identity: its id, its ARN, its name. */
  readonly own: ReadonlySet<string>;
  /** What texts it is told apart by: its id, its ARN, its name. */
  readonly identity: readonly string[];
  /** Its name and the keys of its model, with its type before them. */
  readonly keys: readonly string[];
}

/** By what the objects of a type are found. */
export interface Indexing {
  /** The input that carries the physical name. */
  nameProperty(type: string): string | undefined;
  /** The model's own keys of an object. */
  keys(object: CloudObject): readonly string[];
}

type Index = Map<string, Set<Entry>>;

export class Store {
  /** type -> scope -> id. */
  private readonly types = new Map<string, Map<string, Map<string, Entry>>>();
  /** text -> type. */
  private readonly byString = new Map<string, Index>();
  private readonly byIdentity: Index = new Map();
  private readonly byKey: Index = new Map();
  private readonly byScope: Index = new Map();
  private readonly byOwner: Index = new Map();
  private readonly byId: Index = new Map();
  private readonly made = new Map<string, number>();
  private nextOrder = 1;

  constructor(private readonly indexing: Indexing) {}

  /** The `order` of the next object. */
  get order(): number {
    return this.nextOrder;
  }

  /** Gives no order again that was given before, be it to what is gone. */
  continueFrom(order: number): void {
    if (order > this.nextOrder) this.nextOrder = order;
  }

  all(type: string, scope?: string): readonly Stored[] {
    const scopes = this.types.get(type);
    if (!scopes) return [];
    const chosen = scope === undefined ? [...scopes.values()] : [scopes.get(scope)];
    return chosen.flatMap((ids) => (ids ? [...ids.values()].map(storedOf) : []));
  }

  find(type: string, id: string, scope?: string): Stored | undefined {
    const scopes = this.types.get(type);
    if (!scopes) return undefined;
    if (scope !== undefined) return scopes.get(scope)?.get(id)?.stored;
    for (const ids of scopes.values()) {
      const found = ids.get(id);
      if (found) return found.stored;
    }
    return undefined;
  }

  /** Objects that have the text as a whole value somewhere, be it their own identity; of one type if it is given. */
  mentioning(text: string, type?: string): readonly Stored[] {
    return this.mentions(text, type).map(storedOf);
  }

  /** Objects that mention the text as something other than themselves; of one type if it is given. */
  referrers(text: string, type?: string): readonly Stored[] {
    const found = this.mentions(text, type);
    return found.filter((entry) => !entry.own.has(text)).map(storedOf);
  }

  /** Objects whose id, ARN or name the text is. */
  identified(text: string): readonly Stored[] {
    return [...(this.byIdentity.get(text) ?? [])].map(storedOf);
  }

  named(type: string, name: string): readonly Stored[] {
    return [...(this.byKey.get(nameKey(type, name)) ?? [])].map(storedOf);
  }

  keyed(type: string, key: string, scope?: string): readonly Stored[] {
    const found = [...(this.byKey.get(modelKey(type, key)) ?? [])].map(storedOf);
    return scope === undefined ? found : found.filter(({ object }) => object.scope === scope);
  }

  inScope(scope: string): readonly Stored[] {
    return [...(this.byScope.get(scope) ?? [])].map(storedOf);
  }

  ownedBy(owner: string): readonly Stored[] {
    return [...(this.byOwner.get(owner) ?? [])].map(storedOf);
  }

  withId(id: string): readonly Stored[] {
    return [...(this.byId.get(id) ?? [])].map(storedOf);
  }

  /** Everything, oldest first. */
  everything(): readonly Stored[] {
    const found = [...this.byScope.values()].flatMap((entries) => [...entries].map(storedOf));
    return found.sort((left, right) => left.object.order - right.object.order);
  }

  /** How many objects a URN has made. */
  madeBy(urn: string): number {
    return this.made.get(urn) ?? 0;
  }

  counters(): readonly (readonly [string, number])[] {
    return [...this.made];
  }

  /** Does one change and returns the one that undoes it. */
  apply(change: StoreChange): StoreChange {
    if ("made" in change) {
      const [urn, count] = change.made;
      const before = this.madeBy(urn);
      if (count === 0) this.made.delete(urn);
      else this.made.set(urn, count);
      return { made: [urn, before] };
    }
    const [type, scope, id] = "put" in change ? keyOf(change.put.object) : change.drop;
    const before = this.take(type, scope, id);
    if ("put" in change) this.add(change.put);
    return before ? { put: before } : { drop: [type, scope, id] };
  }

  private mentions(text: string, type: string | undefined): readonly Entry[] {
    const types = this.byString.get(text);
    if (!types) return [];
    if (type !== undefined) return [...(types.get(type) ?? [])];
    return [...types.values()].flatMap((entries) => [...entries]);
  }

  private add(stored: Stored): void {
    const { type, scope, id, order, owner } = stored.object;
    const entry = entryOf(stored, this.indexing);
    const scopes = this.types.get(type) ?? new Map<string, Map<string, Entry>>();
    this.types.set(type, scopes);
    const ids = scopes.get(scope) ?? new Map<string, Entry>();
    scopes.set(scope, ids);
    ids.set(id, entry);
    for (const text of entry.strings) {
      const types = this.byString.get(text) ?? new Map<string, Set<Entry>>();
      this.byString.set(text, types);
      enter(types, type, entry);
    }
    for (const text of entry.identity) enter(this.byIdentity, text, entry);
    for (const key of entry.keys) enter(this.byKey, key, entry);
    enter(this.byScope, scope, entry);
    enter(this.byId, id, entry);
    if (owner !== undefined) enter(this.byOwner, owner, entry);
    this.nextOrder = Math.max(this.nextOrder, order + 1);
  }

  private take(type: string, scope: string, id: string): Stored | undefined {
    const ids = this.types.get(type)?.get(scope);
    const entry = ids?.get(id);
    if (!ids || !entry) return undefined;
    ids.delete(id);
    for (const text of entry.strings) {
      const types = this.byString.get(text);
      if (types) leave(types, type, entry);
      if (types?.size === 0) this.byString.delete(text);
    }
    for (const text of entry.identity) leave(this.byIdentity, text, entry);
    for (const key of entry.keys) leave(this.byKey, key, entry);
    leave(this.byScope, scope, entry);
    leave(this.byId, id, entry);
    const { owner } = entry.stored.object;
    if (owner !== undefined) leave(this.byOwner, owner, entry);
    return entry.stored;
  }
}

function nameKey(type: string, name: string): string {
  return `${type} name ${name}`;
}

function modelKey(type: string, key: string): string {
  return `${type} key ${key}`;
}

function storedOf(entry: Entry): Stored {
  return entry.stored;
}

/** What tells an object from every other. */
export function keyOf(object: CloudObject): readonly [type: string, scope: string, id: string] {
  return [object.type, object.scope, object.id];
}

function enter(index: Index, key: string, entry: Entry): void {
  const entries = index.get(key);
  if (entries) entries.add(entry);
  else index.set(key, new Set([entry]));
}

function leave(index: Index, key: string, entry: Entry): void {
  const entries = index.get(key);
  entries?.delete(entry);
  if (entries?.size === 0) index.delete(key);
}

function entryOf(stored: Stored, indexing: Indexing): Entry {
  const { type, inputs, outputs, id } = stored.object;
  const nameProperty = indexing.nameProperty(type);
  const name =
    nameProperty === undefined
      ? undefined
      : (textAt(inputs, nameProperty) ?? textAt(outputs, nameProperty));
  const arn = outputs["arn"];
  const nameless = (properties: Properties): Properties =>
    nameProperty === undefined || name === undefined
      ? properties
      : withValueAt(properties, nameProperty, null);
  const others = new Set<string>();
  for (const value of Object.values(nameless(inputs))) collect(value, others);
  for (const [property, value] of Object.entries(nameless(outputs))) {
    if (property !== "id" && value !== id && value !== arn) collect(value, others);
  }
  const identity = [...new Set([id, arn, name])].filter((text) => typeof text === "string");
  const own = new Set(identity.filter((text) => !others.has(text)));
  const keys = indexing.keys(stored.object).map((key) => modelKey(type, key));
  return {
    stored,
    own,
    identity,
    strings: own.size === 0 ? others : new Set([...others, ...own]),
    keys: name === undefined ? keys : [nameKey(type, name), ...keys],
  };
}

function collect(value: Value, into: Set<string>): void {
  if (typeof value === "string") {
    if (value === "") return;
    into.add(value);
    const document = /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    if (document !== undefined) collect(document, into);
  } else if (isList(value)) for (const inner of value) collect(inner, into);
  else if (isProperties(value)) for (const inner of Object.values(value)) collect(inner, into);
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
