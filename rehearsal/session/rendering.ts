/** Writes the rendered copy of a project and of one stack's settings into a rehearsal's folder. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { foldersIn, rehearsalDirectory, type Folders } from "./folders";
import { readProject, readStack, renderProject, type Project } from "./project";
import { renderSettings, saltOf, settingsText, type Settings } from "./settings";

export interface Rendering {
  readonly project: Project;
  readonly stack: string;
  readonly folders: Folders;
}

const repository = path.join(__dirname, "..", "..");

/** Which rehearsal is meant. */
export interface RehearsalOptions {
  readonly stack: string;
  /** The folder of the user's Pulumi.yaml. @default this repository */
  readonly projectDirectory?: string;
  /** The rehearsal's own folder. @default `.archipelago/rehearsals/<stack>` in the project */
  readonly directory?: string;
}

/** Throws a RehearsalError where the project does not exist. */
export function renderingOf({
  stack,
  projectDirectory = repository,
  directory,
}: RehearsalOptions): Rendering {
  const project = readProject(path.resolve(projectDirectory));
  const folder = directory ?? rehearsalDirectory(project.directory, stack);
  return { project, stack, folders: foldersIn(path.resolve(folder)) };
}

function settingsFile({ folders, stack }: Rendering): string {
  return path.join(folders.project, `Pulumi.${stack}.yaml`);
}

/** The salt of the rehearsal's secrets, once Pulumi has written it. */
export function renderedSalt(rendering: Rendering): string | undefined {
  const file = settingsFile(rendering);
  return existsSync(file) ? saltOf(readFileSync(file, "utf8")) : undefined;
}

/**
 * Renders the user's files as they are now, and answers the settings.
 *
 * @param change what the caller wants different from them
 */
export function render(rendering: Rendering, change: (settings: Settings) => Settings): Settings {
  const { project, stack, folders } = rendering;
  const settings = change(renderSettings(readStack(project, stack), renderedSalt(rendering)));
  writeFileSync(path.join(folders.project, "Pulumi.yaml"), renderProject(project));
  writeFileSync(settingsFile(rendering), settingsText(settings));
  return settings;
}
