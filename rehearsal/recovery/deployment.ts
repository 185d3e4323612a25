/** Pulumi's state as `pulumi stack export` prints it; what recovery does not know of it is handed on as it came. */

/** A plain map of a state. */
export type Fields = Readonly<Record<string, unknown>>;

/** One resource of a state, or of an operation that was interrupted. */
export interface Entry extends Fields {
  readonly urn: string;
  readonly type: string;
  /** False for components. */
  readonly custom?: boolean;
  readonly id?: string;
  /** The provider's URN, `::` and its id. */
  readonly provider?: string;
  /** True for what waits to be deleted. */
  readonly delete?: boolean;
  /** True for what was deleted in order to be replaced, and stands for its successor until that is made. */
  readonly pendingReplacement?: boolean;
  /** Makes the engine read the object before it plans anything with it. */
  readonly refreshBeforeUpdate?: boolean;
  /**
   * When Pulumi has made it. What was to replace something has the time of that until it is made itself; what was to be
   * made anew has none (pulumi/pulumi pkg/resource/deploy/step_generator.go and step.go, v3.259.0, read 2026-11-26).
   */
  readonly created?: string;
  readonly inputs?: Fields;
  readonly outputs?: Fields;
}

/** What a killed engine had begun and not recorded the end of. */
export interface Operation {
  /** `creating`, `updating`, `deleting`, `reading` or `importing`. */
  readonly type: string;
  readonly resource: Entry;
}

/** A whole export. */
export interface Exported extends Fields {
  readonly deployment: Deployment | null;
}

interface Deployment extends Fields {
  readonly manifest?: Fields & { readonly time?: string };
  readonly resources?: readonly Entry[];
  readonly pending_operations?: readonly Operation[];
}

/** The resources of a state; none where it has never been deployed. */
export function entriesOf({ deployment }: Exported): readonly Entry[] {
  return deployment?.resources ?? [];
}

/** The operations whose end nobody knows. */
export function operationsOf({ deployment }: Exported): readonly Operation[] {
  return deployment?.pending_operations ?? [];
}

/** The state with other resources, and with no operation pending: Pulumi imports none. */
export function withEntries(state: Exported, resources: readonly Entry[]): Exported {
  return { ...state, deployment: { ...state.deployment, resources, pending_operations: [] } };
}

/** The state with these operations pending besides its own. */
export function withOperations(state: Exported, more: readonly Operation[]): Exported {
  const own = operationsOf(state);
  const known = new Set(own.map((operation) => JSON.stringify(operation)));
  const others = more.filter((operation) => !known.has(JSON.stringify(operation)));
  const pending_operations = [...own, ...others];
  return { ...state, deployment: { ...state.deployment, pending_operations } };
}

/** Whether nobody has written the state between two exports. Secrets are encrypted anew each time, and are left out. */
export function isUnchanged(before: Exported, after: Exported): boolean {
  return outline(before) === outline(after);
}

function outline(state: Exported): string {
  const entries = entriesOf(state).map(({ urn, id, delete: old, pendingReplacement }) => {
    return [urn, id, old === true, pendingReplacement === true];
  });
  const operations = operationsOf(state).map(({ type, resource }) => [type, resource.urn]);
  return JSON.stringify([state.deployment?.manifest?.time, entries, operations]);
}

/** A text among inputs, at a path such as `metadata.name`; undefined for what is absent, no text or secret. */
export function textIn(fields: Fields | undefined, path: string): string | undefined {
  const value = path
    .split(".")
    .reduce<unknown>((at, step) => (isFields(at) ? at[step] : undefined), fields);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Whether a value is a map. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The logical name in a URN. */
export function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
