import { readFileSync } from "node:fs";
import { parse } from "yaml";

import { microservice } from "../../../components/services/declarations";
import { type RawSettings, parseSettings } from "../../../stacks/settings";
import { httpSpec } from "../../support/service-specs";

type Tree = Record<string, unknown>;

/** A stack's file as the program gets it: one text per key, JSON where there is more than text. */
function settingsOf(stack: string): Record<string, string> {
  const file = parse(readFileSync(`stacks/Pulumi.${stack}.yaml`, "utf8")) as { config: Tree };
  const own = Object.entries(file.config).filter(([key]) => key.startsWith("archipelago:"));
  return Object.fromEntries(
    own.map(([key, value]) => [
      key.slice("archipelago:".length),
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** The production stack's settings with one of them changed. */
function changed(key: string, change: (value: Tree) => Tree): RawSettings {
  const settings = settingsOf("production");
  const value = JSON.parse(settings[key] ?? "{}") as Tree;
  return { ...settings, [key]: JSON.stringify(change(value)) };
}

const platform = (change: (value: Tree) => Tree) => changed("platform", change);
const region = (name: string, spec: Tree) =>
  platform((value) => ({ ...value, regions: { ...(value["regions"] as Tree), [name]: spec } }));

describe("the stacks' settings", () => {
  it.each(["rehearsal", "dev", "staging", "production"])("of %s have no problem", (stack) => {
    expect(parseSettings(settingsOf(stack)).name).toBe(stack);
  });

  it("make production protected, with all of the shop in three regions", () => {
    const { platform, system } = parseSettings(settingsOf("production"));
    expect(platform.protection).toBe("protected");
    expect(Object.keys(platform.regions).sort()).toEqual([
      "ap-northeast-1",
      "eu-west-1",
      "us-east-1",
    ]);
    expect(Object.keys(system.services)).toHaveLength(11);
  });

  it("make the load generator a matter of size", () => {
    expect(parseSettings(settingsOf("rehearsal")).system.services).toHaveProperty("loadgenerator");
    expect(parseSettings(settingsOf("production")).system.services).not.toHaveProperty(
      "loadgenerator",
    );
  });

  it.each<[string, RawSettings, RegExp]>([
    [
      "an unknown region",
      region("eu-west-9", { zones: ["eu-west-9a", "eu-west-9b"] }),
      /platform\.regions\.eu-west-9 .*Did you mean "eu-west-\d"/,
    ],
    [
      "overlapping CIDRs",
      platform((value) => ({
        ...value,
        regions: {
          "eu-west-1": { zones: ["eu-west-1a", "eu-west-1b"], cidr: "10.7.0.0/16" },
          "us-east-1": { zones: ["us-east-1a", "us-east-1b"], cidr: "10.7.0.0/16" },
        },
      })),
      /platform\.regions\.us-east-1\.cidr.*10\.7\.0\.0\/16/,
    ],
    [
      "five zones",
      region("us-east-1", {
        zones: ["a", "b", "c", "d", "e"].map((letter) => `us-east-1${letter}`),
      }),
      /platform\.regions\.us-east-1\.zones.*allowed: (2|two) to (4|four)/,
    ],
    [
      "a missing domain",
      platform(({ domain: _, ...rest }) => rest),
      /platform\.domain is missing; .*Add it/,
    ],
    [
      "a misspelt key",
      platform((value) => ({ ...value, regoins: {} })),
      /platform\.regoins is .*Did you mean "regions"/,
    ],
    [
      "a misspelt key of a nested choice",
      platform((value) => ({
        ...value,
        domain: {
          name: "example.com",
          zone: { kind: "create", delegatedd: true, delegated: true },
        },
      })),
      /platform\.domain\.zone\.delegatedd .*Did you mean "delegated"/,
    ],
    [
      "a misspelt setting",
      { ...settingsOf("production"), platfrom: "{}" },
      /platfrom is \{\}; .*Did you mean "platform"/,
    ],
    [
      "minReplicas above maxReplicas",
      changed("sizes", (value) => ({ ...value, scale: { minReplicas: 5, maxReplicas: 2 } })),
      /^1 problem;[^]* sizes\.scale\.minReplicas is 5; allowed: at most maxReplicas, which is 2/,
    ],
    [
      "a home region that is none of the platform's",
      platform((value) => ({ ...value, homeRegion: "eu-west-2" })),
      /platform\.homeRegion is "eu-west-2"; allowed: one of the platform's regions/,
    ],
    [
      "an account number that YAML made a number",
      { ...settingsOf("production"), account: JSON.stringify({ id: 444455556666 }) },
      /account\.id is 444455556666; allowed: an account number of twelve digits, in quotes/,
    ],
    [
      "text where a map belongs",
      { ...settingsOf("production"), sizes: "large" },
      /sizes is "large"; allowed: a map/,
    ],
    ["broken JSON", { ...settingsOf("production"), sizes: "{" }, /sizes is "\{"; allowed: a map/],
    ["nothing at all", {}, /^4 problems; nothing was registered/],
  ])("refuse %s with its path and mend", (_, settings, expected) => {
    expect(() => parseSettings(settings)).toThrow(expected);
  });

  it("tell problems of the file and of the system in one error", () => {
    const settings = {
      ...changed("sizes", (value) => ({ ...value, scale: { minReplicas: 5, maxReplicas: 2 } })),
      account: "{}",
      typo: "x",
    };
    expect(() => parseSettings(settings)).toThrow(/typo[^]*account is missing[^]*minReplicas/);
  });

  it("judge what is right in shape beside what is not", () => {
    const settings = platform(({ domain: _, logRetentionDays: days, ...value }) => ({
      ...value,
      logRetentionDay: days,
      regions: { "eu-west-9": { zones: ["eu-west-9a"] } },
    }));
    expect(() => parseSettings(settings)).toThrow(
      /platform\.logRetentionDay is 365;[^]*platform\.domain is missing;[^]*platform\.regions\.eu-west-9 [^]*platform\.homeRegion is "eu-west-1"/,
    );
  });

  it("say of a missing section what belongs there", () => {
    const settings = { ...settingsOf("production"), name: "", platform: "{}" };
    expect(() => parseSettings(settings)).toThrow(
      /^2 problems[^]*name is missing; allowed: 2 to 30 lower-case[^]*platform is missing; allowed: a map with the keys homeRegion, /,
    );
  });

  it("judge a system beside what of them cannot be read, and not by it", () => {
    const settings = platform((value) => ({
      ...value,
      homeRegion: 1,
      cluster: { administrators: 5, endpointPublicCidrs: [], nodes: { architectures: ["arm64"] } },
    }));
    const arm = { context: "web", platform: "linux/arm64" } as const;
    const built = microservice(httpSpec({ image: { build: arm }, port: 0 }));
    expect(() => parseSettings(settings, () => ({ stores: {}, services: { built } }))).toThrow(
      /^3 problems[^]*platform\.homeRegion is 1;[^]*administrators is 5;[^]*services\.built\.port is 0;/,
    );
  });

  it("belong to any system that is declared by sizes", () => {
    const empty = () => ({ stores: {}, services: {} });
    expect(parseSettings(settingsOf("dev"), empty).system).toEqual(empty());
  });
});
