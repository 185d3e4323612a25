/** What a user may write after `npm run rehearse --` and `npm run down --`. */
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
  /** `--faults FILE`: what goes wrong in the cloud meanwhile. */
  readonly faults?: string;
}

const skipFlag = "--skip-checkpoints";
const faultsFlag = "--faults";
const usage =
  `npm run rehearse -- <stack> [${commands.join("|")}] [${skipFlag}] [${faultsFlag} FILE] ` +
  "[flags of pulumi]";

function isCommand(word: string): word is Command {
  return (commands as readonly string[]).includes(word);
}

/**
 * Reads the arguments; `up` where no command is named.
 *
 * Throws a RehearsalError for a missing stack, for an unknown command and for faults without a file.
 */
export function parseRequest(args: readonly string[], stacks: readonly string[]): Request {
  const { faults, others } = withoutFaults(args);
  const own = { skipCheckpoints: others.includes(skipFlag), ...(faults && { faults }) };
  const [stack, ...rest] = others.filter((argument) => argument !== skipFlag);
  if (stack === undefined || stack.startsWith("-")) {
    throw new RehearsalError(`Which stack? There are ${stacks.join(", ")}. Usage: ${usage}`);
  }
  const [word] = rest;
  if (word === undefined || word.startsWith("-"))
    return { stack, command: "up", flags: rest, ...own };
  if (isCommand(word)) return { stack, command: word, flags: rest.slice(1), ...own };
  throw new RehearsalError(
    `There is no command ${word}; there are ${commands.join(", ")}. Usage: ${usage}`,
  );
}

export interface DownRequest {
  readonly stack: string;
  /** `--forget`: the rehearsal's folder is removed as it is, whatever stands in its cloud. */
  readonly forget: boolean;
}

const downUsage = "npm run down -- [<stack>] [--forget]";

/**
 * Reads what stands after `npm run down --`; `rehearsal` where no stack is named.
 *
 * Throws a RehearsalError for a stack that is neither declared nor begun, which would name some other folder, and for
 * everything that is unknown.
 *
 * @param known the stacks that there are, and those of which there is a rehearsal
 */
export function parseDownRequest(args: readonly string[], known: readonly string[]): DownRequest {
  const stacks = args.filter((argument) => !argument.startsWith("-"));
  const flag = args.find((argument) => argument.startsWith("-") && argument !== "--forget");
  if (flag !== undefined) {
    throw new RehearsalError(`There is no flag ${flag}. Usage: ${downUsage}`);
  }
  const [stack = "rehearsal", more] = stacks;
  if (more !== undefined) throw new RehearsalError(`Say one stack. Usage: ${downUsage}`);
  if (!known.includes(stack)) {
    const names = [...new Set(known)].sort().join(", ");
    throw new RehearsalError(`There is no stack ${stack}; there are ${names}. Usage: ${downUsage}`);
  }
  return { stack, forget: args.includes("--forget") };
}

function withoutFaults(args: readonly string[]): {
  readonly faults?: string;
  readonly others: readonly string[];
} {
  const at = args.findIndex((one) => one === faultsFlag || one.startsWith(`${faultsFlag}=`));
  if (at < 0) return { others: args };
  const [, joined] = (args[at] ?? "").split(/=(.*)/s);
  const faults = joined ?? args[at + 1] ?? "";
  if (faults === "" || faults.startsWith("-")) {
    throw new RehearsalError(`${faultsFlag} needs a file. Usage: ${usage}`);
  }
  return { faults, others: args.toSpliced(at, joined === undefined ? 2 : 1) };
}
