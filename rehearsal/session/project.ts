/** The user's Pulumi project: read, and copied to where a rehearsal may write beside it. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { RehearsalError } from "./errors";

export interface Project {
  /** The folder of Pulumi.yaml. */
  readonly directory: string;
  readonly name: string;
  /** The folder of the stack files. */
  readonly stackDirectory: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const stackFile = /^Pulumi\.(.+)\.yaml$/;

/** Throws a RehearsalError where the folder holds no Pulumi project. */
export function readProject(directory: string): Project {
  const content = parse(readProjectFile(directory)) as Record<string, unknown>;
  const stackDirectory = content["stackConfigDir"];
  return {
    directory,
    name: String(content["name"]),
    stackDirectory: path.join(directory, typeof stackDirectory === "string" ? stackDirectory : ""),
    content,
  };
}

function readProjectFile(directory: string): string {
  try {
    return readFileSync(path.join(directory, "Pulumi.yaml"), "utf8");
  } catch {
    throw new RehearsalError(
      `There is no Pulumi.yaml in ${directory}: a rehearsal needs a Pulumi project.`,
    );
  }
}

/** The stacks that have a file, in the order of their names. */
export function stacksOf(project: Project): readonly string[] {
  return readdirSync(project.stackDirectory)
    .map((file) => stackFile.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

/** The text of a stack's file. Throws a RehearsalError that lists the stacks where there is none. */
export function readStack(project: Project, stack: string): string {
  const stacks = stacksOf(project);
  if (!stacks.includes(stack)) {
    throw new RehearsalError(
      `There is no stack ${stack}; there are ${stacks.join(", ") || "none"}. ` +
        `A stack is a file Pulumi.<stack>.yaml in ${project.stackDirectory}.`,
    );
  }
  return readFileSync(path.join(project.stackDirectory, `Pulumi.${stack}.yaml`), "utf8");
}

/**
 * Pulumi.yaml for a rehearsal: the same program and plugins, found by their full paths; the stack file stands
 * beside it; no backend but the rehearsal's own.
 */
export function renderProject(project: Project): string {
  const { main, plugins } = project.content;
  const program = path.join(project.directory, typeof main === "string" ? main : "");
  return stringify({
    ...project.content,
    main: program,
    plugins: plugins === undefined ? undefined : withFullPaths(plugins, project.directory),
    stackConfigDir: undefined,
    backend: undefined,
  });
}

/** `plugins` of a Pulumi.yaml, whose paths are relative to it. */
function withFullPaths(value: unknown, directory: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withFullPaths(item, directory));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      key === "path" && typeof item === "string"
        ? path.resolve(directory, item)
        : withFullPaths(item, directory),
    ]),
  );
}
