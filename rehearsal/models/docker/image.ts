/**
 * `docker:index/image:Image`: an image that Pulumi's Docker provider builds and pushes. No build is rehearsed: no Docker is
 * asked, no file of the context is read. The digest stands for what the program says of the build, so that the same
 * declaration gives the same digest and another one another; a change of files that no declared value tells is not seen.
 */
import { createHash } from "node:crypto";
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type Value,
  type WorldView,
} from "../../world/model";
import { blockAt, flagAt, isBlock, isList, mapAt, textAt } from "../kubernetes/values";

/** An image in an ECR repository: what a push leaves there, and what the deletion of the Image resource does not take away. */
export const pushedImageType = "rehearsal:ecr:Image";

const repositoryType = "aws:ecr/repository:Repository";
const defaultPlatform = "linux/amd64";

/** The parts of `registry/path:tag`. */
interface Reference {
  readonly registry: string;
  readonly path: string;
  readonly tag: string;
}

const pathPattern = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^\w[\w.-]{0,127}$/;
const ecrPattern = /^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com$/;

function parseReference(name: string): Reference | string {
  const slash = name.indexOf("/");
  const first = slash < 0 ? "" : name.slice(0, slash);
  const rest = name.slice(slash + 1);
  const colon = rest.lastIndexOf(":");
  const [path, tag] = colon < 0 ? [rest, "latest"] : [rest.slice(0, colon), rest.slice(colon + 1)];
  if (path !== path.toLowerCase() && pathPattern.test(path.toLowerCase()))
    return `invalid reference format: repository name (${path}) must be lowercase`;
  if (!pathPattern.test(path) || !tagPattern.test(tag)) return "invalid reference format";
  if (!/[.:]|^localhost$/.test(first)) return "repository name must be canonical";
  return { registry: first, path, tag };
}

function unqualified(name: string, reason: string): string {
  return [
    `${JSON.stringify(name)}: ${reason}.`,
    "This resource requires all image names to be fully qualified.",
    "For example, if you are attempting to push to Dockerhub, prefix your image name with `docker.io`:",
    "",
    "`docker.io/repository/image:tag`",
  ].join("\n");
}

function isPushed(inputs: Properties): boolean {
  return flagAt(inputs, "skipPush") !== true;
}

/** Keys in one order, so that the digest does not depend on how the program wrote them. */
function canonical(value: Value): Value {
  if (isList(value)) return value.map(canonical);
  if (!isBlock(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

function digestOf(inputs: Properties): string {
  const told = JSON.stringify(canonical(blockAt(inputs, "build")));
  return `sha256:${createHash("sha256").update(told).digest("hex")}`;
}

/** `repository@sha256:<digest>` of a pushed image; the bare image id of one that stays local. */
function repoDigest(inputs: Properties): string {
  const digest = digestOf(inputs);
  if (!isPushed(inputs)) return digest;
  const reference = parseReference(textAt(inputs, "imageName") ?? "");
  return typeof reference === "string"
    ? digest
    : `${reference.registry}/${reference.path}@${digest}`;
}

interface EcrTarget extends Reference {
  readonly account: string;
  readonly repository: CloudObject | undefined;
}

/** Where a push goes, if it goes to ECR. */
function ecrTarget(inputs: Properties, world: WorldView): EcrTarget | undefined {
  const name = textAt(inputs, "imageName");
  const reference = name === undefined ? "" : parseReference(name);
  if (typeof reference === "string") return undefined;
  const account = ecrPattern.exec(reference.registry)?.[1];
  if (account === undefined) return undefined;
  const url = `${reference.registry}/${reference.path}`;
  const region = reference.registry.split(".")[3] ?? "";
  // A repository's id is its name.
  const found = world.find(repositoryType, reference.path, region);
  const repository = textAt(found?.outputs, "repositoryUrl") === url ? found : undefined;
  return { ...reference, account, repository };
}

function pushedId({ registry, path, tag }: Reference): string {
  return `${registry}/${path}:${tag}`;
}

/** The words that stand alone for a platform. */
const platforms = "darwin freebsd linux windows 386 amd64 arm arm64 ppc64le riscv64 s390x".split(
  " ",
);

function refusePlatform({ inputs }: Draft): void {
  const platform = textAt(inputs, "build", "platform");
  if (platform === undefined || platform.includes("/") || platforms.includes(platform)) return;
  throw new Refusal(
    "InvalidArgument",
    `"${platform}": unknown operating system or architecture: invalid argument`,
  );
}

function refuseImage(draft: Draft): void {
  refusePlatform(draft);
  refusePush(draft);
}

function refusePush(draft: Draft): void {
  if (!isPushed(draft.inputs)) return;
  const target = ecrTarget(draft.inputs, draft.world);
  if (target === undefined) return;
  const { repository, path, account, tag } = target;
  if (repository === undefined)
    throw new Refusal(
      "RepositoryNotFound",
      `name unknown: The repository with name '${path}' does not exist in the registry with id '${account}'`,
    );
  if (textAt(repository.outputs, "imageTagMutability") !== "IMMUTABLE") return;
  const there = draft.world.find(pushedImageType, pushedId(target), repository.scope);
  if (there !== undefined && textAt(there.outputs, "digest") !== digestOf(draft.inputs))
    throw new Refusal(
      "ImageTagAlreadyExists",
      `tag invalid: The image tag '${tag}' already exists in the '${path}' repository and cannot be overwritten because the tag is immutable.`,
    );
}

/** What a push leaves in a repository of ECR, whatever becomes of the Image resource. */
function push(draft: Draft): void {
  if (!isPushed(draft.inputs)) return;
  const target = ecrTarget(draft.inputs, draft.world);
  if (target?.repository === undefined) return;
  const { repository, registry, path, tag } = target;
  draft.world.bring({
    type: pushedImageType,
    id: pushedId(target),
    scope: repository.scope,
    owner: repository.id,
    ownerType: repositoryType,
    outputs: { digest: digestOf(draft.inputs), repositoryUrl: `${registry}/${path}`, tag },
  });
}

/** The model of an image. */
export const imageModel: Model = {
  type: "docker:index/image:Image",
  placement: "local",
  sources: [
    "pulumi/pulumi-docker provider/{provider,image}.go (read 2026-11)",
    "distribution/reference regexp.go (read 2026-11)",
    "containerd/platforms platforms.go, Parse (read 2026-11)",
    "docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html (read 2026-11)",
  ],
  replaceOn: [],
  defaults: {
    build: { context: ".", dockerfile: "Dockerfile", platform: defaultPlatform },
    buildOnPreview: false,
    skipPush: false,
  },
  check: (inputs) => {
    const name = textAt(inputs, "imageName");
    if (name === undefined || !isPushed(inputs)) return [];
    const reference = parseReference(name);
    return typeof reference === "string" ? [["imageName", unqualified(name, reference)]] : [];
  },
  id: (draft) => textAt(draft.inputs, "imageName") ?? "",
  computed: ({ inputs }) => {
    const context = textAt(inputs, "build", "context") ?? ".";
    const name = textAt(inputs, "imageName") ?? "";
    return {
      baseImageName: name,
      context,
      dockerfile: textAt(inputs, "build", "dockerfile") ?? "Dockerfile",
      imageName: name,
      platform: textAt(inputs, "build", "platform") ?? defaultPlatform,
      registryServer: mapAt(inputs, "registry")["server"] ?? "",
      repoDigest: repoDigest(inputs),
    };
  },
  refuseCreate: refuseImage,
  refuseUpdate: refuseImage,
  afterCreate: push,
  afterUpdate: push,
  seconds: {
    create: 120,
    update: 60,
    delete: 0,
    source:
      "estimate 2026-11: a build and a push of a small service; deletion leaves the image where it is",
  },
};
