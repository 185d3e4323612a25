import {
  pendingSecretType,
  secretNamed,
} from "../../../../../rehearsal/models/aws/secretsmanager-secrets";
import { awsModels } from "../../../../../rehearsal/models/aws/index";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const secretType = "aws:secretsmanager/secret:Secret";
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function secret(inputs: Properties = {}): CloudObject {
  return world.create(secretType, { name: "shop/database", ...inputs });
}

function key(region = "eu-west-1"): CloudObject {
  return world.create("aws:kms/key:Key", { region });
}

describe("secrets", () => {
  it("are called by an ARN that ends in six characters of their own", () => {
    const made = secret();
    expect(made.id).toMatch(
      /^arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop\/database-[A-Za-z0-9]{6}$/,
    );
    expect(made.outputs).toMatchObject({ arn: made.id, policy: "", recoveryWindowInDays: 30 });
    expect(secret({ region: "us-east-1" }).id.slice(-6)).not.toBe(made.id.slice(-6));
  });

  it("have their name once per region", () => {
    secret();
    expect(answerOf(() => secret())).toBe(
      "ResourceExistsException: The operation failed because the secret shop/database already exists.",
    );
    expect(answerOf(() => secret({ region: "us-east-1" }))).toBe("served");
  });

  it("keep their name while they wait for their deletion, and lose it at once without a window", () => {
    const made = secret();
    world.delete(made);
    expect(world.find(pendingSecretType, "shop/database")?.outputs).toEqual({
      name: "shop/database",
      secretArn: made.id,
      recoveryWindowInDays: 30,
    });
    expect(answerOf(() => secret())).toBe(
      "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
    expect(answerOf(() => secret({ region: "us-east-1" }))).toBe("served");
    world.delete(secret({ name: "brief", recoveryWindowInDays: 0 }));
    expect(answerOf(() => secret({ name: "brief" }))).toBe("served");
  });

  it("take their versions along", () => {
    const made = secret();
    world.create(versionType, { secretId: made.id, secretString: "value" });
    world.delete(made);
    expect(world.all(versionType)).toEqual([]);
  });

  it("need their key in their region, by its id or its ARN", () => {
    const near = key();
    const far = key("us-east-1");
    for (const kmsKeyId of [near.id, textOf(near, "arn"), "alias/aws/secretsmanager"]) {
      expect(answerOf(() => secret({ name: `by-${kmsKeyId.length}`, kmsKeyId }))).toBe("served");
    }
    for (const kmsKeyId of [far.id, textOf(far, "arn"), "alias/none", "none"]) {
      const refused = `InvalidParameterException: The operation failed because of an invalid KMS key: Key '${kmsKeyId}' does not exist in eu-west-1`;
      expect(answerOf(() => secret({ kmsKeyId }))).toBe(refused);
      const made = secret();
      expect(answerOf(() => world.update(made, { ...made.inputs, kmsKeyId }))).toBe(refused);
      world.delete(world.update(made, { ...made.inputs, recoveryWindowInDays: 0 }));
    }
  });

  it("take a policy for a resource, or an empty one", () => {
    const statement = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" };
    const policy = (Statement: Properties): string =>
      JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
    const whole = policy({ ...statement, Principal: { AWS: "*" } });
    expect(secret({ name: "a", policy: whole }).outputs["policy"]).toBe(whole);
    expect(answerOf(() => secret({ name: "b", policy: "{}" }))).toBe("served");
    expect(answerOf(() => secret({ policy: policy(statement) }))).toBe(
      "MalformedPolicyDocumentException: Missing required field Principal",
    );
  });

  it("are found in the regions of their replicas too, whose names are taken with them", () => {
    const made = secret({ replicas: [{ region: "us-east-1" }] });
    const there = made.id.replace("eu-west-1", "us-east-1");
    expect(made.outputs["replicas"]).toEqual([
      {
        region: "us-east-1",
        kmsKeyId: "alias/aws/secretsmanager",
        lastAccessedDate: "",
        status: "InSync",
        statusMessage: "Replication succeeded",
      },
    ]);
    expect(secretNamed(world, "shop/database", "us-east-1")).toBe(made);
    expect(secretNamed(world, there, "us-east-1")).toBe(made);
    expect(secretNamed(world, made.id, "us-east-1")).toBeUndefined();
    expect(secretNamed(world, "shop/database", "us-west-2")).toBeUndefined();
    expect(answerOf(() => secret({ region: "us-east-1" }))).toContain("ResourceExistsException: ");
  });

  it("fail to be replicated to where another one has the name", () => {
    const other = secret({ region: "us-east-1" });
    const made = secret({ replicas: [{ region: "us-east-1" }] });
    expect(made.outputs["replicas"]).toMatchObject([{ status: "Failed" }]);
    expect(secretNamed(world, "shop/database", "us-east-1")).toBe(other);
    world.delete(other);
    expect(secretNamed(world, "shop/database", "us-east-1")).toBeUndefined();
  });

  it.each([
    ["a region that there is not", [{ region: "moon-1" }], "Invalid replica region: moon-1"],
    ["their own region", [{ region: "eu-west-1" }], "is in the replica region eu-west-1 already"],
    [
      "a region twice",
      [{ region: "us-east-1" }, { region: "us-east-1" }],
      "is in the replica region us-east-1 already",
    ],
    [
      "a key of another region",
      [{ region: "us-east-1", kmsKeyId: "gone" }],
      "Key 'gone' does not exist in us-east-1",
    ],
  ])("are not replicated to %s", (_case, replicas, words) => {
    expect(answerOf(() => secret({ replicas }))).toContain(words);
  });

  it.each([
    ["a window of 6 days", { recoveryWindowInDays: 6 }, ["recoveryWindowInDays"]],
    ["a window of 31 days", { recoveryWindowInDays: 31 }, ["recoveryWindowInDays"]],
    ["the longest window", { recoveryWindowInDays: 30 }, []],
    ["the shortest one", { recoveryWindowInDays: 7 }, []],
    ["none", { recoveryWindowInDays: 0 }, []],
    ["a partner nobody knows", { type: "Nobody" }, ["type"]],
    ["a name and a prefix", { name: "a", namePrefix: "b" }, ["namePrefix"]],
    ["a policy that is no JSON", { policy: "allow all" }, ["policy"]],
    [
      "a replica's state",
      { replicas: [{ region: "us-east-1", status: "InSync" }] },
      ["replicas[0].status"],
    ],
  ])("the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(secretType, inputs)).toEqual(paths);
  });

  it.each([
    ["Shop/data_base+=.@-1", true],
    ["shop database", false],
    ["", false],
    ["shop:database", false],
  ])("the name %j", (name, fits) => {
    const rule = awsModels.find(({ type }) => type === secretType)?.name;
    expect(rule?.pattern.test(name)).toBe(fits);
    expect(rule?.malformed?.("a".repeat(513)).message).toContain("512");
  });
});
