import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { allowing } from "../../../../support/aws-account";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function key(inputs: Properties = {}): CloudObject {
  return world.create(keyType, inputs);
}

function policy(principal: unknown, action: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: action, Resource: "*" }],
  });
}

describe("a key", () => {
  it("has a UUID, an ARN of its region, KMS's defaults and default policy", () => {
    const made = key();
    expect(made.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(made.outputs).toMatchObject({
      arn: `arn:aws:kms:eu-west-1:123456789012:key/${made.id}`,
      keyId: made.id,
      isEnabled: true,
      multiRegion: false,
      rotationPeriodInDays: 0,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    });
    expect(textOf(made, "policy")).toContain("arn:aws:iam::123456789012:root");
  });

  it("rotates every year unless told otherwise, and is marked where it is for many regions", () => {
    expect(key({ enableKeyRotation: true }).outputs["rotationPeriodInDays"]).toBe(365);
    const rotated = key({ enableKeyRotation: true, rotationPeriodInDays: 90 });
    expect(rotated.outputs["rotationPeriodInDays"]).toBe(90);
    expect(key({ multiRegion: true }).id).toMatch(/^mrk-[0-9a-f]{32}$/);
  });

  it("cannot lock everyone out", () => {
    const closed = policy({ Service: "logs.amazonaws.com" }, "kms:*");
    expect(answerOf(() => key({ policy: closed }))).toBe(
      "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in the future.",
    );
    expect(answerOf(() => key({ policy: closed, bypassPolicyLockoutSafetyCheck: true }))).toBe(
      "served",
    );
    const open = policy({ AWS: "arn:aws:iam::123456789012:root" }, "kms:*");
    const made = key({ policy: open });
    expect(answerOf(() => world.update(made, { policy: closed }))).toContain("in the future");
    expect(answerOf(() => key({ policy: policy({ AWS: "*" }, "kms:Decrypt") }))).toContain(
      "in the future",
    );
  });

  it("has a policy that is one", () => {
    expect(answerOf(() => key({ policy: allowing("kms:*") }))).toBe(
      "MalformedPolicyDocumentException: Missing required field Principal",
    );
  });

  it.each<readonly [string, Properties, readonly string[]]>([
    ["a short waiting period", { deletionWindowInDays: 6 }, ["deletionWindowInDays"]],
    ["a long waiting period", { deletionWindowInDays: 31 }, ["deletionWindowInDays"]],
    [
      "a short rotation",
      { enableKeyRotation: true, rotationPeriodInDays: 89 },
      ["rotationPeriodInDays"],
    ],
    ["a period without rotation", { rotationPeriodInDays: 90 }, ["rotationPeriodInDays"]],
    ["an unknown usage", { keyUsage: "OPEN" }, ["keyUsage"]],
    ["an unknown spec", { customerMasterKeySpec: "DES" }, ["customerMasterKeySpec"]],
    ["a good one", { deletionWindowInDays: 7, enableKeyRotation: true }, []],
  ])("is checked by the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(keyType, inputs)).toEqual(paths);
  });

  it("is gone when it is deleted, and waits in the account until its period has passed", () => {
    const made = key({ deletionWindowInDays: 7 });
    world.delete(made);
    expect(world.all(keyType)).toEqual([]);
    expect(world.all("aws:kms/key:PendingDeletion")).toMatchObject([
      { id: made.id, outputs: { keyState: "PendingDeletion", deletionWindowInDays: 7 } },
    ]);
    expect(
      answerOf(() => world.create(aliasType, { name: "alias/late", targetKeyId: made.id })),
    ).toContain("NotFoundException");
  });
});

describe("an alias", () => {
  // API_ScheduleKeyDeletion.html (read 2026-11-26): it goes when the waiting period ends.
  it("stays while its key waits for deletion, and keeps its name", () => {
    const target = key();
    const inputs = { name: "alias/app", targetKeyId: target.id };
    const made = world.create(aliasType, inputs);
    world.delete(target);
    expect(world.all(aliasType)).toEqual([made]);
    expect(answerOf(() => world.create(aliasType, { ...inputs, targetKeyId: key().id }))).toContain(
      "AlreadyExistsException: ",
    );
  });

  it("has its name for an id and knows its key's ARN", () => {
    const target = key();
    const made = world.create(aliasType, { name: "alias/app", targetKeyId: target.id });
    expect(made.id).toBe("alias/app");
    expect(made.outputs).toMatchObject({
      arn: "arn:aws:kms:eu-west-1:123456789012:alias/app",
      targetKeyArn: target.outputs["arn"],
    });
    const byArn = { name: "alias/two", targetKeyId: textOf(target, "arn") };
    expect(world.create(aliasType, byArn).outputs).toMatchObject({
      targetKeyArn: target.outputs["arn"],
      targetKeyId: target.id,
    });
  });

  it("is the only one of its name in its region", () => {
    const target = key();
    world.create(aliasType, { name: "alias/app", targetKeyId: target.id });
    expect(
      answerOf(() => world.create(aliasType, { name: "alias/app", targetKeyId: target.id })),
    ).toBe(
      "AlreadyExistsException: An alias with the name arn:aws:kms:eu-west-1:123456789012:alias/app already exists",
    );
    const far = key({ region: "us-east-1" });
    const there = { name: "alias/app", targetKeyId: far.id, region: "us-east-1" };
    expect(answerOf(() => world.create(aliasType, there))).toBe("served");
  });

  it("names a key of its region", () => {
    const far = key({ region: "us-east-1" });
    for (const targetKeyId of [far.id, textOf(far, "arn"), "none"]) {
      expect(answerOf(() => world.create(aliasType, { name: "alias/app", targetKeyId }))).toMatch(
        /^NotFoundException: Key 'arn:aws:kms:.*' does not exist$/,
      );
    }
    const near = world.create(aliasType, { name: "alias/app", targetKeyId: key().id });
    expect(
      answerOf(() => world.update(near, { name: "alias/app", targetKeyId: far.id })),
    ).toContain("NotFoundException");
  });

  it("has a name or a prefix", () => {
    expect(problemPaths(aliasType, { name: "alias/a", namePrefix: "alias/b" })).toEqual([
      "namePrefix",
    ]);
    expect(problemPaths(aliasType, { name: "alias/a" })).toEqual([]);
  });
});
