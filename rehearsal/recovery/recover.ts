/**
 * Recovery from a killed engine: what it has made without recording it is found, taken into the state and read, so that
 * the next run goes on from what there is.
 */
import { applied, readings, withoutForeign, type Reading } from "./adoption";
import { decide, type Answers, type Decision } from "./decisions";
import { entriesOf, nameOf, operationsOf, type Exported, type Operation } from "./deployment";
import type { Find } from "./finder";

/** The stack that is recovered, through Pulumi. */
export interface Stack {
  exportState(): Promise<Exported>;
  importState(state: Exported): Promise<void>;
  /** Reads these resources anew. Answers what Pulumi says where that fails. */
  refresh(urns: readonly string[]): Promise<{ readonly failed?: string }>;
}

/** How a recovery is done. */
export interface RecoveryOptions {
  readonly find: Find;
  /** What a person has said already. @default nothing */
  readonly answers?: Answers;
  /** Asked before anything is changed. @default it is done */
  readonly confirm?: (plan: readonly string[]) => Promise<boolean>;
  /** Keeps the state as it is before the recovery. */
  readonly keep: (state: Exported) => void;
}

/** What came of it. */
export interface Recovery {
  /** How many operations were open. */
  readonly operations: number;
  /** What became of each, a line or more for each. */
  readonly lines: readonly string[];
  /** Whether nothing is left for a person to decide. */
  readonly settled: boolean;
}

/**
 * Recovers a stack. Where a person must decide about one operation, or does not confirm, nothing is changed.
 *
 * Throws what the stack and the finder throw; until the import nothing has been changed then.
 */
export async function recover(stack: Stack, options: RecoveryOptions): Promise<Recovery> {
  const before = await stack.exportState();
  const operations = operationsOf(before).length;
  if (operations === 0) return { operations, lines: [], settled: true };
  const strangers = notAmong(before, options.answers);
  if (strangers.length > 0) {
    const lines = strangers.map((urn) => `${urn} is not being created: nothing was changed.`);
    return { operations, lines, settled: false };
  }
  const decisions = await decide(before, options.find, options.answers);
  const open = decisions.filter(({ kind }) => kind === "open");
  if (open.length > 0) {
    const lines = [...decisions.flatMap(planned), "Nothing was changed."];
    return { operations, lines, settled: false };
  }
  if (options.confirm && !(await options.confirm(decisions.flatMap(planned)))) {
    return { operations, lines: ["Nothing was changed."], settled: false };
  }
  options.keep(before);
  await stack.importState(applied(before, decisions));
  return { operations, ...(await read(stack, before, decisions)) };
}

async function read(
  stack: Stack,
  before: Exported,
  decisions: readonly Decision[],
): Promise<Omit<Recovery, "operations">> {
  const urns = toRead(before, decisions);
  const { failed } = urns.length === 0 ? { failed: undefined } : await stack.refresh(urns);
  if (failed !== undefined) {
    const lines = [
      ...decisions.flatMap(planned),
      "This was taken into the state, but could not be read; the next run reads it first. Pulumi says:",
      failed,
    ];
    return { lines, settled: false };
  }
  const after = await stack.exportState();
  const found = readings(after, decisions);
  const own = withoutForeign(before, after, found);
  if (own !== undefined) await stack.importState(own);
  const others = decisions.filter(({ kind }) => kind !== "adopt");
  return {
    lines: [...others.flatMap(planned), ...found.flatMap(told)],
    settled: own === undefined,
  };
}

/** The URNs of answers to what nobody asks. */
function notAmong(state: Exported, answers: Answers = new Map()): readonly string[] {
  const asked = operationsOf(state).filter(({ type }) => type === "creating");
  return [...answers.keys()].filter((urn) => !asked.some(({ resource }) => resource.urn === urn));
}

/** The URNs of what is in the state and has yet to be read. */
function toRead(before: Exported, decisions: readonly Decision[]): readonly string[] {
  const known = new Set(entriesOf(before).map(({ urn }) => urn));
  const urns = decisions
    .filter(
      ({ kind, operation }) =>
        kind === "adopt" || (kind === "read" && known.has(operation.resource.urn)),
    )
    .map(({ operation }) => operation.resource.urn);
  return [...new Set(urns)];
}

/** `creating checkout-role (aws:iam/role:Role)`. */
function named({ type, resource }: Operation): string {
  return `${type} ${nameOf(resource.urn)} (${resource.type})`;
}

function planned(decision: Decision): readonly string[] {
  const about = named(decision.operation);
  switch (decision.kind) {
    case "adopt":
      return [`${about}: adopts ${decision.id} if it exists`];
    case "read":
      return [`${about}: read anew`];
    case "drop":
      return [`${about}: nothing to adopt; ${decision.why}`];
    case "open":
      return [
        `${about}: cannot tell; ${decision.why}`,
        ...decision.candidates.map((id) => `  ${id}`),
        "  Look it up, and say which it is:",
        `    --id '${decision.operation.resource.urn}' <id>`,
        `    --none '${decision.operation.resource.urn}' where nothing was made`,
      ];
  }
}

function told(reading: Reading): readonly string[] {
  const { operation, id } = reading.decision;
  const about = named(operation);
  switch (reading.kind) {
    case "absent":
      return [`${about}: was never made`];
    case "adopted":
      return [
        reading.leftover
          ? `${about}: adopted ${reading.id}, which a later run has made again; the next run deletes it`
          : `${about}: adopted ${reading.id}`,
      ];
    case "foreign":
      return [
        `${about}: ${id} exists and does not carry this stack's tags, so it was not adopted.`,
        "  docs/runbooks/recover.md says how to take it in by hand if it is this stack's all the same.",
      ];
  }
}
