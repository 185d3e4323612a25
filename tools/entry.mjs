// What every command here has in common: it starts as plain Node.js, installs what is missing, finds the
// engine, and goes on in TypeScript. Problems end as one readable error.
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isInterrupted } from "./commands.mjs";
import { installDependencies } from "./dependencies.mjs";
import { readyEngine } from "./engine/ready.mjs";
import { createProgress } from "./progress.mjs";

/** The repository's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const oldestNode = [20, 19];
const interruptedExitCode = 130;

/**
 * Throws an Error where Node.js is too old.
 *
 * @param {string} version
 */
export function checkNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`Node.js ${oldestNode.join(".")} or later is needed; this is ${version}`);
}

/**
 * The folder from which the user called: npm runs a script in the project's own, and says where it was called. A
 * program that npm runs passes that on to what it starts, so it counts for this project alone.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [cwd]
 */
export function callersFolder(env = process.env, cwd = process.cwd()) {
  const isOurs = env.npm_package_json === path.join(root, "package.json");
  return isOurs && cwd === root ? (env.INIT_CWD ?? cwd) : cwd;
}

/**
 * Runs `work` to its exit code. What it throws becomes one error on standard error and exit code 1; with
 * ARCHIPELAGO_STACK_TRACES=1 the error comes with its trace.
 *
 * @param {() => Promise<number>} work
 */
export async function entry(work) {
  try {
    checkNode(process.versions.node);
    process.exitCode = await work();
  } catch (error) {
    const full = process.env.ARCHIPELAGO_STACK_TRACES === "1";
    const interrupted = isInterrupted(error);
    if (!interrupted) console.error(`error: ${full ? error.stack : error.message}`);
    process.exitCode = interrupted ? interruptedExitCode : 1;
  }
}

/**
 * Installs the packages, finds the engine, and hands over to a command. What has been done by an earlier run is
 * not done again.
 *
 * @param {string} name the command's file and the function in it
 * @param {readonly string[]} args
 * @param {string} [folder] where the file is
 */
export async function command(name, args, folder = path.join("rehearsal", "cli")) {
  await entry(async () => {
    const progress = createProgress();
    await installDependencies({ root, progress });
    const engine = await readyEngine({ progress });
    const require = createRequire(import.meta.url);
    require("tsx/cjs");
    const module = require(path.join(root, folder, `${name}.ts`));
    return await module[name](args, { root, folder: callersFolder(), engine, progress });
  });
}
