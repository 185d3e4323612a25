/** Turns an SDK's declarations into a package's catalogue. */
import ts from "typescript";
import { Sdk, type Members } from "./declarations";
import type { InvokeEntry, PackageCatalogue, ResourceEntry, Shape, ValueType } from "./schema";
import { invokeTokens, packageOf, packages, resourceTypes, type PackageName } from "./types";

/**
 * Reads the installed SDKs and returns the catalogue of every package.
 * Throws for a listed type that an SDK does not declare, and for a declaration of an unknown form.
 */
export function readCatalogues(): Readonly<Record<PackageName, PackageCatalogue>> {
  return {
    aws: readPackage("aws"),
    kubernetes: readPackage("kubernetes"),
    docker: readPackage("docker"),
  };
}

/** Reads the catalogue of one package; by default all that `types.ts` lists of it. */
export function readPackage(
  name: PackageName,
  types: readonly string[] = resourceTypes,
  invokes: readonly string[] = invokeTokens,
): PackageCatalogue {
  const sdk = new Sdk(packages[name]);
  const inputs = new Side(sdk, "types/input.d.ts", "inputs");
  const outputs = new Side(sdk, "types/output.d.ts", "outputs");
  const own = (tokens: readonly string[]) =>
    tokens.filter((token) => packageOf(token) === name).sort();
  return {
    sdk: { name: sdk.name, version: sdk.version },
    config: inputs.shape(sdk.members("provider.d.ts", "ProviderArgs")),
    resources: record(own(types), (token) => resource(sdk, token, inputs, outputs)),
    invokes: record(own(invokes), (token) => invoke(sdk, token, inputs, outputs)),
    inputShapes: inputs.shapes(),
    outputShapes: outputs.shapes(),
  };
}

function resource(sdk: Sdk, token: string, inputs: Side, outputs: Side): ResourceEntry {
  const { stem, name } = located(token);
  if (!sdk.text(`${stem}.js`).includes(`__pulumiType = '${token}'`)) {
    throw new Error(`${token}: ${sdk.name}/${stem}.js registers another type`);
  }
  const file = `${stem}.d.ts`;
  return {
    file,
    inputs: inputs.shape(sdk.members(file, `${name}Args`)),
    outputs: outputs.shape(sdk.members(file, name)),
  };
}

function invoke(sdk: Sdk, token: string, inputs: Side, outputs: Side): InvokeEntry {
  const { stem, name } = located(token);
  if (!sdk.text(`${stem}.js`).includes(`"${token}"`)) {
    throw new Error(`${token}: ${sdk.name}/${stem}.js asks another data source`);
  }
  const file = `${stem}.d.ts`;
  const prefix = name.charAt(0).toUpperCase() + name.slice(1);
  return {
    file,
    args: inputs.shape(sdk.find(file, `${prefix}Args`) ?? []),
    results: outputs.shape(sdk.members(file, `${prefix}Result`)),
  };
}

/** Where a token is declared: `aws:ec2/vpc:Vpc` in `ec2/vpc`, `kubernetes:apps/v1:Deployment` in `apps/v1/deployment`. */
function located(token: string): { stem: string; name: string } {
  const [packageName = "", module = "", name = ""] = token.split(":");
  if (packageName === "kubernetes") {
    // The SDK's folder is the API group without its domain: networking.k8s.io/v1 is in networking/v1.
    const folder = module.replace(/\.k8s\.io\//, "/");
    return { stem: `${folder}/${name.charAt(0).toLowerCase()}${name.slice(1)}`, name };
  }
  return { stem: module.replace(/^index\//, ""), name };
}

/** One side of an SDK, inputs or outputs: its named shapes are kept once, as they are met. */
class Side {
  private readonly met = new Map<string, Shape>();

  constructor(
    private readonly sdk: Sdk,
    private readonly file: string,
    private readonly namespace: "inputs" | "outputs",
  ) {}

  shape(members: Members): Shape {
    const required: [string, ValueType][] = [];
    const optional: [string, ValueType][] = [];
    for (const member of members) {
      const name = propertyName(member);
      const alternatives = this.alternatives(declaredType(member));
      const absent = member.questionToken !== undefined || alternatives.includes("undefined");
      (absent ? optional : required).push([name, this.combine(alternatives, name)]);
    }
    return {
      ...(required.length > 0 && { required: sorted(required) }),
      ...(optional.length > 0 && { optional: sorted(optional) }),
    };
  }

  shapes(): Readonly<Record<string, Shape>> {
    return sorted([...this.met]);
  }

  private type(node: ts.TypeNode): ValueType {
    return this.combine(this.alternatives(node), "");
  }

  /** Every type that the declared one allows, unions flattened and `Input`, `Output` and brackets taken off. */
  private alternatives(node: ts.TypeNode): readonly (ValueType | "undefined")[] {
    if (ts.isUnionTypeNode(node)) {
      return node.types.flatMap((member) => this.alternatives(member));
    }
    if (ts.isParenthesizedTypeNode(node)) {
      return this.alternatives(node.type);
    }
    if (ts.isTypeReferenceNode(node)) {
      return this.reference(node);
    }
    if (ts.isArrayTypeNode(node)) {
      return [{ list: this.type(node.elementType) }];
    }
    if (ts.isTypeLiteralNode(node)) {
      const [member] = node.members;
      if (member !== undefined && ts.isIndexSignatureDeclaration(member)) {
        return [{ map: this.type(member.type) }];
      }
    }
    if (ts.isLiteralTypeNode(node)) {
      return [{ values: [literalValue(node)] }];
    }
    return [keyword(node)];
  }

  private reference(node: ts.TypeReferenceNode): readonly (ValueType | "undefined")[] {
    const name = entityName(node.typeName);
    const [argument] = node.typeArguments ?? [];
    if ((name === "pulumi.Input" || name === "pulumi.Output") && argument !== undefined) {
      return this.alternatives(argument);
    }
    if (name.startsWith("pulumi.asset.")) {
      return ["asset"];
    }
    const [first, ...rest] = name.split(".");
    if (first === "enums") {
      return [{ values: this.sdk.enumeration(rest.join(".")) }];
    }
    if (first === this.namespace) {
      return [this.named(rest.join("."))];
    }
    if (this.sdk.isResource(node, name)) {
      return ["resource"];
    }
    throw new Error(`${this.sdk.name}: the catalogue cannot read a reference to ${name} yet`);
  }

  private named(name: string): ValueType {
    if (!this.met.has(name)) {
      // Before its members are read: a shape may contain itself.
      this.met.set(name, {});
      this.met.set(name, this.shape(this.sdk.members(this.file, name)));
    }
    return { shape: name };
  }

  private combine(alternatives: readonly (ValueType | "undefined")[], name: string): ValueType {
    const types = alternatives.filter((type) => type !== "undefined");
    const values = types.flatMap((type) => (isEnumeration(type) ? type.values : []));
    const others = types.filter((type) => !isEnumeration(type));
    if (others.includes("any")) {
      return "any";
    }
    if (values.length > 0) {
      const open = others.includes("string");
      others.unshift(open ? { values, open } : { values });
    }
    const distinct = others.filter((type) => values.length === 0 || type !== "string");
    const [only] = distinct;
    if (only === undefined) {
      throw new Error(`${this.sdk.name}: ${name} has no type`);
    }
    return distinct.length === 1 ? only : { oneOf: distinct };
  }
}

function isEnumeration(
  type: ValueType,
): type is { values: readonly (string | number | boolean)[] } {
  return typeof type === "object" && "values" in type;
}

function declaredType(member: Members[number]): ts.TypeNode {
  if (member.type === undefined) {
    throw new Error(`${propertyName(member)} declares no type`);
  }
  return member.type;
}

function propertyName(member: Members[number]): string {
  const { name } = member;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) {
    return name.text;
  }
  throw new Error("the catalogue cannot read a property without a plain name");
}

function entityName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : `${entityName(name.left)}.${name.right.text}`;
}

function literalValue(node: ts.LiteralTypeNode): string | number | boolean {
  const { literal } = node;
  if (ts.isStringLiteral(literal)) {
    return literal.text;
  }
  if (ts.isNumericLiteral(literal)) {
    return Number(literal.text);
  }
  if (literal.kind === ts.SyntaxKind.TrueKeyword || literal.kind === ts.SyntaxKind.FalseKeyword) {
    return literal.kind === ts.SyntaxKind.TrueKeyword;
  }
  throw new Error(`the catalogue cannot read a literal of kind ${ts.SyntaxKind[literal.kind]}`);
}

const keywords = new Map<ts.SyntaxKind, ValueType | "undefined">([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
  [ts.SyntaxKind.AnyKeyword, "any"],
  [ts.SyntaxKind.UndefinedKeyword, "undefined"],
]);

function keyword(node: ts.TypeNode): ValueType | "undefined" {
  const type = keywords.get(node.kind);
  if (type === undefined) {
    throw new Error(`the catalogue cannot read a type of kind ${ts.SyntaxKind[node.kind]} yet`);
  }
  return type;
}

function record<T>(names: readonly string[], make: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
