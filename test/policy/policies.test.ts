/** Every rule on its cases: what it refuses, what it accepts, and what it leaves to the update. */
import { judge } from "../../policy/harness";
import { policies, resourceRules, stackRules } from "../../policy/policies";
import type { Case, Cases } from "./cases/case";
import { containerCases } from "./cases/containers";
import { disruptionCases } from "./cases/disruption";
import { dnsCases } from "./cases/dns";
import { encryptionCases } from "./cases/encryption";
import { exposureCases } from "./cases/exposure";
import { identityCases } from "./cases/identity";
import { listenerCases } from "./cases/listeners";
import { loggingCases } from "./cases/logging";
import { networkPolicyCases } from "./cases/network-policy";
import { placementCases } from "./cases/placement";
import { podSecurityCases } from "./cases/pod-security";
import { protectionCases } from "./cases/protection";
import { trustCases } from "./cases/trust";

const tables: readonly Cases[] = [
  containerCases,
  disruptionCases,
  dnsCases,
  encryptionCases,
  exposureCases,
  identityCases,
  listenerCases,
  loggingCases,
  networkPolicyCases,
  placementCases,
  podSecurityCases,
  protectionCases,
  trustCases,
];
const allCases: Cases = Object.assign({}, ...tables) as Cases;

/** The rule alone; the others run as well, so that whole-stack rules see inputs as the engine lets them. */
async function run(rule: string, { resources, stack, config }: Case) {
  const judgement = await judge([...policies], resources, {
    stack: stack ?? "dev",
    config: config === undefined ? {} : { [rule]: config },
  });
  return {
    violations: judgement.violations.filter(({ policy }) => policy === rule),
    undecided: judgement.notApplicable.filter(
      ({ policy, message }) => policy === rule && message.startsWith("undecided until the update"),
    ),
    stopped: judgement.stopped,
  };
}

describe.each(policies.map(({ name }) => name))("%s", (rule) => {
  const cases = allCases[rule];
  const refuses = Object.entries(cases?.refuses ?? {});
  const accepts = Object.entries(cases?.accepts ?? {});
  const undecided = typeof cases?.undecided === "object" ? Object.entries(cases.undecided) : [];

  it.each(refuses)("refuses %s", async (_title, given) => {
    const { violations, stopped } = await run(rule, given);
    expect(violations).toHaveLength(given.says.length);
    for (const says of given.says) {
      expect(violations).toContainEqual(
        expect.objectContaining({ message: expect.stringMatching(says) as unknown }),
      );
    }
    const urns = given.resources.map(({ name }) => name);
    for (const { urn } of violations) expect(urns).toContain(urn?.split("::").at(-1));
    expect(stopped).toEqual([]);
  });

  it.each(refuses)("leaves alone what is exempt, refusing %s", async (_title, given) => {
    const { violations } = await run(rule, given);
    const exempting = async (...exempt: string[]) =>
      (await run(rule, { ...given, config: { ...given.config, exempt } })).violations;
    const names = violations.map(({ urn }) => urn?.split("::").at(-1) ?? "");
    expect(await exempting("somebody-else", "*::other:index:Type::*")).toEqual(violations);
    expect(await exempting(...names)).toEqual(violations.filter(({ urn }) => urn === undefined));
  });

  it.each(accepts)("accepts %s", async (_title, given) => {
    expect(await run(rule, given)).toEqual({ violations: [], undecided: [], stopped: [] });
  });

  if (undecided.length > 0) {
    it.each(undecided)("leaves to the update: %s", async (_title, given) => {
      const { violations, undecided: left, stopped } = await run(rule, given);
      expect(violations).toEqual([]);
      expect(left).toHaveLength(1);
      expect(stopped).toEqual([]);
    });
  }
});

describe("the pack", () => {
  it("has cases of every kind for every rule, and none for others", () => {
    expect(Object.keys(allCases).sort()).toEqual(policies.map(({ name }) => name).sort());
    expect(tables.flatMap((table) => Object.keys(table))).toHaveLength(policies.length);
    const incomplete = Object.entries(allCases).filter(
      ([, { refuses, accepts, undecided }]) =>
        Object.keys(refuses).length === 0 ||
        Object.keys(accepts).length === 0 ||
        Object.keys(undecided).length === 0,
    );
    expect(incomplete.map(([name]) => name)).toEqual([]);
  });

  it("has rules over AWS, over Kubernetes and over whole stacks", () => {
    expect(policies.length).toBeGreaterThanOrEqual(20);
    expect(resourceRules.every((rule) => rule.validateResource !== undefined)).toBe(true);
    expect(stackRules.length).toBeGreaterThan(5);
  });

  it("says of each rule why, how bad and how it is mended", () => {
    for (const {
      name,
      description,
      rationale,
      remediationSteps,
      severity,
      enforcementLevel,
    } of policies) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      for (const text of [description, rationale, remediationSteps])
        expect(text).toMatch(/^\S.+\.$/s);
      expect(["low", "medium", "high", "critical"]).toContain(severity);
      expect(enforcementLevel).toBe("mandatory");
    }
  });

  it("gives every parameter a default and a description", () => {
    const parameters = policies.flatMap(({ name, configSchema }) =>
      Object.entries(configSchema?.properties ?? {}).map(([key, schema]) => ({
        key: `${name}.${key}`,
        schema,
      })),
    );
    expect(parameters.length).toBeGreaterThan(10);
    const without = parameters.filter(
      ({ schema }) => schema.default === undefined || schema.description === undefined,
    );
    expect(without.map(({ key }) => key)).toEqual([]);
  });
});
