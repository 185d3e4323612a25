/** Recovers a rehearsal whose engine was killed, with the rehearsal cloud to ask. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Answers } from "../recovery/decisions";
import type { Exported } from "../recovery/deployment";
import { recover, type Recovery, type Stack } from "../recovery/recover";
import { unfinishedIn, type Unfinished } from "../recovery/unfinished";
import { inWorld } from "../recovery/world-finder";
import { RehearsalError } from "../session/errors";
import type { PulumiResult, Session } from "../session/session";

/** What of a session a recovery needs. */
export type Killed = Pick<Session, "folders" | "pulumi" | "world">;

/**
 * Takes into the state what a killed run has made. The state as it was is kept beside it.
 *
 * Throws a RehearsalError with Pulumi's words where the state cannot be exported or imported.
 */
export async function recoverRehearsal(session: Killed, answers?: Answers): Promise<Recovery> {
  const kept = path.join(session.folders.directory, "before-recovery.json");
  return await recover(stackOf(session), {
    find: inWorld((request) => session.world.ask("inspect", request)),
    unfinished: unfinishedOf(session),
    keep: (state) => {
      writeFileSync(kept, JSON.stringify(state), { mode: 0o600 });
    },
    ...(answers === undefined ? {} : { answers }),
  });
}

/** Whether a killed run, or a recovery from one, has left something open. */
export function isOpen(session: Pick<Session, "folders" | "pending">): boolean {
  return session.pending > 0 || unfinishedOf(session).read().length > 0;
}

function unfinishedOf({ folders }: Pick<Session, "folders">): Unfinished {
  return unfinishedIn(path.join(folders.directory, "unrecovered.json"));
}

/** The stack as recovery handles it, through a session's Pulumi. */
export function stackOf(session: Killed): Stack {
  const file = path.join(session.folders.directory, "recovered.json");
  return {
    exportState: async () =>
      JSON.parse(succeeded(await session.pulumi(["stack", "export"])).stdout) as Exported,
    importState: async (state) => {
      writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
      succeeded(await session.pulumi(["stack", "import", "--file", file]));
    },
    refresh: async (urns) => {
      const { exitCode, stdout, stderr } = await session.pulumi(refreshOf(urns));
      return exitCode === 0 ? {} : { failed: (stdout + stderr).trim() };
    },
  };
}

/** The arguments that read some resources and nothing else. */
export function refreshOf(urns: readonly string[]): readonly string[] {
  return ["refresh", "--skip-preview", "--yes", ...urns.flatMap((urn) => ["--target", urn])];
}

function succeeded(result: PulumiResult): PulumiResult {
  if (result.exitCode === 0) return result;
  throw new RehearsalError(`The recovery failed:\n${result.stderr.trim()}`);
}
