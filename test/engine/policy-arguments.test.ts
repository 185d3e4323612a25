// What the harness hands to policies is what the engine hands to them, in a preview and in an update.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import * as aws from "@pulumi/aws/provider";
import * as core from "@pulumi/kubernetes/core/v1";
import * as kms from "@pulumi/aws/kms";
import * as kubernetes from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import * as sns from "@pulumi/aws/sns";

import { judge, notKnownYet, type Registration } from "../../policy/harness";
import { type InlineSession, rehearsingInline } from "./support/inline";
import {
  type Arguments,
  isNotKnown,
  type Recording,
  recordingOf,
  recordingPolicies,
} from "./support/policy-arguments";
import { succeed } from "./support/rehearsals";

const policyPack = path.join(__dirname, "fixtures", "arguments");
const project = "archipelago";
const region = "eu-west-1";

/** The engine hands no aliases over, neither by name nor by URN. */
const former = `urn:pulumi:dev::${project}::aws:sns/topic:Topic::news`;

/** Every option that policies see, a component, a secret, and values that a preview does not know. */
function program(): void {
  const defaultTags = { tags: { of: "test" } };
  const account = new aws.Provider("account", { region, defaultTags });
  const group = new pulumi.ComponentResource("test:index:Group", "group");
  const within = { provider: account, parent: group };
  const key = new kms.Key("key", { region, enableKeyRotation: true }, within);
  const displayName = pulumi.secret("news");
  const topic = new sns.Topic(
    "topic",
    { region, kmsMasterKeyId: key.arn, displayName, tags: { own: key.keyId } },
    {
      ...within,
      protect: true,
      deleteBeforeReplace: true,
      ignoreChanges: ["displayName"],
      aliases: [{ name: "letters" }, former],
      additionalSecretOutputs: ["arn"],
      customTimeouts: { create: "5m" },
      dependsOn: [account],
    },
  );
  if (!pulumi.runtime.isDryRun()) return;
  // As in a first preview: how to reach the cluster is known later.
  const cluster = new kubernetes.Provider("cluster", { kubeconfig: topic.arn });
  const metadata = { name: "words", namespace: "default" };
  new core.ConfigMap("words", { metadata, data: { word: "one" } }, { provider: cluster });
}

/** The same program as one writes it down for the harness, but for inputs and outputs. */
function registrations(isPreview: boolean): readonly Omit<Registration, "props">[] {
  const parent = `${project}-dev`;
  const within = { provider: "account", parent: "group" };
  return [
    { type: "pulumi:pulumi:Stack", name: parent },
    {
      type: "pulumi:providers:aws",
      name: "account",
      parent,
      opts: { additionalSecretOutputs: ["accessKey", "secretKey", "token"] },
    },
    { type: "test:index:Group", name: "group", parent },
    { type: "aws:kms/key:Key", name: "key", ...within },
    {
      type: "aws:sns/topic:Topic",
      name: "topic",
      ...within,
      opts: {
        protect: true,
        deleteBeforeReplace: true,
        ignoreChanges: ["displayName"],
        additionalSecretOutputs: ["arn"],
        customTimeouts: { createSeconds: 300, updateSeconds: 0, deleteSeconds: 0 },
      },
      dependencies: ["account", "key"],
      propertyDependencies: { kmsMasterKeyId: ["key"], tags: ["key"] },
    },
    ...(isPreview
      ? [
          {
            type: "pulumi:providers:kubernetes",
            name: "cluster",
            parent,
            dependencies: ["topic"],
            propertyDependencies: { kubeconfig: ["topic"] },
          },
          { type: "kubernetes:core/v1:ConfigMap", name: "words", parent, provider: "cluster" },
        ]
      : []),
  ];
}

describe("the harness", () => {
  it("hands policies what the engine hands to them", async () => {
    await rehearsingInline({ policyPack }, async (session) => {
      session.declare(program);
      const preview = await byEngine(session, "preview");
      assert.deepEqual(await byHarness(preview, registrations(true)), preview);
      const topic = inputsOf(preview, "topic");
      assert.ok(isNotKnown(topic["kmsMasterKeyId"]));
      assert.equal(topic["displayName"], "news");
      assert.deepEqual(outputsOf(preview, "words"), {});
      const account = inputsOf(preview, "account");
      assert.equal(account["defaultTags"], JSON.stringify({ tags: { of: "test" } }));

      const up = await byEngine(session, "up", "--skip-preview");
      assert.deepEqual(await byHarness(up, registrations(false)), up);
      assert.equal(outputsOf(up, "topic")["displayName"], "news");
      assert.ok(!isNotKnown(inputsOf(up, "topic")["kmsMasterKeyId"]));
    });
  });
});

/** What the pack of the fixture writes down when the engine runs it. */
async function byEngine(session: InlineSession, ...args: string[]): Promise<Recording> {
  const file = path.join(session.folders.directory, "given.jsonl");
  const config = path.join(session.folders.directory, "config.json");
  const parameters = { file, high: 7 };
  fs.writeFileSync(
    config,
    JSON.stringify({ "records-resources": parameters, "records-stacks": parameters }),
  );
  fs.writeFileSync(file, "");
  await succeed(session, ...args, "--policy-pack-config", config);
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
  return recordingOf(lines.map((line) => JSON.parse(line) as Arguments));
}

/**
 * The same policies, run by the harness. Inputs and outputs are those that the engine has handed over: what the program
 * said, and what its provider has made of it, such as names and defaults.
 */
async function byHarness(
  { each, all }: Recording,
  written: readonly Omit<Registration, "props">[],
): Promise<Recording> {
  const given: Arguments[] = [];
  const policies = recordingPolicies((args) => given.push(args));
  const whole = written.map((registration) => ({
    ...registration,
    props: unread(named(each, registration.name)["props"]) as Arguments,
    outputs: unread(named(all, registration.name)["props"]) as Arguments,
  }));
  const config = { "records-resources": { high: 7 }, "records-stacks": { high: 7 } };
  await judge(policies, whole, { project, config });
  return recordingOf(given);
}

function inputsOf({ each }: Recording, name: string): Arguments {
  return named(each, name)["props"] as Arguments;
}

function outputsOf({ all }: Recording, name: string): Arguments {
  return named(all, name)["props"] as Arguments;
}

function named(resources: Recording["all"], name: string): Arguments {
  const found = Object.values(resources).find((resource) => resource["name"] === name);
  assert.ok(found !== undefined, `the engine has handed over no ${name}`);
  return found;
}

/** Values that are not known, as they were before somebody tried to read them. */
function unread(value: unknown): unknown {
  if (isNotKnown(value)) return notKnownYet;
  if (Array.isArray(value)) return value.map(unread);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unread(item)]));
}
