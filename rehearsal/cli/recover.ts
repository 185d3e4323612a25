/** `npm run recover`: takes into a stack's state on AWS what a killed engine has made. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { isInterrupted, run } from "../../tools/commands.mjs";
import { onAws, type AwsCli } from "../recovery/aws-finder";
import type { Exported } from "../recovery/deployment";
import { recover as recoverStack, type Recovery, type Stack } from "../recovery/recover";
import { unfinishedIn } from "../recovery/unfinished";
import { RehearsalError } from "../session/errors";
import { takeInterrupts } from "../session/interrupts";
import { readProject, readStack } from "../session/project";
import { print, type Context } from "./context";
import { parseRecoverRequest, type RecoverRequest } from "./recover-arguments";
import { recoverRehearsal, refreshOf } from "./recovery";
import { withSession } from "./rehearse";

/**
 * Recovers a stack on AWS with the user's own Pulumi login and AWS CLI, or a rehearsal with `--rehearsal`. Answers 0
 * only where nothing is left open.
 *
 * Throws a RehearsalError for wrong arguments, and with Pulumi's words where the state cannot be exported or imported.
 */
export async function recover(args: readonly string[], context: Context): Promise<number> {
  const request = parseRecoverRequest(args);
  readStack(readProject(context.root), request.stack);
  const { operations, lines, settled } = request.rehearsal
    ? await inRehearsal(request, context)
    : await onAccount(request, context);
  for (const line of lines) print(line);
  if (operations === 0) print(`Nothing is open in ${request.stack}: no recovery is needed.`);
  else if (settled) print("Nothing is left open. `pulumi up` goes on from here.");
  return settled ? 0 : 1;
}

async function inRehearsal(request: RecoverRequest, context: Context): Promise<Recovery> {
  const interrupts = takeInterrupts();
  let recovery: Recovery = { operations: 0, lines: [], settled: true };
  try {
    await withSession(request, context, interrupts, async (session) => {
      recovery = await recoverRehearsal(session, request.answers);
      return 0;
    });
  } finally {
    interrupts.stop();
  }
  return recovery;
}

async function onAccount(request: RecoverRequest, context: Context): Promise<Recovery> {
  const folder = path.join(context.root, ".archipelago", "recovery");
  mkdirSync(folder, { recursive: true });
  return await recoverStack(stackOf(request.stack, context, folder), {
    find: onAws(awsCli),
    answers: request.answers,
    unfinished: unfinishedIn(path.join(folder, `${request.stack}-open.json`)),
    ...(request.yes ? {} : { confirm: asked }),
    keep: (state) => {
      const file = path.join(folder, `${request.stack}-${stamp()}.json`);
      writeFileSync(file, JSON.stringify(state, undefined, 2), { mode: 0o600 });
      print(`The state as it was is kept in ${file}`);
    },
  });
}

function stackOf(stack: string, { engine, root }: Context, folder: string): Stack {
  const pulumi = (args: readonly string[]) =>
    run(engine.pulumi, [...args, "--stack", stack, "--non-interactive"], {
      cwd: root,
      graceSeconds,
    });
  const succeed = async (args: readonly string[]): Promise<string> => {
    const { ok, stdout, stderr } = await pulumi(args);
    if (ok) return stdout;
    throw new RehearsalError(`pulumi ${args.slice(0, 2).join(" ")} failed:\n${stderr.trim()}`);
  };
  return {
    exportState: async () => JSON.parse(await succeed(["stack", "export"])) as Exported,
    importState: async (state) => {
      const file = path.join(folder, `${stack}-recovered.json`);
      writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
      await succeed(["stack", "import", "--file", file]);
    },
    refresh: async (urns) => {
      try {
        const { ok, stdout, stderr } = await pulumi(refreshOf(urns));
        return ok ? {} : { failed: `${stdout}\n${stderr}`.trim() };
      } catch (error) {
        if (!isInterrupted(error)) throw error;
        // What was read by then is judged all the same: what is another's must not stay in the state.
        return { failed: String(error) };
      }
    },
  };
}

/** Long enough for Pulumi to finish what it reads or writes once it is told to stop; told again, it stops at once. */
const graceSeconds = 600;

const awsCli: AwsCli = async (args, variables) => {
  const env = { ...process.env, ...variables, AWS_PAGER: "" };
  const { ok, stdout, stderr, failure } = await run("aws", [...args, "--output", "json"], { env });
  if (ok) return JSON.parse(stdout) as unknown;
  const words = stderr.trim() || (failure ?? "");
  throw new Error(`aws ${args.slice(0, 2).join(" ")} failed: ${words}`);
};

async function asked(plan: readonly string[]): Promise<boolean> {
  for (const line of plan) print(line);
  if (!process.stdin.isTTY) {
    throw new RehearsalError(
      "There is no terminal to ask on; nothing was changed. Say --yes for the above.",
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question("Change the stack's state so? (yes/no) ")) === "yes";
  } finally {
    terminal.close();
  }
}

/** A time as file names hold it: `2026-11-25T180733Z`. */
function stamp(): string {
  return new Date().toISOString().replace(/\.\d+/, "").replaceAll(":", "");
}
