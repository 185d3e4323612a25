/** What every command is given. */
import type { Engine } from "../../tools/engine/find.mjs";
import type { Progress } from "../../tools/progress.mjs";

export interface Context {
  /** The repository's folder, which holds Pulumi.yaml. */
  readonly root: string;
  /** The folder from which the user called, where relative paths in the arguments begin. */
  readonly folder: string;
  readonly engine: Engine;
  readonly progress: Progress;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
