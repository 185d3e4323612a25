/** What is to become of each operation that a killed engine has left open. */
import {
  entriesOf,
  isFields,
  operationsOf,
  textIn,
  type Entry,
  type Exported,
  type Fields,
  type Operation,
} from "./deployment";
import type { Find } from "./finder";
import { identityOf, type Tagged } from "./identities";

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
    }
  /** The state has it: reading it again tells. */
  | { readonly kind: "read" }
  /** Nothing is to be found. */
  | { readonly kind: "drop"; readonly why: string }
  /** A person must say. */
  | { readonly kind: "open"; readonly why: string; readonly candidates: readonly string[] }
);

type Tags = Readonly<Record<string, string>>;

/** What a person has said, by URN: the id of what was made, or null where nothing was. */
export type Answers = ReadonlyMap<string, string | null>;

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
  const { operation, answers } = one;
  const { type, resource } = operation;
  if (type === "updating" || type === "deleting") return { kind: "read", operation };
  if (type === "reading" || type === "importing") {
    return { kind: "drop", operation, why: "it makes nothing: the next run does it again" };
  }
  if (type !== "creating") {
    return open(operation, `Pulumi calls it "${type}", which is not known here`);
  }
  const answer = answers.get(resource.urn);
  if (answer === null) return { kind: "drop", operation, why: "so you said" };
  if (answer !== undefined)
    return adoption(one, { id: answer, outputs: resource.inputs ?? {}, tags: {} });
  return await created(one);
}

async function created(one: Case): Promise<Decision> {
  const { operation } = one;
  const { type, custom, inputs = {} } = operation.resource;
  const identity = identityOf(custom === false ? "pulumi:component" : type);
  if (identity === undefined) {
    return open(operation, `how one ${type} is told from others is not known here`);
  }
  if (identity.by === "nothing") return { kind: "drop", operation, why: identity.why };
  if (identity.by === "tags") return await foundByTags(one, identity);
  const id = identity.id(inputs);
  if (id === undefined) {
    return open(operation, "its id follows from inputs that are missing or secret");
  }
  const outputs = identity.by === "import" ? undefined : inputs;
  return adoption(one, { id, outputs, tags: identifying(inputs) ?? {} });
}

async function foundByTags(one: Case, identity: Tagged): Promise<Decision> {
  const { state, operation } = one;
  const { type, provider, inputs = {} } = operation.resource;
  const tags = identifying(inputs);
  if (tags === undefined) {
    return open(operation, `it does not carry the tags ${identityTags.join(" and ")}`);
  }
  const entries = entriesOf(state);
  const found = await one.find({
    type,
    identity,
    tags,
    region: textIn(inputs, "region"),
    provider: entries.find(({ urn, id = "" }) => `${urn}::${id}` === provider),
    asOf: state.deployment?.manifest?.time,
  });
  if ("unsure" in found) return open(operation, found.unsure);
  const known = new Set([...entries.map(({ id }) => id), ...adoptedIn(one.decisions)]);
  const [id, ...others] = found.ids.filter((candidate) => !known.has(candidate));
  if (id === undefined) {
    return { kind: "drop", operation, why: "nothing carries its tags, so it was never made" };
  }
  if (others.length > 0) {
    return open(operation, "several things carry its tags", [id, ...others]);
  }
  const output = identity.output === undefined ? {} : { [identity.output]: id };
  return adoption(one, { id, outputs: { ...inputs, ...output }, tags });
}

type Made = Omit<Extract<Decision, { kind: "adopt" }>, "kind" | "operation">;

function adoption({ state, operation, decisions }: Case, made: Made): Decision {
  const { id } = made;
  const { urn } = operation.resource;
  if (entriesOf(state).some((entry) => entry.urn === urn && stands(entry, id))) {
    return { kind: "drop", operation, why: `the state has ${id} already` };
  }
  const twice = decisions.some(
    (other) => other.kind === "adopt" && other.id === id && other.operation.resource.urn === urn,
  );
  if (twice) return { kind: "drop", operation, why: `an operation before it has made ${id}` };
  return { kind: "adopt", operation, ...made };
}

function stands(entry: Entry, id: string): boolean {
  return entry.id === id && entry.pendingReplacement !== true;
}

function adoptedIn(decisions: readonly Decision[]): readonly string[] {
  return decisions.flatMap((decision) => (decision.kind === "adopt" ? decision.id : []));
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
