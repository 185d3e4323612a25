/** What a user may write after `npm run rehearse --`. */
import { RehearsalError } from "../session/errors";

export const commands = ["preview", "up", "refresh", "destroy"] as const;
export type Command = (typeof commands)[number];

export interface Request {
  readonly stack: string;
  readonly command: Command;
  /** What goes to Pulumi as it is. */
  readonly flags: readonly string[];
  /** `--skip-checkpoints`: several times faster, but a run that is killed forgets what it has done. */
  readonly skipCheckpoints: boolean;
}

const skipFlag = "--skip-checkpoints";
const usage = `npm run rehearse -- <stack> [${commands.join("|")}] [${skipFlag}] [flags of pulumi]`;

function isCommand(word: string): word is Command {
  return (commands as readonly string[]).includes(word);
}

/**
 * Reads the arguments; `up` where no command is named.
 *
 * Throws a RehearsalError for a missing stack and for an unknown command.
 */
export function parseRequest(args: readonly string[], stacks: readonly string[]): Request {
  const skipCheckpoints = args.includes(skipFlag);
  const [stack, ...rest] = args.filter((argument) => argument !== skipFlag);
  if (stack === undefined || stack.startsWith("-")) {
    throw new RehearsalError(`Which stack? There are ${stacks.join(", ")}. Usage: ${usage}`);
  }
  const [word] = rest;
  if (word === undefined || word.startsWith("-"))
    return { stack, command: "up", flags: rest, skipCheckpoints };
  if (isCommand(word)) return { stack, command: word, flags: rest.slice(1), skipCheckpoints };
  throw new RehearsalError(
    `There is no command ${word}; there are ${commands.join(", ")}. Usage: ${usage}`,
  );
}
