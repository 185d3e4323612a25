/**
 * Recovery from a killed engine: what it has made without recording it is found, taken into the state and read, so that
 * the next run goes on from what there is.
 */
import { applied, readings, settledState, type Reading } from "./adoption";
import { decide, isCreation, type Answers, type Decision } from "./decisions";
import {
  entriesOf,
  isUnchanged,
  nameOf,
  operationsOf,
  withOperations,
  type Exported,
  type Operation,
} from "./deployment";
import type { Find } from "./finder";
import type { Unfinished } from "./unfinished";

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
  /** What is open and no state says. */
  readonly unfinished: Unfinished;
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
 * Recovers a stack. Where a person must decide about one operation or does not confirm, or somebody has changed the
 * state meanwhile, nothing is changed.
 *
 * Throws what the stack and the finder throw. Until the import nothing has been changed then; after it another recovery
 * goes on.
 */
export async function recover(stack: Stack, options: RecoveryOptions): Promise<Recovery> {
  const exported = await stack.exportState();
  const before = withOperations(exported, options.unfinished.read());
  const operations = operationsOf(before).length;
  if (operations === 0) return { operations, lines: [], settled: true };
  const strangers = notAmong(before, options.answers);
  if (strangers.length > 0) {
    const lines = strangers.map((urn) => `${urn} is not being created, or not so often.`);
    return { operations, lines: [...lines, "Nothing was changed."], settled: false };
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
  if (!isUnchanged(exported, await stack.exportState())) {
    const lines = ["Somebody has changed the state meanwhile. Nothing was changed; try again."];
    return { operations, lines, settled: false };
  }
  options.keep(exported);
  options.unfinished.write(operationsOf(before));
  await stack.importState(applied(before, decisions));
  const { open: left, ...told } = await read(stack, before, decisions);
  options.unfinished.write(left);
  return { operations, ...told };
}

async function read(
  stack: Stack,
  before: Exported,
  decisions: readonly Decision[],
): Promise<Omit<Recovery, "operations"> & { readonly open: readonly Operation[] }> {
  const urns = toRead(before, decisions);
  const { failed } = urns.length === 0 ? { failed: undefined } : await stack.refresh(urns);
  const after = urns.length === 0 ? before : await stack.exportState();
  const found = readings(before, after, decisions, failed !== undefined);
  const own = settledState(before, after, found);
  if (own !== undefined) await stack.importState(own);
  const others = decisions.filter(({ kind }) => kind !== "adopt");
  const words = failed === undefined ? [] : [notRead, failed];
  return {
    open: found.filter(staysOpen).map(({ decision }) => decision.operation),
    lines: [...others.flatMap(planned), ...found.flatMap(told), ...words],
    settled: failed === undefined && !found.some((one) => one.kind === "foreign" || staysOpen(one)),
  };
}

const notRead =
  "Not all could be read; the next run reads first what is in the state. Pulumi says:";

function staysOpen({ kind }: Reading): boolean {
  return kind === "unjudged" || kind === "mistaken";
}

/** The URNs of answers to what nobody asks, or asks less often. */
function notAmong(state: Exported, answers: Answers = new Map()): readonly string[] {
  return [...answers].flatMap(([urn, given]) => {
    const asked = operationsOf(state).filter((operation) => isCreation(operation, urn));
    return asked.length < given.length ? [urn] : [];
  });
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
        `    --none '${decision.operation.resource.urn}' where nothing was made, or you have deleted it`,
      ];
  }
}

function told(reading: Reading): readonly string[] {
  const { operation, id } = reading.decision;
  const about = named(operation);
  switch (reading.kind) {
    case "absent":
      return [`${about}: was never made`];
    case "mistaken":
      return [`${about}: there is no ${id}, so it stays open`];
    case "known":
      return [`${about}: made ${reading.id}, which the state has already`];
    case "unread":
      return [`${about}: adopted ${id}, which could not be read`];
    case "unjudged":
      return [`${about}: could not be read, and stays open: recover again`];
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
