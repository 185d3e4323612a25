/** Settings that are wrong, picked by hand: one by one, and several in one file. */
import {
  configOf,
  nameProject,
  put,
  refusal,
  sentence,
  settingsTree,
  told,
} from "../../../support/bad-input";
import type { Tree } from "../../../support/stacks";

const production = settingsTree("production");
const region = "platform.regions.us-east-1";
const deep = JSON.parse(`${"[".repeat(1000)}${"]".repeat(1000)}`) as unknown;
const parsed = (json: string) => JSON.parse(json) as unknown;
const zones = (letters: string) => Array.from(letters, (letter) => `us-east-1${letter}`);
const arn = (what: string) => `arn:aws:iam::444455556666:${what}`;

/** Where, what is written there, and where problems are told, unless it is there alone. */
type Case = readonly [path: string, value: unknown, ...told: string[]];

const cases: readonly Case[] = [
  // Every key: of another type, missing, misspelt.
  ["name", undefined],
  ["name", 5],
  ["name", ""],
  ["name", {}],
  ["name", ["production"]],
  ["name", "Production"],
  ["name", "a".repeat(31)],
  ["name", "1st"],
  ["name", "ends-"],
  ["nmae", "production"],
  ["account", undefined],
  ["account", "444455556666"],
  ["account", {}],
  ["account", []],
  ["account.id", undefined],
  ["account.id", 444455556666],
  ["account.id", "44445555666"],
  ["account.ID", "444455556666"],
  ["account.id", "111122223333", "account.roleArn"],
  ["account.roleArn", "deployer"],
  ["account.roleArn", arn("user/deployer")],
  ["account.roleArn", arn("role/other")],
  ["account.roleArn", null],
  ["protection", ""],
  ["protection", {}],
  ["protection", true],
  ["protection", "Protected"],
  ["platform", undefined],
  ["platform", "big"],
  ["platform", {}],
  ["platform", []],
  ["platform.homeRegion", undefined],
  ["platform.homeRegion", 1],
  ["platform.homeRegion", "eu-central-1", "platform.homeRegion", "stores.wishes.regions"],
  ["platform.homeregion", "eu-west-1"],
  ["platform.regions", undefined],
  ["platform.regions", null],
  ["platform.regions", ["eu-west-1"]],
  ["platform.regoins", {}],
  ["platform.regions.us-esat-1", { zones: ["us-esat-1a", "us-esat-1b"] }],
  ["platform.regions.cn-north-1", { zones: ["cn-north-1a", "cn-north-1b"] }],
  ["platform.regions.EU-WEST-2", { zones: ["EU-WEST-2a", "EU-WEST-2b"] }],
  ["platform.regions.", { zones: ["a", "b"] }, 'platform.regions.""'],
  ["platform.regions.constructor", { zones: ["a", "b"] }],
  [region, null],
  [region, {}, `${region}.zones`],
  [region, zones("ab")],
  [`${region}.zones`, "us-east-1a"],
  [`${region}.zones`, {}],
  [`${region}.zones`, []],
  [`${region}.zones`, zones("a")],
  [`${region}.zones`, zones("abcde")],
  [`${region}.zones`, [...zones("ab"), 3], `${region}.zones.2`],
  [`${region}.zones`, zones("aba")],
  [`${region}.zones`, ["us-east-1a", "us-west-2b"]],
  [`${region}.zones`, ["us-east-1a", "us-east-1z"]],
  [`${region}.zone`, zones("ab")],
  [`${region}.cidr`, 10],
  [`${region}.cidr`, "10.7.0.0"],
  [`${region}.cidr`, "10.7.0.0/24"],
  [`${region}.cidr`, "10.7.1.0/16"],
  [`${region}.cidr`, "8.8.0.0/16"],
  [`${region}.cidr`, "010.7.0.0/16"],
  [`${region}.cidr`, "172.20.0.0/16"],
  [`${region}.cidr`, "10.1.0.0/16"],
  [`${region}.zoneSlots`, []],
  [`${region}.zoneSlots`, { "us-east-1a": "1" }, `${region}.zoneSlots.us-east-1a`],
  [`${region}.zoneSlots`, { "us-east-1a": 8 }, `${region}.zoneSlots.us-east-1a`],
  [`${region}.zoneSlots`, { "us-east-1a": 1.5 }, `${region}.zoneSlots.us-east-1a`],
  [`${region}.zoneSlots`, { "us-east-1f": 5 }, `${region}.zoneSlots.us-east-1f`],
  [`${region}.zoneSlots`, { "us-east-1a": 1 }],
  [`${region}.natZone`, "us-east-1a"],
  [`${region}.natZone`, 1],
  ["platform.supernet", "10.0.0.0/20"],
  ["platform.supernet", "0.0.0.0/0"],
  ["platform.supernet", 10],
  ["platform.supernet", null],
  ["platform.domain", undefined],
  ["platform.domain", "example.com"],
  ["platform.domain", {}, "platform.domain.name", "platform.domain.zone"],
  ["platform.domain.name", undefined],
  ["platform.domain.name", 1],
  ["platform.domain.name", "localhost"],
  ["platform.domain.name", "Example.com"],
  ["platform.domain.name", "*.example.com"],
  ["platform.domain.name", "example.com."],
  ["platform.domain.name", `${"a".repeat(60)}.com`],
  ["platform.domain.zone", undefined],
  ["platform.domain.zone", "create"],
  ["platform.domain.zone", {}, "platform.domain.zone.kind"],
  ["platform.domain.zone.kind", "creat"],
  ["platform.domain.zone", { kind: "create" }, "platform.domain.zone.delegated"],
  ["platform.domain.zone.delegated", "yes"],
  ["platform.domain.zone.delegatedd", true],
  ["platform.domain.zone", { kind: "existing" }, "platform.domain.zone.id"],
  ["platform.domain.zone", { kind: "existing", id: "/hostedzone/Z1" }, "platform.domain.zone.id"],
  [
    "platform.domain.zone",
    { kind: "existing", id: "Z1", delegated: true },
    "platform.domain.zone.delegated",
  ],
  ["platform.nat", "perzone"],
  ["platform.nat", false],
  ["platform.cluster", undefined],
  ["platform.cluster", []],
  ["platform.cluster.administrators", undefined],
  ["platform.cluster.administrators", arn("role/deployer")],
  ["platform.cluster.administrators", [], "platform.cluster.administrators", "account.roleArn"],
  [
    "platform.cluster.administrators",
    [arn("role/deployer"), 5],
    "platform.cluster.administrators.1",
  ],
  ["platform.cluster.administrators", [arn("role/deployer"), "break-glass"]],
  ["platform.cluster.administrators", [arn("role/deployer"), arn("role/deployer")]],
  [
    "platform.cluster.administrators",
    ["arn:aws:sts::444455556666:assumed-role/x/y", arn("role/deployer")],
  ],
  ["platform.cluster.endpointPublicCidrs", undefined],
  ["platform.cluster.endpointPublicCidrs", "192.0.2.0/24"],
  ["platform.cluster.endpointPublicCidrs", ["0.0.0.0/0"]],
  ["platform.cluster.endpointPublicCidrs", ["10.1.2.0/24"]],
  ["platform.cluster.endpointPublicCidrs", ["192.0.2.1"]],
  ["platform.cluster.endpointPublicCidrs", ["::/0"]],
  ["platform.cluster.kubernetesVersion", 1.35],
  ["platform.cluster.kubernetesVersion", "1.12"],
  ["platform.cluster.nodes", []],
  ["platform.cluster.nodes.cpuLimit", "32"],
  ["platform.cluster.nodes.cpuLimit", 0],
  ["platform.cluster.nodes.memoryLimitGiB", 1e308],
  ["platform.cluster.nodes.memoryLimitGib", 64],
  ["platform.cluster.nodes.architectures", []],
  ["platform.cluster.nodes.architectures", ["x86"], "platform.cluster.nodes.architectures.0"],
  ["platform.cluster.nodes.capacityTypes", "spot"],
  ["platform.cluster.nodes.capacityTypes", [null], "platform.cluster.nodes.capacityTypes.0"],
  ["platform.logRetentionDays", "365"],
  ["platform.logRetentionDays", 0],
  ["platform.logRetentionDays", 366],
  ["platform.logRetentionDays", 1e308],
  ["platform.tags", []],
  ["platform.tags", { team: 5 }, "platform.tags.team"],
  ["platform.tags", { Name: "x" }, "platform.tags.Name"],
  ["platform.tags", { "aws:x": "y" }, "platform.tags.aws:x"],
  ["platform.tags", { Team: "x", team: "y" }, "platform.tags.team"],
  ["platform.tags", { team: "x".repeat(257) }, "platform.tags.team"],
  [
    "platform.tags",
    Object.fromEntries(
      zones("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX").map((key, index) => [
        key + String(index),
        "",
      ]),
    ),
  ],
  ["sizes", undefined],
  ["sizes", "large"],
  ["sizes", {}],
  ["sizes.host", undefined],
  ["sizes.host", "int"],
  ["sizes.host", "shop.example"],
  ["sizes.host", "Shop"],
  ["sizes.scale", undefined],
  ["sizes.scale", 3],
  ["sizes.scale.minReplicas", undefined],
  ["sizes.scale.minReplicas", 0],
  ["sizes.scale.minReplicas", 31],
  ["sizes.scale.maxReplicas", "30"],
  ["sizes.scale.maxReplicas", 1001],
  ["sizes.scale.maxReplicas", 2.5, "sizes.scale.maxReplicas", "sizes.scale.minReplicas"],
  ["sizes.scale.targetCpuPercent", 101],
  ["sizes.scale.targetCpuPercent", null],
  ["sizes.scale.peakRequestsPerSecond", 100, "sizes.scale.requestsPerSecondPerReplica"],
  ["sizes.scale.minreplicas", 3],
  ["sizes.cache", undefined],
  ["sizes.cache", {}, "sizes.cache.maxDataGB", "sizes.cache.maxProcessingUnitsPerSecond"],
  ["sizes.cache.maxDataGB", 5001],
  ["sizes.cache.maxDataGB", "50"],
  ["sizes.cache.maxProcessingUnitsPerSecond", 999],
  ["sizes.loadUsers", undefined],
  ["sizes.loadUsers", -1],
  ["sizes.loadUsers", 0.5],
  ["sizes.loadUsers", 1e308],
  ["sizes.loadusers", 0],
  // Whatever else people and generators write.
  ["name", "a\nb"],
  ["name", "$(rm -rf /)"],
  ["name", '","account":{}'],
  ["name", "{"],
  ["account.id", "4".repeat(1_000_000)],
  ["account.roleArn", `${arn("role/x")}\n  - name is fine`],
  ["platform.domain.name", "a.com\u0000.b.com"],
  ["platform.domain.name", "ex\u202eample.com"],
  ["platform.domain", deep],
  [
    "platform.tags",
    { 'a"}],"b': "${AWS_SECRET_ACCESS_KEY}" },
    'platform.tags.a"}],"b',
    'platform.tags.a"}],"b',
  ],
  ["platform.tags", { "a\nb": "" }, "platform.tags.a\\u{a}b"],
  ["platform.tags", parsed('{"__proto__": "x"}'), "platform.tags.__proto__"],
  [
    "platform",
    { ...(production["platform"] as Tree), ...(parsed('{"__proto__": {}}') as Tree) },
    "platform.__proto__",
  ],
  ["sizes.host", "`id`"],
  ["sizes.constructor", {}],
  ["toString", "x"],
];

const numbered = cases.map((one, index): [string, Case] => [`${one[0]} (${index})`, one]);

beforeAll(nameProject);

describe("settings with one thing wrong", () => {
  it.each(numbered)("are refused: %s", async (_, [path, value, ...expected]) => {
    const config = configOf(put(production, path.split("."), value) as Tree);
    const { problems, registered } = await refusal(config);
    expect([...new Set(problems.map((problem) => problem.path))]).toEqual([
      ...new Set(expected.length > 0 ? expected : [path]),
    ]);
    expect(problems.map(sentence)).toMatchSnapshot();
    expect(registered).toEqual([]);
  });
});

describe("settings with several things wrong", () => {
  const broken: readonly (readonly [string, unknown])[] = [
    ["name", "Production"],
    ["account.roleArn", "deployer"],
    ["protection", "none"],
    [`${region}.zones`, zones("aab")],
    ["platform.regions.eu-west-9", { zones: ["eu-west-9a", "eu-west-9b"] }],
    ["platform.homeRegion", "eu-west-3"],
    ["platform.nat", "none"],
    ["platform.domain.name", "localhost"],
    ["platform.cluster.administrators", ["nobody"]],
    ["platform.cluster.nodes.cpuLimit", 0],
    ["platform.logRetentionDays", 8],
    ["platform.tags", { Name: "x" }],
    ["platform.logRetentionDay", 7],
    ["sizes.scale.minReplicas", 99],
    ["sizes.cache.maxDataGB", 0],
    ["sizes.host", "int"],
    ["typo", "x"],
  ];

  it("are told everything in one error", () => {
    const tree = broken.reduce<unknown>(
      (before, [path, value]) => put(before, path.split("."), value),
      production,
    );
    const problems = told(configOf(tree as Tree)) ?? [];
    const paths = problems.map(({ path }) => path);
    for (const [path] of broken) {
      expect(paths.some((one) => one === path || one.startsWith(`${path}.`))).toBe(true);
    }
    expect(problems.map(sentence)).toMatchSnapshot();
  });

  it("tell nothing of a secret setting's values", () => {
    const secret = "hunter2-hunter2";
    const tree = put(put(production, ["account", "id"], secret), ["acount"], { id: secret });
    const problems =
      told(configOf(tree as Tree), undefined, ["archipelago:account", "archipelago:acount"]) ?? [];
    expect(problems.map(sentence).join("\n")).not.toContain(secret);
    expect(problems.map(({ path, value }) => [path, value])).toEqual([
      ["acount", '"[secret]"'],
      ["account.id", '"[secret]"'],
    ]);
  });
});
