/** Holds a value against a type of the catalogue. */
import { unknown, type Properties, type Value } from "../world/model";
import { nearest } from "./nearest";
import type { ListType, MapType, Shape, TextType, ValueType, WholeNumberType } from "./schema";

/** What is wrong with one property. */
export interface InputProblem {
  /** As Pulumi writes property paths: `vpcConfig.subnetIds[0]`, `tags["kubernetes.io/role/elb"]`. */
  readonly path: string;
  readonly reason: string;
}

type Shapes = Readonly<Record<string, Shape>>;

/** Pulumi's key for values of a special kind, and its marks for assets, archives and resources. */
const signature = "4dabf18193072939515e22adb298388d";
const assetSignatures = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** How strict a check is. */
export interface CheckOptions {
  /** True for values that stand for others, such as hashed secrets: they pass anywhere. @default none does */
  readonly opaque?: (value: Value) => boolean;
  /** Whether an absent required property is refused. @default "refused" */
  readonly missing?: "refused" | "passed";
}

/** Holds an object against a shape, and the shapes that it refers to, and returns all that is wrong. */
export function checkShape(
  value: Properties,
  shape: Shape,
  shapes: Shapes,
  options: CheckOptions = {},
): readonly InputProblem[] {
  const check = new Check(shapes, options);
  check.object(value, shape, "");
  return check.problems;
}

class Check {
  readonly problems: InputProblem[] = [];

  constructor(
    private readonly shapes: Shapes,
    private readonly options: CheckOptions,
  ) {}

  object(value: Properties, shape: Shape, path: string): void {
    const { required = {}, optional = {} } = shape;
    for (const [name, property] of Object.entries(value)) {
      if (Object.hasOwn(required, name)) {
        this.property(property, required[name], child(path, name));
      } else if (Object.hasOwn(optional, name)) {
        this.property(property, optional[name], child(path, name));
      } else if (property !== null) {
        this.refuse(child(path, name), unknownName(name, shape));
      }
    }
    if (this.options.missing !== "passed") {
      this.absences(value, shape, path);
    }
  }

  value(value: Value, type: ValueType, path: string): void {
    if (value === unknown || type === "any" || this.options.opaque?.(value) === true) {
      return;
    }
    if (typeof type === "string") {
      if (kindOf(value) !== type) {
        this.mismatch(value, type, path);
      }
    } else if ("oneOf" in type) {
      this.alternatives(value, type.oneOf, path);
    } else if ("values" in type) {
      const fits = type.open
        ? typeof value === typeof type.values[0]
        : includes(type.values, value);
      if (!fits) {
        this.mismatch(value, type, path);
      }
    } else if ("list" in type) {
      this.list(value, type, path);
    } else if ("map" in type) {
      this.map(value, type, path);
    } else if ("shape" in type) {
      this.shaped(value, type.shape, path);
    } else if ("text" in type) {
      this.text(value, type, path);
    } else {
      this.whole(value, type, path);
    }
  }

  private property(value: Value | undefined, type: ValueType | undefined, path: string): void {
    if (value !== null && value !== undefined && type !== undefined) {
      this.value(value, type, path);
    }
  }

  private absences(value: Properties, shape: Shape, path: string): void {
    const present = (name: string): boolean => Object.hasOwn(value, name) && value[name] !== null;
    for (const name of Object.keys(shape.required ?? {})) {
      if (!present(name)) {
        this.refuse(child(path, name), "required, and missing");
      }
    }
    for (const group of shape.exactlyOne ?? []) {
      const count = group.filter(present).length;
      if (count !== 1) {
        this.refuse(path, `needs exactly one of ${group.join(", ")}, has ${count}`);
      }
    }
    for (const group of shape.together ?? []) {
      const absent = group.filter((name) => !present(name));
      if (absent.length > 0 && absent.length < group.length) {
        this.refuse(path, `needs all or none of ${group.join(", ")}, lacks ${absent.join(", ")}`);
      }
    }
  }

  private list(value: Value, type: ListType, path: string): void {
    if (!isList(value)) {
      this.mismatch(value, type, path);
      return;
    }
    this.count(value.length, type.minItems, type.maxItems, "elements", path);
    for (const [index, element] of value.entries()) {
      this.value(element, type.list, `${path}[${index}]`);
    }
  }

  private map(value: Value, type: MapType, path: string): void {
    if (!isPlainObject(value)) {
      this.mismatch(value, type, path);
      return;
    }
    const entries = Object.entries(value);
    this.count(entries.length, undefined, type.maxEntries, "entries", path);
    for (const [key, element] of entries) {
      this.property(element, type.map, child(path, key));
    }
  }

  private shaped(value: Value, name: string, path: string): void {
    const shape = this.shapes[name];
    if (shape === undefined) {
      throw new Error(`the catalogue refers to a shape ${name} that it does not hold`);
    }
    if (isPlainObject(value)) {
      this.object(value, shape, path);
    } else {
      this.mismatch(value, { shape: name }, path);
    }
  }

  private text(value: Value, type: TextType, path: string): void {
    if (typeof value !== "string") {
      this.mismatch(value, "string", path);
      return;
    }
    const { pattern, minLength, maxLength } = type.text;
    this.count(value.length, minLength, maxLength, "characters", path);
    if (pattern !== undefined && !new RegExp(pattern).test(value)) {
      this.refuse(path, `${show(value)} does not match ${pattern}`);
    }
  }

  private whole(value: Value, type: WholeNumberType, path: string): void {
    const { minimum = -Infinity, maximum = Infinity } = type.whole;
    if (typeof value !== "number" || !Number.isInteger(value)) {
      this.mismatch(value, type, path);
    } else if (value < minimum) {
      this.refuse(path, `expected at least ${minimum}, got ${value}`);
    } else if (value > maximum) {
      this.refuse(path, `expected at most ${maximum}, got ${value}`);
    }
  }

  private count(
    count: number,
    least: number | undefined,
    most: number | undefined,
    what: string,
    path: string,
  ): void {
    if (least !== undefined && count < least) {
      this.refuse(path, `has ${count} ${what}, needs at least ${least}`);
    }
    if (most !== undefined && count > most) {
      this.refuse(path, `has ${count} ${what}, may have at most ${most}`);
    }
  }

  /** Of several types the one that comes nearest speaks: what the caller meant is seldom the other. */
  private alternatives(value: Value, types: readonly ValueType[], path: string): void {
    const candidates = types.filter((type) => admits(type, value));
    const complaints = candidates.map((type) => {
      const check = new Check(this.shapes, this.options);
      check.value(value, type, path);
      return check.problems;
    });
    const [fewest] = complaints.sort((a, b) => a.length - b.length);
    if (fewest === undefined) {
      this.mismatch(value, { oneOf: types }, path);
    } else {
      this.problems.push(...fewest);
    }
  }

  private mismatch(value: Value, type: ValueType, path: string): void {
    this.refuse(path, `expected ${describe(type)}, got ${show(value)}`);
  }

  private refuse(path: string, reason: string): void {
    this.problems.push({ path, reason });
  }
}

type Kind = "null" | "string" | "number" | "boolean" | "asset" | "resource" | "list" | "object";

function kindOf(value: Value): Kind {
  if (value === null) {
    return "null";
  }
  if (isList(value)) {
    return "list";
  }
  if (typeof value !== "object") {
    return typeof value as "string" | "number" | "boolean";
  }
  const mark = value[signature];
  if (mark === resourceSignature) {
    return "resource";
  }
  return typeof mark === "string" && assetSignatures.includes(mark) ? "asset" : "object";
}

/** Whether a value is of the kind that a type is about, whatever else may be wrong with it. */
function admits(type: ValueType, value: Value): boolean {
  const kind = kindOf(value);
  if (typeof type === "string") {
    return type === "any" || type === kind;
  }
  if ("oneOf" in type) {
    return type.oneOf.some((alternative) => admits(alternative, value));
  }
  if ("values" in type) {
    return type.values.some((known) => typeof known === typeof value);
  }
  if ("list" in type) {
    return kind === "list";
  }
  if ("text" in type) {
    return kind === "string";
  }
  return "whole" in type ? kind === "number" : kind === "object";
}

function describe(type: ValueType): string {
  if (typeof type === "string") {
    return described[type];
  }
  if ("oneOf" in type) {
    return type.oneOf.map(describe).join(" or ");
  }
  if ("values" in type) {
    return type.open ? "a string" : `one of ${type.values.map((known) => show(known)).join(", ")}`;
  }
  if ("list" in type) {
    return "a list";
  }
  return "whole" in type ? "a whole number" : "text" in type ? "a string" : "an object";
}

const described = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  any: "anything",
  asset: "an asset or archive",
  resource: "a resource",
} as const;

function show(value: Value): string {
  const kind = kindOf(value);
  if (kind === "list" || kind === "object") {
    return kind === "list" ? "a list" : "an object";
  }
  if (kind === "asset" || kind === "resource") {
    return described[kind];
  }
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 76)}..."` : text;
}

function unknownName(name: string, shape: Shape): string {
  const known = [...Object.keys(shape.required ?? {}), ...Object.keys(shape.optional ?? {})];
  const meant = nearest(name, known);
  return meant === undefined ? "unknown property" : `unknown property; did you mean ${meant}?`;
}

function includes(values: readonly Value[], value: Value): boolean {
  return values.includes(value);
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function isPlainObject(value: Value): value is Properties {
  return kindOf(value) === "object";
}

function child(path: string, name: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) {
    return `${path}[${JSON.stringify(name)}]`;
  }
  return path === "" ? name : `${path}.${name}`;
}
