// A secret is nowhere in plain text, whichever way it comes in: not in the state, its backups and its history, not in the
// engine's logs and events, on no output, not in the rehearsal cloud, not in the rendered settings.
//
// The ways, each with a canary of its own: secret configuration, as text and inside an object; the process's environment;
// the program itself; a provider's credentials (AWS, a registry, a kubeconfig); the answer of an invoke (ECR's password); a
// secret store, as text, as bytes and only written, and what is read of it; the passwords of a database's users.
// They go into inputs whole, inside other texts and encoded; into tags, also of a component of ours; into a service's
// environment; into outputs of the stack; into what is refused.
//
// What is not there: numbers and booleans, which the rehearsal cloud keeps as they are, because a hash of one hides nothing;
// what a program itself prints, and what it is told in plain text and does not mark, such as the answer of a data source.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import { parseExport } from "../../rehearsal/session/state";
import {
  type Canaries,
  assertEntered,
  assertInNoFile,
  assertNowhereIn,
  assertSearched,
  whole,
} from "./support/canaries";
import { fail, rehearsing, succeed } from "./support/rehearsals";

const projectDirectory = path.join(__dirname, "fixtures", "secrets");
const policyPack = path.join(__dirname, "..", "..", "policy");

const canaries = {
  configuration: "canary3c1f8e0b5d27",
  object: "canary7a94e6d20c81",
  environment: "canaryb58d13f7e962",
  program: "canary0e6a72c9d4b5",
  credential: "canaryd91b4f08a3e7",
  store: "canary5f27c0e9b1d6",
  database: "canary8c3d60f7a2e4",
};

const everywhere = [
  "kubernetes:core/v1:ConfigMap::settings",
  "kubernetes:apps/v1:Deployment::web",
  "pulumi:pulumi:Stack::canaries-dev",
];

/** Where each of them goes. */
const places = {
  configuration: [
    "aws:sns/topic:Topic::topic-configuration",
    "pulumi:providers:aws::account",
    ...everywhere,
  ],
  object: [
    "aws:sns/topic:Topic::topic-object",
    "aws:ecr/repository:Repository::shop-repository",
    ...everywhere,
  ],
  environment: ["aws:sns/topic:Topic::topic-environment", ...everywhere],
  program: ["aws:sns/topic:Topic::topic-program", ...everywhere],
  credential: [
    "pulumi:providers:aws::account",
    "pulumi:providers:docker::builder",
    "pulumi:providers:kubernetes::cluster",
  ],
  store: ["stored", "written"].map((name) => `SecretVersion::${name}`),
  database: ["reader", "writer"].map((name) => `aws:elasticache/user:User::${name}`),
  // What the rehearsal has made up.
  registry: ["docker:index/image:Image::shop-image"] as const,
  read: ["aws:sns/topic:Topic::topic-stored", ...everywhere] as const,
};

const setSecret = ["config", "set", "--secret"];

async function configure(session: Session): Promise<void> {
  await succeed(session, ...setSecret, "canaries:password", whole(canaries.configuration));
  const inside = ["--path", "canaries:database.password", whole(canaries.object)];
  await succeed(session, ...setSecret, ...inside);
}

/** The secret that the rehearsal made up for an answer, and with which the program made this: the state has to tell. */
async function madeUp(session: Session, place: string): Promise<string> {
  const { stdout } = await succeed(session, "stack", "export", "--show-secrets");
  const made = parseExport(stdout).resources.find(({ urn }) => urn.endsWith(place));
  const found = /rehearsal-[0-9a-f]{32}/.exec(JSON.stringify(made ?? {}))?.[0];
  assert.ok(found !== undefined, `${place} was made with no secret`);
  return found;
}

describe("a secret", () => {
  const variables = {
    CANARY_ENVIRONMENT: whole(canaries.environment),
    CANARY_PROGRAM: whole(canaries.program),
    CANARY_CREDENTIAL: whole(canaries.credential),
    CANARY_STORE: whole(canaries.store),
    CANARY_DATABASE: whole(canaries.database),
  };
  before(() => Object.assign(process.env, variables));
  after(() => {
    for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
  });

  it("would be found in plain text, in a URL, in JSON, in base64 and in hexadecimal digits", () => {
    const secret = whole(canaries.program);
    const leaks = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify({ password: secret }),
      ...["", "a", "ab"].map((before) => Buffer.from(`${before}${secret}`).toString("base64")),
      Buffer.from(secret).toString("hex"),
    ];
    for (const leak of leaks) {
      assert.throws(() => {
        assertNowhereIn(`key: ${leak}, `, "a file", canaries);
      }, /a file holds the secret from program/);
    }
  });

  it("is nowhere in plain text, whichever way it comes in and whatever is done", () =>
    rehearsing({ stack: "dev", projectDirectory, policyPack }, async (session) => {
      await configure(session);
      let sought: Canaries = canaries;
      /** Runs a command that is to end well, or to say this. */
      const run = async (expected: "well" | RegExp, args: string[], judged = false) => {
        const { exitCode, stdout, stderr, events } = await session.pulumi(args, { judged });
        const command = `pulumi ${args.join(" ")}`;
        assert.equal(exitCode === 0, expected === "well", `${command}:\n${stdout}${stderr}`);
        if (expected !== "well") assert.match(stdout + stderr, expected);
        assertNowhereIn(stdout + stderr, command, sought);
        assertNowhereIn(JSON.stringify(events), `the events of ${command}`, sought);
        // At once: the next command takes the event log away.
        return { stdout, events, searched: assertInNoFile(session, sought) };
      };
      const faulty = (fault: string) =>
        succeed(session, "config", "set", "--path", "canaries:faults[0]", fault);

      await faulty("none");
      await run(/network-policy-enforced/, ["preview", "--diff"], true);
      await faulty("mistyped");
      await run(/mistyped[^]*retentionInDays/, ["up", "--skip-preview"]);
      await faulty("malformed");
      await run(/malformed[^]*MalformedPolicyDocument/, ["up", "--skip-preview"]);
      await faulty("unready");
      await run(/unready[^]*Minimum number of live Pods/, ["up", "--skip-preview"]);
      await faulty("none");
      const made = await run("well", ["up", "--skip-preview", "--diff"]);
      assert.match(made.stdout, /\[secret\]/);
      assertSearched(session, made.searched);
      sought = {
        ...canaries,
        registry: await madeUp(session, places.registry[0]),
        read: await madeUp(session, places.read[0]),
      };
      await assertEntered(session, sought, places);
      for (const text of [made.stdout, JSON.stringify(made.events), ...made.searched.values()])
        assertNowhereIn(text, "the run that made it", sought);
      await run("well", ["refresh", "--diff"]);
      await run("well", ["stack", "export"]);
      await run("well", ["destroy", "--diff"]);
    }));

  it("is not in the refusal of a stack's file, however long it is", () =>
    rehearsing({ stack: "dev" }, async (session) => {
      const long = `${whole(canaries.configuration)}${"-".repeat(80)}`;
      await succeed(session, ...setSecret, "archipelago:nmae", long);
      const days = ["--path", "archipelago:platform.logRetentionDays", long];
      await succeed(session, ...setSecret, ...days);
      const said = await fail(session, "preview");
      assert.match(said, /nmae is "\[secret\]"; allowed/);
      assert.match(said, /platform\.logRetentionDays is "\[secret\]"; allowed: a number/);
      assertNowhereIn(said, "the refusal", canaries);
      assertInNoFile(session, canaries);
    }));
});
