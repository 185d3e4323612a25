/** The harness hands policies what the engine would, and hears what they say. */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { judge, notKnownYet, type Judgement, type Registration } from "../../policy/harness";

const description = "A policy of a test.";

function resourcePolicy(
  validateResource: ResourceValidationPolicy["validateResource"],
  more: Partial<ResourceValidationPolicy> = {},
): ResourceValidationPolicy {
  return { name: "test", description, ...(validateResource && { validateResource }), ...more };
}

function stackPolicy(validateStack: StackValidationPolicy["validateStack"]): StackValidationPolicy {
  return { name: "test", description, validateStack };
}

const thing: Registration = { type: "pkg:index:Thing", name: "thing", props: { a: { b: 1 } } };

const nothing: Judgement = { violations: [], notApplicable: [], stopped: [] };

describe("rules over resources", () => {
  it("get inputs, options, provider and URN as registered", async () => {
    const seen: unknown[] = [];
    const policy = resourcePolicy(({ type, name, urn, props, opts, provider }) => {
      seen.push({ type, name, urn, props, opts, provider });
    });
    const account = { type: "pulumi:providers:pkg", name: "account", props: { region: "r" } };
    await judge(
      [policy],
      [account, { ...thing, provider: "account", parent: "account", opts: { protect: true } }],
      { stack: "live", project: "shop" },
    );
    const accountUrn = "urn:pulumi:live::shop::pulumi:providers:pkg::account";
    expect(seen[1]).toEqual({
      type: "pkg:index:Thing",
      name: "thing",
      urn: "urn:pulumi:live::shop::pulumi:providers:pkg$pkg:index:Thing::thing",
      props: { a: { b: 1 } },
      opts: {
        protect: true,
        ignoreChanges: [],
        aliases: [],
        additionalSecretOutputs: [],
        customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        parent: accountUrn,
      },
      provider: { ...account, urn: accountUrn },
    });
  });

  it("get each validation of a list, and say more than one thing", async () => {
    const policy = resourcePolicy([
      (_args, report) => {
        report("one");
        report("two", "urn:ignored");
      },
      async (_args, report) => {
        await Promise.resolve();
        report("three");
      },
    ]);
    const { violations } = await judge([policy], [thing]);
    expect(violations.map(({ message }) => message)).toEqual(["one", "two", "three"]);
    expect(new Set(violations.map(({ urn }) => urn))).toEqual(
      new Set(["urn:pulumi:dev::project::pkg:index:Thing::thing"]),
    );
  });

  it("stop at a value that is not known yet, and at that only", async () => {
    const policy = resourcePolicy(({ props }, report) => {
      report(`${Object.keys(props).join(" ")}, ${String(props["known"])}`);
      report(String(props["later"]));
    });
    const { violations, stopped } = await judge(
      [policy],
      [{ ...thing, props: { known: 1, left: undefined, later: notKnownYet } }],
    );
    expect(violations.map(({ message }) => message)).toEqual(["known later, 1"]);
    expect(stopped.map(({ message }) => message)).toEqual([
      "string value at .later can't be known during preview",
    ]);
  });

  it("may say that they do not apply, and may not fail in silence", async () => {
    const notMine = resourcePolicy((args) => args.notApplicable("not mine"));
    const { notApplicable } = await judge([notMine], [thing]);
    expect(notApplicable.map(({ message }) => message)).toEqual(["not mine"]);
    const defect = resourcePolicy(() => {
      throw new TypeError("defect");
    });
    await expect(judge([defect], [thing])).rejects.toThrow("defect");
  });

  it("get the defaults of their parameters, and what is set over them", async () => {
    const seen: unknown[] = [];
    const policy = resourcePolicy(
      (args) => {
        seen.push(args.getConfig());
      },
      {
        configSchema: {
          properties: {
            low: { type: "integer", default: 1 },
            high: { type: "integer", default: 9 },
            free: { type: "string" },
          },
        },
      },
    );
    await judge([policy], [thing], { config: { test: { high: 5 }, other: { low: 7 } } });
    expect(seen).toEqual([{ low: 1, high: 5 }]);
  });

  it("are not left out because they remediate", async () => {
    const remediateResource = () => undefined;
    const level = (enforcementLevel: "mandatory" | "remediate") =>
      judge([resourcePolicy(() => undefined, { remediateResource, enforcementLevel })], [thing]);
    await expect(level("mandatory")).resolves.toMatchObject(nothing);
    await expect(level("remediate")).rejects.toThrow("test remediates, which is not run here");
    const only = resourcePolicy(undefined, { remediateResource });
    await expect(judge([only], [thing])).rejects.toThrow("test remediates, which is not run here");
  });

  it("can ask for a class", async () => {
    const Thing = Object.assign(() => undefined, { __pulumiType: "pkg:index:Thing" }) as never;
    const seen: unknown[] = [];
    const policy = resourcePolicy((args) => {
      seen.push(args.isType(Thing), args.asType(Thing));
    });
    await judge([policy], [thing, { ...thing, type: "pkg:index:Other", name: "other" }]);
    expect(seen).toEqual([true, { a: { b: 1 } }, false, undefined]);
  });
});

describe("rules over stacks", () => {
  it("get outputs, parents and dependencies, in whatever order they are registered", async () => {
    const seen: unknown[] = [];
    const policy = stackPolicy(({ resources }, report) => {
      const child = resources.find(({ name }) => name === "child");
      seen.push(
        child?.props,
        child?.parent?.name,
        child?.dependencies.map(({ name }) => name),
        child?.propertyDependencies["a"]?.map(({ name }) => name),
      );
      report("the stack");
      report("the child", child?.urn ?? "");
    });
    const child: Registration = {
      type: "pkg:index:Child",
      name: "child",
      props: { a: 1 },
      outputs: { a: 1, id: "x" },
      parent: "thing",
      dependencies: ["thing"],
      propertyDependencies: { a: ["thing"] },
    };
    const { violations } = await judge([policy], [child, thing]);
    expect(seen).toEqual([{ a: 1, id: "x" }, "thing", ["thing"], ["thing"]]);
    expect(violations.map(({ urn }) => urn)).toEqual([
      undefined,
      "urn:pulumi:dev::project::pkg:index:Thing$pkg:index:Child::child",
    ]);
  });

  it("refuse a name that several resources have, where one is meant", async () => {
    const policy = stackPolicy(() => undefined);
    const other = { ...thing, type: "pkg:index:Other" };
    const child = (parent: Partial<Registration>): Registration => ({
      type: "pkg:index:Child",
      name: "child",
      props: {},
      ...parent,
    });
    await expect(judge([policy], [thing, other])).resolves.toMatchObject(nothing);
    const ambiguous = [{ dependencies: ["thing"] }, { parent: "thing" }, { provider: "thing" }];
    for (const reference of ambiguous) {
      await expect(judge([policy], [thing, other, child(reference)])).rejects.toThrow(
        "several resources are called thing: refer to one by its URN",
      );
    }
    const urn = "urn:pulumi:dev::project::pkg:index:Other::thing";
    await expect(
      judge([policy], [thing, other, child({ dependencies: [urn] })]),
    ).resolves.toMatchObject(nothing);
    await expect(judge([policy], [thing, thing])).rejects.toThrow("two resources have the URN");
  });

  it("refuse references to what is not there", async () => {
    const policy = stackPolicy(() => undefined);
    await expect(judge([policy], [{ ...thing, dependencies: ["nobody"] }])).rejects.toThrow(
      "there is no resource nobody",
    );
    await expect(judge([policy], [{ ...thing, provider: "nobody" }])).rejects.toThrow(
      "there is no provider nobody",
    );
  });
});
