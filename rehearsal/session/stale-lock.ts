/** Finds the locks that a killed Pulumi has left in the state backend. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { isAlive } from "../../tools/lock.mjs";
import { RehearsalError } from "./errors";

const waitMilliseconds = 10_000;
const pollMilliseconds = 200;

/** Process ids of the lock files of a stack; each names the Pulumi that wrote it. */
function lockHolders(state: string, project: string, stack: string): readonly number[] {
  const folder = path.join(state, ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => pidIn(path.join(folder, file)));
}

function pidIn(file: string): number {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { pid: number }).pid;
  } catch {
    // Half-written, so its writer is gone.
    return 0;
  }
}

function isPulumi(pid: number): boolean {
  if (pid <= 0 || !isAlive(pid)) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  // Where that cannot be asked, a living process is believed.
  if (!existsSync("/proc/self/cmdline")) return true;
  if (!existsSync(commandLine)) return false;
  const [program = ""] = readFileSync(commandLine, "utf8").split("\0");
  return path.basename(program) === "pulumi";
}

/**
 * Whether locks of dead processes are in the way. Waits some seconds for a living Pulumi, which may be
 * winding down after its session was killed.
 *
 * Throws a RehearsalError where it goes on living.
 */
export async function hasStaleLocks(
  state: string,
  project: string,
  stack: string,
): Promise<boolean> {
  const deadline = Date.now() + waitMilliseconds;
  for (;;) {
    const holders = lockHolders(state, project, stack);
    const alive = holders.find(isPulumi);
    if (alive === undefined) return holders.length > 0;
    if (Date.now() > deadline) {
      throw new RehearsalError(
        `Process ${alive} is still running Pulumi on the rehearsal of ${stack}. Wait for it, or end it.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
}
