// What the models say of themselves, and no trial could find missing, held against what was read elsewhere.
import type { Shape, ValueType } from "../../../../rehearsal/catalogue/schema";
import { models } from "../../../../rehearsal/models/index";
import { diff } from "../../../../rehearsal/world/diff";
import { inputsByType, inputShapes } from "../catalogue/valid-inputs";
import { nameLimits } from "./name-limits";
import { replacedSometimes } from "./replaced-sometimes";
import { replacements } from "./replacements";

const all = [...models.values()];

/** Whether a shape has an input at a path of names. */
function hasInput(shape: Shape | undefined, [name = "", ...rest]: readonly string[]): boolean {
  const type = shape?.required?.[name] ?? shape?.optional?.[name];
  if (type === undefined || rest.length === 0) return type !== undefined;
  return shapesIn(type).some((inner) => hasInput(inner, rest));
}

function shapesIn(type: ValueType): readonly (Shape | undefined)[] {
  if (typeof type === "string") return [];
  if ("oneOf" in type) return type.oneOf.flatMap(shapesIn);
  return "shape" in type ? [inputShapes[type.shape]] : [];
}

describe("what forces replacement", () => {
  it("is known of every modelled type, and of no other", () => {
    expect(Object.keys(replacements).sort()).toEqual([...models.keys()].sort());
    const conditional = all.filter(({ replaceWhen }) => replaceWhen).map(({ type }) => type);
    expect(Object.keys(replacedSometimes).sort()).toEqual(conditional.sort());
  });

  it.each(all.map((model) => [model.type, model] as const))(
    "of %s is what the provider says",
    (type, { placement, replaceOn }) => {
      const { on = [], pinned = [] } = replacements[type] ?? {};
      const region = placement === "regional" ? ["region"] : [];
      expect([...replaceOn].sort()).toEqual([...on, ...pinned, ...region].sort());
    },
  );

  it("is told of inputs that there are", () => {
    const told = Object.entries(replacements).flatMap(([type, { on, pinned = [] }]) =>
      [...on, ...pinned].map((path) => [type, path] as const),
    );
    const unknown = told.filter(
      ([type, path]) => !hasInput(inputsByType.get(type), path.split(".")),
    );
    expect(unknown).toEqual([]);
  });

  it.each(Object.entries(replacedSometimes))(
    "of %s depends on the change, with examples of both",
    (type, { changes }) => {
      const model = models.get(type);
      if (!model) throw new Error(type);
      const found = changes.map(({ before, after }) => diff(model, before, after).replaces);
      expect(found).toEqual(changes.map(({ replaces }) => replaces));
      expect(new Set(found.map(({ length }) => length > 0))).toEqual(new Set([true, false]));
    },
  );
});

describe("how long a name may be", () => {
  it("is what was read, of every type with a rule for names", () => {
    const ruled = all.flatMap(({ type, name }) =>
      name ? [[type, { property: name.property, maxLength: name.maxLength }]] : [],
    );
    const read = Object.entries(nameLimits).map(([type, { property, maxLength }]) => [
      type,
      { property, maxLength },
    ]);
    expect(Object.fromEntries(ruled)).toEqual(Object.fromEntries(read));
  });
});
