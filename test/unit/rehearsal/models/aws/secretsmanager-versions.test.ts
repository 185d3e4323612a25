import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const secretType = "aws:secretsmanager/secret:Secret";
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";

let world: TestWorld;
let secret: CloudObject;
beforeEach(() => {
  world = awsWorld();
  secret = world.create(secretType, { name: "database" });
});

function version(inputs: Properties = {}): CloudObject {
  return world.create(versionType, { secretId: secret.id, secretString: "value", ...inputs });
}

/** The labels of each version that the world has, oldest first. */
function labels(): readonly unknown[] {
  return world.all(versionType).map(({ outputs }) => outputs["versionStages"]);
}

describe("versions of secrets", () => {
  it("are called by their secret and the provider's token", () => {
    const made = version();
    expect(made.id).toMatch(/^arn:aws:secretsmanager:.*\|terraform-[0-9a-f]{26}$/);
    expect(made.outputs).toMatchObject({
      arn: secret.id,
      secretArn: secret.id,
      versionId: made.id.split("|")[1],
      versionStages: ["AWSCURRENT"],
      hasSecretStringWo: false,
    });
    const named = version({ secretId: "database" });
    expect(named.id).toMatch(/^database\|terraform-/);
    expect(named.outputs["secretArn"]).toBe(secret.id);
  });

  it("need a secret that is there, in their region", () => {
    const missing = "ResourceNotFoundException: Secrets Manager can't find the specified secret.";
    expect(answerOf(() => version({ secretId: "none" }))).toBe(missing);
    expect(answerOf(() => version({ region: "us-east-1" }))).toBe(missing);
    world.update(secret, { ...secret.inputs, replicas: [{ region: "us-east-1" }] });
    expect(answerOf(() => version({ secretId: "database", region: "us-east-1" }))).toBe(missing);
  });

  it("are not put into a secret that waits for its deletion", () => {
    world.delete(secret);
    for (const secretId of ["database", secret.id]) {
      expect(answerOf(() => version({ secretId }))).toBe(
        "InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
      );
    }
  });

  it("hold something", () => {
    expect(answerOf(() => version({ secretString: null }))).toBe(
      "InvalidRequestException: You must provide either SecretString or SecretBinary.",
    );
    expect(answerOf(() => version({ secretString: null, secretBinary: "AAE=" }))).toBe("served");
  });

  it("do not tell what is written only", () => {
    const made = version({ secretString: null, secretStringWo: "x", secretStringWoVersion: 1 });
    expect(made.outputs).toMatchObject({ hasSecretStringWo: true, secretStringWo: null });
  });

  it("become the current one in the order of their making", () => {
    version();
    version();
    expect(labels()).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
    version();
    expect(labels()).toEqual([[], ["AWSPREVIOUS"], ["AWSCURRENT"]]);
  });

  it("become it not when they are given other labels, but for the first", () => {
    version({ versionStages: ["blue"] });
    version({ versionStages: ["green"] });
    expect(labels()).toEqual([["blue", "AWSCURRENT"], ["green"]]);
  });

  it("take a label from the one that has it, and the current one is never without its own", () => {
    const first = version({ versionStages: ["AWSCURRENT", "blue"] });
    const second = version({ versionStages: ["green"] });
    world.update(second, { ...second.inputs, versionStages: ["blue"] });
    expect(labels()).toEqual([["AWSCURRENT"], ["blue"]]);
    world.update(second, { ...second.inputs, versionStages: ["AWSCURRENT"] });
    expect(labels()).toEqual([["AWSPREVIOUS"], ["AWSCURRENT"]]);
    world.update(second, { ...second.inputs, versionStages: ["red"] });
    expect(labels()).toEqual([["AWSPREVIOUS"], ["red", "AWSCURRENT"]]);
    world.update(first, { ...first.inputs, versionStages: ["AWSPREVIOUS", "old"] });
    expect(labels()).toEqual([
      ["AWSPREVIOUS", "old"],
      ["red", "AWSCURRENT"],
    ]);
  });

  it("stay when their resource goes while they are the current one, and until the next", () => {
    const made = version();
    world.delete(made);
    const [left] = world.all(versionType);
    expect(left).toMatchObject({ id: made.id, owner: secret.id });
    expect(left?.urn).toBeUndefined();
    const next = version();
    expect(world.all(versionType)).toEqual([next]);
    const last = version();
    world.delete(next);
    expect(world.all(versionType)).toEqual([last]);
    world.delete(last);
    world.delete(secret);
    expect(world.all(versionType)).toEqual([]);
  });

  it.each([
    ["a text", { secretString: "x" }, []],
    ["bytes", { secretBinary: "AAE=" }, []],
    ["bytes that are none", { secretBinary: "a b" }, ["secretBinary"]],
    ["two values", { secretString: "x", secretBinary: "AAE=" }, ["secretBinary"]],
    ["a write-only value alone", { secretStringWo: "x" }, ["secretStringWo"]],
    ["its version alone", { secretStringWoVersion: 1 }, ["secretStringWoVersion"]],
    ["both", { secretStringWo: "x", secretStringWoVersion: 1 }, []],
    ["a hash, of which nobody can tell", { secretBinary: "secret:sha256:00" }, []],
  ])("the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(versionType, inputs)).toEqual(paths);
  });
});
