/** Puts what was found into a state, and takes out again what turns out not to be ours or could not be read. */
import { carries, isUntold, type Decision } from "./decisions";
import { entriesOf, withEntries, type Entry, type Exported } from "./deployment";

type Adopted = Extract<Decision, { kind: "adopt" }>;

/**
 * The state with all that was decided, and with no operation pending any more. Whatever has not been read since is
 * marked, so that the engine reads it before it plans anything, also where nobody refreshes.
 */
export function applied(state: Exported, decisions: readonly Decision[]): Exported {
  const open = new Set(
    decisions.flatMap(({ kind, operation }) => (kind === "read" ? operation.resource.urn : [])),
  );
  const marked = entriesOf(state).map((entry) =>
    open.has(entry.urn) ? { ...entry, refreshBeforeUpdate: true } : entry,
  );
  const time = state.deployment?.manifest?.time;
  const entries = adoptedIn(decisions).reduce<readonly Entry[]>(
    (before, decision) =>
      withAdopted(before, decision, time === undefined ? {} : { created: time }),
    marked,
  );
  return withEntries(state, entries);
}

function adoptedIn(decisions: readonly Decision[]): readonly Adopted[] {
  return decisions.filter((decision): decision is Adopted => decision.kind === "adopt");
}

/** @param made what was to replace something would keep that one's time otherwise, and be taken for it */
function withAdopted(
  entries: readonly Entry[],
  { operation: { resource }, id, outputs = {}, place }: Adopted,
  made: Pick<Entry, "created">,
): Entry[] {
  const entry: Entry = { ...resource, ...made, id, outputs, refreshBeforeUpdate: true };
  const live = liveIn(entries, resource.urn);
  switch (place) {
    case "end":
      return [...entries, entry];
    case "stead":
      return entries.map((other) => (other === live ? entry : other));
    case "successor":
      return [
        ...entries.map((other) => (other === live ? { ...other, delete: true } : other)),
        entry,
      ];
    case "leftover": {
      // A recovery that was killed may have put it there already.
      const others = entries.filter(
        (other) => other === live || other.urn !== resource.urn || other.id !== id,
      );
      return [...others, { ...entry, delete: true }];
    }
  }
}

/** What reading has shown of an adopted object. */
export type Reading = { readonly decision: Adopted } & (
  | { readonly kind: "adopted"; readonly id: string; readonly leftover: boolean }
  | { readonly kind: "absent" }
  /** There is nothing with the id that a person has told. */
  | { readonly kind: "mistaken" }
  /** It exists and does not carry the tags: somebody else's, or tagged too late. */
  | { readonly kind: "foreign"; readonly id: string }
  /** It is what the state has already. */
  | { readonly kind: "known"; readonly id: string }
  /** Pulumi did not come to it, and it is ours if it exists: the next run reads it first. */
  | { readonly kind: "unread" }
  /** Pulumi did not come to it, and only that would tell whose it is, or under which id. */
  | { readonly kind: "unjudged" }
);

/**
 * What of the adopted is there after the state has been read anew.
 *
 * @param failed whether the reading has failed for some of them
 */
export function readings(
  before: Exported,
  after: Exported,
  decisions: readonly Decision[],
  failed: boolean,
): readonly Reading[] {
  return adoptedIn(decisions).map((decision): Reading => {
    const entry = entryOf(before, after, decision);
    if (entry?.id === undefined) {
      return { decision, kind: decision.by === "word" ? "mistaken" : "absent" };
    }
    const { id } = entry;
    if (failed && entry.refreshBeforeUpdate === true) {
      return { decision, kind: isSure(decision) ? "unread" : "unjudged" };
    }
    const isKnown = entriesOf(before).some((other) => other.urn === entry.urn && other.id === id);
    if (decision.outputs === undefined && isKnown) return { decision, kind: "known", id };
    return carries(entry, decision.tags)
      ? { decision, kind: "adopted", id, leftover: entry.delete === true }
      : { decision, kind: "foreign", id };
  });
}

function isSure({ by, tags, outputs }: Adopted): boolean {
  return by !== "inputs" || (isUntold(tags) && outputs !== undefined);
}

/** The last of its URN with its id, or, for an import, with the id that it took once it was read. */
function entryOf(
  before: Exported,
  after: Exported,
  { operation: { resource }, id, outputs }: Adopted,
): Entry | undefined {
  const own = entriesOf(after).filter(({ urn }) => urn === resource.urn);
  const known = entriesOf(before).flatMap((entry) => entry.id ?? []);
  return (
    own.findLast((entry) => entry.id === id) ??
    (outputs === undefined
      ? own.findLast((entry, index) => {
          const isTwice = own.findIndex((other) => other.id === entry.id) < index;
          return isTwice || !known.includes(entry.id ?? "");
        })
      : undefined)
  );
}

/**
 * The state without what reading has not shown to be ours, and with what stood in its place before; undefined where
 * there is nothing to change.
 */
export function settledState(
  before: Exported,
  after: Exported,
  found: readonly Reading[],
): Exported | undefined {
  const read = entriesOf(after);
  const own = found.reduce((kept, reading) => {
    const stays = reading.kind === "adopted" || reading.kind === "unread";
    const entry = stays ? undefined : entryOf(before, after, reading.decision);
    return entry === undefined ? kept : withoutAdopted(kept, entry, reading, before);
  }, read);
  const settled = standing(before, own, found);
  const isSame = settled.length === read.length && settled.every((entry, at) => entry === read[at]);
  return isSame ? undefined : withEntries(after, settled);
}

function withoutAdopted(
  entries: readonly Entry[],
  adopted: Entry,
  { kind, decision: { place } }: Reading,
  before: Exported,
): readonly Entry[] {
  const live = liveIn(entriesOf(before), adopted.urn);
  if (place !== "stead" || live === undefined) return entries.filter((entry) => entry !== adopted);
  // Others may depend on what stands there. What a killed recovery has put there waits now for what is yet to be made.
  const back = kind === "unjudged" ? live : { ...live, pendingReplacement: true };
  return entries.map((entry) => (entry === adopted ? back : entry));
}

/** Where nothing of a URN stands any more, what stood before does again, or else what was found besides. */
function standing(
  before: Exported,
  entries: readonly Entry[],
  found: readonly Reading[],
): readonly Entry[] {
  const may = found.flatMap((reading) => {
    const { urn } = reading.decision.operation.resource;
    const ids = [
      liveIn(entriesOf(before), urn)?.id,
      reading.kind === "adopted" ? reading.id : undefined,
    ];
    return ids.map((id) => `${urn} ${id ?? ""}`);
  });
  const stands = new Set(entries.filter((entry) => entry.delete !== true).map(({ urn }) => urn));
  return entries.map((entry) => {
    if (stands.has(entry.urn) || !may.includes(`${entry.urn} ${entry.id ?? ""}`)) return entry;
    stands.add(entry.urn);
    return { ...entry, delete: false };
  });
}

function liveIn(entries: readonly Entry[], asked: string): Entry | undefined {
  return entries.find(({ urn, delete: old }) => urn === asked && old !== true);
}
