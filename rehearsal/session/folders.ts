/** Where one rehearsal keeps what is its own: all of it in one folder that git ignores. */
import { mkdirSync } from "node:fs";
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
}

/** The folder of a stack's rehearsal in a project. */
export function rehearsalDirectory(projectDirectory: string, stack: string): string {
  return path.join(projectDirectory, ".archipelago", "rehearsals", stack);
}
