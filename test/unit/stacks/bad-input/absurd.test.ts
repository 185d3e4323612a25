/** Input of absurd size: read once, told in bounded lines. What took quadratic time would never end here. */
import type { SystemSpec } from "../../../../components/platform/system-spec";
import { microservice, service } from "../../../../components/services/declarations";
import { configOf, nameProject, put, read, settingsTree, told } from "../../../support/bad-input";
import { grpcSpec } from "../../../support/service-specs";
import type { Tree } from "../../../support/stacks";

const production = settingsTree("production");
const many = 5_000;
const numbered = (prefix: string, count = many) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const repeated = (text: string) => Array.from({ length: many }, () => text);
const asKeys = (keys: readonly string[], value: unknown) =>
  Object.fromEntries(keys.map((key) => [key, value]));

/** How many problems the first line of the error counts. */
function counted(config: Record<string, string>, declare?: () => SystemSpec): number {
  try {
    read(config, declare);
    return 0;
  } catch (error) {
    return Number(/^\d+/.exec((error as Error).message)?.[0]);
  }
}

beforeAll(nameProject);

describe("settings of absurd size", () => {
  it.each<[string, unknown, number]>([
    ["platform", asKeys(numbered("unknown"), 1), many],
    ["platform.regions", asKeys(numbered("nowhere-"), { zones: ["a", "b"] }), many],
    ["platform.regions.eu-west-1.zones", numbered("eu-west-1"), many],
    ["platform.regions.eu-west-1.zones", repeated("eu-west-1a"), 2],
    ["platform.regions.eu-west-1.zones", Array.from({ length: many }, () => 5), many],
    ["platform.regions.eu-west-1.zoneSlots", asKeys(numbered("zone"), 9), 2 * many],
    ["platform.cluster.administrators", numbered("nobody-"), many],
    ["platform.cluster.administrators", repeated("nobody"), many],
    ["platform.cluster.endpointPublicCidrs", numbered("10.0.0."), many],
    ["platform.tags", asKeys(numbered("aws:"), "x"), many],
    ["sizes.cache", asKeys(numbered("maxDataG"), 1), many],
  ])("is refused with all problems counted and a thousand told: %s", (path, value, least) => {
    const config = configOf(put(production, path.split("."), value) as Tree);
    expect(counted(config)).toBeGreaterThanOrEqual(least);
    expect(told(config)?.length).toBe(Math.min(1000, counted(config)));
  });

  it("may be one text of a megabyte at every place, and patterns that invite backtracking", () => {
    const texts = ["a".repeat(1_000_000), "a-".repeat(500_000), `${"0.".repeat(500_000)}!`];
    const paths = [
      "name",
      "account.id",
      "account.roleArn",
      "platform.homeRegion",
      "platform.domain.name",
      "platform.supernet",
      "platform.regions.eu-west-1.cidr",
      "sizes.host",
    ];
    for (const text of texts) {
      const tree = paths.reduce<unknown>(
        (one, path) => put(one, path.split("."), text),
        production,
      );
      const problems = told(configOf(tree as Tree)) ?? [];
      const places = problems.map(({ path }) => path);
      expect(places).toEqual(expect.arrayContaining(paths));
    }
  });
});

describe("a system of absurd size", () => {
  const count = 5_000;
  const config = configOf(production);
  const of = (specs: readonly [string, ReturnType<typeof microservice>][]) => () => ({
    stores: {},
    services: Object.fromEntries(specs),
  });

  it("is refused where nothing that is used is there", () => {
    const specs = numbered("service-", count).map((key) => {
      const uses = { NEXT: service(`${key}x`).address };
      return [key, microservice(grpcSpec({ uses }))] as [string, ReturnType<typeof microservice>];
    });
    expect(counted(config, of(specs))).toBeGreaterThanOrEqual(count);
  });

  it("is refused where every declaration is without shape", () => {
    const specs = numbered("service-", count).map((key) => {
      const spec = { image: 5, protocol: "grpc", uses: { A: key } } as never;
      return [key, microservice(spec)] as [string, ReturnType<typeof microservice>];
    });
    expect(counted(config, of(specs))).toBeGreaterThanOrEqual(5 * count);
  });

  it("is refused where an image's reference goes on for ever", () => {
    const images = [`${"a-".repeat(500_000)}!`, `${"a.".repeat(500_000)}:`, "a/".repeat(500_000)];
    const specs = images.map((image, index) => {
      const one = microservice(grpcSpec({ image }));
      return [`service-${index}`, one] as [string, typeof one];
    });
    const paths = (told(config, of(specs)) ?? []).map(({ path }) => path);
    expect(paths).toEqual(images.map((_, index) => `services.service-${index}.image`));
  });
});
