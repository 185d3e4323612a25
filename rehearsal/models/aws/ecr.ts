/**
 * ECR repositories, their lifecycle policies, and the token to log in with. Facts: hashicorp/terraform-provider-aws
 * internal/service/ecr/{repository,lifecycle_policy,authorization_token_data_source}.go (schema, ForceNew),
 * docs.aws.amazon.com/AmazonECR/latest/APIReference (CreateRepository, DeleteRepository, PutLifecyclePolicy) (read
 * 2026-11).
 */
import {
  Refusal,
  StricterThanAws,
  type InvokeModel,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkWords } from "./checks";
import { digest, parsedJson, regionalOutputs } from "./computed";
import { flagAt, textAt } from "./inputs";

export const repositoryType = "aws:ecr/repository:Repository";
export const lifecyclePolicyType = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const pushedImageType = "rehearsal:ecr:Image";
const keyType = "aws:kms/key:Key";

const words: Readonly<Record<string, readonly string[]>> = {
  imageTagMutability: [
    "MUTABLE",
    "IMMUTABLE",
    "IMMUTABLE_WITH_EXCLUSION",
    "MUTABLE_WITH_EXCLUSION",
  ],
  "encryptionConfigurations.0.encryptionType": ["AES256", "KMS", "KMS_DSSE"],
};

function registryOf(account: string, region: string): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com`;
}

export const repository: Model = {
  type: repositoryType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ecr/repository.go (read 2026-11)",
    "docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 256,
    pattern: /^(?=..)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
    autoName: "dash",
    unique: "scope",
    taken: (name) =>
      new Refusal(
        "RepositoryAlreadyExistsException",
        `The repository with name '${name}' already exists in the registry`,
      ),
    malformed: (name) =>
      new Refusal(
        "InvalidParameterException",
        `Invalid parameter at 'repositoryName' failed to satisfy constraint: '${name}' must have 2 to 256 characters and satisfy ` +
          "regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*'",
      ),
  },
  replaceOn: ["name", "encryptionConfigurations", "region"],
  defaults: { imageTagMutability: "MUTABLE" },
  references: [
    {
      path: "encryptionConfigurations[].kmsKey",
      to: [keyType],
      by: "arn",
      where: "same",
      missing: (key) => new Refusal("KmsException", `KMS key '${key}' is not found`),
      optional: (key) => key.includes("alias/"),
    },
  ],
  check: (inputs) => checkWords(inputs, words),
  id: (draft) => textAt(draft.inputs, "name") ?? "",
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "ecr", `repository/${id}`),
    name: id,
    registryId: draft.caller.account,
    repositoryUrl: `${registryOf(draft.caller.account, draft.scope)}/${id}`,
    encryptionConfigurations: draft.inputs["encryptionConfigurations"] ?? [
      { encryptionType: "AES256", kmsKey: "" },
    ],
  }),
  refuseDelete: (object, world, caller) => {
    if (flagAt(object.inputs, "forceDelete") === true) return;
    // What was pushed stays when the Image resource that pushed it goes.
    const url = textAt(object.outputs, "repositoryUrl") ?? "";
    if (world.referrers(url, pushedImageType).length === 0) return;
    throw new Refusal(
      "RepositoryNotEmptyException",
      `The repository with name '${object.id}' in registry with id '${caller.account}' cannot be deleted because it still contains images`,
    );
  },
  // AWS deletes a repository's lifecycle policy with it.
  afterDelete: (object, world) => {
    const policy = world.find(lifecyclePolicyType, object.id, object.scope);
    if (policy) world.remove(policy);
  },
  seconds: secondsOf(repositoryType),
};

/** The policy's text and its rules; undefined while the value is not known. */
function policyOf(inputs: Properties): { text: string; rules: readonly unknown[] } | undefined {
  const given = inputs["policy"];
  if (textAt(inputs, "policy") === undefined && typeof given !== "object") return undefined;
  const text = typeof given === "string" ? given : JSON.stringify(given);
  const parsed = parsedJson(text);
  const rules =
    typeof parsed === "object" && parsed !== null && "rules" in parsed ? parsed.rules : [];
  return { text, rules: Array.isArray(rules) ? (rules as readonly unknown[]) : [] };
}

export const lifecyclePolicy: Model = {
  type: lifecyclePolicyType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ecr/lifecycle_policy.go (read 2026-11)",
    "docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html (read 2026-11)",
  ],
  replaceOn: ["repository", "policy", "region"],
  // One per repository.
  deleteBeforeReplace: true,
  references: [
    {
      path: "repository",
      to: [repositoryType],
      where: "same",
      missing: (name) =>
        new Refusal(
          "RepositoryNotFoundException",
          `The repository with name '${name}' does not exist in the registry`,
        ),
    },
  ],
  check: (inputs) => {
    const text = textAt(inputs, "policy");
    if (text === undefined || parsedJson(text) !== undefined) return [];
    return [["policy", '"policy" contains an invalid JSON']];
  },
  id: (draft) => textAt(draft.inputs, "repository") ?? "",
  computed: (draft) => {
    const policy = policyOf(draft.inputs);
    return {
      region: draft.scope,
      registryId: draft.caller.account,
      ...(policy ? { policy: policy.text } : {}),
    };
  },
  refuseCreate: (draft) => {
    const policy = policyOf(draft.inputs);
    if (policy?.rules.length === 0) {
      throw new Refusal(
        "InvalidParameterException",
        "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: object has missing required properties ([\"rules\"])'",
      );
    }
    const name = textAt(draft.inputs, "repository") ?? "";
    if (!draft.world.find(lifecyclePolicyType, name, draft.scope)) return;
    throw new StricterThanAws(
      `a second lifecycle policy of the repository ${name}`,
      "PutLifecyclePolicy overwrites the first without a word, and the deletion of either takes it from both",
    );
  },
  seconds: secondsOf(lifecyclePolicyType),
};

/** The user name is always `AWS`; the password is the same for the same account and region, and opens nothing. */
const getAuthorizationToken: InvokeModel = {
  token: "aws:ecr/getAuthorizationToken:getAuthorizationToken",
  sources: [
    "docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html (read 2026-11)",
  ],
  answer: (args, caller) => {
    const region = textAt(args, "region") ?? caller.region;
    const registryId = textAt(args, "registryId") ?? caller.account;
    if (!/^\d{12}$/.test(registryId)) {
      throw new Refusal(
        "InvalidParameterException",
        `Invalid parameter at 'registryIds' failed to satisfy constraint: '${registryId}' must satisfy regular expression '[0-9]{12}'`,
      );
    }
    const password = `rehearsal-${digest(`${registryId} ${region} registry`, 32)}`;
    return {
      authorizationToken: Buffer.from(`AWS:${password}`).toString("base64"),
      expiresAt: "2026-01-01T12:00:00Z",
      id: region,
      password,
      proxyEndpoint: `https://${registryOf(registryId, region)}`,
      region,
      registryId: textAt(args, "registryId") ?? null,
      userName: "AWS",
    };
  },
};

export const ecrModels: readonly Model[] = [repository, lifecyclePolicy];
export const ecrInvokes: readonly InvokeModel[] = [getAuthorizationToken];
