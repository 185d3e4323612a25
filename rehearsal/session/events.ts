/** What the engine reports while it runs. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation";

/** The commands that keep a log of events. */
const logged = new Set(["up", "update", "preview", "refresh", "destroy", "import"]);

/** The arguments with an event log added, if the command can keep one. */
export function withEventLog(args: readonly string[], file: string): readonly string[] {
  rmSync(file, { force: true });
  return logged.has(args[0] ?? "") ? [...args, "--event-log", file] : args;
}

/** The events of the last run; none where the command keeps no log. A line cut short by a kill is left out. */
export function readEvents(file: string): readonly EngineEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").flatMap(parseEvent);
}

function parseEvent(line: string): readonly EngineEvent[] {
  try {
    return line === "" ? [] : [JSON.parse(line) as EngineEvent];
  } catch {
    return [];
  }
}
