/** A tree of TypeScript sources as the architecture's rules see it: files with what they import. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";

/** One import or re-export of a file. */
export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** Where it leads to in the tree, without an extension where no such file is there; undefined for a package. */
  readonly target: string | undefined;
  /** Whether it vanishes when types are taken out. */
  readonly typeOnly: boolean;
}

/** One file of the tree. */
export interface SourceModule {
  /** From the tree's root, with forward slashes. */
  readonly path: string;
  readonly source: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** The folder's TypeScript files below `root`, by path from there. */
export function readTree(root: string, folders: readonly string[]): Record<string, string> {
  const files = folders.flatMap((folder) => filesBelow(root, folder));
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(path.join(root, file), "utf8")]),
  );
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const below = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, below);
    return entry.name.endsWith(".ts") ? [below] : [];
  });
}

/** The tree's files, parsed. */
export function parseTree(files: Readonly<Record<string, string>>): SourceModule[] {
  return Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text]) => {
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
      const found = importsOf(source).map(({ specifier, typeOnly }) => ({
        specifier,
        typeOnly,
        target: resolve(files, file, specifier),
      }));
      return { path: file, source, imports: found };
    });
}

function resolve(
  files: Readonly<Record<string, string>>,
  from: string,
  specifier: string,
): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const base = path.posix.join(path.posix.dirname(from), specifier).replace(/\.[jt]s$/, "");
  return [`${base}.ts`, `${base}/index.ts`].find((candidate) => candidate in files) ?? base;
}

function importsOf(source: ts.SourceFile): { specifier: string; typeOnly: boolean }[] {
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined)
      found.push({ specifier: specifier.text, typeOnly: isTypeOnly(node) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.StringLiteral | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const loads =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === "require");
  return loads ? literal(node.arguments[0]) : undefined;
}

function literal(node: ts.Node | undefined): ts.StringLiteral | undefined {
  return node !== undefined && ts.isStringLiteral(node) ? node : undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true;
  if (ts.isExportDeclaration(node)) {
    return (
      node.isTypeOnly ||
      allTypes(
        node.exportClause !== undefined && ts.isNamedExports(node.exportClause)
          ? node.exportClause.elements
          : [],
      )
    );
  }
  if (!ts.isImportDeclaration(node)) return false;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return (
    clause.name === undefined &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    allTypes(named.elements)
  );
}

function allTypes(elements: readonly { readonly isTypeOnly: boolean }[]): boolean {
  return elements.length > 0 && elements.every((element) => element.isTypeOnly);
}
