// Covers dynamodb.ts and dynamodb-checks.ts.
import { blocksAt } from "../../../../../rehearsal/models/aws/inputs";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths, replacing, textOf } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const tableType = "aws:dynamodb/table:Table";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

const plain = {
  name: "wishes",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "userId",
  attributes: [{ name: "userId", type: "S" }],
};
const streams = { streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" };

function table(inputs: Properties = {}): CloudObject {
  return world.create(tableType, { ...plain, ...inputs });
}

function replicas(...regions: readonly string[]): Properties {
  return { ...streams, replicas: regions.map((regionName) => ({ regionName })) };
}

function strong(...regions: readonly string[]): Properties {
  return {
    replicas: regions.map((regionName) => ({ regionName, consistencyMode: "STRONG" })),
  };
}

describe("tables", () => {
  it("have DynamoDB's ARNs and no stream unless asked", () => {
    const made = table();
    expect(made.id).toBe("wishes");
    expect(made.outputs).toMatchObject({
      arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/wishes",
      streamArn: "",
      pointInTimeRecovery: { enabled: false },
      region: "eu-west-1",
    });
  });

  it("say the ARNs and streams of their replicas, and keep them through an update", () => {
    const made = table(replicas("us-east-1"));
    expect(textOf(made, "streamArn")).toBe(
      `${textOf(made, "arn")}/stream/${textOf(made, "streamLabel")}`,
    );
    expect(textOf(made, "streamLabel")).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/);
    const [replica] = blocksAt(made.outputs, "replicas");
    expect(replica).toMatchObject({
      regionName: "us-east-1",
      arn: "arn:aws:dynamodb:us-east-1:123456789012:table/wishes",
      consistencyMode: "EVENTUAL",
    });
    world.update(made, { ...made.inputs, tags: { a: "b" } });
    expect(blocksAt(made.outputs, "replicas")).toEqual([replica]);
  });

  const created: readonly (readonly [string, Properties, string])[] = [
    ["a replica in another region", replicas("us-east-1"), "served"],
    [
      "a replica in the table's own region",
      replicas("eu-west-1"),
      "ValidationException: Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.",
    ],
    ["a region twice", replicas("us-east-1", "us-east-1"), "ValidationException: "],
    [
      "replicas without stream",
      { ...replicas("us-east-1"), streamEnabled: false },
      "ValidationException: One or more parameter values were invalid: Disabling Stream is not allowed for a Global Table replica.",
    ],
    [
      "replicas with a thin stream",
      { ...replicas("us-east-1"), streamViewType: "KEYS_ONLY" },
      "Disabling Stream is not allowed for a Global Table replica.",
    ],
    [
      "a replica in a region that there is not",
      replicas("mars-north-1"),
      "Unknown Region 'mars-north-1' in the replica updates",
    ],
    ["strong, three of one set", strong("eu-west-2", "eu-west-3"), "served"],
    [
      "strong, two and a witness",
      { ...strong("eu-west-2"), globalTableWitness: { regionName: "eu-central-1" } },
      "served",
    ],
    ["strong, two", strong("eu-west-2"), "must be in exactly three Regions"],
    [
      "strong, four",
      strong("eu-west-2", "eu-west-3", "eu-central-1"),
      "must be in exactly three Regions",
    ],
    [
      "strong over two sets",
      strong("eu-west-2", "us-east-1"),
      "not supported across the Regions eu-west-1, eu-west-2, us-east-1.",
    ],
    [
      "strong and eventual",
      {
        replicas: [
          { regionName: "eu-west-2", consistencyMode: "STRONG" },
          { regionName: "eu-west-3" },
        ],
      },
      "must have the same consistency mode",
    ],
    [
      "strong with TTL",
      { ...strong("eu-west-2", "eu-west-3"), ttl: { enabled: true, attributeName: "until" } },
      "Time to Live and local secondary indexes are not supported",
    ],
    [
      "a witness of an eventual table",
      { ...replicas("eu-west-2"), globalTableWitness: { regionName: "eu-west-3" } },
      "A global table witness goes with multi-Region strong consistency only.",
    ],
    [
      "a replica's key that is not in its region",
      {
        ...streams,
        replicas: [{ regionName: "us-east-1", kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/k" }],
      },
      "Key 'arn:aws:kms:eu-west-1:1:key/k' does not exist in the region of the table",
    ],
  ];
  it.each(created)("%s", (_name, inputs, answer) => {
    expect(answerOf(() => table(inputs))).toContain(answer);
  });

  it("take the key of a replica from the replica's region", () => {
    const key = world.create("aws:kms/key:Key", { region: "us-east-1" });
    const kmsKeyArn = textOf(key, "arn");
    const inputs = { ...streams, replicas: [{ regionName: "us-east-1", kmsKeyArn }] };
    expect(answerOf(() => table(inputs))).toBe("served");
    const own = { serverSideEncryption: { enabled: true, kmsKeyArn } };
    expect(answerOf(() => table({ name: "other", ...own }))).toContain("does not exist");
    expect(answerOf(() => table({ name: "other", region: "us-east-1", ...own }))).toBe("served");
  });

  it("hold their name in every region they have a replica in", () => {
    table(replicas("us-east-1"));
    const answer = "ResourceInUseException: Table already exists: wishes";
    expect(answerOf(() => table())).toBe(answer);
    expect(answerOf(() => table({ region: "us-east-1" }))).toBe(answer);
    expect(answerOf(() => table({ region: "ap-south-1" }))).toBe("served");
    expect(answerOf(() => table({ region: "eu-west-2", ...replicas("ap-south-1") }))).toContain(
      "because one or more replicas already existed as tables.",
    );
  });

  it("gain and lose replicas in place, but keep their consistency mode", () => {
    const made = table(replicas("us-east-1"));
    const more = { ...made.inputs, ...replicas("us-east-1", "ap-south-1") };
    expect(answerOf(() => world.update(made, more))).toBe("served");
    expect(answerOf(() => world.update(made, { ...made.inputs, replicas: [] }))).toBe("served");
    const eventual = table({ name: "two", ...replicas("eu-west-2", "eu-west-3") });
    const changed = { ...eventual.inputs, ...strong("eu-west-2", "eu-west-3") };
    expect(answerOf(() => world.update(eventual, changed))).toContain("cannot be changed");
  });

  it("stay while they, or a replica, are protected", () => {
    const answer =
      "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
    const made = table({ deletionProtectionEnabled: true });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe(answer);
    world.update(made, { ...made.inputs, deletionProtectionEnabled: false });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
    const there = table({
      ...streams,
      replicas: [{ regionName: "us-east-1", deletionProtectionEnabled: true }],
    });
    expect(
      answerOf(() => {
        world.delete(there);
      }),
    ).toBe(answer);
    const without = { ...there.inputs, replicas: [] };
    expect(answerOf(() => world.update(there, without))).toBe(answer);
    const unprotected = { ...there.inputs, replicas: [{ regionName: "us-east-1" }] };
    expect(answerOf(() => world.update(there, unprotected))).toBe("served");
    expect(answerOf(() => world.update(there, without))).toBe("served");
  });
});

describe("what the provider checks of a table", () => {
  it.each([
    ["whole", plain, []],
    ["no hash key", { ...plain, hashKey: null, attributes: [] }, ["hashKey"]],
    ["a hash key that is no attribute", { ...plain, attributes: [] }, ["attributes"]],
    [
      "an attribute that is no key",
      { ...plain, attributes: [...plain.attributes, { name: "price", type: "N" }] },
      ["attributes"],
    ],
    [
      "an attribute of an index",
      {
        ...plain,
        attributes: [...plain.attributes, { name: "price", type: "N" }],
        globalSecondaryIndexes: [{ name: "by-price", hashKey: "price", projectionType: "ALL" }],
      },
      [],
    ],
    [
      "a type nobody knows",
      { ...plain, attributes: [{ name: "userId", type: "string" }] },
      ["attributes[0].type"],
    ],
    ["a stream without view", { ...plain, streamEnabled: true }, ["streamViewType"]],
    ["a view nobody knows", { ...plain, streamViewType: "ALL" }, ["streamViewType"]],
    [
      "provisioned without capacity",
      { ...plain, billingMode: "PROVISIONED" },
      ["readCapacity", "writeCapacity"],
    ],
    ["a mode nobody knows", { ...plain, billingMode: "ON_DEMAND" }, ["billingMode"]],
    [
      "recovery for too long",
      { ...plain, pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 36 } },
      ["pointInTimeRecovery.recoveryPeriodInDays"],
    ],
    [
      "a consistency nobody knows",
      { ...plain, replicas: [{ regionName: "us-east-1", consistencyMode: "strong" }] },
      ["replicas[0].consistencyMode"],
    ],
  ])("%s", (_name, inputs, paths) => {
    expect(problemPaths(tableType, inputs)).toEqual(paths);
  });

  it("replaces a table whose warm throughput is lowered, not one whose is raised", () => {
    const warm = (readUnitsPerSecond: number): Properties => ({
      warmThroughput: { readUnitsPerSecond },
    });
    const path = "warmThroughput.readUnitsPerSecond";
    expect(replacing(tableType, warm(20_000), warm(15_000))).toEqual([path]);
    expect(replacing(tableType, warm(15_000), warm(20_000))).toEqual([]);
  });

  it.each(["restoreSourceName", "restoreSourceTableArn"])(
    "replaces a table that is restored from another by %s, not one that forgets it",
    (path) => {
      expect(replacing(tableType, {}, { [path]: "a" })).toEqual([path]);
      expect(replacing(tableType, { [path]: "a" }, { [path]: "b" })).toEqual([path]);
      expect(replacing(tableType, { [path]: "a" }, {})).toEqual([]);
    },
  );
});
