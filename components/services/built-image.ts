/** An image built from a folder and kept in the account's own registry. */
import path from "node:path";

import * as ecr from "@pulumi/aws/ecr";
import * as docker from "@pulumi/docker/image";
import * as pulumi from "@pulumi/pulumi";

import { nameInStack } from "../conventions/name-in-stack";
import { type Tags, tagged } from "../conventions/tags";
import { type ImageBuild, defaultPlatform } from "./declarations";

/** Arguments of `BuiltImage`. */
export interface BuiltImageArgs {
  /** The folder, and how it is built. */
  readonly build: ImageBuild;
  /** Region of the registry; other regions pull from it too. */
  readonly region: string;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

const keptImages = 20;

/**
 * A repository, its life cycle, and the image in it. `reference` is the pushed image by digest, so that
 * pods run exactly what was built. A preview never builds.
 */
export class BuiltImage extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:BuiltImage";
  /** `<repository>@sha256:<digest>`. */
  readonly reference: pulumi.Output<string>;
  readonly nodes: Readonly<{ repository: ecr.Repository; image: docker.Image }>;

  constructor(name: string, args: BuiltImageArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(BuiltImage.type, name, {}, opts);
    const repository = createRepository(this, name, args);
    const image = buildAndPush(this, name, args, repository);
    this.reference = image.repoDigest;
    this.nodes = { repository, image };
    this.registerOutputs({ reference: this.reference });
  }
}

/**
 * The path as the build finds it. The engine runs programs and plugins in the folder of the program's main
 * file, whereas people write paths as seen from the project. Relative, so that state holds nobody's folders.
 */
export function folderForBuild(
  written: string,
  projectFolder = pulumi.getRootDirectory(),
  programFolder = process.cwd(),
): string {
  // A language host that does not say where the project is leaves the path as it was written.
  if (!path.isAbsolute(projectFolder)) return written;
  const found = path.relative(programFolder, path.resolve(projectFolder, written));
  return found === "" ? "." : found.split(path.sep).join("/");
}

function createRepository(
  parent: BuiltImage,
  name: string,
  { region, tags }: BuiltImageArgs,
): ecr.Repository {
  const child = `${name}-repository`;
  const repository = new ecr.Repository(
    child,
    {
      region,
      name: nameInStack("ecrRepository", name),
      // Every build pushes the tag `latest` anew; what runs is named by digest, which cannot change.
      imageTagMutability: "MUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "AES256" }],
      // Images can be built again from the folder, so they do not hold up a teardown.
      forceDelete: true,
      tags: tagged(child, tags),
    },
    { parent, deleteBeforeReplace: true },
  );
  new ecr.LifecyclePolicy(
    `${name}-lifecycle`,
    { region, repository: repository.name, policy: lifecycle },
    { parent, deleteBeforeReplace: true },
  );
  return repository;
}

const lifecycle = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: `Keep the last ${keptImages} images`,
      selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keptImages },
      action: { type: "expire" },
    },
  ],
});

function buildAndPush(
  parent: BuiltImage,
  name: string,
  { build, region }: BuiltImageArgs,
  repository: ecr.Repository,
): docker.Image {
  const login = ecr.getAuthorizationTokenOutput(
    { region, registryId: repository.registryId },
    { parent },
  );
  return new docker.Image(
    `${name}-image`,
    {
      imageName: repository.repositoryUrl,
      build: {
        context: folderForBuild(build.context),
        dockerfile: folderForBuild(build.dockerfile ?? `${build.context}/Dockerfile`),
        platform: build.platform ?? defaultPlatform,
      },
      buildOnPreview: false,
      registry: {
        server: repository.repositoryUrl,
        username: login.userName,
        password: pulumi.secret(login.password),
      },
    },
    { parent },
  );
}
