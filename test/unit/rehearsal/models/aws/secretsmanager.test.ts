import { awsInvokes } from "../../../../../rehearsal/models/aws/index";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { hashed } from "../../../../../rehearsal/world/secrets";
import { answerOf, awsWorld } from "../../../../support/aws-world";
import { caller, type TestWorld } from "../../../../support/world-view";

const token = "aws:secretsmanager/getSecretVersion:getSecretVersion";

let world: TestWorld;
let secret: CloudObject;
beforeEach(() => {
  world = awsWorld();
  secret = world.create("aws:secretsmanager/secret:Secret", {
    name: "database",
    replicas: [{ region: "us-east-1" }],
  });
});

function version(inputs: Properties): CloudObject {
  return world.create("aws:secretsmanager/secretVersion:SecretVersion", {
    secretId: secret.id,
    ...inputs,
  });
}

function read(args: Properties = {}): Properties {
  const invoke = awsInvokes.find((each) => each.token === token);
  return invoke?.answer({ secretId: secret.id, ...args }, caller, world) ?? {};
}

describe("what is read of a secret", () => {
  it("is a text that stands for the value, which the world has not", () => {
    const made = version({ secretString: hashed("value") });
    const answer = read();
    expect(answer).toMatchObject({
      arn: secret.id,
      secretArn: secret.id,
      secretId: secret.id,
      secretBinary: "",
      id: `${secret.id}|AWSCURRENT`,
      versionId: made.outputs["versionId"],
      versionStage: "AWSCURRENT",
      versionStages: ["AWSCURRENT"],
      region: "eu-west-1",
    });
    // In plain text, as on AWS: what begins like a hash would be taken for a secret on its way.
    expect(answer["secretString"]).toMatch(/^rehearsal-[0-9a-f]{32}$/);
  });

  it("is the same for the same value, and another for another", () => {
    version({ secretString: hashed("value") });
    const first = read()["secretString"];
    version({ secretString: hashed("another") });
    expect(read()["secretString"]).not.toBe(first);
    version({ secretString: hashed("value") });
    expect(read()["secretString"]).toBe(first);
  });

  it("is bytes where bytes were put, and what was written only too", () => {
    version({ secretBinary: hashed("AAE=") });
    expect(read()).toMatchObject({
      secretBinary: expect.stringMatching(/^rehearsal-/) as string,
      secretString: "",
    });
    version({ secretStringWo: hashed("x"), secretStringWoVersion: 1 });
    expect(read()["secretString"]).toMatch(/^rehearsal-/);
  });

  it("is of the version that is asked for, by its id before its label", () => {
    const first = version({ secretString: hashed("one") });
    version({ secretString: hashed("two"), versionStages: ["next"] });
    const [one, two] = [read(), read({ versionStage: "next" })];
    expect(one["secretString"]).not.toBe(two["secretString"]);
    const versionId = first.outputs["versionId"] ?? "";
    expect(read({ versionId, versionStage: "next" })).toMatchObject({
      secretString: one["secretString"],
      versionId,
    });
  });

  it("is there in the regions of its replicas, by its name", () => {
    version({ secretString: hashed("value") });
    const there = read({ secretId: "database", region: "us-east-1" });
    expect(there).toMatchObject({
      arn: secret.id.replace("eu-west-1", "us-east-1"),
      secretString: read()["secretString"],
    });
  });

  it.each([
    ["another secret", { secretId: "none" }, "can't find the specified secret."],
    ["another region", { secretId: "database", region: "us-west-2" }, "specified secret."],
    ["another label", { versionStage: "none" }, "secret value for staging label: none"],
    ["another version", { versionId: "none" }, "secret value for version: none"],
  ])("is refused for %s", (_case, args, words) => {
    version({ secretString: hashed("value") });
    expect(answerOf(() => read(args))).toContain(words);
  });

  it("is nothing before a value is put, and after the secret is deleted", () => {
    expect(answerOf(() => read())).toBe(
      "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
    const made = version({ secretString: hashed("value") });
    world.delete(made);
    expect(answerOf(() => read())).toBe("served");
    world.delete(secret);
    expect(answerOf(() => read())).toContain("it was marked for deletion");
  });
});
