/** Pulumi projects that differ from this one in their program or in how Node.js is started, and in nothing else. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";

import { readProject } from "../rehearsal/session/project";

export interface Variant {
  /** The name of its folder. */
  readonly name: string;
  /** The program, a path from the repository's folder. @default this project's own */
  readonly main?: string;
  /** Whether Node.js captures stack traces as it does by default. @default false: as Pulumi.yaml says */
  readonly stackTraces?: boolean;
}

const noStackTraces = "--stack-trace-limit=0";

/** The folder of what the bench writes. It is in the repository, so that programs in it find their packages. */
export function benchFolder(root: string): string {
  return path.join(root, ".archipelago", "bench");
}

/** Writes the project and answers its folder. */
export function writeProject(root: string, { name, main, stackTraces = false }: Variant): string {
  const { content, stackDirectory } = readProject(root);
  const folder = path.join(benchFolder(root), name);
  const report = path.join(root, "bench", "exit-report.js");
  const from = (file: string): string => path.relative(folder, path.resolve(root, file));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "Pulumi.yaml"),
    stringify({
      ...content,
      main: from(main ?? String(content["main"])),
      stackConfigDir: from(stackDirectory),
      runtime: withNodeArgs(content["runtime"], (args) => [
        ...args.filter((arg) => !(stackTraces && arg === noStackTraces)),
        "--require",
        report,
      ]),
    }),
  );
  return folder;
}

function withNodeArgs(runtime: unknown, change: (args: readonly string[]) => string[]): object {
  const { options, ...others } = runtime as { options: { nodeargs: string } };
  return {
    ...others,
    options: { ...options, nodeargs: change(options.nodeargs.split(" ")).join(" ") },
  };
}
