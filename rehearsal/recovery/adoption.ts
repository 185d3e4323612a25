/** Puts what was found into a state, and takes out again what turns out to be another's. */
import type { Decision } from "./decisions";
import { entriesOf, isFields, nameOf, withEntries, type Entry, type Exported } from "./deployment";

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
  const adopted = decisions.filter((decision): decision is Adopted => decision.kind === "adopt");
  return withEntries(state, adopted.reduce(withAdopted, marked));
}

/**
 * What was made stands at the end, as all that it depends on was there before; only where it stands in for what has
 * been deleted already it takes that one's place, as others may depend on it.
 */
function withAdopted(entries: readonly Entry[], { operation, id, outputs = {} }: Adopted): Entry[] {
  const { resource } = operation;
  const entry: Entry = { ...resource, id, outputs, refreshBeforeUpdate: true };
  const before = entries.find(({ urn, delete: old }) => urn === resource.urn && old !== true);
  if (before === undefined) return [...entries, entry];
  if (before.pendingReplacement === true) {
    return entries.map((other) => (other === before ? entry : other));
  }
  // A run since then has made one more, which others use by now: the first is nobody's.
  if (isSame(before, resource)) return [...entries, { ...entry, delete: true }];
  const replaced = { ...before, delete: true };
  return [...entries.map((other) => (other === before ? replaced : other)), entry];
}

/** Whether both were asked for in the same words: names that Pulumi makes up apart. */
function isSame(left: Entry, right: Entry): boolean {
  return words(left) === words(right);
}

function words({ urn, inputs }: Entry): string {
  const name = nameOf(urn);
  return canonical(inputs).replaceAll(new RegExp(`${escaped(name)}-[0-9a-f]{7,8}\\b`, "g"), name);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isFields(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** What reading has shown of an adopted object. */
export type Reading = { readonly decision: Adopted } & (
  | { readonly kind: "adopted"; readonly id: string; readonly leftover: boolean }
  | { readonly kind: "absent" }
  /** It exists and does not carry the tags: somebody else's, or tagged too late. */
  | { readonly kind: "foreign"; readonly id: string }
);

/** What of the adopted is there after the state has been read anew. */
export function readings(after: Exported, decisions: readonly Decision[]): readonly Reading[] {
  return decisions
    .filter((decision): decision is Adopted => decision.kind === "adopt")
    .map((decision): Reading => {
      const entry = entryOf(after, decision);
      if (entry?.id === undefined) return { decision, kind: "absent" };
      const tags = isFields(entry.outputs?.["tags"]) ? entry.outputs["tags"] : {};
      const own = Object.entries(decision.tags).every(([key, value]) => tags[key] === value);
      return own
        ? { decision, kind: "adopted", id: entry.id, leftover: entry.delete === true }
        : { decision, kind: "foreign", id: entry.id };
    });
}

function entryOf(state: Exported, { operation, id, outputs }: Adopted): Entry | undefined {
  return entriesOf(state).find(
    (entry) =>
      entry.urn === operation.resource.urn &&
      // An import takes another id once it is read.
      (entry.id === id || (outputs === undefined && entry.delete !== true)),
  );
}

/** The state without what is another's, and with what was to be replaced by it as before; undefined where there is none. */
export function withoutForeign(
  before: Exported,
  after: Exported,
  found: readonly Reading[],
): Exported | undefined {
  const foreign = found.flatMap(({ kind, decision }) =>
    kind === "foreign" ? (entryOf(after, decision) ?? []) : [],
  );
  if (foreign.length === 0) return undefined;
  const urns = new Set(foreign.map(({ urn }) => urn));
  const live = entriesOf(before).filter((entry) => urns.has(entry.urn) && entry.delete !== true);
  return withEntries(
    after,
    entriesOf(after)
      .filter((entry) => !foreign.includes(entry))
      .map((entry) =>
        live.some(({ urn, id }) => urn === entry.urn && id === entry.id)
          ? { ...entry, delete: false }
          : entry,
      ),
  );
}
