/**
 * KMS keys and aliases. Facts: hashicorp/terraform-provider-aws internal/service/kms (key.go, alias.go: schema,
 * ForceNew, a key pending deletion counts as gone), docs.aws.amazon.com/kms/latest/APIReference (CreateKey,
 * CreateAlias, ScheduleKeyDeletion), docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 * (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { parseArn, regionalArn } from "./arn";
import { checkRanges, checkWords, type Problem } from "./checks";
import { regionalOutputs, uuidOf } from "./computed";
import { flagAt, isGiven, numberAt, textAt } from "./inputs";
import { keyNamed } from "./lookups";
import { readPolicy } from "./policies";

export const keyType = "aws:kms/key:Key";
export const aliasType = "aws:kms/alias:Alias";

/**
 * A deleted key stays in the account until its waiting period has passed: as an object of this type, which no
 * stack registers and nothing can use.
 */
export const pendingKeyType = "aws:kms/key:PendingDeletion";

const words = {
  keyUsage: ["SIGN_VERIFY", "ENCRYPT_DECRYPT", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"],
  customerMasterKeySpec: [
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "ECC_NIST_P256",
    "ECC_NIST_P384",
    "ECC_NIST_P521",
    "ECC_NIST_EDWARDS25519",
    "ECC_SECG_P256K1",
    "SYMMETRIC_DEFAULT",
    "HMAC_224",
    "HMAC_256",
    "HMAC_384",
    "HMAC_512",
    "SM2",
    "ML_DSA_44",
    "ML_DSA_65",
    "ML_DSA_87",
  ],
};

function checkKey(inputs: Properties): readonly Problem[] {
  const problems: Problem[] = [
    ...checkWords(inputs, words),
    ...checkRanges(inputs, { deletionWindowInDays: [7, 30], rotationPeriodInDays: [90, 2560] }),
  ];
  if (isGiven(inputs, "rotationPeriodInDays") && !isGiven(inputs, "enableKeyRotation")) {
    const reason =
      '"rotation_period_in_days": all of `enable_key_rotation,rotation_period_in_days` must be specified';
    problems.push(["rotationPeriodInDays", reason]);
  }
  if ((textAt(inputs, "description") ?? "").length > 8192) {
    problems.push(["description", "expected length of description to be in the range (0 - 8192)"]);
  }
  return problems;
}

/** Throws where the policy would lock everyone out, the account itself included. */
function refuseKeyPolicy(draft: Draft): void {
  const policy = textAt(draft.inputs, "policy");
  if (policy === undefined) return;
  const statements = readPolicy(policy, "resource", "MalformedPolicyDocumentException");
  if (flagAt(draft.inputs, "bypassPolicyLockoutSafetyCheck") === true) return;
  const { account, principalArn } = draft.caller;
  const keepers = ["*", account, `arn:aws:iam::${account}:root`, principalArn];
  const kept = statements.some(
    ({ effect, actions, principals }) =>
      effect === "Allow" &&
      (principals["AWS"] ?? []).some((principal) => keepers.includes(principal)) &&
      actions.some((action) => ["*", "kms:*", "kms:Put*", "kms:PutKeyPolicy"].includes(action)),
  );
  if (!kept) {
    throw new Refusal(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
  }
}

function defaultPolicy(account: string): string {
  return JSON.stringify({
    Id: "key-default-1",
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}

/** A UUID, or for a multi-Region key `mrk-` and 32 hexadecimal digits. */
function keyId(draft: Draft): string {
  return flagAt(draft.inputs, "multiRegion") === true ? `mrk-${draft.hex(32)}` : uuidOf(draft);
}

function keyOutputs(draft: Draft, id: string): Properties {
  const rotates = flagAt(draft.inputs, "enableKeyRotation") === true;
  return {
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "kms", `key/${id}`),
    keyId: id,
    description: textAt(draft.inputs, "description") ?? "",
    multiRegion: flagAt(draft.inputs, "multiRegion") ?? false,
    policy: textAt(draft.inputs, "policy") ?? defaultPolicy(draft.caller.account),
    rotationPeriodInDays: numberAt(draft.inputs, "rotationPeriodInDays") ?? (rotates ? 365 : 0),
  };
}

const key: Model = {
  type: keyType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/kms/key.go (read 2026-11)",
    "docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html (read 2026-11): a key that is in use can be scheduled for deletion all the same.",
  ],
  replaceOn: [
    "region",
    "customKeyStoreId",
    "customerMasterKeySpec",
    "keyUsage",
    "multiRegion",
    "xksKeyId",
  ],
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: "SYMMETRIC_DEFAULT",
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  check: checkKey,
  id: keyId,
  computed: keyOutputs,
  refuseCreate: refuseKeyPolicy,
  refuseUpdate: refuseKeyPolicy,
  afterDelete: ({ id, scope, outputs }, world) => {
    const deletionWindowInDays = numberAt(outputs, "deletionWindowInDays") ?? 30;
    const pending = { ...outputs, keyState: "PendingDeletion", deletionWindowInDays };
    world.bring({ type: pendingKeyType, id, scope, owner: id, outputs: pending });
  },
  seconds: secondsOf(keyType),
};

/** The key that an id or an ARN names, in the alias's region. */
function targetOf(draft: Draft): CloudObject | undefined {
  return keyNamed(draft.world, textAt(draft.inputs, "targetKeyId") ?? "", draft.scope);
}

function refuseTarget(draft: Draft): void {
  const target = textAt(draft.inputs, "targetKeyId");
  if (target === undefined || targetOf(draft)) return;
  const named = parseArn(target) ? target : regionalArn(draft, "kms", `key/${target}`);
  throw new Refusal("NotFoundException", `Key '${named}' does not exist`);
}

function refuseAlias(draft: Draft): void {
  const name = textAt(draft.inputs, "name");
  if (name !== undefined && draft.world.find(aliasType, name, draft.scope)) {
    throw new Refusal(
      "AlreadyExistsException",
      `An alias with the name ${regionalArn(draft, "kms", name)} already exists`,
    );
  }
  refuseTarget(draft);
}

const alias: Model = {
  type: aliasType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/kms/alias.go (read 2026-11)",
    "docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 256,
    pattern: /^alias\/(?!aws\/)[0-9A-Za-z_/-]+$/,
    autoName: "none",
    unique: "scope",
    malformed: () =>
      new Refusal(
        "ValidationException",
        "name must begin with 'alias/' and be comprised of only [0-9A-Za-z_/-]; 'alias/aws/' is kept for AWS",
      ),
  },
  replaceOn: ["region", "name", "namePrefix"],
  check: (inputs) => {
    if (!isGiven(inputs, "name") || !isGiven(inputs, "namePrefix")) return [];
    return [["namePrefix", '"name_prefix": conflicts with name']];
  },
  id: (draft) => textAt(draft.inputs, "name") ?? `alias/${draft.hex(26)}`,
  computed: (draft, id) => ({
    region: draft.scope,
    arn: regionalArn(draft, "kms", id),
    name: id,
    namePrefix: textAt(draft.inputs, "namePrefix") ?? "",
    // Read back as the key's id, whichever of id and ARN was given.
    targetKeyId: targetOf(draft)?.id ?? draft.inputs["targetKeyId"] ?? null,
    targetKeyArn: targetOf(draft)?.outputs["arn"] ?? null,
  }),
  refuseCreate: refuseAlias,
  refuseUpdate: refuseTarget,
  seconds: secondsOf(aliasType),
};

/** KMS keys and aliases. */
export const kmsModels: readonly Model[] = [key, alias];
