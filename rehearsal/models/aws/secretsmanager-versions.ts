/**
 * Versions of secrets, which hold the values. Facts: hashicorp/terraform-provider-aws
 * internal/service/secretsmanager/secret_version.go (schema, ForceNew, what a deletion leaves), docs.aws.amazon.com
 * /secretsmanager/latest/apireference API_PutSecretValue and API_UpdateSecretVersionStage (read 2026-11-26).
 *
 * On AWS a version stays as long as a label is on it, whoever made it. The world keeps what resources hold, and of all others
 * the current one alone: what `AWSPREVIOUS` was left on is forgotten.
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type WorldView,
} from "../../world/model";
import { isHashed } from "../../world/secrets";
import { secondsOf } from "../durations";
import type { Problem } from "./checks";
import { isGiven, textAt, textsAt } from "./inputs";
import {
  pendingSecretType,
  secretNamed,
  secretType,
  versionsOf,
  versionType,
} from "./secretsmanager-secrets";

const current = "AWSCURRENT";
const previous = "AWSPREVIOUS";

/** The inputs that hold a value, of which one is given. */
const values = ["secretString", "secretBinary", "secretStringWo"] as const;

/** Secrets Manager's answer for what it does not have, be it in another region. */
export function secretNotFound(): Refusal {
  return new Refusal(
    "ResourceNotFoundException",
    "Secrets Manager can't find the specified secret.",
  );
}

/** What a secret scheduled for deletion answers, and one that never was. */
export function unreadable(world: WorldView, nameOrArn: string, region: string): Refusal {
  const isIt = ({ id, outputs }: CloudObject): boolean =>
    id === nameOrArn || outputs["secretArn"] === nameOrArn;
  if (!world.all(pendingSecretType, region).some(isIt)) return secretNotFound();
  return new Refusal(
    "InvalidRequestException",
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

/** The value of a version as the world keeps it; what is written only is in no output. */
export function valueOf(
  { inputs, outputs }: CloudObject,
  name: "secretString" | "secretBinary",
): string | undefined {
  const writtenOnly = name === "secretString" ? textAt(inputs, "secretStringWo") : undefined;
  return textAt(outputs, name) ?? writtenOnly;
}

function checkVersion(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [];
  const given = values.filter((name) => isGiven(inputs, name));
  for (const name of given.slice(1)) {
    problems.push([name, `"${name}": conflicts with ${given[0] ?? ""}`]);
  }
  const together = ["secretStringWo", "secretStringWoVersion"] as const;
  const lone = together.filter((name) => isGiven(inputs, name));
  if (lone.length === 1) {
    const reason = `all of \`${together.join(",")}\` must be specified`;
    problems.push([lone[0] ?? "", reason]);
  }
  const binary = textAt(inputs, "secretBinary");
  if (binary !== undefined && !isHashed(binary) && !isBase64(binary)) {
    problems.push(["secretBinary", `"secretBinary" must be base64-encoded`]);
  }
  return problems;
}

function isBase64(text: string): boolean {
  return text !== "" && Buffer.from(text, "base64").toString("base64") === text;
}

function secretOf(draft: Draft): CloudObject | undefined {
  return secretNamed(draft.world, textAt(draft.inputs, "secretId") ?? "", draft.scope);
}

/** A value can be put into a secret in its own region only. That nothing was given is told in a sentence of ours. */
function refuseVersion(draft: Draft): void {
  const secret = secretOf(draft);
  if (secret?.scope !== draft.scope) {
    throw unreadable(draft.world, textAt(draft.inputs, "secretId") ?? "", draft.scope);
  }
  if (!values.some((name) => isGiven(draft.inputs, name))) {
    throw new Refusal(
      "InvalidRequestException",
      "You must provide either SecretString or SecretBinary.",
    );
  }
}

/** The labels that a version has after its creation or change: the current one cannot be taken from it. */
function stagesOf(draft: Draft, id: string): readonly string[] {
  const others = versionsOf(draft.world, secretOf(draft)?.id ?? "").filter(
    (other) => other.id !== id,
  );
  const before = draft.world.find(versionType, id, draft.scope);
  const asked = isGiven(draft.inputs, "versionStages")
    ? textsAt(draft.inputs, "versionStages")
    : before
      ? textsAt(before.outputs, "versionStages")
      : [current];
  const stays = before
    ? textsAt(before.outputs, "versionStages").includes(current)
    : !others.some(isCurrent);
  return stays && !asked.includes(current) ? [...asked, current] : asked;
}

function isCurrent({ outputs }: CloudObject): boolean {
  return textsAt(outputs, "versionStages").includes(current);
}

/** Takes the labels of a version from all others; the one that was current before becomes the previous one. */
function moveLabels({ world, urn }: Draft, secretArn: string, id: string): void {
  const versions = versionsOf(world, secretArn);
  const mine = versions.find((version) => version.id === id);
  const labels = textsAt(mine?.outputs ?? {}, "versionStages");
  const isNewlyCurrent =
    labels.includes(current) && versions.some((one) => one.id !== id && isCurrent(one));
  for (const version of versions) {
    if (version.id === id) continue;
    // Its resource has a later version, or none: nothing holds it but its label.
    if (labels.includes(current) && (version.urn === undefined || version.urn === urn)) {
      world.remove(version);
      continue;
    }
    const before = textsAt(version.outputs, "versionStages");
    const kept = before.filter(
      (label) => !labels.includes(label) && !(isNewlyCurrent && label === previous),
    );
    const after = isNewlyCurrent && isCurrent(version) ? [...kept, previous] : kept;
    if (after.join() !== before.join())
      world.amend(version, { ...version.outputs, versionStages: after });
  }
}

function computed(draft: Draft, id: string): Properties {
  const secretArn = secretOf(draft)?.id ?? "";
  return {
    region: draft.scope,
    arn: secretArn,
    secretArn,
    hasSecretStringWo: isGiven(draft.inputs, "secretStringWo"),
    secretStringWo: null,
    versionId: id.slice(id.lastIndexOf("|") + 1),
    versionStages: stagesOf(draft, id),
  };
}

export const secretVersion: Model = {
  type: versionType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/secretsmanager/secret_version.go (read 2026-11-26); that of a value that is written only nothing is told but its version is from there, what Pulumi calls a change of it is assumed",
    "docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html (read 2026-11-26): the first version is the current one, which the next one becomes unless labels are given",
  ],
  keys: ({ outputs }) => [textAt(outputs, "secretArn") ?? ""],
  unordered: ["versionStages"],
  replaceOn: ["secretId", "secretBinary", "secretString", "secretStringWoVersion", "region"],
  secretOutputs: ["secretBinary", "secretString", "secretStringWo"],
  check: checkVersion,
  // The version's own id is the token by which the provider asks: `terraform-`, a time and a count.
  id: (draft) => `${textAt(draft.inputs, "secretId") ?? ""}|terraform-${draft.hex(26)}`,
  computed,
  refuseCreate: refuseVersion,
  refuseUpdate: refuseVersion,
  afterCreate: (draft, id, outputs) => {
    moveLabels(draft, textAt(outputs, "secretArn") ?? "", id);
  },
  afterUpdate: (draft, before) => {
    moveLabels(draft, textAt(before.outputs, "secretArn") ?? "", before.id);
  },
  // The provider takes every label but the current one away, so that what is current stays, with nobody's name on it.
  afterDelete: (version, world) => {
    const owner = textAt(version.outputs, "secretArn") ?? "";
    if (!isCurrent(version) || !world.find(secretType, owner, version.scope)) return;
    const { type, id, scope } = version;
    const outputs = { ...version.outputs, secretString: valueOf(version, "secretString") ?? null };
    world.bring({ type, id, scope, owner, ownerType: secretType, outputs });
  },
  seconds: secondsOf(versionType),
};
