/** Faults from a file: what goes wrong in the cloud while a command runs. */
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { RehearsalError } from "../session/errors";
import type { WorldClient } from "../world/client";
import type { Fault, FaultSet } from "../world/faults";
import { Refusal } from "../world/model";

/**
 * Has the world meet the faults of a YAML or JSON file, and no others.
 *
 * Throws a RehearsalError for a file that cannot be read, and with every problem of what it says; nothing is changed then.
 */
export async function meetFaults(world: Pick<WorldClient, "ask">, file: string): Promise<void> {
  try {
    await world.ask("fault", { set: written(file) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new RehearsalError(`${file}: ${error.message}`);
  }
}

/** The world judges what it is. */
function written(file: string): FaultSet {
  try {
    return parse(readFileSync(file, "utf8")) as FaultSet;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RehearsalError(`${file} cannot be read: ${why}`);
  }
}

/** What became of each rule, in the order of the file. */
export function renderFaults(faults: readonly Fault[]): readonly string[] {
  const rules = faults.map(({ effect, match, seen, met }, index) => {
    const what = Object.values(match).flat().join(" ");
    const which = what === "" ? effect.kind : `${effect.kind} ${what}`;
    if (effect.kind === "unhealthy") return `  ${index + 1}. ${which}`;
    return `  ${index + 1}. ${which}: met ${met} of ${seen} calls`;
  });
  return rules.length === 0 ? [] : ["", "Faults:", ...rules];
}
