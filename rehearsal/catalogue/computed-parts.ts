/**
 * What the provider adds inside the objects that a caller gives: an EKS cluster's `vpcConfig` comes back
 * with the security group that EKS made. The SDK declares such parts as always there in its output types.
 */
import type { Properties, Value } from "../world/model";
import type { PackageCatalogue, Shape, ValueType } from "./schema";

/** The output shapes of a package, by name. */
type Shapes = PackageCatalogue["outputShapes"];

/**
 * The inputs with every part that the provider adds inside them: as it stood before, or `absent` where it
 * did not. Top-level outputs are the caller's to add.
 */
export function withComputedParts(
  inputs: Properties,
  { outputs, shapes }: { outputs: Shape; shapes: Shapes },
  before: Properties,
  absent: Value,
): Properties {
  const types = { ...outputs.required, ...outputs.optional };
  const filled = Object.entries(inputs).map(([name, value]) => {
    const type = types[name];
    return [name, type === undefined ? value : fill(value, type, shapes, before[name], absent)];
  });
  return Object.fromEntries(filled) as Properties;
}

function fill(
  value: Value,
  type: ValueType,
  shapes: Shapes,
  before: Value | undefined,
  absent: Value,
): Value {
  if (typeof type === "string") return value;
  if (isList(value)) {
    if (!("list" in type)) return value;
    const { list } = type;
    const stood = isList(before) ? before : [];
    return value.map((item, index) => fill(item, list, shapes, stood[index], absent));
  }
  const shape = "shape" in type ? shapes[type.shape] : undefined;
  if (shape === undefined || !isObject(value)) return value;
  const stood = isObject(before) ? before : {};
  const added = Object.keys(shape.required ?? {}).filter((name) => !(name in value));
  return {
    ...withComputedParts(value, { outputs: shape, shapes }, stood, absent),
    ...Object.fromEntries(added.map((name) => [name, stood[name] ?? absent])),
  };
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
