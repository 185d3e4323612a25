/**
 * What each resource type and invoke of the rehearsal takes and answers, as the SDKs declare it. The files
 * are read once, when a package is first asked for.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Properties, Value } from "../world/model";
import { checkShape, type CheckOptions, type InputProblem } from "./check";
import { withComputedParts } from "./computed-parts";
import type { CustomKind, InvokeEntry, PackageCatalogue, ResourceEntry, Shape } from "./schema";
import { customKinds, packageOf, packages, type PackageName } from "./types";

export type { InputProblem } from "./check";
export type { InvokeEntry, ResourceEntry, Shape, ValueType } from "./schema";

/** Whether the catalogue holds a resource type, custom kinds included. */
export function hasType(type: string): boolean {
  const name = type.slice(0, Math.max(0, type.indexOf(":")));
  return (
    Object.hasOwn(packages, name) && Object.hasOwn(catalogueOf(name as PackageName).resources, type)
  );
}

/** Every resource type of the catalogue, custom kinds included, sorted. */
export function allTypes(): readonly string[] {
  return Object.keys(packages)
    .flatMap((name) => Object.keys(catalogueOf(name as PackageName).resources))
    .sort();
}

/**
 * What a resource type takes and answers.
 * Throws for a type that the catalogue does not hold, and says how to add it.
 */
export function entryOf(type: string): ResourceEntry {
  const { resources } = catalogueOf(packageOf(type));
  return held(resources, type);
}

/**
 * What an invoke takes and answers.
 * Throws for one that the catalogue does not hold, and says how to add it.
 */
export function invokeOf(token: string): InvokeEntry {
  const { invokes } = catalogueOf(packageOf(token));
  return held(invokes, token);
}

/** The names of all inputs of a type, sorted. */
export function inputNames(type: string): readonly string[] {
  return namesOf(entryOf(type).inputs).sort();
}

/** The names of all outputs of a type, inputs that come back included and the id left out, sorted. */
export function outputNames(type: string): readonly string[] {
  return namesOf(entryOf(type).outputs).sort();
}

/**
 * What a preview knows of the outputs: the inputs, and inside them what the provider adds, as it stood
 * before or else `absent`. Kubernetes' SDK calls every field required, so nothing is added there.
 */
export function knownOutputs(
  type: string,
  inputs: Properties,
  before: Properties,
  absent: Value,
): Properties {
  const name = packageOf(type);
  if (name === "kubernetes") return inputs;
  const { outputs } = entryOf(type);
  const shapes = catalogueOf(name).outputShapes;
  return withComputedParts(inputs, { outputs, shapes }, before, absent);
}

/** The names of the outputs that the provider fills in by itself: always there, and no inputs. Sorted. */
export function computedOutputs(type: string): readonly string[] {
  const { inputs, outputs } = entryOf(type);
  const given = new Set(namesOf(inputs));
  return Object.keys(outputs.required ?? {}).filter((name) => !given.has(name));
}

/**
 * All that is wrong with a resource's inputs by the SDK's own types: unknown and missing properties, wrong
 * types, values outside a closed enumeration, at any depth. A value that is unknown until the update
 * passes, and null counts as absent. Secrets must be unwrapped before, or be `opaque`.
 * Throws for a type that the catalogue does not hold.
 */
export function checkInputs(
  type: string,
  inputs: Properties,
  options: Pick<CheckOptions, "opaque"> = {},
): readonly InputProblem[] {
  return checkShape(
    inputs,
    entryOf(type).inputs,
    catalogueOf(packageOf(type)).inputShapes,
    options,
  );
}

/**
 * As `checkInputs`, of what a model answers. A missing output passes: the real providers leave many null,
 * and Kubernetes' types call every field required.
 */
export function checkOutputs(type: string, outputs: Properties): readonly InputProblem[] {
  const { outputShapes } = catalogueOf(packageOf(type));
  return checkShape(outputs, entryOf(type).outputs, outputShapes, { missing: "passed" });
}

/** As `checkInputs`, of the arguments of an invoke. */
export function checkInvoke(token: string, args: Properties): readonly InputProblem[] {
  return checkShape(args, invokeOf(token).args, catalogueOf(packageOf(token)).inputShapes);
}

/**
 * As `checkInputs`, of a provider's configuration. Pulumi sends each value that is no string as JSON text,
 * and what it needs for itself (`version`, `__internal`, ...) beside them.
 * Throws for a package that the rehearsal has no stand-in for.
 */
export function checkConfig(packageName: string, config: Properties): readonly InputProblem[] {
  const { config: shape, inputShapes } = catalogueOf(packageOf(`${packageName}:`));
  const own = Object.entries(config).filter(([name]) => !pulumisOwn.has(name));
  const plain = own.map(([name, value]): [string, Value] => {
    const type = shape.required?.[name] ?? shape.optional?.[name];
    const encoded = typeof value === "string" && type !== undefined && type !== "string";
    return [name, encoded ? decoded(value) : value];
  });
  return checkShape(Object.fromEntries(plain), shape, inputShapes);
}

const pulumisOwn = new Set(["version", "pluginDownloadURL", "pluginChecksums", "__internal"]);

/** A text that is no JSON stays as it is, and is then refused for its type. */
function decoded(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

function namesOf(shape: Shape): string[] {
  return [...Object.keys(shape.required ?? {}), ...Object.keys(shape.optional ?? {})];
}

function held<T>(entries: Readonly<Record<string, T>>, token: string): T {
  const entry = Object.hasOwn(entries, token) ? entries[token] : undefined;
  if (entry === undefined) {
    throw new Error(
      `${token} is not in the rehearsal's catalogue: add it to rehearsal/catalogue/types.ts, ` +
        `run "npm run catalogue", and write its model in rehearsal/models`,
    );
  }
  return entry;
}

const read = new Map<PackageName, PackageCatalogue>();

function catalogueOf(name: PackageName): PackageCatalogue {
  let catalogue = read.get(name);
  if (catalogue === undefined) {
    catalogue = contents(`${name}.json`) as PackageCatalogue;
    if (name === "kubernetes") {
      catalogue = customKinds.reduce(withKind, catalogue);
    }
    read.set(name, catalogue);
  }
  return catalogue;
}

function withKind(catalogue: PackageCatalogue, name: string): PackageCatalogue {
  const file = `custom-kinds/${name}.json`;
  const { type, inputs, outputs, immutable, inputShapes } = contents(file) as CustomKind;
  const entry = { file, inputs, outputs, ...(immutable && { immutable }) };
  return {
    ...catalogue,
    resources: { ...catalogue.resources, [type]: entry },
    inputShapes: { ...catalogue.inputShapes, ...inputShapes },
  };
}

function contents(file: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, file), "utf8"));
}
