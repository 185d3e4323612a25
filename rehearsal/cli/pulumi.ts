/** `npm run pulumi`: any command of Pulumi, with the state and the cloud of a stack's rehearsal. */
import path from "node:path";
import { runEngine } from "../session/engine";
import { takeInterrupts, type Interrupts } from "../session/interrupts";
import { begunRehearsals } from "../session/folders";
import { runOffline } from "../session/offline";
import { commandIn, stackIn, withAbsolutePaths } from "../session/pulumi-arguments";
import type { Context } from "./context";
import { withSession } from "./rehearse";

const defaultStack = "rehearsal";
// These ask providers; all others only read or edit Pulumi's state.
const reachCloud = new Set(["up", "update", "preview", "refresh", "destroy", "import", "watch"]);
// These concern no stack.
const stackless = new Set(["version", "about", "help", "plugin", "schema", "gen-completion"]);

/** Runs Pulumi with these arguments on the terminal. Answers its exit code. */
export async function pulumi(args: readonly string[], context: Context): Promise<number> {
  const interrupts = takeInterrupts();
  try {
    return await pass(withAbsolutePaths(args, context.folder), context, interrupts);
  } finally {
    interrupts.stop();
  }
}

async function pass(
  args: readonly string[],
  context: Context,
  interrupts: Interrupts,
): Promise<number> {
  const command = commandIn(args);
  const help = args.includes("--help") || args.includes("-h");
  if (command === undefined || help || stackless.has(command)) {
    return await runAlone(args, context, interrupts);
  }
  const stack = selectedStack(args, begunRehearsals(context.root));
  if (reachCloud.has(command)) {
    return await withSession({ stack }, context, interrupts, async (session) => {
      const { exitCode } = await session.pulumi(args, { output: "inherit", confirm: true });
      return exitCode;
    });
  }
  return await runOffline(args, {
    stack,
    engine: context.engine,
    projectDirectory: context.root,
    interrupts,
  });
}

async function runAlone(
  args: readonly string[],
  { root, engine }: Context,
  interrupts: Interrupts,
): Promise<number> {
  const { exitCode } = await runEngine({
    pulumi: engine.pulumi,
    args,
    cwd: root,
    env: { ...process.env, PULUMI_HOME: path.join(root, ".archipelago", "pulumi-home") },
    output: "inherit",
    interrupts,
  });
  return exitCode;
}

/** The stack that `--stack` names; else the only one that is being rehearsed; else `rehearsal`. */
export function selectedStack(args: readonly string[], begun: readonly string[]): string {
  const named = stackIn(args);
  const [only, ...others] = begun;
  if (named !== undefined) return named;
  return only !== undefined && others.length === 0 ? only : defaultStack;
}
