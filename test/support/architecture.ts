/** The rules of the architecture, as functions from a tree to what breaks them. */
import ts from "typescript";

import { cyclesOf } from "../../components/topology/cycles";
import type { SourceModule } from "./source-tree";

/** The layers of `components/`, from left to right: a file imports from its own layer or from further left. */
export const layers = [
  "conventions",
  "topology",
  "network",
  "clusters",
  "routing",
  "discovery",
  "data",
  "monitoring",
  "services",
  "platform",
] as const;

/** Groups of files that import each other in a circle. */
export function importCycles(modules: readonly SourceModule[]): string[][] {
  const nodes = modules.map((module) => ({ key: module.path }));
  const edges = modules.flatMap((module) =>
    targets(module).map((to) => ({ from: module.path, to })),
  );
  return cyclesOf(nodes, edges);
}

/** Imports of a layer from one that stands right of it, and of `components/` from outside. */
export function importsToTheRight(modules: readonly SourceModule[]): string[] {
  return modules.flatMap((module) => {
    const own = rankOf(module.path);
    if (own === undefined) return [];
    return targets(module)
      .filter((to) => (rankOf(to) ?? Number.POSITIVE_INFINITY) > own)
      .map((to) => `${module.path} imports ${to}`);
  });
}

/** The layer's place; the package's front door stands right of all. */
function rankOf(path: string): number | undefined {
  const [folder, layer] = path.split("/");
  if (folder !== "components" || layer === undefined) return undefined;
  const rank = layers.findIndex((name) => name === layer);
  return rank >= 0 ? rank : layers.length;
}

/** Where the file's imports lead inside the tree. */
function targets(module: SourceModule): string[] {
  return module.imports.flatMap(({ target }) => target ?? []);
}

/** Imports from where they do not belong: policy and rehearsal judge from outside, and nothing needs tests or the bench. */
export function importsFromOutside(modules: readonly SourceModule[]): string[] {
  const forbidden: Readonly<Record<string, readonly string[]>> = {
    components: ["test", "bench"],
    stacks: ["test", "bench"],
    policy: ["components", "stacks", "test", "bench"],
    rehearsal: ["components", "stacks", "test", "bench"],
  };
  return modules.flatMap((module) => {
    const closed = forbidden[module.path.split("/")[0] ?? ""] ?? [];
    return targets(module)
      .filter((to) => closed.includes(to.split("/")[0] ?? ""))
      .map((to) => `${module.path} imports ${to}`);
  });
}

/** Ways on which a file of the topology loads a Pulumi package: plans are pure. */
export function impurePlans(modules: readonly SourceModule[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const impure = (start: string): string | undefined => {
    const seen = new Set([start]);
    for (const path of seen) {
      for (const { specifier, target, typeOnly } of byPath.get(path)?.imports ?? []) {
        if (typeOnly) continue;
        if (specifier.startsWith("@pulumi/")) return `${start} loads ${specifier} through ${path}`;
        if (target !== undefined) seen.add(target);
      }
    }
    return undefined;
  };
  return modules
    .filter((module) => module.path.startsWith("components/topology/"))
    .flatMap((module) => impure(module.path) ?? []);
}

/** Files with more lines of code than that, without blank lines and comments. */
export function longFiles(modules: readonly SourceModule[], mostLines: number): string[] {
  return modules.flatMap((module) => {
    const lines = codeLines(module.source);
    return lines > mostLines ? [`${module.path} has ${lines} lines of code`] : [];
  });
}

function codeLines(source: ts.SourceFile): number {
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(source).filter((child) => !ts.isJSDoc(child));
    if (children.length > 0) {
      children.forEach(visit);
    } else if (
      node.kind !== ts.SyntaxKind.EndOfFileToken &&
      node.getEnd() > node.getStart(source)
    ) {
      const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      for (
        let line = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
        line <= last;
        line++
      )
        lines.add(line);
    }
  };
  visit(source);
  return lines.size;
}

/** Files of `components/` with more than types and re-exports in them, without a test in the mirror of their place. */
export function withoutTest(modules: readonly SourceModule[], tests: readonly string[]): string[] {
  const there = new Set(tests);
  return modules
    .filter((module) => module.path.startsWith("components/") && hasCode(module.source))
    .map((module) => mirror(module.path))
    .filter((test) => !there.has(test));
}

/** Tests of a layer whose source is not there, or not there any more. */
export function testsOfNothing(
  modules: readonly SourceModule[],
  tests: readonly string[],
): string[] {
  const mirrors = new Set(modules.map((module) => mirror(module.path)));
  return tests.filter((test) => {
    const [, , layer] = test.split("/");
    return layers.some((name) => name === layer) && !mirrors.has(test);
  });
}

function mirror(path: string): string {
  return path.replace(/^components\//, "test/unit/").replace(/\.ts$/, ".test.ts");
}

function hasCode(source: ts.SourceFile): boolean {
  return source.statements.some(
    (statement) =>
      !ts.isImportDeclaration(statement) &&
      !ts.isExportDeclaration(statement) &&
      !ts.isInterfaceDeclaration(statement) &&
      !ts.isTypeAliasDeclaration(statement),
  );
}
