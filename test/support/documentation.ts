/** The rules of documentation, as functions from a tree to what breaks them. */
import ts from "typescript";

import type { SourceModule } from "./source-tree";

/** Exported declarations of `components/` without a docstring. */
export function undocumentedExports(modules: readonly SourceModule[]): string[] {
  return inComponents(modules).flatMap((module) =>
    module.source.statements
      .filter((statement) => isExported(statement) && docOf(statement) === "")
      .map((statement) => `${module.path}: ${namesOf(statement).join(", ")}`),
  );
}

/** Exported functions and classes of `components/` that throw, or refuse through `checked`, without saying so. */
export function silentThrowers(modules: readonly SourceModule[]): string[] {
  return inComponents(modules).flatMap((module) =>
    module.source.statements
      .filter(
        (statement) => ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement),
      )
      .filter(
        (statement) =>
          isExported(statement) && throws(statement) && !/\bThrows\b/.test(allDocs(statement)),
      )
      .map((statement) => `${module.path}: ${namesOf(statement).join(", ")}`),
  );
}

/** Interfaces that a caller fills in, as against what a component hands out. */
const filledIn = /(?:Args|Spec|Options)$/;

/** Properties of the public interfaces that a caller fills in without a docstring, and optional ones without a `@default`. */
export function undocumentedProperties(modules: readonly SourceModule[]): string[] {
  const front = publicNames(modules);
  return inComponents(modules).flatMap((module) =>
    module.source.statements
      .filter((statement) => ts.isInterfaceDeclaration(statement))
      .filter(({ name }) => filledIn.test(name.text) && front.has(`${module.path}#${name.text}`))
      .flatMap((statement) =>
        statement.members.filter(ts.isPropertySignature).flatMap((property) => {
          const name = `${module.path}: ${statement.name.text}.${property.name.getText()}`;
          const doc = docOf(property);
          if (doc === "") return [`${name} has no docstring`];
          return property.questionToken !== undefined && !doc.includes("@default")
            ? [`${name} has no @default`]
            : [];
        }),
      ),
  );
}

/** What the package's front doors (`components/index.ts` and each layer's) hand out, as `file#name`. */
export function publicNames(modules: readonly SourceModule[]): Set<string> {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const doors = inComponents(modules).filter((module) => module.path.endsWith("/index.ts"));
  return new Set(
    doors.flatMap((door) =>
      door.source.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
        const specifier = statement.moduleSpecifier;
        if (specifier === undefined || !ts.isStringLiteral(specifier)) return [];
        const target =
          door.imports.find((found) => found.specifier === specifier.text)?.target ?? "";
        const names =
          statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)
            ? statement.exportClause.elements.map(
                (element) => (element.propertyName ?? element.name).text,
              )
            : (byPath.get(target)?.source.statements.filter(isExported).flatMap(namesOf) ?? []);
        return names.map((name) => `${target}#${name}`);
      }),
    ),
  );
}

/** What may be made inside an `apply`: values, no resources. */
const values = /^(?:Set|Map|Date|URL|.*Error)$/;

/** Places where something other than a plain value is made inside an `apply`: it would not exist in a preview. */
export function madeInApply(modules: readonly SourceModule[]): string[] {
  return modules.flatMap((module) => {
    const found: string[] = [];
    const visit = (node: ts.Node, inside: boolean): void => {
      if (inside && ts.isNewExpression(node) && !values.test(lastName(node.expression))) {
        const line = module.source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        found.push(`${module.path}:${line} makes a ${lastName(node.expression)} inside apply`);
      }
      const callback = isApply(node);
      ts.forEachChild(node, (child) => {
        visit(child, inside || (callback && ts.isFunctionLike(child)));
      });
    };
    visit(module.source, false);
    return found;
  });
}

function isApply(node: ts.Node): boolean {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === "apply"
  );
}

function lastName(expression: ts.Expression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

function inComponents(modules: readonly SourceModule[]): SourceModule[] {
  return modules.filter((module) => module.path.startsWith("components/"));
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(
      (modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword,
    )
  );
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  const named = statement as ts.Statement & { readonly name?: ts.Node };
  return named.name === undefined ? ["default"] : [named.name.getText()];
}

function docOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((doc) => doc.getText())
    .join("\n");
}

/** The declaration's docstring and those of its members. */
function allDocs(statement: ts.FunctionDeclaration | ts.ClassDeclaration): string {
  const members = ts.isClassDeclaration(statement) ? statement.members.map(docOf) : [];
  return [docOf(statement), ...members].join("\n");
}

/** Whether it throws or refuses itself; what is thrown inside a callback may be caught or come later. */
function throws(node: ts.Node): boolean {
  const refuses =
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === "checked";
  if (ts.isThrowStatement(node) || refuses) return true;
  return (
    ts.forEachChild(node, (child) =>
      ts.isArrowFunction(child) || ts.isFunctionExpression(child) ? false : throws(child),
    ) ?? false
  );
}
