/** What a user may write after `npm run recover --`. */
import type { Answers } from "../recovery/decisions";
import { RehearsalError } from "../session/errors";

export interface RecoverRequest {
  readonly stack: string;
  /** Whether it is the stack's rehearsal that is meant. */
  readonly rehearsal: boolean;
  /** Whether nobody is asked before the state is changed. */
  readonly yes: boolean;
  readonly answers: Answers;
}

const usage =
  "npm run recover -- <stack> [--yes] [--rehearsal] [--id <urn> <id>]... [--none <urn>]...";

/** Reads the arguments. Throws a RehearsalError for what is missing or unknown. */
export function parseRecoverRequest(args: readonly string[]): RecoverRequest {
  const answers = new Map<string, (string | null)[]>();
  const answer = (urn: string, id: string | null): void => {
    answers.set(urn, [...(answers.get(urn) ?? []), id]);
  };
  const flags = new Set<string>();
  const stacks: string[] = [];
  const rest = [...args];
  const next = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new RehearsalError(`${flag} is not complete. Usage: ${usage}`);
    return value;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--id") answer(next(word), next(word));
    else if (word === "--none") answer(next(word), null);
    else if (word === "--yes" || word === "--rehearsal") flags.add(word);
    else if (word.startsWith("-")) {
      throw new RehearsalError(`There is no flag ${word}. Usage: ${usage}`);
    } else stacks.push(word);
  }
  const [stack, more] = stacks;
  if (stack === undefined || more !== undefined) {
    throw new RehearsalError(`Say one stack. Usage: ${usage}`);
  }
  return { stack, rehearsal: flags.has("--rehearsal"), yes: flags.has("--yes"), answers };
}
