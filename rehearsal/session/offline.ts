/** Commands of Pulumi that reach no cloud: they need a rehearsal's state and nothing that runs. */
import { existsSync } from "node:fs";
import type { Engine } from "../../tools/engine/find.mjs";
import { runEngine } from "./engine";
import { pulumiEnvironment } from "./environment";
import { RehearsalError } from "./errors";
import { noInterrupts, type Interrupts } from "./interrupts";
import { passphraseIn } from "./passphrase";
import { renderingOf, type RehearsalOptions } from "./rendering";

export interface OfflineOptions extends RehearsalOptions {
  readonly engine: Engine;
  readonly interrupts?: Interrupts;
}

/**
 * Runs a command on the terminal, with the state of a rehearsal that has been begun. Answers its exit code.
 *
 * Throws a RehearsalError where it has not been begun.
 */
export async function runOffline(
  args: readonly string[],
  options: OfflineOptions,
): Promise<number> {
  const { folders, stack } = renderingOf(options);
  if (!existsSync(folders.passphrase)) {
    throw new RehearsalError(
      `There is no rehearsal of ${stack}. Begin one with \`npm run rehearse -- ${stack}\`.`,
    );
  }
  const { exitCode } = await runEngine({
    pulumi: options.engine.pulumi,
    args,
    cwd: folders.project,
    env: pulumiEnvironment(process.env, {
      stack,
      folders,
      passphrase: passphraseIn(folders.passphrase),
    }),
    output: "inherit",
    interrupts: options.interrupts ?? noInterrupts,
  });
  return exitCode;
}
