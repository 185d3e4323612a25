// A secret is nowhere in plain text, whichever way it comes in: not in the state, its backups and its history, not in the
// engine's logs and events, on no output, not in the rehearsal cloud, not in the rendered settings.
//
// The ways, each with a canary of its own: secret configuration, as text and inside an object; the process's environment;
// the program itself; a provider's credentials (AWS, a registry, a kubeconfig); the answer of an invoke (ECR's password).
// They go into inputs whole, inside other texts and encoded; into tags, also of a component of ours; into a service's
// environment; into outputs of the stack; into what is refused.
//
// What is not there: a secret store and a database, because no component and no model makes either yet; numbers and booleans,
// which the rehearsal cloud keeps as they are, because a hash of one hides nothing; what a program itself prints.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "mocha";

import type { Session } from "../../rehearsal/session/session";
import {
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
};

const setSecret = ["config", "set", "--secret"];

async function configure(session: Session): Promise<void> {
  await succeed(session, ...setSecret, "canaries:password", whole(canaries.configuration));
  const inside = ["--path", "canaries:database.password", whole(canaries.object)];
  await succeed(session, ...setSecret, ...inside);
}

/** The password that ECR's answer held: the rehearsal makes it up, so the state has to tell. */
async function registryPassword(session: Session): Promise<string> {
  const { stdout } = await succeed(session, "stack", "export", "--show-secrets");
  const found = /"password":\s*{[^}]*"plaintext":\s*"\\"(rehearsal-[0-9a-f]{32})/.exec(stdout)?.[1];
  assert.ok(found !== undefined, "the image is pushed with no password");
  return found;
}

describe("a secret", () => {
  const variables = {
    CANARY_ENVIRONMENT: whole(canaries.environment),
    CANARY_PROGRAM: whole(canaries.program),
    CANARY_CREDENTIAL: whole(canaries.credential),
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
      /** Runs a command that is to end well, or to say this. */
      const run = async (expected: "well" | RegExp, args: string[], judged = false) => {
        const { exitCode, stdout, stderr, events } = await session.pulumi(args, { judged });
        const command = `pulumi ${args.join(" ")}`;
        assert.equal(exitCode === 0, expected === "well", `${command}:\n${stdout}${stderr}`);
        if (expected !== "well") assert.match(stdout + stderr, expected);
        assertNowhereIn(stdout + stderr, command, canaries);
        assertNowhereIn(JSON.stringify(events), `the events of ${command}`, canaries);
        // At once: the next command takes the event log away.
        return { stdout, searched: assertInNoFile(session, canaries) };
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
      const { stdout, searched } = await run("well", ["up", "--skip-preview", "--diff"]);
      assert.match(stdout, /\[secret\]/);
      assertSearched(session, searched);
      await assertEntered(session, canaries, places);
      await run("well", ["refresh", "--diff"]);
      await run("well", ["stack", "export"]);
      const sought = { ...canaries, invoke: await registryPassword(session) };
      assertInNoFile(session, sought);
      await run("well", ["destroy", "--diff"]);
      assertInNoFile(session, sought);
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
