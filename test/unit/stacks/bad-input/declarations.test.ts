/** Declarations that are wrong, picked by hand: as a program may write them whose types nobody checks. */
import { cache, keyValueStore } from "../../../../components/data/declarations";
import type { SystemSpec } from "../../../../components/platform/system-spec";
import { microservice, service } from "../../../../components/services/declarations";
import type { Declare } from "../../../../stacks/settings";
import {
  configOf,
  nameProject,
  put,
  refusal,
  sentence,
  settingsTree,
  told,
} from "../../../support/bad-input";
import { grpcSpec, httpSpec, silentSpec } from "../../../support/service-specs";
import type { Tree } from "../../../support/stacks";

const config = configOf(settingsTree("production"));
const size = { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 };
const goodCache = { engine: "valkey", size };
const goodTable = { key: { partition: "id" }, consistency: "eventual" };
const goodWeb = httpSpec({
  public: { host: "shop", healthPath: "/healthz", priority: 7 },
  probes: { readiness: { path: "/", headers: { A: "b" }, periodSeconds: 5 } },
});
const perPod = { ...goodWeb.scale, requestsPerSecondPerReplica: 1 };

const whole = (services: object, stores: object = {}): Declare => {
  const system: unknown = { stores, services };
  return () => system as SystemSpec;
};
const changed = (spec: unknown, path: string, value: unknown) =>
  put(spec, path.split("."), value) as never;
const withWeb = (path: string, value: unknown) =>
  whole({ web: microservice(changed(goodWeb, path, value)) });

/** Where in the declaration, what is written there, and where problems are told, unless it is there alone. */
type Case = readonly [path: string, value: unknown, ...told: string[]];

const ofServices: readonly Case[] = [
  ["image", undefined],
  ["image", 5],
  ["image", null],
  ["image", ""],
  ["image", "Registry/Cart:v1"],
  ["image", "cart:v1; rm -rf /"],
  ["image", "a".repeat(1_000_000)],
  ["image", `${"a-".repeat(50_000)}!`],
  ["image", {}, "image.build"],
  ["image", { biuld: { context: "x" } }, "image.biuld", "image.build"],
  ["image", { build: {} }, "image.build.context"],
  ["image", { build: { context: "" } }, "image.build.context"],
  ["image", { build: { context: "/etc" } }, "image.build.context"],
  ["image", { build: { context: "a\nb" } }, "image.build.context"],
  ["image", { build: { context: "a", dockerfile: 5 } }, "image.build.dockerfile"],
  ["image", { build: { context: "a", dockerfile: "/x" } }, "image.build.dockerfile"],
  ["image", { build: { context: "a", platform: "windows" } }, "image.build.platform"],
  ["protocol", undefined],
  ["protocol", "https"],
  ["protocol", null],
  ["port", undefined],
  ["port", "8080"],
  ["port", 0],
  ["port", 80],
  ["port", 70_000],
  ["port", NaN],
  ["port", Infinity],
  ["prot", 8080],
  ["servicePort", 0],
  ["servicePort", -1],
  ["servicePort", 1.5],
  ["servicePort", "80"],
  ["privatePort", 80],
  ["privatePort", "20000"],
  ["privatePort", 20_000.5],
  ["environment", []],
  ["environment", "PORT=1"],
  ["environment.PORT", 8080],
  ["environment.PORT", null],
  ["environment.A B", "x"],
  ["environment.A=$(id)", "x"],
  ["environment.1ST", "x"],
  ["uses", []],
  ["uses", "cart"],
  ["uses", { CART: undefined }, "uses.CART"],
  ["uses.CART", "cart"],
  ["uses.CART", service("cart")],
  ["uses.CART", service(5 as never).address],
  ["uses.CART", service("nobody").address],
  ["uses.CART", service("wbe").address],
  ["uses.CART", { ...service("web").address, form: "arn" }],
  ["uses.cart-addr", service("web").address],
  ["uses.CART", microservice(grpcSpec()).address],
  ["scale", undefined],
  ["scale", 3],
  ["scale", {}, "scale.minReplicas", "scale.maxReplicas"],
  ["scale.minReplicas", 0],
  ["scale.minReplicas", 5],
  ["scale.minReplicas", "2"],
  ["scale.maxReplicas", 1e9],
  ["scale.maxReplicas", NaN],
  ["scale.minReplica", 2],
  ["scale.targetCpuPercent", 0],
  ["scale.targetCpuPercent", 1e308],
  ["scale.peakRequestsPerSecond", 10, "scale.requestsPerSecondPerReplica"],
  [
    "scale.requestsPerSecondPerReplica",
    -1,
    "scale.peakRequestsPerSecond",
    "scale.requestsPerSecondPerReplica",
  ],
  ["scale", { ...perPod, peakRequestsPerSecond: 1e308 }, "scale.maxReplicas"],
  ["scale", { ...perPod, peakRequestsPerSecond: 1, survivingRegions: 4 }, "scale.survivingRegions"],
  ["resources", undefined],
  ["resources", {}, "resources.cpuMillicores", "resources.memoryMiB"],
  ["resources.cpuMillicores", 100],
  ["resources.cpuMillicores.request", 201],
  ["resources.cpuMillicores.limit", undefined],
  ["resources.memoryMiB.request", "64Mi"],
  ["resources.memoryMiB.limit", 1e308],
  ["resources.memoryMiB.limit", 64.5],
  ["resources.memoryMib", { request: 1, limit: 1 }],
  ["probes", []],
  ["probes.readiness", "/"],
  ["probes.readiness.path", "healthz"],
  ["probes.readiness.path", "/a b"],
  ["probes.readiness.headers", ["A: b"]],
  ["probes.readiness.headers.A B", "x"],
  ["probes.readiness.headers.A", "b\r\nHost: evil"],
  ["probes.liveness.initialDelaySeconds", -1],
  ["probes.liveness.periodSeconds", 0],
  ["probes.livenes", {}],
  ["public", "shop"],
  ["public", {}, "public.host"],
  ["public.host", "Shop"],
  ["public.host", "int"],
  ["public.host", "a.b"],
  ["public.healthPath", "healthz"],
  ["public.priority", 0],
  ["public.priority", 50_001],
  ["public.prioritty", 5],
  ["terminationGraceSeconds", 3601],
  ["terminationGraceSeconds", "30"],
  ["regions", []],
  ["regions", "eu-west-1"],
  ["regions", ["eu-west-1", "eu-west-1"]],
  ["regions", ["eu-west-9"]],
  ["regions", [5], "regions.0"],
  ["__proto__x", 1],
  ["constructor", 1],
  ["", 1, '""'],
];

const ofCaches: readonly Case[] = [
  ["engine", "redis"],
  ["engine", undefined],
  ["size", undefined],
  ["size", 5],
  ["size.maxDataGB", 0],
  ["size.maxDataGB", "1"],
  ["size.maxDataGb", 1],
  ["size.maxProcessingUnitsPerSecond", 999],
  ["regions", []],
  ["regions", ["us-west-2"]],
];

const ofTables: readonly Case[] = [
  ["key", undefined],
  ["key", "id"],
  ["key", {}, "key.partition"],
  ["key.partition", ""],
  ["key.partition", 5],
  ["key.partition", { name: "id", type: "X" }, "key.partition.type"],
  ["key.partition", { name: "x".repeat(256), type: "S" }, "key.partition.name"],
  ["key.sort", "id"],
  ["key.sort", null],
  ["consistency", undefined],
  ["consistency", "strong"],
  ["access", "write"],
  ["regions", ["us-east-1"]],
  ["regions", {}],
  ["ttl", "expires"],
];

/** Exactly these paths, and the whole of it in the snapshot. */
async function expectTold(declare: Declare, paths: readonly string[]): Promise<void> {
  const { problems, registered } = await refusal(config, declare);
  expect([...new Set(problems.map(({ path }) => path))].sort()).toEqual([...paths].sort());
  expect(problems.map(sentence)).toMatchSnapshot();
  expect(registered).toEqual([]);
}

const inPart = (part: string, [path, , ...expected]: Case) =>
  (expected.length > 0 ? expected : [path]).map((where) => `${part}.${where}`);

const numbered = (cases: readonly Case[]) =>
  cases.map((one, index): [string, Case] => [`${one[0]} (${index})`, one]);

beforeAll(nameProject);

describe("a declaration with one thing wrong", () => {
  it("is needed: the ones that are broken here are right, and then something is registered", async () => {
    const web = microservice(goodWeb);
    const stores = { carts: cache(goodCache as never), wishes: keyValueStore(goodTable as never) };
    expect(told(config, whole({ web }, stores))).toBeUndefined();
    const { problems, registered } = await refusal(configOf(settingsTree("dev")), whole({ web }));
    expect(problems).toEqual([]);
    expect(registered).toContain("archipelago:index:System boutique");
  });

  it.each(numbered(ofServices))("of a service is refused: %s ", async (_, one) => {
    await expectTold(withWeb(one[0], one[1]), inPart("services.web", one));
  });

  it.each(numbered(ofCaches))("of a cache is refused: %s ", async (_, one) => {
    const carts = cache(changed(goodCache, one[0], one[1]));
    await expectTold(whole({}, { carts }), inPart("stores.carts", one));
  });

  it.each(numbered(ofTables))("of a key-value store is refused: %s ", async (_, one) => {
    const wishes = keyValueStore(changed(goodTable, one[0], one[1]));
    await expectTold(whole({}, { wishes }), inPart("stores.wishes", one));
  });

  it("of what calls by gRPC is refused a path", async () => {
    const web = microservice(grpcSpec({ probes: { readiness: { path: "/" } } }));
    await expectTold(whole({ web }), ["services.web.probes.readiness"]);
  });

  it("of what serves nothing is refused a port", async () => {
    const web = microservice({ ...silentSpec(), port: 8080 } as never);
    await expectTold(whole({ web }), ["services.web.port"]);
  });
});

describe("a system is refused", () => {
  const web = microservice(goodWeb);
  const keys = [
    "Web",
    "1st",
    "a--b",
    "a".repeat(41),
    "",
    "a b",
    "$(id)",
    "a\nb",
    "__proto__x",
    "-a",
  ];

  it.each(keys)("for the name %j of a service and of a store", async (key) => {
    const shown = key === "" ? '""' : key.replace("\n", "\\u{a}");
    await expectTold(whole({ [key]: web }), [`services.${shown}`]);
    await expectTold(whole({}, { [key]: cache(goodCache as never) }), [`stores.${shown}`]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["nothing", undefined, ["stores", "services"]],
    ["a list", [], ["stores", "services"]],
    ["a map without services", { stores: {} }, ["services"]],
    ["no declaration", { stores: {}, services: { web: goodWeb } }, ["services.web"]],
    ["a missing one", { stores: {}, services: { web: undefined } }, ["services.web"]],
    [
      "a cache among services",
      { stores: {}, services: { c: cache(goodCache as never) } },
      ["services.c"],
    ],
    [
      "one under two keys",
      { stores: {}, services: { a: microservice(grpcSpec()), b: web, c: web } },
      ["services.c", "services.c.public.host"],
    ],
    [
      "a service and a store of one name",
      { stores: { web: cache(goodCache as never) }, services: { web } },
      ["services.web"],
    ],
    [
      "a specification that is none",
      { stores: {}, services: { web: microservice("x" as never) } },
      ["services.web"],
    ],
    [
      "a specification that is missing",
      {
        stores: { carts: cache(null as never), wishes: keyValueStore(undefined as never) },
        services: { web: microservice(null as never), job: microservice(undefined as never) },
      },
      ["services.job", "services.web", "stores.carts", "stores.wishes"],
    ],
  ])("for %s", async (_, system, paths) => {
    await expectTold(() => system as SystemSpec, paths);
  });

  it("with all problems of all its parts in one error", () => {
    const stores = { Carts: cache({ ...goodCache, size: 1 } as never), wishes: 5 };
    const services = {
      web: microservice(changed(put(goodWeb, ["port"], "1"), "scale.minReplicas", 9)),
      shop: microservice({
        ...goodWeb,
        uses: { A: "b", B: service("wishes").host, C: service("gone").url },
      } as never),
    };
    const named = put(settingsTree("production"), ["name"], "X");
    const sized = put(named, ["sizes", "loadUsers"], "0");
    const tree = put(sized, ["platform", "regions", "us-east-1", "zones"], 2) as Tree;
    const problems = told(configOf(tree), whole(services, stores)) ?? [];
    expect(problems.map(({ path }) => path).sort()).toEqual([
      "name",
      "platform.regions.us-east-1.zones",
      "services.shop.uses.A",
      "services.shop.uses.C",
      "services.web.port",
      "services.web.public.host",
      "services.web.scale.minReplicas",
      "sizes.loadUsers",
      "stores.Carts",
      "stores.Carts.size",
      "stores.wishes",
    ]);
    expect(problems.map(sentence)).toMatchSnapshot();
  });
});
