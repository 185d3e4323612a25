import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, network, problemPaths } from "../../../../support/aws-world";
import type { TestWorld } from "../../../../support/world-view";

const userType = "aws:elasticache/user:User";
const groupType = "aws:elasticache/userGroup:UserGroup";
const cacheType = "aws:elasticache/serverlessCache:ServerlessCache";
const password = "0123456789abcdef";

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function user(userId: string, inputs: Properties = {}): CloudObject {
  return world.create(userType, {
    userId,
    userName: userId,
    engine: "valkey",
    accessString: "on ~* +@all",
    ...("authenticationMode" in inputs ? {} : { passwords: [password] }),
    ...inputs,
  });
}

function group(userIds: readonly string[], inputs: Properties = {}): CloudObject {
  return world.create(groupType, { userGroupId: "shop", engine: "valkey", userIds, ...inputs });
}

function cache(inputs: Properties = {}): CloudObject {
  const { subnetIds } = network(world);
  return world.create(cacheType, { name: "carts", engine: "valkey", subnetIds, ...inputs });
}

/** A user of Redis that needs no password. */
const open = { engine: "redis", passwords: null, noPasswordRequired: true };

describe("users of caches", () => {
  it("are called by their ids in small letters, and tell how many passwords they have", () => {
    expect(user("Shop").outputs).toMatchObject({
      arn: "arn:aws:elasticache:eu-west-1:123456789012:user:shop",
      userId: "shop",
      authenticationMode: { type: "password", passwordCount: 1 },
    });
    const mode = { type: "password", passwords: [password, `${password}-2`] };
    const two = user("two", { authenticationMode: mode });
    expect(two.outputs["authenticationMode"]).toEqual({ ...mode, passwordCount: 2 });
    const iam = user("iam", { authenticationMode: { type: "iam" } });
    expect(iam.outputs["authenticationMode"]).toEqual({ type: "iam", passwordCount: 0 });
    const wo = user("wo", { passwords: null, passwordsWo: password, passwordsWoVersion: 1 });
    expect(wo.outputs).toMatchObject({
      authenticationMode: { type: "password", passwordCount: 1 },
      passwordsWo: null,
    });
  });

  it("have their ids once per region", () => {
    user("shop");
    expect(answerOf(() => user("shop"))).toBe(
      "UserAlreadyExists: A user with this ID already exists.",
    );
    expect(answerOf(() => user("shop", { region: "us-east-1" }))).toBe("served");
  });

  it.each([
    ["no way to say who they are", { passwords: null }, "Input Authentication type: null"],
    [
      "IAM and another name",
      { authenticationMode: { type: "iam" }, userName: "other" },
      "User Id and User name must be same for authentication type: iam",
    ],
    ["a type of password without any", { authenticationMode: { type: "password" } }, "needs a"],
    ["a password that is not asked for", { noPasswordRequired: true }, "takes no passwords"],
    ["a password in the access string", { accessString: "on >secret ~*" }, "wrong word: '>secret'"],
    ["an empty access string", { accessString: " " }, "wrong word: ''"],
    ["rights on keys, channels and commands", { accessString: "on %R~a &b -@all +get" }, "served"],
    ["a selector", { accessString: "on +get (~x +set)" }, "served"],
  ])("with %s", (_case, inputs, words) => {
    expect(answerOf(() => user("shop", inputs))).toContain(words);
  });

  it("are refused the same in a change", () => {
    const made = user("shop");
    const answer = answerOf(() => world.update(made, { ...made.inputs, accessString: "none" }));
    expect(answer).toContain("wrong word: 'none'");
  });

  it.each([
    ["an engine in capitals", { engine: "REDIS" }, []],
    ["an engine nobody knows", { engine: "memcached" }, ["engine"]],
    ["a short password", { passwords: ["short"] }, ["passwords[0]"]],
    ["a long password", { passwords: ["x".repeat(129)] }, ["passwords[0]"]],
    ["three passwords", { passwords: [password, password, password] }, ["passwords"]],
    ["a hash, of which nobody can tell", { passwords: ["secret:sha256:0"] }, []],
    [
      "a short password in a mode that there is not",
      { authenticationMode: { type: "token", passwords: ["short"] } },
      ["authenticationMode.passwords[0]", "authenticationMode.type"],
    ],
    [
      "a password that is written only beside others",
      { passwordsWo: password, passwordsWoVersion: 1, passwords: [password] },
      ["passwords"],
    ],
    ["one without its version", { passwordsWo: password }, ["passwordsWo"]],
    ["its version alone", { passwordsWoVersion: 1 }, ["passwordsWoVersion"]],
  ])("the provider: %s", (_case, inputs, paths) => {
    expect(problemPaths(userType, inputs)).toEqual(paths);
  });
});

describe("groups of users", () => {
  it("have users that are there, each name once", () => {
    user("shop");
    expect(group(["shop"]).outputs).toMatchObject({
      arn: "arn:aws:elasticache:eu-west-1:123456789012:usergroup:shop",
      userIds: ["shop"],
    });
    expect(answerOf(() => group(["shop"]))).toContain("UserGroupAlreadyExists: ");
    const inputs = { userGroupId: "other" };
    expect(answerOf(() => group(["none"], inputs))).toBe("UserNotFound: User none not found.");
    user("again", { userName: "shop" });
    expect(answerOf(() => group(["shop", "again"], inputs))).toContain("DuplicateUserName: ");
    user("far", { region: "us-east-1" });
    expect(answerOf(() => group(["far"], inputs))).toContain("UserNotFound: ");
  });

  it("of Redis have a default user, and none of Valkey's", () => {
    const redis = { engine: "REDIS" };
    user("shop", { engine: "redis" });
    expect(answerOf(() => group(["shop"], redis))).toBe(
      "DefaultUserRequired: User group needs to contain a user with the user name default.",
    );
    expect(answerOf(() => group(["shop", "default"], redis))).toBe("served");
    user("mine", { ...open, userName: "default" });
    expect(answerOf(() => group(["mine"], { ...redis, userGroupId: "mine" }))).toBe("served");
    user("new");
    expect(answerOf(() => group(["default", "new"], { ...redis, userGroupId: "new" }))).toContain(
      "Valkey user new cannot be added to user group with engine Redis",
    );
  });

  it("of Valkey have nobody without a password", () => {
    user("open", open);
    for (const id of ["open", "default"]) {
      expect(answerOf(() => group([id]))).toBe(
        `InvalidParameterCombination: No password user ${id} cannot be added to user group with engine Valkey`,
      );
    }
  });

  it("lose a user that is deleted, but for their default one", () => {
    const shop = user("shop", { engine: "redis" });
    const first = user("first", { ...open, userName: "default" });
    const both = group(["shop", "first"], { engine: "redis" });
    world.delete(shop);
    expect(both.outputs["userIds"]).toEqual(["first"]);
    const refused =
      "DefaultUserAssociatedToUserGroup: The default user assigned to the user group.";
    expect(
      answerOf(() => {
        world.delete(first);
      }),
    ).toBe(refused);
    world.delete(both);
    world.delete(first);
    expect(world.all(userType)).toEqual([]);
  });

  it("stay while a cache knows them", () => {
    user("shop");
    const made = group(["shop"]);
    const carts = cache({ userGroupId: "shop" });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe(
      "InvalidUserGroupState: User group shop is associated with the serverless cache carts and cannot be deleted.",
    );
    world.delete(carts);
    world.delete(made);
  });

  it("are none of Memcached's, and Valkey's none of Redis'", () => {
    user("shop");
    group(["shop"]);
    expect(answerOf(() => cache({ userGroupId: "none" }))).toBe(
      "UserGroupNotFound: User group none not found.",
    );
    for (const engine of ["memcached", "redis"]) {
      expect(answerOf(() => cache({ engine, userGroupId: "shop" }))).toContain(
        `The user group shop cannot be used with the engine ${engine}.`,
      );
    }
  });
});
