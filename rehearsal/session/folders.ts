/** Where one rehearsal keeps what is its own: all of it in one folder that git ignores. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Folders {
  /** The rehearsal's folder. */
  readonly directory: string;
  /** Pulumi's state backend. */
  readonly state: string;
  /** Pulumi's own home, so that the user's login is never touched. */
  readonly pulumiHome: string;
  /** The rendered copy of the project and of the stack's settings. */
  readonly project: string;
  /** What the rehearsal cloud persists. */
  readonly world: string;
  /** The file with the passphrase of the stack's secrets. */
  readonly passphrase: string;
  /** The file that one session at a time holds. */
  readonly lock: string;
  /** What the processes of the rehearsal cloud write. */
  readonly logs: string;
}

export function foldersIn(directory: string): Folders {
  const inside = (name: string): string => path.join(directory, name);
  return {
    directory,
    state: inside("state"),
    pulumiHome: inside("pulumi-home"),
    project: inside("project"),
    world: inside("world"),
    passphrase: inside("passphrase"),
    lock: inside("session.lock"),
    logs: inside("logs"),
  };
}

export function makeFolders(folders: Folders): void {
  const { state, pulumiHome, project, world, logs } = folders;
  for (const folder of [state, pulumiHome, project, world, logs])
    mkdirSync(folder, { recursive: true });
  withoutDebugLog(pulumiHome);
}

/**
 * Keeps Pulumi from writing a debug log of every command, compressed and encrypted: it is two fifths of the engine's
 * own time (3.259), and nobody asked for it. There is no setting for it; where its folder cannot be made, Pulumi goes
 * on without it (pkg/logging/encrypted.go, read 2026-11). `-v=9 --logtostderr` works as ever.
 */
function withoutDebugLog(pulumiHome: string): void {
  const folder = path.join(pulumiHome, "logs");
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(folder, "Not a folder, so that Pulumi writes no debug logs.\n");
}

/** The folder of a stack's rehearsal in a project. */
export function rehearsalDirectory(projectDirectory: string, stack: string): string {
  return path.join(rehearsalsIn(projectDirectory), stack);
}

/** The stacks of a project whose rehearsal has been begun. */
export function begunRehearsals(projectDirectory: string): readonly string[] {
  const folder = rehearsalsIn(projectDirectory);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function rehearsalsIn(projectDirectory: string): string {
  return path.join(projectDirectory, ".archipelago", "rehearsals");
}
