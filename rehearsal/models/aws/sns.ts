/**
 * SNS topics and their policies. Facts: hashicorp/terraform-provider-aws internal/service/sns/{topic,topic_policy}.go
 * (schema, ForceNew, names), docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html (read 2026-11).
 */
import {
  Refusal,
  StricterThanAws,
  type Draft,
  type Model,
  type Properties,
  type Value,
} from "../../world/model";
import { same } from "../../world/paths";
import { secondsOf } from "../durations";
import { checkWords, type Problem } from "./checks";
import { regionalArn } from "./arn";
import { parsedJson, regionalOutputs } from "./computed";
import { flagAt, isGiven, numberAt, tagsOf, textAt } from "./inputs";

export const topicType = "aws:sns/topic:Topic";
export const topicPolicyType = "aws:sns/topicPolicy:TopicPolicy";

/** The policy SNS gives a topic: everything to the account, nothing to others. */
function defaultPolicy(topicArn: string, account: string): string {
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [
          "SNS:GetTopicAttributes",
          "SNS:SetTopicAttributes",
          "SNS:AddPermission",
          "SNS:RemovePermission",
          "SNS:DeleteTopic",
          "SNS:Subscribe",
          "SNS:ListSubscriptionsByTopic",
          "SNS:Publish",
        ],
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": account } },
      },
    ],
  });
}

/** A policy as JSON text, whether it came as text or as a document. */
function policyText(value: Value | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function refusePolicy(draft: Draft): void {
  if (textAt(draft.inputs, "policy") === undefined) return;
  const parsed = parsedJson(policyText(draft.inputs["policy"]) ?? "");
  const isDocument = typeof parsed === "object" && parsed !== null && "Statement" in parsed;
  if (isDocument) return;
  throw new Refusal("InvalidParameter", "Invalid parameter: Policy Error: null");
}

function checkPolicy(inputs: Properties): readonly Problem[] {
  const text = textAt(inputs, "policy");
  if (text === undefined || parsedJson(text) !== undefined) return [];
  return [["policy", '"policy" contains an invalid JSON policy']];
}

const words = {
  fifoThroughputScope: ["Topic", "MessageGroup"],
  tracingConfig: ["Active", "PassThrough"],
};

export const topic: Model = {
  type: topicType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/sns/topic.go (read 2026-11)",
    "docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 256,
    pattern: /^[A-Za-z0-9_-]+(\.fifo)?$/,
    autoName: "dash",
    unique: "scope",
    taken: (name, other, { inputs }) =>
      same(tagsOf(inputs), tagsOf(other.inputs))
        ? new StricterThanAws(
            `a second topic "${name}" with the tags of the first`,
            "CreateTopic answers with the first, and two resources then own one topic",
          )
        : new Refusal(
            "InvalidParameter",
            "Invalid parameter: Tags Reason: Topic already exists with different tags",
          ),
    malformed: () => new Refusal("InvalidParameter", "Invalid parameter: Topic Name"),
  },
  replaceOn: ["name", "namePrefix", "fifoTopic", "region"],
  defaults: {
    applicationSuccessFeedbackSampleRate: 0,
    contentBasedDeduplication: false,
    fifoTopic: false,
    firehoseSuccessFeedbackSampleRate: 0,
    httpSuccessFeedbackSampleRate: 0,
    lambdaSuccessFeedbackSampleRate: 0,
    sqsSuccessFeedbackSampleRate: 0,
  },
  check: (inputs) => {
    const found = [...checkPolicy(inputs), ...checkWords(inputs, words)];
    const fifo = flagAt(inputs, "fifoTopic") === true;
    const name = textAt(inputs, "name");
    if (name !== undefined && name.endsWith(".fifo") !== fifo) {
      found.push(["name", `invalid name: ${name}: the suffix .fifo goes with fifoTopic`]);
    }
    if (!fifo && flagAt(inputs, "contentBasedDeduplication") === true) {
      found.push([
        "contentBasedDeduplication",
        "content-based deduplication can only be set for FIFO topics",
      ]);
    }
    return found;
  },
  id: (draft) => regionalArn(draft, "sns", textAt(draft.inputs, "name") ?? ""),
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: id,
    name: id.split(":").at(-1) ?? "",
    namePrefix: textAt(draft.inputs, "namePrefix") ?? "",
    beginningArchiveTime: "",
    fifoThroughputScope: textAt(draft.inputs, "fifoThroughputScope") ?? "",
    owner: draft.caller.account,
    policy: textAt(draft.inputs, "policy") ?? defaultPolicy(id, draft.caller.account),
    signatureVersion: numberAt(draft.inputs, "signatureVersion") ?? 0,
    tracingConfig: textAt(draft.inputs, "tracingConfig") ?? "",
  }),
  refuseCreate: refusePolicy,
  refuseUpdate: refusePolicy,
  // A policy is an attribute of its topic.
  afterDelete: ({ id, scope }, world) => {
    const policy = world.find(topicPolicyType, id, scope);
    if (policy) world.remove(policy);
  },
  seconds: secondsOf(topicType),
};

export const topicPolicy: Model = {
  type: topicPolicyType,
  placement: "regional",
  sources: ["hashicorp/terraform-provider-aws internal/service/sns/topic_policy.go (read 2026-11)"],
  replaceOn: ["arn", "region"],
  references: [
    {
      path: "arn",
      to: [topicType],
      where: "same",
      missing: () => new Refusal("NotFound", "Topic does not exist"),
    },
  ],
  check: checkPolicy,
  id: (draft) => textAt(draft.inputs, "arn") ?? "",
  computed: (draft) => ({
    region: draft.scope,
    owner: draft.caller.account,
    ...(isGiven(draft.inputs, "policy")
      ? { policy: policyText(draft.inputs["policy"]) ?? "" }
      : {}),
  }),
  refuseCreate: (draft) => {
    refusePolicy(draft);
    const arn = textAt(draft.inputs, "arn") ?? "";
    if (!draft.world.find(topicPolicyType, arn, draft.scope)) return;
    throw new StricterThanAws(
      `a second policy of the topic ${arn}`,
      "SetTopicAttributes overwrites the first without a word, and the deletion of either resets it for both",
    );
  },
  refuseUpdate: refusePolicy,
  seconds: secondsOf(topicPolicyType),
};

export const snsModels: readonly Model[] = [topic, topicPolicy];
