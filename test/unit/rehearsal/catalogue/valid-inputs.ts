// Makes inputs that the catalogue's types allow, for property tests, and lists the places where they can be
// spoilt. It reads the catalogue's files by itself, so that it shares no code with what it tests.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type {
  CustomKind,
  PackageCatalogue,
  Shape,
  ValueType,
} from "../../../../rehearsal/catalogue/schema";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = Record<string, Json>;

/** A place in generated inputs where the type is known for certain, outside of alternatives. */
export interface Place {
  readonly path: string;
  readonly type: ValueType;
  /** Absent at the top. */
  readonly put?: (value: Json) => void;
  readonly drop?: () => void;
  readonly required: boolean;
  readonly value: Json;
  readonly shape?: Shape;
}

const folder = join(__dirname, "../../../../rehearsal/catalogue");
const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));

export const catalogues = ["aws", "kubernetes", "docker"].map(
  (name) => read(`${name}.json`) as PackageCatalogue,
);
export const kinds = ["node-class", "node-pool", "target-group-binding"].map(
  (name) => read(`custom-kinds/${name}.json`) as CustomKind,
);

export const inputShapes: Readonly<Record<string, Shape>> = Object.assign(
  {},
  ...catalogues.map((catalogue) => catalogue.inputShapes),
  ...kinds.map((kind) => kind.inputShapes),
) as Record<string, Shape>;

export const inputsByType: ReadonlyMap<string, Shape> = new Map([
  ...catalogues.flatMap((catalogue) =>
    Object.entries(catalogue.resources).map(([type, { inputs }]): [string, Shape] => [
      type,
      inputs,
    ]),
  ),
  ...kinds.map(({ type, inputs }): [string, Shape] => [type, inputs]),
]);

/** A type and inputs that it takes. */
export const validInputs = fc
  .tuple(fc.constantFrom(...inputsByType.keys()), fc.gen())
  .map(([type, gen]) => ({ type, inputs: object(gen, inputsByType.get(type) ?? {}, 0) }));

type Gen = fc.GeneratorValue;

function object(gen: Gen, shape: Shape, depth: number): JsonObject {
  const wanted = new Set(Object.keys(shape.required ?? {}));
  for (const name of Object.keys(shape.optional ?? {})) {
    if (depth < 3 && gen(fc.nat, { max: 2 }) === 0) {
      wanted.add(name);
    }
  }
  for (const group of shape.exactlyOne ?? []) {
    group.forEach((name) => wanted.delete(name));
    wanted.add(gen(() => fc.constantFrom(...group)));
  }
  for (const group of shape.together ?? []) {
    const all = gen(fc.boolean);
    group.forEach((name) => (all ? wanted.add(name) : wanted.delete(name)));
  }
  const types = { ...shape.required, ...shape.optional };
  return Object.fromEntries(
    [...wanted].map((name) => [name, value(gen, types[name] ?? "any", depth + 1)]),
  );
}

function value(gen: Gen, type: ValueType, depth: number): Json {
  if (typeof type === "string") {
    return scalar(gen, type);
  }
  if ("oneOf" in type) {
    return value(
      gen,
      gen(() => fc.constantFrom(...type.oneOf)),
      depth,
    );
  }
  if ("values" in type) {
    return type.open && gen(fc.boolean)
      ? gen(fc.string)
      : gen(() => fc.constantFrom(...type.values));
  }
  if ("list" in type) {
    const length = gen(fc.integer, { min: type.minItems ?? 0, max: 2 });
    return Array.from({ length }, () => value(gen, type.list, depth + 1));
  }
  if ("map" in type) {
    const keys = gen(fc.subarray, ["Name", "kubernetes.io/role/elb", "with space", "3"]);
    return Object.fromEntries(keys.map((key) => [key, value(gen, type.map, depth + 1)]));
  }
  if ("shape" in type) {
    return object(gen, inputShapes[type.shape] ?? {}, depth);
  }
  if ("text" in type) {
    return text(gen, type.text);
  }
  const { minimum = -1000, maximum = 1000 } = type.whole;
  return gen(fc.integer, { min: minimum, max: maximum });
}

function scalar(gen: Gen, type: ValueType): Json {
  const signature = "4dabf18193072939515e22adb298388d";
  switch (type) {
    case "string":
      return gen(fc.string);
    case "number":
      return gen(fc.integer);
    case "boolean":
      return gen(fc.boolean);
    case "asset":
      return { [signature]: "c44067f5952c0a294b673a41bacd8c17", text: "" };
    case "resource":
      return { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:s::p::t::n" };
    default:
      return gen(() => fc.jsonValue({ maxDepth: 1 })) as Json;
  }
}

function text(
  gen: Gen,
  rule: { pattern?: string; minLength?: number; maxLength?: number },
): string {
  const { pattern, minLength = 0, maxLength = 300 } = rule;
  const fits = (made: string): boolean => made.length >= minLength && made.length <= maxLength;
  const made =
    pattern === undefined ? fc.string({ minLength }) : fc.stringMatching(new RegExp(pattern));
  return gen(() => made.filter(fits));
}

/** Every place of generated inputs, from the top down. */
export function placesOf(type: string, inputs: JsonObject): readonly Place[] {
  const places: Place[] = [];
  visitObject(
    { path: "", type: "any", required: true, value: inputs },
    inputsByType.get(type) ?? {},
    places,
  );
  return places;
}

function visitObject(place: Place, shape: Shape, places: Place[]): void {
  places.push({ ...place, shape });
  const at = place.value as JsonObject;
  for (const [name, type] of Object.entries({ ...shape.required, ...shape.optional })) {
    if (Object.hasOwn(at, name)) {
      const path = place.path === "" ? name : `${place.path}.${name}`;
      const required = Object.hasOwn(shape.required ?? {}, name);
      visit({ ...handles(at, name), path, type, required }, places);
    }
  }
}

function handles(at: JsonObject, name: string): Pick<Place, "put" | "drop" | "value"> {
  return {
    value: at[name] ?? null,
    put: (value) => {
      at[name] = value;
    },
    drop: () => {
      Reflect.deleteProperty(at, name);
    },
  };
}

function visit(place: Place, places: Place[]): void {
  const { type, path, value: at } = place;
  if (typeof type === "object" && "shape" in type) {
    visitObject(place, inputShapes[type.shape] ?? {}, places);
    return;
  }
  places.push(place);
  if (typeof type === "object" && "list" in type && Array.isArray(at)) {
    at.forEach((element, index) => {
      const put = (value: Json): void => {
        at[index] = value;
      };
      visit(
        { path: `${path}[${index}]`, type: type.list, required: false, value: element, put },
        places,
      );
    });
  } else if (typeof type === "object" && "map" in type) {
    for (const key of Object.keys(at as JsonObject)) {
      const inner = key === "Name" ? `${path}.Name` : `${path}["${key}"]`;
      visit(
        { ...handles(at as JsonObject, key), path: inner, type: type.map, required: false },
        places,
      );
    }
  }
}
