// Where the inputs of an object can be spoilt: every property that the catalogue knows at the places that are there.
import type { Shape, ValueType } from "../../../../rehearsal/catalogue/schema";
import type { Properties, Value } from "../../../../rehearsal/world/model";
import { isList, isProperties } from "../../../../rehearsal/world/paths";
import { inputShapes } from "../catalogue/valid-inputs";

export type Steps = readonly (string | number)[];

/** A property that is there, or could be. */
export interface Place {
  readonly steps: Steps;
  /** Without the places in lists and the keys of maps: `vpcConfig.subnetIds[]`, `tags{}`. */
  readonly path: string;
  readonly type: ValueType;
  readonly required: boolean;
  /** The property's name and the shape it is one of; the latter is absent at the top, both inside lists and maps. */
  readonly property?: { readonly name: string; readonly shape?: string };
  /** Undefined where it is not there. */
  readonly value: Value | undefined;
}

/** A place by itself. */
export type At = Pick<Place, "steps" | "path">;

/** Every property of the shape at the places that the inputs have; properties that are not there included. */
export function placesIn(shape: Shape, inputs: Properties): readonly Place[] {
  const places: Place[] = [];
  visitShape(shape, inputs, { steps: [], path: "" }, places);
  return places;
}

/** Every object of fixed names in the inputs, the inputs themselves first. */
export function objectsIn(shape: Shape, inputs: Properties): readonly At[] {
  const inside = placesIn(shape, inputs).filter(
    ({ value, type }) => isProperties(value) && hasShape(type),
  );
  return [{ steps: [], path: "" }, ...inside];
}

/** The inputs with another value at a place; undefined takes it away. */
export function withAt(inputs: Properties, steps: Steps, value: Value | undefined): Properties {
  return changed(inputs, steps, value) as Properties;
}

function changed(whole: Value, [step, ...rest]: Steps, value: Value | undefined): Value {
  if (step === undefined) return value ?? null;
  if (typeof step === "number") {
    const list = isList(whole) ? whole : [];
    if (rest.length === 0 && value === undefined) return list.filter((_, at) => at !== step);
    return list.map((item, at) => (at === step ? changed(item, rest, value) : item));
  }
  const block = isProperties(whole) ? whole : {};
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(block).filter(([name]) => name !== step));
  }
  return { ...block, [step]: changed(block[step] ?? {}, rest, value) };
}

function visitShape(
  shape: Shape,
  value: Properties,
  at: At & { readonly shape?: string },
  places: Place[],
): void {
  const visit = (properties: Shape["required"], required: boolean): void => {
    for (const [name, type] of Object.entries(properties ?? {})) {
      const path = at.path === "" ? name : `${at.path}.${name}`;
      const given = value[name] ?? undefined;
      const property = { name, ...(at.shape === undefined ? {} : { shape: at.shape }) };
      const steps = [...at.steps, name];
      const place = { steps, path, type, required, property, value: given };
      places.push(place);
      visitInside(type, given, place, places);
    }
  };
  visit(shape.required, true);
  visit(shape.optional, false);
}

function visitInside(type: ValueType, value: Value | undefined, at: At, places: Place[]): void {
  if (value === undefined || value === null || typeof type === "string") return;
  if ("oneOf" in type) {
    for (const one of type.oneOf) if (isFor(one, value)) visitInside(one, value, at, places);
    return;
  }
  const enter = (inner: ValueType, step: string | number, mark: string, item: Value): void => {
    const place = { steps: [...at.steps, step], path: at.path + mark };
    places.push({ ...place, type: inner, required: false, value: item });
    visitInside(inner, item, place, places);
  };
  if ("list" in type && isList(value)) {
    value.forEach((item, index) => {
      enter(type.list, index, "[]", item);
    });
  } else if ("map" in type && isProperties(value)) {
    for (const [key, item] of Object.entries(value)) enter(type.map, key, "{}", item);
  } else if ("shape" in type && isProperties(value)) {
    visitShape(inputShapes[type.shape] ?? {}, value, { ...at, shape: type.shape }, places);
  }
}

/** Whether a value of that kind is what the type is about. */
export function isFor(type: ValueType, value: Value): boolean {
  if (typeof type === "string") return type === "any" || type === typeof value;
  if ("oneOf" in type) return type.oneOf.some((one) => isFor(one, value));
  if ("values" in type) return typeof type.values[0] === typeof value;
  if ("list" in type) return isList(value);
  if ("text" in type) return typeof value === "string";
  return "whole" in type ? typeof value === "number" : isProperties(value);
}

function hasShape(type: ValueType): boolean {
  if (typeof type === "string") return false;
  return "shape" in type || ("oneOf" in type && type.oneOf.some(hasShape));
}
