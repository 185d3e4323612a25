import { awsInvokes, awsModels } from "../../../../../rehearsal/models/aws/index";
import { textAt } from "../../../../../rehearsal/models/aws/inputs";
import { dockerModels } from "../../../../../rehearsal/models/docker/index";
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, awsWorld, problemPaths, textOf } from "../../../../support/aws-world";
import { caller, TestWorld } from "../../../../support/world-view";

const repositoryType = "aws:ecr/repository:Repository";
const policyType = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

const rules = [
  {
    rulePriority: 1,
    selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 5 },
    action: { type: "expire" },
  },
];

let world: TestWorld;
beforeEach(() => {
  world = awsWorld();
});

function repository(inputs: Properties = {}): CloudObject {
  return world.create(repositoryType, { name: "shop/wishlist", ...inputs });
}

function lifecycle(inputs: Properties = {}): CloudObject {
  return world.create(policyType, {
    repository: "shop/wishlist",
    policy: JSON.stringify({ rules }),
    ...inputs,
  });
}

describe("repositories", () => {
  it("have ECR's ARN and address", () => {
    expect(repository().outputs).toMatchObject({
      arn: "arn:aws:ecr:eu-west-1:123456789012:repository/shop/wishlist",
      registryId: "123456789012",
      repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/wishlist",
    });
  });

  it("have their name once per region", () => {
    repository();
    expect(answerOf(() => repository())).toContain(
      "RepositoryAlreadyExistsException: The repository with name 'shop/wishlist' already exists",
    );
    expect(answerOf(() => repository({ region: "us-east-1" }))).toBe("served");
  });

  it("stay while they hold an image, unless forced", () => {
    world = new TestWorld([...awsModels, ...dockerModels]);
    const made = repository();
    const image = { imageName: `${textOf(made, "repositoryUrl")}:1.0.0`, build: { context: "." } };
    // What was pushed outlives the resource that pushed it.
    world.delete(world.create("docker:index/image:Image", image));
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe(
      "RepositoryNotEmptyException: The repository with name 'shop/wishlist' in registry with id '123456789012' cannot be deleted because it still contains images",
    );
    world.update(made, { ...made.inputs, forceDelete: true });
    expect(
      answerOf(() => {
        world.delete(made);
      }),
    ).toBe("served");
  });

  it("take their lifecycle policy with them", () => {
    const made = repository();
    lifecycle();
    world.delete(made);
    expect(world.all(policyType)).toEqual([]);
  });

  it("need their key in the region", () => {
    const encryptionConfigurations = [
      { encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-west-1:1:key/k" },
    ];
    expect(answerOf(() => repository({ encryptionConfigurations }))).toContain("KmsException: ");
  });

  it.each([
    ["a mutability nobody knows", { imageTagMutability: "FIXED" }, ["imageTagMutability"]],
    [
      "an encryption nobody knows",
      { encryptionConfigurations: [{ encryptionType: "aes256" }] },
      ["encryptionConfigurations[0].encryptionType"],
    ],
  ])("the provider: %s", (_name, inputs, paths) => {
    expect(problemPaths(repositoryType, inputs)).toEqual(paths);
  });

  it.each([
    ["shop/wishlist", true],
    ["Shop", false],
    ["shop//wishlist", false],
    ["-shop", false],
    ["s", false],
  ])("the name %s", (name, fits) => {
    const rule = awsModels.find(({ type }) => type === repositoryType)?.name;
    expect(rule?.pattern.test(name)).toBe(fits);
  });
});

describe("lifecycle policies", () => {
  it("are refused without repository, without rules, and twice", () => {
    expect(answerOf(() => lifecycle())).toContain(
      "RepositoryNotFoundException: The repository with name 'shop/wishlist' does not exist",
    );
    repository();
    expect(answerOf(() => lifecycle({ policy: "{}" }))).toContain("InvalidParameterException: ");
    expect(lifecycle({ policy: { rules } }).outputs["policy"]).toBe(JSON.stringify({ rules }));
    expect(answerOf(() => lifecycle())).toContain(
      "StricterThanAws: The rehearsal refuses a second lifecycle policy of the repository shop/wishlist. On AWS ",
    );
  });
});

describe("the token to log in with", () => {
  it("is for the region's registry, and its two forms agree", () => {
    const token = "aws:ecr/getAuthorizationToken:getAuthorizationToken";
    const invoke = awsInvokes.find((each) => each.token === token);
    const answer = invoke?.answer({ region: "us-east-1" }, caller, world);
    expect(answer).toMatchObject({
      proxyEndpoint: "https://123456789012.dkr.ecr.us-east-1.amazonaws.com",
      userName: "AWS",
      region: "us-east-1",
    });
    expect(answerOf(() => invoke?.answer({ registryId: "mine" }, caller, world))).toBe(
      "InvalidParameterException: Invalid parameter at 'registryIds' failed to satisfy constraint: 'mine' must satisfy " +
        "regular expression '[0-9]{12}'",
    );
    const token64 = textAt(answer ?? {}, "authorizationToken") ?? "";
    expect(Buffer.from(token64, "base64").toString()).toBe(
      `AWS:${textAt(answer ?? {}, "password") ?? ""}`,
    );
  });
});
