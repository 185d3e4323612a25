/**
 * Secrets of Secrets Manager, without their values. Facts: hashicorp/terraform-provider-aws
 * internal/service/secretsmanager/{secret,validate}.go (schema, ForceNew, a secret scheduled for deletion counts as gone),
 * docs.aws.amazon.com/secretsmanager/latest/apireference API_CreateSecret and API_DeleteSecret (read 2026-11-26).
 */
import {
  compositeKey,
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type WorldView,
} from "../../world/model";
import { isRegion } from "../../world/regions";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkWords, type Problem } from "./checks";
import { parsedJson, regionalOutputs } from "./computed";
import { blocksAt, isGiven, numberAt, textAt } from "./inputs";
import { keyNamed } from "./lookups";
import { readPolicy } from "./policies";

export const secretType = "aws:secretsmanager/secret:Secret";
export const versionType = "aws:secretsmanager/secretVersion:SecretVersion";

/**
 * A deleted secret keeps its name until its recovery window has passed: as an object of this type, under that name, which
 * no stack registers and nothing can read.
 */
export const pendingSecretType = "aws:secretsmanager/secret:PendingDeletion";

/** The secret of a name or an ARN in a region: one of its own, or the replica of one from elsewhere. */
export function secretNamed(
  world: WorldView,
  nameOrArn: string,
  region: string,
): CloudObject | undefined {
  const key = compositeKey(region, nameOrArn);
  return world.keyed(secretType, key)[0];
}

/** The versions of a secret that the world has, oldest first. */
export function versionsOf(world: WorldView, secretArn: string): readonly CloudObject[] {
  return [...world.keyed(versionType, secretArn)].sort((a, b) => a.order - b.order);
}

/** What it is called in each region that it is in: the ARN of a replica differs in its region alone. */
function keysOf({ id, scope, outputs }: CloudObject): readonly string[] {
  const name = textAt(outputs, "name") ?? "";
  const regions = blocksAt(outputs, "replicas")
    .filter((replica) => textAt(replica, "status") === "InSync")
    .map((replica) => textAt(replica, "region") ?? "");
  return [scope, ...regions].flatMap((region) => [
    compositeKey(region, name),
    compositeKey(region, id.replace(`:${scope}:`, `:${region}:`)),
  ]);
}

const namePattern = /^[0-9A-Za-z/_+=.@-]+$/;

const words = {
  type: ["SalesforceClientSecret", "BigIDClientSecret", "SnowflakeKeyPairAuthentication"],
};

function checkSecret(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [...checkWords(inputs, words)];
  const days = numberAt(inputs, "recoveryWindowInDays") ?? 30;
  if (days !== 0 && (days < 7 || days > 30)) {
    const reason = `expected recoveryWindowInDays to be in the range (7 - 30) or one of [0], got ${days}`;
    problems.push(["recoveryWindowInDays", reason]);
  }
  if (isGiven(inputs, "name") && isGiven(inputs, "namePrefix")) {
    problems.push(["namePrefix", '"name_prefix": conflicts with name']);
  }
  const policy = textAt(inputs, "policy");
  if (policy !== undefined && parsedJson(policy) === undefined) {
    problems.push(["policy", '"policy" contains an invalid JSON']);
  }
  blocksAt(inputs, "replicas").forEach((replica, index) => {
    for (const part of ["lastAccessedDate", "status", "statusMessage"]) {
      if (!isGiven(replica, part)) continue;
      const path = `replicas[${index}].${part}`;
      problems.push([path, `Can't configure a value for "${path}": its value will be decided`]);
    }
  });
  return problems;
}

function invalid(message: string): Refusal {
  return new Refusal("InvalidParameterException", message);
}

/** The first half is Secrets Manager's (terraform-provider-aws pull request 13303), the second KMS's own. */
function refuseKey(draft: Draft, key: string | undefined, region: string): void {
  if (key === undefined || key === "alias/aws/secretsmanager") return;
  if (keyNamed(draft.world, key, region)) return;
  throw invalid(
    `The operation failed because of an invalid KMS key: Key '${key}' does not exist in ${region}`,
  );
}

/** The sentences about replicas are ours. */
function refuseReplicas(draft: Draft): void {
  const regions = new Set([draft.scope]);
  for (const replica of blocksAt(draft.inputs, "replicas")) {
    const region = textAt(replica, "region") ?? "";
    if (!isRegion(region)) throw invalid(`Invalid replica region: ${region}`);
    if (regions.has(region)) throw invalid(`The secret is in the replica region ${region} already`);
    regions.add(region);
    refuseKey(draft, textAt(replica, "kmsKeyId"), region);
  }
}

function refuseSecret(draft: Draft): void {
  refuseKey(draft, textAt(draft.inputs, "kmsKeyId"), draft.scope);
  refuseReplicas(draft);
  const policy = textAt(draft.inputs, "policy") ?? "{}";
  if (policy !== "{}") readPolicy(policy, "resource", "MalformedPolicyDocumentException");
}

/** The sentence is quoted in getmoto/moto issue 9700 (read 2026-11-26). */
function taken(name: string): Refusal {
  return new Refusal(
    "ResourceExistsException",
    `The operation failed because the secret ${name} already exists.`,
  );
}

/** The provider asks again for two minutes, in which no recovery window ends. */
function refuseName(draft: Draft): void {
  const name = textAt(draft.inputs, "name") ?? "";
  if (draft.world.find(pendingSecretType, name, draft.scope)) {
    throw new Refusal(
      "InvalidRequestException",
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (secretNamed(draft.world, name, draft.scope)) throw taken(name);
}

/** A replica whose name another secret has in its region fails, which is no error of the call. */
function replicaOf(draft: Draft, id: string, replica: Properties): Properties {
  const region = textAt(replica, "region") ?? "";
  const other = secretNamed(draft.world, textAt(draft.inputs, "name") ?? "", region);
  const fails = other !== undefined && other.id !== id;
  return {
    ...replica,
    kmsKeyId: textAt(replica, "kmsKeyId") ?? "alias/aws/secretsmanager",
    lastAccessedDate: "",
    status: fails ? "Failed" : "InSync",
    statusMessage: fails
      ? "Replication failed: Secret with this name already exists in this region"
      : "Replication succeeded",
  };
}

function computed(draft: Draft, id: string): Properties {
  const { inputs } = draft;
  return {
    ...regionalOutputs(draft),
    arn: id,
    namePrefix: textAt(inputs, "namePrefix") ?? "",
    policy: textAt(inputs, "policy") ?? "",
    replicas: blocksAt(inputs, "replicas").map((replica) => replicaOf(draft, id, replica)),
  };
}

export const secret: Model = {
  type: secretType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/secretsmanager/secret.go (read 2026-11-26); that a change of type replaces is assumed from the SDK's comment: it cannot be changed",
    "docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html (read 2026-11-26): Secrets Manager adds a hyphen and six random characters to the name at the end of the ARN",
    "docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html (read 2026-11-26): versions go along; 7 to 30 days, 30 by default",
  ],
  name: {
    property: "name",
    maxLength: 512,
    pattern: namePattern,
    autoName: "dash",
    unique: "scope",
    taken,
    malformed: (name) =>
      invalid(
        namePattern.test(name)
          ? `"name" cannot be greater than 512 characters`
          : `only alphanumeric characters and /_+=.@- special characters are allowed in "name"`,
      ),
  },
  keys: keysOf,
  unordered: ["replicas"],
  replaceOn: ["name", "namePrefix", "type", "region"],
  defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30 },
  check: checkSecret,
  id: (draft) =>
    regionalArn(
      draft,
      "secretsmanager",
      `secret:${textAt(draft.inputs, "name") ?? ""}-${draft.hex(6)}`,
    ),
  computed,
  refuseCreate: (draft) => {
    refuseName(draft);
    refuseSecret(draft);
  },
  refuseUpdate: refuseSecret,
  afterDelete: ({ id, scope, outputs }, world) => {
    for (const version of versionsOf(world, id)) world.remove(version);
    const recoveryWindowInDays = numberAt(outputs, "recoveryWindowInDays") ?? 30;
    if (recoveryWindowInDays === 0) return;
    const name = textAt(outputs, "name") ?? "";
    const pending = { name, secretArn: id, recoveryWindowInDays };
    world.bring({ type: pendingSecretType, id: name, scope, owner: id, outputs: pending });
  },
  seconds: secondsOf(secretType),
};
