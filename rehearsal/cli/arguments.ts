/** What a user may write after `npm run rehearse --`. */
import { RehearsalError } from "../session/errors";

export const commands = ["preview", "up", "refresh", "destroy"] as const;
export type Command = (typeof commands)[number];

export interface Request {
  readonly stack: string;
  readonly command: Command;
  /** What goes to Pulumi as it is. */
  readonly flags: readonly string[];
}

const usage = `npm run rehearse -- <stack> [${commands.join("|")}] [flags of pulumi]`;

function isCommand(word: string): word is Command {
  return (commands as readonly string[]).includes(word);
}

/**
 * Reads the arguments; `up` where no command is named.
 *
 * Throws a RehearsalError for a missing stack and for an unknown command.
 */
export function parseRequest(args: readonly string[], stacks: readonly string[]): Request {
  const [stack, ...rest] = args;
  if (stack === undefined || stack.startsWith("-")) {
    throw new RehearsalError(`Which stack? There are ${stacks.join(", ")}. Usage: ${usage}`);
  }
  const [word] = rest;
  if (word === undefined || word.startsWith("-")) return { stack, command: "up", flags: rest };
  if (isCommand(word)) return { stack, command: word, flags: rest.slice(1) };
  throw new RehearsalError(
    `There is no command ${word}; there are ${commands.join(", ")}. Usage: ${usage}`,
  );
}
