/** The command line of the bench. */
import { parseArgs } from "node:util";

import { RehearsalError } from "../rehearsal/session/errors";

/** What can be measured by itself. */
export const partNames = ["production", "growth", "checks", "import"] as const;

export type PartName = (typeof partNames)[number];

export interface Options {
  readonly parts: readonly PartName[];
  /** How often everything is run. */
  readonly runs: number;
}

const usual = 3;

/** Throws a RehearsalError for what is not understood. */
export function parseOptions(args: readonly string[]): Options {
  const { only, runs } = parsed(args);
  if (!/^[1-9]\d*$/.test(runs)) {
    throw new RehearsalError(`--runs takes a whole number from 1, not ${runs}.`);
  }
  const parts = only === undefined ? partNames : only.split(",").map(partNamed);
  return { parts, runs: Number(runs) };
}

function parsed(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        runs: { type: "string", default: String(usual) },
      },
    });
    return values;
  } catch (error) {
    throw new RehearsalError((error as Error).message);
  }
}

function partNamed(name: string): PartName {
  const part = partNames.find((known) => known === name);
  if (part !== undefined) return part;
  throw new RehearsalError(
    `There is no part ${name} to measure; there are ${partNames.join(", ")}.`,
  );
}
