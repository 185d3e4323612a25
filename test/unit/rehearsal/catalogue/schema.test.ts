// Holds the checked-in files against the form that schema.ts describes: they are read without a further check.
import type { Shape, ValueType } from "../../../../rehearsal/catalogue/schema";
import { catalogues, inputShapes, inputsByType, kinds } from "./valid-inputs";

const words = ["string", "number", "boolean", "any", "asset", "resource"];
const forms = ["text", "whole", "list", "map", "shape", "values", "oneOf"];

function faultsOfType(type: ValueType, known: Readonly<Record<string, Shape>>): readonly string[] {
  if (typeof type === "string") {
    return words.includes(type) ? [] : [`${type} is no type`];
  }
  const form = forms.filter((candidate) => candidate in type);
  if (form.length !== 1) {
    return [`${JSON.stringify(type)} is of ${form.length} forms`];
  }
  if ("shape" in type) {
    return Object.hasOwn(known, type.shape) ? [] : [`no shape ${type.shape}`];
  }
  if ("oneOf" in type) {
    const few = type.oneOf.length < 2 ? ["an alternative of one"] : [];
    return [...few, ...type.oneOf.flatMap((inner) => faultsOfType(inner, known))];
  }
  if ("values" in type) {
    return new Set(type.values).size === type.values.length ? [] : ["a value twice"];
  }
  if ("text" in type && type.text.pattern !== undefined) {
    return /^\^.*\$$/.test(type.text.pattern) ? [] : [`${type.text.pattern} is not anchored`];
  }
  return "list" in type
    ? faultsOfType(type.list, known)
    : "map" in type
      ? faultsOfType(type.map, known)
      : [];
}

function faultsOf(shape: Shape, known: Readonly<Record<string, Shape>>): readonly string[] {
  const { required = {}, optional = {}, exactlyOne = [], together = [] } = shape;
  const strange = Object.keys(shape).filter(
    (key) => !["required", "optional", "exactlyOne", "together"].includes(key),
  );
  const twice = Object.keys(required).filter((name) => Object.hasOwn(optional, name));
  const grouped = [...exactlyOne, ...together].flat();
  const unknownNames = grouped.filter((name) => !Object.hasOwn({ ...required, ...optional }, name));
  const types = [...Object.values(required), ...Object.values(optional)];
  return [
    ...strange,
    ...twice,
    ...unknownNames,
    ...types.flatMap((type) => faultsOfType(type, known)),
  ];
}

describe("the catalogue's files", () => {
  it.each(catalogues.map((catalogue) => [catalogue.sdk.name, catalogue] as const))(
    "%s is of the form that is described",
    (_, { config, resources, invokes, inputShapes: ins, outputShapes: outs }) => {
      const faults = [
        ...[config, ...Object.values(ins)].flatMap((shape) => faultsOf(shape, ins)),
        ...Object.values(outs).flatMap((shape) => faultsOf(shape, outs)),
        ...Object.values(resources).flatMap(({ inputs }) => faultsOf(inputs, ins)),
        ...Object.values(resources).flatMap(({ outputs }) => faultsOf(outputs, outs)),
        ...Object.values(invokes).flatMap(({ args }) => faultsOf(args, ins)),
        ...Object.values(invokes).flatMap(({ results }) => faultsOf(results, outs)),
      ];
      expect(faults).toEqual([]);
    },
  );

  it.each(kinds.map((kind) => [kind.type, kind] as const))(
    "%s is of that form, with dated sources",
    (type, kind) => {
      expect(
        Object.values(kind.inputShapes).flatMap((shape) => faultsOf(shape, inputShapes)),
      ).toEqual([]);
      expect(faultsOf(kind.inputs, inputShapes)).toEqual([]);
      expect(faultsOf(kind.outputs, catalogues[1]?.outputShapes ?? {})).toEqual([]);
      for (const { what, where, read } of kind.sources) {
        expect(what).not.toBe("");
        expect(where).toMatch(/^https:\/\//);
        expect(read).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
      }
      const apiVersion = kind.inputs.required?.["apiVersion"] as { values: string[] };
      const name = kind.inputs.required?.["kind"] as { values: string[] };
      expect(type).toBe(`kubernetes:${apiVersion.values[0]}:${name.values[0]}`);
    },
  );

  it("keeps no shape that nothing refers to", () => {
    const referred = new Set<string>();
    const follow = (type: ValueType): void => {
      if (typeof type !== "object") return;
      if ("shape" in type && !referred.has(type.shape)) {
        referred.add(type.shape);
        followShape(inputShapes[type.shape] ?? {});
      }
      if ("oneOf" in type) type.oneOf.forEach(follow);
      if ("list" in type) follow(type.list);
      if ("map" in type) follow(type.map);
    };
    const followShape = ({ required, optional }: Shape): void => {
      Object.values({ ...required, ...optional }).forEach(follow);
    };
    catalogues.map(({ config }) => config).forEach(followShape);
    catalogues
      .flatMap(({ invokes }) => Object.values(invokes))
      .forEach(({ args }) => {
        followShape(args);
      });
    [...inputsByType.values()].forEach(followShape);
    expect(Object.keys(inputShapes).filter((name) => !referred.has(name))).toEqual([]);
  });
});
