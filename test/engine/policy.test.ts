// The policy pack on the real engine, with programs that do not use our components.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, beforeEach, describe, it } from "mocha";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { readyEngine } from "../../tools/engine/ready.mjs";
import { openSession, type PulumiResult, type Session } from "../../rehearsal/session/session";
import type { Settings } from "../../rehearsal/session/settings";

const repository = path.join(__dirname, "..", "..");
const fixture = path.join(__dirname, "fixtures", "policy");

describe("the policy pack", () => {
  let temporary: string;
  let session: Session;

  before(async () => {
    temporary = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "policy-")));
    session = await openSession({
      stack: "plain",
      engine: await readyEngine(),
      projectDirectory: fixture,
      directory: path.join(temporary, "rehearsal"),
      policyPack: path.join(repository, "policy"),
    });
  });
  after(async () => {
    await session.close();
    fs.rmSync(temporary, { recursive: true, force: true });
  });
  beforeEach(() => {
    faulty();
  });

  /** Has the program do these things wrong. */
  function faulty(...faults: readonly string[]): void {
    session.change((settings: Settings) => ({
      ...settings,
      config: { ...settings.config, "judged:faults": faults },
    }));
  }

  async function topics(): Promise<number> {
    const { objects } = await session.world.ask("inspect", { type: "aws:sns/topic:Topic" });
    return objects.length;
  }

  it("lets a clean program pass, also in a preview that knows no ids", async () => {
    const preview = await session.pulumi(["preview"]);
    assert.equal(preview.exitCode, 0, preview.stdout);
    assert.deepEqual(violations(preview.events), []);
    assert.doesNotMatch(preview.stdout, /can't run policy/);
    const up = await session.pulumi(["up", "--skip-preview"]);
    assert.equal(up.exitCode, 0, up.stdout);
    assert.deepEqual(violations(up.events), []);
    assert.equal(await topics(), 1);
    const again = await session.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(again.exitCode, 0, again.stdout);
    await session.pulumi(["destroy"]);
  });

  it("refuses a preview, and names each rule, the resource and the mend", async () => {
    faulty("plain-topic", "still-key", "open-port");
    const preview = await session.pulumi(["preview"]);
    assert.notEqual(preview.exitCode, 0);
    assert.deepEqual(violations(preview.events), [
      "data-encrypted-at-rest topic",
      "keys-rotate key",
      "no-port-open-to-the-world ssh",
      "only-load-balancers-face-the-world ssh",
    ]);
    assert.match(preview.stdout, /It opens port 22 to 0\.0\.0\.0\/0; allowed to everyone: 443\./);
  });

  it("refuses an update before it makes what is wrong", async () => {
    faulty("plain-topic");
    const up = await session.pulumi(["up", "--skip-preview"]);
    assert.notEqual(up.exitCode, 0);
    assert.deepEqual(violations(up.events), ["data-encrypted-at-rest topic"]);
    assert.equal(await topics(), 0);
  });

  it("judges what goes into a cluster that is not there yet", async () => {
    faulty("bare-workload");
    const preview = await session.pulumi(["preview"]);
    assert.notEqual(preview.exitCode, 0);
    assert.deepEqual(violations(preview.events), [
      "containers-state-their-size web",
      "namespaces-deny-by-default web",
      "network-policy-enforced cluster",
      "pods-restricted web",
      "pods-spread-over-zones web",
      "workloads-have-disruption-budgets web",
    ]);
    // The image is not known yet, which is no violation.
    assert.doesNotMatch(preview.stdout, /images-pinned/);
  });

  it("obeys a configuration", async () => {
    const file = path.join(temporary, "configuration.json");
    const judged = async (configuration: object): Promise<PulumiResult> => {
      fs.writeFileSync(file, JSON.stringify(configuration));
      return await session.pulumi(["preview", "--policy-pack-config", file]);
    };
    const elsewhere = await judged({ "regions-allowed": { allowedRegions: ["eu-central-1"] } });
    assert.notEqual(elsewhere.exitCode, 0);
    assert.deepEqual(violations(elsewhere.events), [
      "regions-allowed key",
      "regions-allowed logs",
      "regions-allowed topic",
    ]);
    faulty("plain-topic");
    const warned = await judged({ "data-encrypted-at-rest": "advisory" });
    assert.equal(warned.exitCode, 0, warned.stdout);
    assert.deepEqual(violations(warned.events), ["data-encrypted-at-rest topic"]);
    faulty("plain-topic", "still-key");
    const passed = await judged({
      "data-encrypted-at-rest": { exempt: ["top*"] },
      "keys-rotate": "disabled",
    });
    assert.equal(passed.exitCode, 0, passed.stdout);
    assert.deepEqual(violations(passed.events), []);
    const wrong = await judged({ "fail-over-in-time": { maximumSeconds: "soon" } });
    assert.notEqual(wrong.exitCode, 0);
    assert.match(wrong.stdout + wrong.stderr, /fail-over-in-time: maximumSeconds/);
  });
});

/** What was violated, `rule resource`, each once. */
function violations(events: readonly EngineEvent[]): readonly string[] {
  const found = events.flatMap(({ policyEvent }) =>
    policyEvent === undefined
      ? []
      : [`${policyEvent.policyName} ${policyEvent.resourceUrn?.split("::").at(-1) ?? ""}`],
  );
  return [...new Set(found)].sort();
}
