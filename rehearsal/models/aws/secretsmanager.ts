/** Secrets Manager: secrets, their versions, and the data source that reads one. */
import { Refusal, type CloudObject, type InvokeModel, type Model } from "../../world/model";
import { digest } from "./computed";
import { textAt, textsAt } from "./inputs";
import { secret, secretNamed, versionsOf } from "./secretsmanager-secrets";
import { secretVersion, unreadable, valueOf } from "./secretsmanager-versions";

/** What stands for the value that the world has the hash of: the same for the same value. */
function standIn(version: CloudObject, name: "secretString" | "secretBinary"): string {
  const value = valueOf(version, name);
  return value === undefined ? "" : `rehearsal-${digest(value, 32)}`;
}

/** GetSecretValue's answer for a version that it does not have; of version ids in a sentence of ours. */
function noSuchVersion(by: string, version: string): Refusal {
  return new Refusal(
    "ResourceNotFoundException",
    `Secrets Manager can't find the specified secret value for ${by}: ${version}`,
  );
}

const getSecretVersion: InvokeModel = {
  token: "aws:secretsmanager/getSecretVersion:getSecretVersion",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/secretsmanager/secret_version_data_source.go (read 2026-11-26): versionId before versionStage, which is AWSCURRENT by default; the provider's own words for what is not found are \"couldn't find resource\"",
    "docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html (read 2026-11-26)",
    "github.com/pulumi/pulumi-terraform-bridge/issues/1051 and github.com/pulumi/pulumi-aws/issues/1449 (read 2026-11-26): the answer is in plain text, and the program has to mark it as secret",
  ],
  answer: (args, caller, world) => {
    const region = textAt(args, "region") ?? caller.region;
    const secretId = textAt(args, "secretId") ?? "";
    const found = secretNamed(world, secretId, region);
    if (!found) throw unreadable(world, secretId, region);
    const versionId = textAt(args, "versionId");
    const stage = textAt(args, "versionStage") ?? "AWSCURRENT";
    const version = versionsOf(world, found.id).find(({ outputs }) =>
      versionId === undefined
        ? textsAt(outputs, "versionStages").includes(stage)
        : outputs["versionId"] === versionId,
    );
    if (!version) {
      throw versionId === undefined
        ? noSuchVersion("staging label", stage)
        : noSuchVersion("version", versionId);
    }
    const arn = found.id.replace(`:${found.scope}:`, `:${region}:`);
    return {
      arn,
      createdDate: "2026-01-01T00:00:00Z",
      id: `${secretId}|${versionId ?? stage}`,
      region,
      secretArn: arn,
      secretBinary: standIn(version, "secretBinary"),
      secretId,
      secretString: standIn(version, "secretString"),
      versionId: version.outputs["versionId"] ?? "",
      versionStage: stage,
      versionStages: textsAt(version.outputs, "versionStages"),
    };
  },
};

export const secretsmanagerModels: readonly Model[] = [secret, secretVersion];
export const secretsmanagerInvokes: readonly InvokeModel[] = [getSecretVersion];
