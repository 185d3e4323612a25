// What plain data can tell is refused before anything is registered: one error, with every problem in it.
import assert from "node:assert/strict";
import path from "node:path";
import { describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import type { Settings } from "../../rehearsal/session/settings";
import { sample, seed, whole } from "../support/extent";
import { type Change, errors, rehearsing, setting } from "./support/rehearsals";

const fixture = path.join(__dirname, "fixtures", "refusals");

/** Both ways to the cloud; the second has no preview in front of it. */
const preview = ["preview"];
const up = ["up", "--skip-preview"];

type Platform = Record<string, unknown>;

const platform = (change: (platform: Platform) => Platform): Change => setting("platform", change);
const zonesOf = (region: string, letters: string) =>
  letters.split("").map((letter) => `${region}${letter}`);

/** The settings with keys of the project renamed: misspelt. */
function renamed(settings: Settings, names: Readonly<Record<string, string>>): Settings {
  const config = Object.entries(settings.config ?? {}).map(([key, value]): [string, unknown] => [
    names[key] ?? key,
    value,
  ]);
  return { ...settings, config: Object.fromEntries(config) };
}

/** Fails unless the command is refused with exactly these problems, and nothing has come of it. */
async function assertRefused(
  session: Session,
  args: readonly string[],
  problems: readonly string[],
): Promise<void> {
  const { exitCode, stdout, stderr, events } = await session.pulumi(args);
  assert.equal(exitCode, 1, stdout);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const expected = [
    `${count}; nothing was registered:`,
    ...problems.map((problem) => `  - ${problem}`),
  ];
  assert.deepEqual(errors(events), [expected.join("\n")]);
  assert.doesNotMatch(stdout + stderr, /^\s+at |unhandled|RunError/m);

  const { resources, pendingOperations } = await session.exportState();
  assert.deepEqual(
    resources.map(({ type }) => type).filter((type) => type !== "pulumi:pulumi:Stack"),
    [],
  );
  assert.deepEqual(pendingOperations, []);
  const { objects } = await session.world.ask("inspect", { leaks: [] });
  assert.deepEqual(objects, []);
}

/** Fails unless a refusal says where it comes from, to those who ask. */
async function assertTraced(session: Session): Promise<void> {
  process.env["ARCHIPELAGO_STACK_TRACES"] = "1";
  try {
    const { exitCode, stdout, stderr } = await session.pulumi(preview);
    assert.equal(exitCode, 1);
    assert.match(stdout + stderr, /^\s+at .*parseSettings .*settings\.ts/m);
  } finally {
    delete process.env["ARCHIPELAGO_STACK_TRACES"];
  }
}

const unknownRegion =
  'platform.regions.eu-west-9 is "eu-west-9"; allowed: one of the 34 commercial AWS regions. ' +
  'Did you mean "eu-west-1"?';
const fiveZones =
  'platform.regions.eu-west-1.zones is ["eu-west-1a","eu-west-1b","eu-west-1c","eu-west-1d","eu-west-1e"]; ' +
  "allowed: 2 to 4 zones; there are 5. Keep the 4 that you need most.";
const overlap =
  'platform.regions.us-east-1.cidr is "10.7.0.0/16"; allowed: a block that overlaps with no ' +
  "other region's; eu-west-1 has 10.7.0.0/16. Pin another block for us-east-1.";
const missingDomain =
  "platform.domain is missing; allowed: a map with the keys name, zone. Add it.";
const misspelt =
  "platform.logRetentionDay is 7; allowed: only the keys homeRegion, regions, supernet, domain, nat, " +
  'cluster, logRetentionDays, tags. Did you mean "logRetentionDays"?';
const known = "allowed: only the keys name, account, protection, platform, sizes";

const tooFewReplicas =
  "sizes.scale.minReplicas is 5; allowed: at most maxReplicas, which is 2. " +
  "Lower minReplicas or raise maxReplicas.";
const nameWords = "2 to 30 lower-case letters, digits and inner hyphens, starting with a letter";
const missingName = `name is missing; allowed: ${nameWords}. Add it.`;

interface Case {
  readonly what: string;
  readonly change: Change;
  readonly problems: readonly string[];
}

const withoutDomain = platform(({ domain: _domain, ...rest }) => rest);
const retention = platform(({ logRetentionDays, ...rest }) => ({
  ...rest,
  logRetentionDay: logRetentionDays,
}));
const overlapping = platform((before) => ({
  ...before,
  regions: {
    "eu-west-1": { zones: zonesOf("eu-west-1", "ab"), cidr: "10.7.0.0/16" },
    "us-east-1": { zones: zonesOf("us-east-1", "ab"), cidr: "10.7.0.0/16" },
  },
}));
const reversed = setting("sizes", (sizes) => ({
  ...sizes,
  scale: { minReplicas: 5, maxReplicas: 2 },
}));

/** What a stack's file can have wrong, one thing at a time. */
const single: readonly Case[] = [
  {
    what: "an unknown region",
    change: platform((before) => ({
      ...before,
      regions: {
        "eu-west-1": { zones: zonesOf("eu-west-1", "ab") },
        "eu-west-9": { zones: zonesOf("eu-west-9", "ab") },
      },
    })),
    problems: [unknownRegion],
  },
  { what: "overlapping CIDRs", change: overlapping, problems: [overlap] },
  {
    what: "five zones",
    change: platform((before) => ({
      ...before,
      regions: { "eu-west-1": { zones: zonesOf("eu-west-1", "abcde") } },
    })),
    problems: [fiveZones],
  },
  { what: "a missing domain", change: withoutDomain, problems: [missingDomain] },
  { what: "a misspelt key inside a setting", change: retention, problems: [misspelt] },
  {
    what: "a misspelt setting",
    change: (settings) => renamed(settings, { "archipelago:name": "archipelago:nmae" }),
    problems: [`nmae is "dev"; ${known}. Did you mean "name"?`, missingName],
  },
  { what: "minReplicas above maxReplicas", change: reversed, problems: [tooFewReplicas] },
  {
    what: "a list in the place of a map, and an empty map in the place of a list",
    change: platform((before) => ({ ...before, regions: [], cluster: { administrators: {} } })),
    problems: [
      "platform.regions is []; allowed: a map. Correct it.",
      "platform.cluster.administrators is {}; allowed: a list. Correct it.",
      "platform.cluster.endpointPublicCidrs is missing; allowed: a list. Add it.",
    ],
  },
  {
    what: "a role of another account",
    change: setting("account", (account) => ({ ...account, id: "999988887777" })),
    problems: [
      'account.roleArn is "arn:aws:iam::111122223333:role/deployer"; allowed: a role of the account ' +
        "999988887777, the only one that may be touched. Correct one of the two.",
    ],
  },
  {
    what: "commands and line breaks in names and tags",
    change: (settings) =>
      platform((before) => ({ ...before, tags: { "team\n$(id)": "a" } }))(
        setting("name", () => 'dev"; rm -rf / #')(settings),
      ),
    problems: [
      `name is "dev\\"; rm -rf / #"; allowed: ${nameWords}. Correct it.`,
      'platform.tags.team\\u{a}$(id) is "team\\n$(id)"; allowed: a key of 1 to 128 characters: letters, ' +
        "digits, spaces and _.:/=+-@. Shorten the key or take the other characters out.",
    ],
  },
  {
    what: "absurd sizes",
    change: setting("sizes", (sizes) => ({
      ...sizes,
      loadUsers: 1e308,
      cache: { maxDataGB: -1, maxProcessingUnitsPerSecond: 0.5 },
      host: "x".repeat(100_000),
    })),
    problems: [
      "sizes.loadUsers is 1e+308; allowed: a whole number from 0 to 100000. Correct it.",
      `sizes.host is "${"x".repeat(79)}...; allowed: one DNS label of lower-case letters, digits and inner ` +
        "hyphens, other than int. Write the part in front of the platform's domain, such as shop.",
      "sizes.cache.maxDataGB is -1; allowed: a whole number from 1 to 5000. " +
        "Choose a bound that ElastiCache Serverless takes.",
      "sizes.cache.maxProcessingUnitsPerSecond is 0.5; allowed: a whole number from 1000 to 15000000. " +
        "Choose a bound that ElastiCache Serverless takes.",
    ],
  },
  {
    what: "a hundred levels",
    change: platform((before) => ({ ...before, domain: nested(100) })),
    problems: [
      `platform.domain is ${"[".repeat(80)}...; allowed: a map with the keys name, zone. Correct it.`,
    ],
  },
];

/** A list in a list, so many levels deep. */
function nested(levels: number): unknown {
  return JSON.parse("[".repeat(levels) + "]".repeat(levels));
}

/** All of that in one file. */
const everything: Case = {
  what: "a file with all of these wrong",
  change: (settings) =>
    renamed(
      [withoutDomain, retention, reversed].reduce(
        (before, change) => change(before),
        platform((before) => ({
          ...before,
          regions: {
            "eu-west-1": { zones: zonesOf("eu-west-1", "abcde"), cidr: "10.7.0.0/16" },
            "eu-west-9": { zones: zonesOf("eu-west-9", "ab") },
            "us-east-1": { zones: zonesOf("us-east-1", "ab"), cidr: "10.7.0.0/16" },
          },
        }))(settings),
      ),
      { "archipelago:name": "archipelago:nmae" },
    ),
  problems: [
    `nmae is "dev"; ${known}. Did you mean "name"?`,
    missingName,
    misspelt,
    missingDomain,
    fiveZones,
    unknownRegion,
    overlap,
    tooFewReplicas,
  ],
};

describe("a stack's file is refused before anything is registered", () => {
  it(`for each thing that is wrong, alone (ARCHIPELAGO_SEED=${seed})`, () =>
    rehearsing({ stack: "dev" }, async (session) => {
      for (const [index, { change, problems }] of sample([...single.entries()], 0, 1)) {
        session.change(change);
        // Which one asks makes no difference to the program: in a sample the two commands take turns.
        const commands = whole ? [preview, up] : [index % 2 === 0 ? up : preview];
        for (const command of commands) await assertRefused(session, command, problems);
      }
    }));

  it("for everything that is wrong, by a preview and by an update without one", () =>
    rehearsing({ stack: "dev" }, async (session) => {
      session.change(everything.change);
      await assertRefused(session, preview, everything.problems);
      await assertRefused(session, up, everything.problems);
      await assertTraced(session);
      session.change((settings) => ({ ...settings, config: {} }));
      await assertRefused(session, up, [
        missingName,
        "account is missing; allowed: a map with the keys id, roleArn. Add it.",
        "platform is missing; allowed: a map with the keys homeRegion, regions, supernet, domain, nat, " +
          "cluster, logRetentionDays, tags. Add it.",
        "sizes is missing; allowed: a map with the keys host, scale, cache, loadUsers. Add it.",
      ]);
    }));
});

describe("a system's declaration is refused before anything is registered", () => {
  it("with everything that is wrong in it, by a preview and by an update without one", () =>
    rehearsing({ stack: "broken", projectDirectory: fixture }, async (session) => {
      const name =
        "allowed: a service's name of 1 to 40 lower-case letters, digits and single inner hyphens, " +
        "starting with a letter";
      const uses =
        'a binding, such as service("cart").address. ' +
        "Take a binding of what is used; its name alone leads nowhere.";
      const problems = [
        'services.bare is {"image":"registry.example.com/small:v1"}; allowed: a declaration made by microservice. ' +
          "Write bare: microservice({ ... }).",
        'services.forgetful.uses.PAYMENTS is "payments"; allowed: the key of a declared service or store. ' +
          'Did you mean "payment"?',
        'services.forgetful.uses.AMERICAN is "american"; allowed: what runs in every region of forgetful; ' +
          "american does not run in eu-west-1. Let american run in eu-west-1 too, or take forgetful out there.",
        // The key has 80 characters; a value is shown with its quotation mark and as many of them as fit.
        `services.${"long".repeat(20)} is "${"long".repeat(20).slice(0, 79)}...; ${name}. ` +
          "Shorten it by 40 characters.",
        `services.Basket is "Basket"; ${name}. Write "basket".`,
        "services.shapeless.replicas is 3; allowed: only the keys protocol, image, environment, uses, scale, " +
          "resources, terminationGraceSeconds, regions, port, servicePort, probes, public, privatePort. Take it out.",
        `services.shapeless.uses.CART is "cart"; allowed: ${uses}`,
        `services.shapeless.uses.MENU is missing; allowed: a binding, such as service("cart").address. Add it.`,
        'services.shapeless.port is "8080"; allowed: a number. Correct it.',
        "services.forgetful.scale.minReplicas is 3; allowed: at most maxReplicas, which is 2. " +
          "Lower minReplicas or raise maxReplicas.",
        'services.storefront.public.host is "shop"; allowed: a public host of its own; the service frontend ' +
          "has this one. Choose another host, or let one service answer for both.",
      ];
      await assertRefused(session, preview, problems);
      await assertRefused(session, up, problems);
    }));
});
