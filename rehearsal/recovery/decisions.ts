/** What is to become of each operation that a killed engine has left open. */
import {
  entriesOf,
  isFields,
  nameOf,
  operationsOf,
  textIn,
  type Entry,
  type Exported,
  type Fields,
  type Operation,
} from "./deployment";
import type { Find } from "./finder";
import { hasId, identityOf, outputsToRead, type Identity } from "./identities";

/** A decision about one operation. */
export type Decision = { readonly operation: Operation } & (
  | {
      /** What it has made, if anything, has this id: it is taken into the state, and reading it tells. */
      readonly kind: "adopt";
      readonly id: string;
      /** What the provider needs to read it besides its inputs; undefined where it is read as an import. */
      readonly outputs: Fields | undefined;
      /** What it carries if it is ours; nothing where a person has told the id, or it can carry none. */
      readonly tags: Tags;
      /** What tells the id: the tags that it carries, its inputs, or a person. */
      readonly by: "tags" | "inputs" | "word";
      readonly place: Place;
    }
  /** The state has it: reading it again tells. */
  | { readonly kind: "read" }
  /** Nothing is to be found. */
  | { readonly kind: "drop"; readonly why: string }
  /** A person must say. */
  | { readonly kind: "open"; readonly why: string; readonly candidates: readonly string[] }
);

/**
 * Where what was made goes, by what else the state has under its URN. Nothing uses it in any case, as its id was never
 * recorded; what the state has may be used.
 */
export type Place =
  /** To the end, as all that it depends on was there before. */
  | "end"
  /** Into the stead of what was deleted to be replaced, or of what a killed recovery has put there. */
  | "stead"
  /** To the end; what it replaces waits to be deleted. */
  | "successor"
  /** To the end, to be deleted: a later run has made another, which others use by now. */
  | "leftover";

type Tags = Readonly<Record<string, string>>;
type Tagged = Extract<Identity, { by: "tags" }>;

/**
 * What a person has said, by URN: the id of what was made, or null where nothing was; one after the other where several
 * creations of one URN are open.
 */
export type Answers = ReadonlyMap<string, readonly (string | null)[]>;

/** The tags that tell one declaration of one stack from all others; every taggable child of ours carries them. */
export const identityTags = ["archipelago:stack", "archipelago:resource"] as const;

/** Decides about all of them, in their order. */
export async function decide(
  state: Exported,
  find: Find,
  answers: Answers = new Map(),
): Promise<readonly Decision[]> {
  const decisions: Decision[] = [];
  for (const operation of operationsOf(state)) {
    decisions.push(await decideOne({ state, find, answers, operation, decisions }));
  }
  return decisions;
}

interface Case {
  readonly state: Exported;
  readonly find: Find;
  readonly answers: Answers;
  readonly operation: Operation;
  /** About the operations before this one. */
  readonly decisions: readonly Decision[];
}

async function decideOne(one: Case): Promise<Decision> {
  const { operation } = one;
  switch (operation.type) {
    case "updating":
    case "deleting":
      return { kind: "read", operation };
    case "reading":
    case "importing":
      return drop(operation, "it makes nothing: the next run does it again");
    case "creating":
      return answered(one) ?? (await found(one));
    default:
      return open(operation, `Pulumi calls it "${operation.type}", which is not known here`);
  }
}

/** What a person has said about it; undefined where nobody has. */
function answered(one: Case): Decision | undefined {
  const { operation, answers, decisions } = one;
  const { urn, type, inputs = {} } = operation.resource;
  const before = decisions.filter((other) => isCreation(other.operation, urn));
  const answer = answers.get(urn)?.[before.length];
  if (answer === undefined) return undefined;
  if (answer === null) return drop(operation, "so you said");
  const outputs = outputsToRead(identityOf(type), inputs, answer);
  return adoption(one, { id: answer, outputs, tags: {}, by: "word" });
}

/** Whether an operation is a creation of that URN. */
export function isCreation({ type, resource }: Operation, urn: string): boolean {
  return type === "creating" && resource.urn === urn;
}

async function found(one: Case): Promise<Decision> {
  const { operation } = one;
  const { type, custom, inputs = {} } = operation.resource;
  const identity = identityOf(custom === false ? "pulumi:component" : type);
  if (identity === undefined) {
    return open(operation, `how one ${type} is told from others is not known here`);
  }
  if (identity.by === "nothing") return drop(operation, identity.why);
  const tags = identity.by === "tags" || identity.taggable ? identifying(inputs) : {};
  if (tags === undefined) {
    return open(operation, `it does not carry the tags ${identityTags.join(" and ")}`);
  }
  if (identity.by === "tags") return await foundByTags(one, identity, tags);
  const id = identity.id(inputs);
  if (id === undefined) {
    return open(operation, "its id follows from inputs that are missing or secret");
  }
  const outputs = identity.by === "import" ? undefined : inputs;
  return adoption(one, { id, outputs, tags, by: "inputs" });
}

async function foundByTags(one: Case, identity: Tagged, tags: Tags): Promise<Decision> {
  const { state, operation } = one;
  const { urn, type, provider, inputs = {} } = operation.resource;
  const entries = entriesOf(state);
  const answer = await one.find({
    type,
    identity,
    tags,
    region: textIn(inputs, "region"),
    provider: entries.find((entry) => `${entry.urn}::${entry.id ?? ""}` === provider),
    asOf: state.deployment?.manifest?.time,
  });
  if ("unsure" in answer) return open(operation, answer.unsure);
  const read = entries.filter((entry) => entry.urn !== urn || entry.refreshBeforeUpdate !== true);
  const known = new Set([...read.map(({ id }) => id), ...adoptedIn(one.decisions)]);
  const [id, ...others] = answer.ids.filter((candidate) => !known.has(candidate));
  if (id === undefined) {
    return drop(operation, "nothing carries its tags, so it was never made");
  }
  if (others.length > 0) {
    return open(operation, "several things carry its tags", [id, ...others]);
  }
  return adoption(one, { id, outputs: outputsToRead(identity, inputs, id), tags, by: "tags" });
}

type Adoption = Extract<Decision, { kind: "adopt" }>;
type Made = Omit<Adoption, "kind" | "operation" | "place">;

/** Takes in what has that id, unless the state has it by now or it cannot be told what would be deleted for it. */
function adoption(one: Case, made: Made): Decision {
  const { operation, decisions } = one;
  const { id, tags, by } = made;
  const { urn } = operation.resource;
  const twin = decisions.find(
    (other) =>
      other.kind === "adopt" &&
      isThere({ ...other.operation.resource, id: other.id }, operation.resource, id),
  );
  if (twin !== undefined) {
    return twin.operation.resource.urn === urn
      ? drop(operation, `an operation before it has made ${id}`)
      : open(operation, `${nameOf(twin.operation.resource.urn)} may have made ${id} as well`);
  }
  const there = entriesOf(one.state).find((entry) => isThere(entry, operation.resource, id));
  // What a killed recovery has taken in and not read is still marked, and judged once more.
  if (there !== undefined && (there.urn !== urn || there.refreshBeforeUpdate !== true)) {
    return there.urn !== urn || carries(there, tags)
      ? drop(operation, `the state has ${id} already`)
      : open(operation, `the state has ${id}, which does not carry this stack's tags`);
  }
  const place = placeOf(one, there);
  if (place === undefined) {
    return open(operation, "the state has another and not when that was made; this one is unused");
  }
  if (place === "leftover" && by === "inputs" && isUntold(tags)) {
    return open(operation, `a later run has made another, and nothing tells whose ${id} is`);
  }
  return { kind: "adopt", operation, place, ...made };
}

/** Whether the state has the object with that id: under the same URN, or under another that the program gave it since. */
function isThere(entry: Entry, { urn, type, provider, inputs }: Entry, id: string): boolean {
  if (entry.pendingReplacement === true || !hasId(entry, id)) return false;
  const [here, there] = [textIn(inputs, "region"), textIn(entry.inputs, "region")];
  if (here !== undefined && there !== undefined && here !== there) return false;
  return entry.urn === urn || (entry.type === type && entry.provider === provider);
}

/**
 * Where it goes; undefined where it cannot be told whether it was to replace what the state has, or that was made since.
 *
 * @param there what a killed recovery has put into the state already
 */
function placeOf(
  { state, operation, decisions }: Case,
  there: Entry | undefined,
): Place | undefined {
  const { urn, created } = operation.resource;
  const live = entriesOf(state).find((entry) => entry.urn === urn && entry.delete !== true);
  const isSecond = decisions.some(
    (other) => other.kind === "adopt" && isCreation(other.operation, urn),
  );
  if (isSecond) return "leftover";
  if (live === undefined) return "end";
  if (live.pendingReplacement === true || live === there) return "stead";
  if (live.created === undefined) return undefined;
  return live.created === created ? "successor" : "leftover";
}

/** Whether no tags tell whose a thing is. */
export function isUntold(tags: Tags): boolean {
  return Object.keys(tags).length === 0;
}

/** Whether the state says of an object that it carries these tags. */
export function carries({ outputs }: Entry, tags: Tags): boolean {
  const carried = isFields(outputs?.["tags"]) ? outputs["tags"] : {};
  return Object.entries(tags).every(([key, value]) => carried[key] === value);
}

function adoptedIn(decisions: readonly Decision[]): readonly string[] {
  return decisions.flatMap((decision) => (decision.kind === "adopt" ? decision.id : []));
}

function drop(operation: Operation, why: string): Decision {
  return { kind: "drop", operation, why };
}

function open(operation: Operation, why: string, candidates: readonly string[] = []): Decision {
  return { kind: "open", operation, why, candidates };
}

/** The identity tags among inputs; undefined unless all are there and known. */
function identifying(inputs: Fields): Tags | undefined {
  const tags = isFields(inputs["tags"]) ? inputs["tags"] : {};
  const found = identityTags.flatMap((key): [string, string][] => {
    const value = tags[key];
    return typeof value === "string" ? [[key, value]] : [];
  });
  return found.length === identityTags.length ? Object.fromEntries(found) : undefined;
}
