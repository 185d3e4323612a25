import { imageModel, pushedImageType } from "../../../../../rehearsal/models/docker/image";
import { unknown, type Properties } from "../../../../../rehearsal/world/model";
import { awsTypes, emptyWorld, refusalOf } from "../kubernetes/cluster";

const registry = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const image: Properties = {
  imageName: `${registry}/shop/wishes:1`,
  build: { context: "./app", args: { VERSION: "1", BASE: "alpine" } },
};
const repository: Properties = {
  name: "shop/wishes",
  repositoryUrl: `${registry}/shop/wishes`,
  imageTagMutability: "MUTABLE",
};

function world(more: Properties = {}) {
  const made = emptyWorld();
  made.create(awsTypes.repository, { ...repository, ...more });
  return made;
}

const digestOf = (inputs: Properties) =>
  world().create(imageModel.type, inputs).outputs["repoDigest"];

describe("Image", () => {
  it("is known by its name, and gives the digest in its repository", () => {
    const made = world().create(imageModel.type, image);
    expect(made).toMatchObject({ id: image["imageName"], scope: "local" });
    expect(made.outputs).toMatchObject({
      baseImageName: image["imageName"],
      imageName: image["imageName"],
      context: "./app",
      dockerfile: "Dockerfile",
      platform: "linux/amd64",
      registryServer: "",
    });
    expect(made.outputs["repoDigest"]).toMatch(
      new RegExp(`^${registry}/shop/wishes@sha256:[0-9a-f]{64}$`),
    );
  });

  it("has the same digest for the same build, however it is written, and another for another", () => {
    const reordered = { context: "./app", args: { BASE: "alpine", VERSION: "1" } };
    expect(digestOf({ ...image, build: reordered })).toBe(digestOf(image));
    const next = { context: "./app", args: { BASE: "alpine", VERSION: "2" } };
    expect(digestOf({ ...image, build: next })).not.toBe(digestOf(image));
    expect(digestOf({ ...image, imageName: `${registry}/shop/wishes:2` })).toBe(digestOf(image));
  });

  it("stays local where it is not pushed, without any repository", () => {
    const local = { imageName: "wishes", skipPush: true };
    expect(imageModel.check?.(local)).toEqual([]);
    expect(emptyWorld().create(imageModel.type, local).outputs["repoDigest"]).toMatch(
      /^sha256:[0-9a-f]{64}$/,
    );
  });

  it.each([
    ["linux/arm64", "served"],
    ["arm64", "served"],
    ["toaster", '"toaster": unknown operating system or architecture: invalid argument'],
  ])("is built for %s: %s", (platform, answer) => {
    const build = () => world().create(imageModel.type, { ...image, build: { platform } });
    expect(answer === "served" ? build().scope : refusalOf(build).message).toBe(
      answer === "served" ? "local" : answer,
    );
  });

  it("is refused where the repository does not exist", () => {
    expect(refusalOf(() => emptyWorld().create(imageModel.type, image)).message).toBe(
      "name unknown: The repository with name 'shop/wishes' does not exist in the registry with id '123456789012'",
    );
    const elsewhere = `${registry.replace("eu-west-1", "us-east-1")}/shop/wishes:1`;
    expect(
      refusalOf(() => world().create(imageModel.type, { ...image, imageName: elsewhere })).message,
    ).toContain("name unknown");
  });

  it("is pushed to other registries without a look", () => {
    const other = { ...image, imageName: "ghcr.io/shop/wishes:1" };
    expect(emptyWorld().create(imageModel.type, other).outputs["repoDigest"]).toMatch(
      /^ghcr\.io\/shop\/wishes@sha256:/,
    );
  });

  it("stays in the repository when the resource goes, and goes with the repository", () => {
    const here = world();
    const made = here.create(imageModel.type, image);
    expect(here.all(pushedImageType)).toMatchObject([{ scope: "eu-west-1", owner: "shop/wishes" }]);
    here.delete(made);
    expect(here.all(pushedImageType)).toHaveLength(1);
    const [holder] = here.all(awsTypes.repository);
    if (holder === undefined) throw new Error("no repository");
    here.delete(holder);
    expect(here.all(pushedImageType)).toEqual([]);
  });

  it("leaves every tag that it ever pushed", () => {
    const here = world();
    const made = here.create(imageModel.type, image);
    here.update(made, { ...image, imageName: `${registry}/shop/wishes:2` });
    expect(here.all(pushedImageType).map(({ outputs }) => outputs["tag"])).toEqual(["1", "2"]);
    here.update(made, {
      ...image,
      imageName: `${registry}/shop/wishes:2`,
      build: { context: "." },
    });
    expect(here.all(pushedImageType)).toHaveLength(2);
  });

  it("does not overwrite a tag of an immutable repository, but may push the same again", () => {
    const here = world({ imageTagMutability: "IMMUTABLE" });
    const made = here.create(imageModel.type, image);
    expect(here.update(made, { ...image, buildOnPreview: true }).id).toBe(made.id);
    const changed = { ...image, build: { context: "./other" } };
    expect(refusalOf(() => here.update(made, changed)).message).toContain(
      "tag invalid: The image tag '1' already exists in the 'shop/wishes' repository and cannot be overwritten",
    );
    const mutable = world();
    const first = mutable.create(imageModel.type, image);
    expect(mutable.update(first, changed).id).toBe(first.id);
  });

  it.each([
    ["wishes:1", "repository name must be canonical"],
    ["shop/wishes:1", "repository name must be canonical"],
    [`${registry}/Shop/wishes:1`, "repository name (Shop/wishes) must be lowercase"],
    [`${registry}/shop/wishes:`, "invalid reference format"],
    [`${registry}/shop/-wishes:1`, "invalid reference format"],
  ])("refuses the name %s", (imageName, words) => {
    const failures = imageModel.check?.({ imageName }) ?? [];
    expect(failures).toHaveLength(1);
    expect(failures[0]?.[0]).toBe("imageName");
    expect(failures[0]?.[1]).toContain(words);
    expect(failures[0]?.[1]).toContain("requires all image names to be fully qualified");
  });

  it("passes over a name that is not known yet", () => {
    expect(imageModel.check?.({ imageName: unknown })).toEqual([]);
  });

  it("is never replaced and says what it does not do", () => {
    expect(imageModel.replaceOn).toEqual([]);
    expect(imageModel.sources.join()).toContain("pulumi-docker");
    expect(imageModel.seconds.source).toContain("2026-11");
  });
});
