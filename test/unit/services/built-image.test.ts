import { BuiltImage, folderForBuild } from "../../../components/services/built-image";
import type { ImageBuild } from "../../../components/services/declarations";
import { identity, named, ofType, record, settled, urns } from "../../support/record";

const digest = `sha256:${"a".repeat(64)}`;
const repository = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/prod-wishlist-image";
const make = (build: ImageBuild = { context: "stacks/wishlist" }, preview = false) =>
  record(
    {
      stack: "prod",
      preview,
      invokes: {
        "aws:ecr/getAuthorizationToken:getAuthorizationToken": () => ({
          userName: "AWS",
          password: "token",
        }),
      },
      outputs: ({ type }) =>
        type === "docker:index/image:Image" ? { repoDigest: `${repository}@${digest}` } : undefined,
    },
    () => new BuiltImage("wishlist-image", { build, region: "eu-west-1" }),
  );

describe("BuiltImage", () => {
  it("registers exactly these children, as in a preview", async () => {
    const update = await make();
    const preview = await make(undefined, true);
    expect(identity(update.resources)).toMatchSnapshot("identity");
    expect(urns(preview.resources)).toEqual(urns(update.resources));
    const self = named(update.resources, "wishlist-image", BuiltImage.type);
    expect(update.resources.filter((r) => r !== self && r.parent !== self.urn)).toEqual([]);
    expect((await settled(preview.result.reference)).known).toBe(false);
  });

  it("is what was pushed, by digest", async () => {
    const { result } = await make();
    expect((await settled(result.reference)).value).toBe(`${repository}@${digest}`);
  });

  it("keeps images in a scanned repository of its region, and not for ever", async () => {
    const { resources } = await make();
    const [registry] = ofType(resources, "aws:ecr/repository:Repository");
    expect(registry?.inputs).toMatchObject({
      region: "eu-west-1",
      name: "prod-wishlist-image",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "AES256" }],
      forceDelete: true,
    });
    expect(registry?.deleteBeforeReplace).toBe(true);
    const [lifecycle] = ofType(resources, "aws:ecr/lifecyclePolicy:LifecyclePolicy");
    expect(JSON.parse(String(lifecycle?.inputs["policy"]))).toMatchObject({
      rules: [
        {
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 20 },
          action: { type: "expire" },
        },
      ],
    });
    expect(lifecycle?.inputs["region"]).toBe("eu-west-1");
  });

  it("never builds in a preview and logs in with a secret", async () => {
    const { resources } = await make();
    const [image] = ofType(resources, "docker:index/image:Image");
    expect(image?.inputs).toMatchObject({
      imageName: repository,
      buildOnPreview: false,
      build: { platform: "linux/amd64" },
      registry: { server: repository, username: "AWS", password: { $secret: "token" } },
    });
  });

  it("builds for the platform and from the file that are asked for", async () => {
    const { resources } = await make({
      context: "app",
      dockerfile: "app/Dockerfile.arm",
      platform: "linux/arm64",
    });
    const [image] = ofType(resources, "docker:index/image:Image");
    expect(image?.inputs["build"]).toMatchObject({
      dockerfile: expect.stringMatching(/app\/Dockerfile\.arm$/) as string,
      platform: "linux/arm64",
    });
  });
});

describe("folderForBuild", () => {
  it.each([
    ["stacks/wishlist", "/shop", "/shop/stacks", "wishlist"],
    ["stacks/wishlist/Dockerfile", "/shop", "/shop/stacks", "wishlist/Dockerfile"],
    ["services/cart", "/shop", "/shop/stacks", "../services/cart"],
    ["services/cart", "/shop", "/shop", "services/cart"],
    ["stacks", "/shop", "/shop/stacks", "."],
    ["/elsewhere/cart", "/shop", "/shop/stacks", "../../elsewhere/cart"],
  ])("finds %s of the project %s from %s", (written, project, program, expected) => {
    expect(folderForBuild(written, project, program)).toBe(expected);
  });

  it("leaves a path alone where nobody says where the project is", () => {
    expect(folderForBuild("stacks/wishlist", "", "/shop/stacks")).toBe("stacks/wishlist");
  });
});
