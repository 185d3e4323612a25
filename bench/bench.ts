/** `npm run bench`: measures this project against its aims, in one run, and prints tables. */
import os from "node:os";

import { type Context, print } from "../rehearsal/cli/context";
import { parseOptions, type PartName } from "./options";
import type { Part } from "./parts/part";
import { checks } from "./parts/checks";
import { growth } from "./parts/growth";
import { production } from "./parts/production";
import { rootImport } from "./parts/root-import";
import { figure } from "./table";

const parts: Readonly<Record<PartName, Part>> = { production, growth, checks, import: rootImport };

/**
 * Runs the parts one after the other. Answers the exit code.
 *
 * Throws a RehearsalError where a program that is to be measured fails.
 */
export async function bench(args: readonly string[], context: Context): Promise<number> {
  const options = parseOptions(args);
  print(machine(context));
  for (const name of options.parts) {
    print(`\n## ${name}\n`);
    print(await parts[name]({ ...context, runs: options.runs }));
  }
  return 0;
}

/** Figures mean little without what they were measured on, and what else it did. */
function machine({ engine }: Context): string {
  const gibibytes = Math.round(os.totalmem() / 2 ** 30);
  const model = os.cpus()[0]?.model ?? "unknown processor";
  return [
    `${os.availableParallelism()} CPUs (${model}), ${gibibytes} GiB`,
    `Node.js ${process.versions.node}, Pulumi ${engine.version}`,
    `load before the run ${figure(os.loadavg()[0] ?? Number.NaN)}`,
  ].join("; ");
}
