/** Input of absurd size, each with how many problems it has at least: for a test of what is told, and for the bench. */
import { microservice, service } from "../../components/services/declarations";
import type { Declare } from "../../stacks/settings";
import { configOf, put, settingsTree } from "./bad-input";
import { grpcSpec } from "./service-specs";
import type { Tree } from "./stacks";

/** Settings and, where it is not the shop, a system. */
export interface Absurd {
  readonly title: string;
  readonly config: Readonly<Record<string, string>>;
  readonly declare?: Declare;
  readonly least: number;
}

/** Of what there is far too much. */
export const many = 5_000;
/** Deeper, `JSON.stringify` gives up. */
const levels = 1000;

const production = settingsTree("production");
const numbered = (prefix: string) =>
  Array.from({ length: many }, (_, index) => `${prefix}${index}`);
const repeated = (one: unknown) => Array.from({ length: many }, () => one);
const asKeys = (keys: readonly string[], value: unknown) =>
  Object.fromEntries(keys.map((key) => [key, value]));
const nested = (open: string, close: string) =>
  JSON.parse(`${open.repeat(levels)}1${close.repeat(levels)}`) as unknown;

/** The places that take a text, and texts of a megabyte, some of which invite a pattern to go back. */
export const textPaths = [
  "name",
  "account.id",
  "account.roleArn",
  "platform.homeRegion",
  "platform.domain.name",
  "platform.supernet",
  "platform.regions.eu-west-1.cidr",
  "sizes.host",
];
const texts = ["a".repeat(1_000_000), "a-".repeat(500_000), `${"0.".repeat(500_000)}!`];

const places: readonly (readonly [path: string, value: unknown, least: number])[] = [
  ["platform", asKeys(numbered("unknown"), 1), many],
  ["platform.regions", asKeys(numbered("nowhere-"), { zones: ["a", "b"] }), many],
  ["platform.regions.eu-west-1.zones", numbered("eu-west-1"), many],
  ["platform.regions.eu-west-1.zones", repeated("eu-west-1a"), 2],
  ["platform.regions.eu-west-1.zones", repeated(5), many],
  ["platform.regions.eu-west-1.zoneSlots", asKeys(numbered("zone"), 9), 2 * many],
  ["platform.cluster.administrators", numbered("nobody-"), many],
  ["platform.cluster.administrators", repeated("nobody"), many],
  ["platform.cluster.endpointPublicCidrs", numbered("10.0.0."), many],
  ["platform.tags", asKeys(numbered("aws:"), "x"), many],
  ["sizes.cache", asKeys(numbered("maxDataG"), 1), many],
  ["platform.domain", nested("[", "]"), 1],
  ["platform.tags", nested('{"a":', "}"), 1],
];

/** Settings with too much at one place. */
export const absurdSettings = places.map(([path, value, least], index): Absurd => ({
  title: `too much at ${path} (${index})`,
  config: configOf(put(production, path.split("."), value) as Tree),
  least,
}));

/** Settings with one text of a megabyte at every place that takes one. */
export const absurdTexts = texts.map((text, index): Absurd => ({
  title: `texts of a megabyte at ${textPaths.length} places (${index})`,
  config: configOf(
    textPaths.reduce<unknown>((one, path) => put(one, path.split("."), text), production) as Tree,
  ),
  least: textPaths.length,
}));

const systems: readonly (readonly [
  title: string,
  spec: (key: string) => unknown,
  least: number,
])[] = [
  [
    `${many} services that use what is not there`,
    (key) => grpcSpec({ uses: { NEXT: service(`${key}x`).address } }),
    many,
  ],
  [
    `${many} declarations without shape`,
    (key) => ({ image: 5, protocol: "grpc", uses: { A: key } }),
    5 * many,
  ],
  [`${many} specifications that are none`, () => null, many],
];

/** Systems of too many services, with sizes that can be read and with sizes that cannot. */
export const absurdSystems = systems.flatMap(([title, spec, least]): Absurd[] => {
  const services = numbered("service-").map((key) => [key, microservice(spec(key) as never)]);
  const declare: Declare = () => ({ stores: {}, services: Object.fromEntries(services) as never });
  return [
    { title, config: configOf(production), declare, least },
    {
      title: `${title}, with sizes that cannot be read`,
      config: configOf(put(production, ["sizes"], "large") as Tree),
      declare,
      least: least + 1,
    },
  ];
});
