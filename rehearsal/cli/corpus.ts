/** `npm run corpus`: records the state of every stack as this version deploys it, for later versions to be held against. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { currentVersion, isReleased, rehearsalFolder, stateFile } from "../corpus/places";
import { corpusText } from "../corpus/state";
import { RehearsalError } from "../session/errors";
import { readProject, stacksOf } from "../session/project";
import { openSession, type Session } from "../session/session";
import { print, type Context } from "./context";

const again = "--again";

/**
 * Writes one file per stack. Answers the exit code.
 *
 * Throws a RehearsalError where this version is released and nobody said `--again`, or where a stack cannot be
 * deployed; what was recorded before is then still there.
 */
export async function corpus(args: readonly string[], context: Context): Promise<number> {
  const { root, progress } = context;
  const version = checkedVersion(args, root);
  const texts = new Map<string, string>();
  for (const stack of stacksOf(readProject(root))) {
    const text = await progress.step(`Recording ${stack}`, () => recorded(stack, context));
    texts.set(stateFile(root, version, stack), text);
  }
  for (const [file, text] of texts) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    print(`wrote ${path.relative(root, file)}`);
  }
  return 0;
}

function checkedVersion(args: readonly string[], root: string): string {
  const unknown = args.find((arg) => arg !== again);
  if (unknown !== undefined)
    throw new RehearsalError(`There is no flag ${unknown}; there is ${again}.`);
  const version = currentVersion(root);
  if (!isReleased(root, version) || args.includes(again)) return version;
  throw new RehearsalError(
    `${version} is released: what it deployed is recorded, and stays. Raise the version in package.json first, ` +
      `or record it once more with \`npm run corpus -- ${again}\` where the recording was wrong.`,
  );
}

async function recorded(stack: string, { root, engine }: Context): Promise<string> {
  const directory = rehearsalFolder(root, stack);
  rmSync(directory, { recursive: true, force: true });
  const session = await openSession({
    stack,
    engine,
    directory,
    projectDirectory: root,
    skipCheckpoints: true,
  });
  try {
    await succeed(session, "up", "--skip-preview");
    return corpusText(await succeed(session, "stack", "export", "--show-secrets"));
  } finally {
    await session.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function succeed(session: Session, ...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await session.pulumi(args);
  if (exitCode === 0) return stdout;
  throw new RehearsalError(
    `pulumi ${args.join(" ")} failed on ${session.stack}:\n${stdout}${stderr}`,
  );
}
