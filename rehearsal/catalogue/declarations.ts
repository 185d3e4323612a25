/**
 * Reads an installed Pulumi SDK's declaration files. The files are generated and regular, so their syntax
 * says everything and no type checker is needed: the large ones parse in a fraction of a second.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** The property declarations of an interface or class, in the order of the file. */
export type Members = readonly (ts.PropertySignature | ts.PropertyDeclaration)[];

/** An installed SDK. */
export class Sdk {
  readonly version: string;
  private readonly folder: string;
  private readonly files = new Map<string, ts.SourceFile>();
  private readonly indexes = new Map<string, ReadonlyMap<string, Members>>();

  /** Throws if the package is not installed. */
  constructor(readonly name: string) {
    const manifest = require.resolve(`${name}/package.json`);
    this.folder = dirname(manifest);
    this.version = (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
  }

  /** The text of a file, named relative to the SDK's folder. */
  text(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /**
   * The properties of the interface or class of that name; `eks.ClusterVpcConfig` is one inside a namespace.
   * Throws if the file declares no such thing, or an interface that extends another: the SDKs need none.
   */
  members(file: string, name: string): Members {
    const found = this.find(file, name);
    if (found === undefined) {
      throw new Error(`${this.name}/${file} declares no ${name} that stands by itself`);
    }
    return found;
  }

  /** As `members`, but undefined where there is none. */
  find(file: string, name: string): Members | undefined {
    let index = this.indexes.get(file);
    if (index === undefined) {
      index = indexOf(this.source(file));
      this.indexes.set(file, index);
    }
    return index.get(name);
  }

  /**
   * The values of an enumeration of `types/enums`; `iam.PolicyDocumentVersion` is one of a module.
   * Throws if there is none of that name, or one of another form.
   */
  enumeration(name: string): readonly (string | number)[] {
    const path = name.split(".");
    const last = path.pop() ?? name;
    const file = ["types/enums", ...path, "index.d.ts"].join("/");
    const values = enumerationIn(this.source(file), last);
    if (values === undefined) {
      throw new Error(`${this.name}/${file} declares no values for ${last}`);
    }
    return values;
  }

  /** Whether a bare name is a resource's class, imported into the file that the node stands in. */
  isResource(node: ts.Node, name: string): boolean {
    const source = node.getSourceFile();
    const from = importedFrom(source, name);
    if (from === undefined) {
      return false;
    }
    const folder = join(dirname(source.fileName), from.replace(/\/?index$/, ""));
    const file = join(folder, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
    return existsSync(join(this.folder, file)) && this.find(file, `${name}Args`) !== undefined;
  }

  private source(file: string): ts.SourceFile {
    let source = this.files.get(file);
    if (source === undefined) {
      const options = {
        languageVersion: ts.ScriptTarget.ES2022,
        jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      };
      source = ts.createSourceFile(file, this.text(file), options, true);
      this.files.set(file, source);
    }
    return source;
  }
}

function importedFrom(source: ts.SourceFile, name: string): string | undefined {
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    const bindings = statement.importClause?.namedBindings;
    if (
      bindings !== undefined &&
      ts.isNamedImports(bindings) &&
      bindings.elements.some((element) => element.name.text === name) &&
      ts.isStringLiteral(statement.moduleSpecifier)
    ) {
      return statement.moduleSpecifier.text;
    }
  }
  return undefined;
}

function indexOf(source: ts.SourceFile): ReadonlyMap<string, Members> {
  const index = new Map<string, Members>();
  const visit = (statements: readonly ts.Statement[], prefix: string): void => {
    for (const statement of statements) {
      if (ts.isModuleDeclaration(statement) && statement.body && ts.isModuleBlock(statement.body)) {
        visit(statement.body.statements, `${prefix}${statement.name.text}.`);
      } else if (ts.isInterfaceDeclaration(statement) && !statement.heritageClauses) {
        index.set(prefix + statement.name.text, statement.members.filter(ts.isPropertySignature));
      } else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
        index.set(prefix + statement.name.text, publicProperties(statement));
      }
    }
  };
  visit(source.statements, "");
  return index;
}

function publicProperties(declaration: ts.ClassDeclaration): Members {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.StaticKeyword];
  return declaration.members
    .filter(ts.isPropertyDeclaration)
    .filter((member) => !member.modifiers?.some((modifier) => hidden.includes(modifier.kind)));
}

/** The SDKs declare `export declare const X: { readonly A: "a"; ... }` beside a type of the same name. */
function enumerationIn(
  source: ts.SourceFile,
  name: string,
): readonly (string | number)[] | undefined {
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    for (const { name: declared, type } of statement.declarationList.declarations) {
      if (
        ts.isIdentifier(declared) &&
        declared.text === name &&
        type &&
        ts.isTypeLiteralNode(type)
      ) {
        return type.members.filter(ts.isPropertySignature).map((member) => literal(source, member));
      }
    }
  }
  return undefined;
}

function literal(source: ts.SourceFile, member: ts.PropertySignature): string | number {
  if (member.type !== undefined && ts.isLiteralTypeNode(member.type)) {
    const { literal: value } = member.type;
    if (ts.isStringLiteral(value)) {
      return value.text;
    }
    if (ts.isNumericLiteral(value)) {
      return Number(value.text);
    }
  }
  throw new Error(`${source.fileName}: ${member.getText(source)} is no string or number`);
}
