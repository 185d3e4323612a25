import { unknown, type Properties } from "../../../../rehearsal/world/model";
import type { CheckResult } from "../../../../rehearsal/world/protocol";
import * as on from "./fixture";

afterAll(on.removeFolders);

interface Options {
  readonly oldInputs?: Properties;
  readonly config?: Properties;
  readonly seed?: string;
}

function check(type: string, inputs: Properties, options: Options = {}): CheckResult {
  const { oldInputs, config = on.config, seed = "00" } = options;
  const urn = on.urnOf(type, "main");
  return new on.Caller().world.check({
    ...{ package: "aws", config, urn, type, inputs, seed },
    ...(oldInputs ? { oldInputs } : {}),
  });
}

describe("Check of an AWS resource", () => {
  const cidrBlock = "10.0.0.0/16";

  it("fills in the provider's region and notes that it did", () => {
    const { inputs, failures } = check(on.vpc, { cidrBlock });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({ cidrBlock, region: "eu-west-1", tagsAll: {}, __defaults: ["region"] });
    expect(check(on.vpc, { cidrBlock, region: "us-east-1" }).inputs["region"]).toBe("us-east-1");
    expect(check(on.role, { name: "r" }).inputs).not.toHaveProperty("region");
  });

  it("fills in the type's own defaults", () => {
    expect(check(on.subnet, { vpcId: "v" }).inputs["mapPublicIpOnLaunch"]).toBe(false);
    const given = { vpcId: "v", mapPublicIpOnLaunch: true };
    expect(check(on.subnet, given).inputs["mapPublicIpOnLaunch"]).toBe(true);
  });

  it("puts the resource's tags over the provider's", () => {
    const config = { ...on.config, defaultTags: '{"tags":{"team":"a","stage":"dev"}}' };
    const tags = { team: "b", id: unknown };
    expect(check(on.vpc, { cidrBlock, tags }, { config }).inputs["tagsAll"]).toEqual({
      team: "b",
      stage: "dev",
      id: unknown,
    });
    const open = check(on.vpc, { cidrBlock, tags: unknown }, { config });
    expect(open.inputs["tagsAll"]).toBe(unknown);
  });

  it("names by logical name and seven digits of the seed, and keeps that name", () => {
    const { inputs } = check(on.logGroup, {}, { seed: "aa" });
    expect(inputs["name"]).toMatch(/^main-[0-9a-f]{7}$/);
    expect(inputs["__defaults"]).toContain("name");
    expect(check(on.logGroup, {}, { seed: "aa" }).inputs["name"]).toBe(inputs["name"]);
    expect(check(on.logGroup, {}, { seed: "bb" }).inputs["name"]).not.toBe(inputs["name"]);
    const later = check(on.logGroup, {}, { seed: "bb", oldInputs: inputs });
    expect(later.inputs["name"]).toBe(inputs["name"]);
    const written = { name: "mine", __defaults: [] };
    const dropped = check(on.logGroup, {}, { seed: "bb", oldInputs: written });
    expect(dropped.inputs["name"]).toMatch(/^main-/);
  });

  it("makes up no name where there is a prefix or the type has no names", () => {
    expect(check(on.logGroup, { namePrefix: "a-" }).inputs).not.toHaveProperty("name");
    expect(check(on.vpc, { cidrBlock }).inputs).not.toHaveProperty("name");
  });

  it("tells everything that is wrong at once", () => {
    const bad = { retention: 7, name: "b a d".repeat(20), region: "eu-west-9" };
    expect(check(on.logGroup, bad).failures).toEqual([
      { path: "retention", reason: "unknown property" },
      {
        path: "name",
        reason: expect.stringContaining(
          "expected length of name to be in the range (1 - 64)",
        ) as string,
      },
      { path: "region", reason: "invalid AWS Region: eu-west-9" },
    ]);
    expect(check(on.vpc, {}).failures).toEqual([
      { path: "cidrBlock", reason: "required, and missing" },
    ]);
    expect(check(on.logGroup, { name: "b a d" }).failures[0]?.reason).toMatch(
      /^invalid value for name/,
    );
  });

  it("says nothing of names that are not known or secret", () => {
    expect(check(on.logGroup, { name: unknown }).failures).toEqual([]);
    const name = `secret:sha256:${"0".repeat(64)}`;
    expect(check(on.logGroup, { name }).failures).toEqual([]);
  });

  it("says what to do for a type without a model", () => {
    expect(() => check("aws:x/y:Z", {})).toThrow(/no model of the type aws:x\/y:Z: add it to/);
  });
});

describe("Check of a Kubernetes object", () => {
  it("names by logical name and eight digits, and says so in an annotation", () => {
    const { inputs } = check(on.configMap, { data: { a: "b" } });
    expect(inputs).toEqual({
      data: { a: "b" },
      metadata: {
        name: expect.stringMatching(/^main-[0-9a-f]{8}$/) as string,
        annotations: { "pulumi.com/autonamed": "true" },
      },
    });
    const later = check(on.configMap, { metadata: {} }, { seed: "bb", oldInputs: inputs });
    expect(later.inputs["metadata"]).toEqual(inputs["metadata"]);
  });

  it("leaves a name that was given, or that the API server forms", () => {
    expect(check(on.configMap, { metadata: { name: "mine" } }).inputs).toEqual({
      metadata: { name: "mine" },
    });
    const generated = { metadata: { generateName: "a-" } };
    expect(check(on.configMap, generated).inputs).toEqual(generated);
  });

  it("puts no name over what is given in the place of metadata", () => {
    expect(check(on.configMap, { metadata: "mine" }).inputs).toEqual({ metadata: "mine" });
  });
});

describe("CheckConfig", () => {
  it("passes over what it cannot see", () => {
    const { world } = new on.Caller();
    const config = { regoin: "x" };
    const asked = { package: "aws", config, unseen: [] };
    expect(world.checkConfig(asked).failures).toHaveLength(1);
    expect(world.checkConfig({ ...asked, unseen: ["regoin"] }).failures).toEqual([]);
  });
});
