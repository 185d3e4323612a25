/** Where recorded states are kept, and where stacks are rehearsed for them. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** The folder with a folder of states for every version. */
export function corpusFolder(root: string): string {
  return path.join(root, "test", "corpus");
}

/** The file with the state of a stack as a version deploys it. */
export function stateFile(root: string, version: string, stack: string): string {
  return path.join(corpusFolder(root), version, `${stack}.json`);
}

/** The recorded versions, each with its stacks. */
export function recordedStates(
  root: string,
): readonly { readonly version: string; readonly stack: string }[] {
  return readdirSync(corpusFolder(root)).flatMap((version) =>
    readdirSync(path.join(corpusFolder(root), version)).map((file) => ({
      version,
      stack: path.basename(file, ".json"),
    })),
  );
}

/**
 * The folder in which a stack is rehearsed for the corpus. Always the same, because a state holds the way from the program to
 * its project, to the folders from which images are built.
 */
export function rehearsalFolder(root: string, stack: string): string {
  return path.join(root, ".archipelago", "corpus", stack);
}

/** The version in package.json. */
export function currentVersion(root: string): string {
  const text = readFileSync(path.join(root, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** Whether the changelog has the version as released: what it deployed is a fact, whatever the code says by now. */
export function isReleased(root: string, version: string): boolean {
  const file = path.join(root, "CHANGELOG.md");
  return existsSync(file) && readFileSync(file, "utf8").includes(`\n## [${version}]`);
}
