// Every way to spoil inputs, each at every place where it can be done.
import type { Shape, ValueType } from "../../../../rehearsal/catalogue/schema";
import type { Model, Properties, Value } from "../../../../rehearsal/world/model";
import { textAt } from "../../../../rehearsal/world/paths";
import { inputsByType } from "../catalogue/valid-inputs";
import { enumeratedIn } from "./enumerations";
import { nameLimits } from "./name-limits";
import { isFor, objectsIn, placesIn, withAt, type At, type Place } from "./places";

/** What is done to the inputs. */
export type InputKind =
  /** A required input is dropped. */
  | "missing"
  /** One is added that there is not. */
  | "unknown"
  /** A value is of another type. */
  | "type"
  /** A text means nothing to the service: in an enumeration it stands outside. */
  | "word"
  /** A number is below what anything counts from. */
  | "number"
  /** The physical name is too long. */
  | "long name"
  /** The physical name has a sign in it that no name has. */
  | "bad name";

export interface Mutation {
  readonly kind: InputKind;
  /** As `Place.path`. */
  readonly path: string;
  readonly inputs: Properties;
  /** What stands there now, as text; empty where nothing does. */
  readonly value: string;
}

const nonsense = "no-such-value";
const tooSmall = -7;

/** The inputs of an object spoilt. */
export function spoilt(model: Model, inputs: Properties): readonly Mutation[] {
  const { type } = model;
  const isListed = ({ property }: Place): boolean =>
    property !== undefined && enumeratedIn(type, property.shape).has(property.name);
  return [
    ...spoiltShape(inputsByType.get(type) ?? {}, inputs, isListed),
    ...spoiltNames(model, inputs),
  ];
}

/** The arguments of a data source spoilt, each by itself beside those that it cannot do without. */
export function spoiltArguments(shape: Shape, needed: Properties): readonly Mutation[] {
  const names = Object.keys({ ...shape.required, ...shape.optional });
  return names.flatMap((name) => spoiltShape(shape, { ...needed, [name]: nonsense }));
}

function spoiltShape(
  shape: Shape,
  inputs: Properties,
  isListed: (place: Place) => boolean = () => false,
): readonly Mutation[] {
  const places = placesIn(shape, inputs);
  const present = places.filter(({ value }) => value !== undefined);
  const objects = objectsIn(shape, inputs).map(({ path, steps }) => ({
    path: path === "" ? "noSuchInput" : `${path}.noSuchInput`,
    steps: [...steps, "noSuchInput"],
  }));
  const texts = places.filter((place) => {
    const { type, value } = place;
    return takesText(type) && (value !== undefined || isEnumeration(type) || isListed(place));
  });
  const numbers = present.filter(({ value }) => typeof value === "number");
  return [
    ...present.filter(({ required }) => required).map(mutation(inputs, "missing")),
    ...objects.map(mutation(inputs, "unknown", "x")),
    ...places.flatMap((place) => {
      const wrong = ofAnotherType(place.type);
      return wrong === undefined ? [] : [mutation(inputs, "type", wrong)(place)];
    }),
    ...texts.map(mutation(inputs, "word", nonsense)),
    ...numbers.map(mutation(inputs, "number", tooSmall)),
  ];
}

function mutation(inputs: Properties, kind: InputKind, value?: Value) {
  return ({ path, steps }: At): Mutation => ({
    kind,
    path,
    inputs: withAt(inputs, steps, value),
    value: value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value),
  });
}

function takesText(type: ValueType): boolean {
  return isFor(type, "") && type !== "any";
}

/** Whether the SDK's own type lists what may stand there, so that nothing need stand there to try. */
function isEnumeration(type: ValueType): boolean {
  return typeof type === "object" && "values" in type;
}

/** A value that is none of the type's, nor could be made one of it; undefined where there is none. */
function ofAnotherType(type: ValueType): Value | undefined {
  // A resource or an asset is a map, and whatever JSON can say is of the type "any".
  if (/"(?:any|resource|asset)"/.test(JSON.stringify(type))) return undefined;
  const values: readonly Value[] = [{ wrong: ["type"] }, "wrong type", [["wrong type"]]];
  return values.find((value) => !isFor(type, value));
}

function spoiltNames({ type }: Model, inputs: Properties): readonly Mutation[] {
  const limit = nameLimits[type];
  if (!limit) return [];
  const given = textAt(inputs, limit.property) ?? "a-name";
  const place = { path: limit.property, steps: limit.property.split(".") };
  return [
    mutation(inputs, "long name", given.padEnd(limit.maxLength + 1, "a"))(place),
    mutation(inputs, "bad name", `${given}\u0007`)(place),
  ];
}
