import type { PolicyResource } from "@pulumi/policy";
import { keysRotate } from "../../policy/encryption";
import { judge, notKnownYet, type Registration } from "../../policy/harness";
import { stackRule } from "../../policy/rule";
import { referenced, stackView, type StackView } from "../../policy/stack-view";

/** The view that a rule is given of these resources. */
async function viewOf(registrations: readonly Registration[]): Promise<StackView> {
  let resources: readonly PolicyResource[] = [];
  const taker = {
    name: "taker",
    description: "Takes what it is given.",
    validateStack: (args: { resources: PolicyResource[] }) => {
      resources = args.resources;
    },
  };
  await judge([taker], registrations);
  return stackView(resources);
}

function named(view: StackView, name: string) {
  const found = view.resources.find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe("a view of a stack", () => {
  it("tells what waits for what, also through others", async () => {
    const view = await viewOf([
      { type: "a", name: "first", props: {} },
      { type: "a", name: "second", props: {}, dependencies: ["first"] },
      { type: "a", name: "third", props: {}, dependencies: ["second"] },
    ]);
    const [first, third] = [named(view, "first"), named(view, "third")];
    expect(third.dependsOn(first.urn)).toBe(true);
    expect(first.dependsOn(third.urn)).toBe(false);
  });

  it("tells what a value comes from, by type", async () => {
    const view = await viewOf([
      { type: "group", name: "group", props: {} },
      { type: "role", name: "role", props: {} },
      {
        type: "user",
        name: "user",
        props: {},
        provider: "role",
        opts: { protect: true },
        propertyDependencies: { groups: ["role", "group"] },
      },
    ]);
    const user = named(view, "user");
    expect(user.sources("groups", "group").map(({ name }) => name)).toEqual(["group"]);
    expect(user.sources("others", "group")).toEqual([]);
    expect(user.provider).toBe(named(view, "role").urn);
    expect(user.isProtected).toBe(true);
    expect(view.ofType("role", "user").map(({ name }) => name)).toEqual(["role", "user"]);
  });

  it("finds what is named by its value, and by its source where the value is not known", async () => {
    const view = await viewOf([
      { type: "group", name: "known", props: { id: "1" } },
      { type: "group", name: "new", props: { id: notKnownYet } },
      { type: "user", name: "byValue", props: { group: "1" } },
      {
        type: "user",
        name: "bySource",
        props: { group: notKnownYet },
        propertyDependencies: { group: ["new"] },
      },
      { type: "user", name: "elsewhere", props: { group: "2" } },
      { type: "user", name: "without", props: { other: 1 } },
    ]);
    const found = (name: string) =>
      referenced(view, named(view, name), "group", ["group"], "id")?.name;
    expect(["byValue", "bySource", "elsewhere", "without"].map(found)).toEqual([
      "known",
      "new",
      undefined,
      undefined,
    ]);
  });
});

describe("what is known of a resource", () => {
  const seen: unknown[] = [];
  const reader = stackRule({
    name: "reads-all",
    description: "Reads all.",
    rationale: "A test.",
    severity: "low",
    remediationSteps: "None.",
    judge: (stack) =>
      stack.resources.map((resource) => () => {
        seen.push(resource.props);
        return undefined;
      }),
  });
  const object: Registration = { type: "object", name: "object", props: { a: 1 }, outputs: {} };
  beforeEach(() => seen.splice(0));

  it("is its inputs, where outputs show what is left out as not known", async () => {
    await judge(
      [keysRotate, reader],
      [{ ...object, outputs: { a: 1, left: notKnownYet, id: notKnownYet } }],
    );
    expect(seen).toEqual([{ a: 1 }]);
  });

  it("is its outputs, where nobody has seen its inputs", async () => {
    await judge([reader], [{ ...object, outputs: { a: 1, id: "x" } }]);
    expect(seen).toEqual([{ a: 1, id: "x" }]);
  });

  it("is its inputs, where it has no outputs yet and a rule over resources has seen them", async () => {
    const other = {
      name: "other",
      description: "Another pack's rule.",
      validateResource: () => undefined,
    };
    await judge([keysRotate, other, reader], [object]);
    expect(seen).toEqual([{ a: 1 }]);
  });

  it("is nothing otherwise, also after a run that has seen them", async () => {
    const { notApplicable } = await judge([reader], [object]);
    expect(seen).toEqual([]);
    expect(notApplicable).toEqual([
      {
        policy: "reads-all",
        urn: undefined,
        message: "undecided until the update: nothing is known of object before the update",
      },
    ]);
  });
});
