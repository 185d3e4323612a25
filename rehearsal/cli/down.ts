/** `npm run down`: takes a rehearsal down and forgets it. */
import { existsSync, rmSync } from "node:fs";
import { tryLock } from "../../tools/lock.mjs";
import { RehearsalError } from "../session/errors";
import { begunRehearsals } from "../session/folders";
import { takeInterrupts } from "../session/interrupts";
import { readProject, stacksOf } from "../session/project";
import { renderingOf } from "../session/rendering";
import { parseDownRequest } from "./arguments";
import { print, type Context } from "./context";
import { recoverFirst, withSession } from "./rehearse";
import { tearDown } from "./teardown";

/**
 * Destroys the stack in the rehearsal cloud and removes the rehearsal's folder. With `--forget` the folder is
 * removed as it is: for a rehearsal that can no longer be opened.
 */
export async function down(args: readonly string[], context: Context): Promise<number> {
  const known = [...stacksOf(readProject(context.root)), ...begunRehearsals(context.root)];
  const { stack, forget } = parseDownRequest(args, known);
  const { folders } = renderingOf({ stack, projectDirectory: context.root });
  if (!existsSync(folders.directory)) {
    print(`There is no rehearsal of ${stack}.`);
    return 0;
  }
  const exitCode = forget ? 0 : await destroy(stack, context);
  if (exitCode !== 0) {
    print(
      `The rehearsal of ${stack} is kept. To forget it as it is: npm run down -- ${stack} --forget`,
    );
    return exitCode;
  }
  const taken = tryLock(folders.lock);
  if ("heldBy" in taken) {
    throw new RehearsalError(
      `Process ${taken.heldBy.pid} is rehearsing ${stack}; nothing was removed.`,
    );
  }
  rmSync(folders.directory, { recursive: true, force: true });
  taken.release();
  print(`The rehearsal of ${stack} is forgotten.`);
  return 0;
}

async function destroy(stack: string, context: Context): Promise<number> {
  const interrupts = takeInterrupts();
  try {
    return await withSession({ stack }, context, interrupts, async (session) =>
      (await recoverFirst(session, context.progress)) ? await tearDown(session, [], print) : 1,
    );
  } finally {
    interrupts.stop();
  }
}
