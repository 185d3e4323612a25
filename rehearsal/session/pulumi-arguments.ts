/** What the arguments of Pulumi's own command line say (`pulumi help` of 3.259). */
import path from "node:path";

const commands = new Set(
  (
    "about api cancel config console convert deployment destroy do env gen-completion help import insights install login " +
    "logout logs neo new org package plugin policy preview project query refresh schema stack state template up update " +
    "version watch whoami"
  ).split(" "),
);

/** The flags whose value is a path. */
const pathFlags = new Set([
  "--config-file",
  "--file",
  "--generate-resources",
  "--import-file",
  "--out",
  "--plan",
  "--policy-pack",
  "--policy-pack-config",
  "--profiling",
  "--save-plan",
]);

/** The command; flags may stand in front of it. Undefined where there is none that is known. */
export function commandIn(args: readonly string[]): string | undefined {
  return args.find((argument) => commands.has(argument));
}

/** The stack that a flag names, in each of the ways in which it can be written. */
export function stackIn(args: readonly string[]): string | undefined {
  const place = args.findIndex((argument) => /^(?:-s|--stack$|--stack=)/.test(argument));
  if (place < 0) return undefined;
  const [, joined] = /^(?:--stack=|-s=?)(.+)$/s.exec(args[place] ?? "") ?? [];
  return joined ?? args[place + 1];
}

/** The arguments with every path in them seen from a folder: Pulumi runs in another. */
export function withAbsolutePaths(args: readonly string[], folder: string): readonly string[] {
  return args.map((argument, index) => {
    const before = args[index - 1] ?? "";
    if (pathFlags.has(before)) return path.resolve(folder, argument);
    const [, flag = "", value = ""] = /^(--[^=]+)=(.+)$/s.exec(argument) ?? [];
    return pathFlags.has(flag) ? `${flag}=${path.resolve(folder, value)}` : argument;
  });
}
