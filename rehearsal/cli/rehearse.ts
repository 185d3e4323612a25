/** `npm run rehearse` and `npm start`. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Progress } from "../../tools/progress.mjs";
import { takeInterrupts, type Interrupts } from "../session/interrupts";
import { readProject, readStack, stacksOf } from "../session/project";
import { withAbsolutePaths } from "../session/pulumi-arguments";
import { openSession, type Session, type SessionOptions } from "../session/session";
import { parseRequest, type Request } from "./arguments";
import { print, type Context } from "./context";
import { reportDeployment } from "./deployment";
import { meetFaults, renderFaults } from "./faults";
import { isOpen, recoverRehearsal } from "./recovery";
import { tearDown } from "./teardown";

/** Runs one command on one stack's rehearsal. Answers the exit code. */
export async function rehearse(args: readonly string[], context: Context): Promise<number> {
  const project = readProject(context.root);
  const request = parseRequest(withAbsolutePaths(args, context.folder), stacksOf(project));
  readStack(project, request.stack);
  const interrupts = takeInterrupts();
  try {
    return await withSession(request, context, interrupts, async (session) => {
      if (!(await recoverFirst(session, context.progress))) return openExitCode;
      return request.faults === undefined
        ? await perform(session, request)
        : await amidFaults(session, path.resolve(context.folder, request.faults), request);
    });
  } finally {
    interrupts.stop();
  }
}

const openExitCode = 1;

/**
 * Takes in what a killed run has left, and says so. Answers whether nothing of it is left open.
 *
 * Throws a RehearsalError where the state cannot be exported or imported.
 */
export async function recoverFirst(
  session: Session,
  progress: Pick<Progress, "note" | "step">,
): Promise<boolean> {
  if (!isOpen(session)) return true;
  const { operations, lines, settled } = await progress.step("Recovering from the killed run", () =>
    recoverRehearsal(session),
  );
  for (const line of lines) progress.note(`  ${line}`);
  progress.note(
    settled
      ? `A killed run had left ${operations} operations open; what it made is in the state now.`
      : `A killed run has left operations open. \`npm run recover -- ${session.stack} --rehearsal\` takes your answers.`,
  );
  return settled;
}

/** Opens a session for `work` and closes it after. Answers what `work` answers. */
export async function withSession(
  { stack, skipCheckpoints = false }: Pick<SessionOptions, "stack" | "skipCheckpoints">,
  { root, engine, progress }: Context,
  interrupts: Interrupts,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const policyPack = policyPackIn(root);
  const options = { stack, engine, projectDirectory: root, interrupts, skipCheckpoints };
  const session = await progress.step(`Opening the rehearsal of ${stack}`, () =>
    openSession(policyPack === undefined ? options : { ...options, policyPack }),
  );
  if (session.recovered) progress.note("An earlier run was killed; its lock has been cleared.");
  try {
    // What an earlier command was to meet is not for this one.
    await session.world.ask("fault", { set: {} });
    return await work(session);
  } finally {
    if (interrupts.heard()) {
      progress.note("Interrupted. What is done is recorded; the same command goes on from there.");
    }
    await session.close();
  }
}

function policyPackIn(root: string): string | undefined {
  const folder = path.join(root, "policy");
  return existsSync(path.join(folder, "PulumiPolicy.yaml")) ? folder : undefined;
}

async function amidFaults(session: Session, file: string, request: Request): Promise<number> {
  await meetFaults(session.world, file);
  try {
    return await perform(session, request);
  } finally {
    const { faults } = await session.world.ask("fault", { list: true });
    for (const line of renderFaults(faults)) print(line);
  }
}

async function perform(session: Session, { command, flags }: Request): Promise<number> {
  if (command === "destroy") return await tearDown(session, flags, print);
  const began = performance.now();
  // A rehearsal is its own preview; `preview` is there for those who want to see one.
  const args =
    command === "up"
      ? ["up", "--skip-preview", "--suppress-outputs", ...flags]
      : [command, ...flags];
  const { exitCode, events } = await session.pulumi(args, { output: "inherit" });
  if (exitCode === 0 && command === "up") {
    print(await reportDeployment(session, events, (performance.now() - began) / 1000));
  }
  return exitCode;
}
