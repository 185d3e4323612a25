/**
 * Log groups. Facts: hashicorp/terraform-provider-aws internal/service/logs/group.go (schema, ForceNew),
 * docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html, API_DeleteLogGroup.html and the
 * user guide "Encrypt log data in CloudWatch Logs using AWS KMS" (read 2026-11).
 */
import { Refusal, type Draft, type Model } from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkWords } from "./checks";
import { regionalOutputs } from "./computed";
import { flagAt, isGiven, numberAt, textAt } from "./inputs";
import { keyOfArn } from "./lookups";

export const logGroupType = "aws:cloudwatch/logGroup:LogGroup";

/** Days that logs may be kept; 0 is for ever. */
const retentions: readonly number[] = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];
const classes: readonly string[] = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"];

function keyRefused(draft: Draft): Refusal {
  const group = groupArn(draft, textAt(draft.inputs, "name") ?? "");
  return new Refusal(
    "AccessDeniedException",
    `The specified KMS key does not exist or is not allowed to be used with Arn '${group}'`,
  );
}

function groupArn(draft: Draft, name: string): string {
  return regionalArn(draft, "logs", `log-group:${name}`);
}

/** The key must be in the region, and its policy must let CloudWatch Logs of that region use it. */
function refuseKey(draft: Draft): void {
  const keyArn = textAt(draft.inputs, "kmsKeyId");
  if (keyArn === undefined) return;
  const key = keyOfArn(draft.world, keyArn, draft.scope);
  if (!key) throw keyRefused(draft);
  const policy = textAt(key.outputs, "policy");
  if (policy === undefined) return;
  const names = [`logs.${draft.scope}.amazonaws.com`, "logs.amazonaws.com"];
  if (!names.some((name) => policy.includes(`"${name}"`))) throw keyRefused(draft);
}

export const logGroup: Model = {
  type: logGroupType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/logs/group.go (read 2026-11)",
    "docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 512,
    pattern: /^[.\-_/#A-Za-z0-9]+$/,
    autoName: "dash",
    unique: "scope",
    taken: () =>
      new Refusal("ResourceAlreadyExistsException", "The specified log group already exists"),
    malformed: (name) =>
      new Refusal(
        "InvalidParameterException",
        `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: ` +
          "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+ and have length less than or equal to 512",
      ),
  },
  replaceOn: ["name", "namePrefix", "logGroupClass", "region"],
  defaults: { retentionInDays: 0, skipDestroy: false },
  check: (inputs) => {
    const found = [...checkWords(inputs, { logGroupClass: classes })];
    const days = numberAt(inputs, "retentionInDays") ?? 0;
    if (!retentions.includes(days)) {
      found.push(["retentionInDays", `expected one of [${retentions.join(" ")}], got ${days}`]);
    }
    if (isGiven(inputs, "name") && isGiven(inputs, "namePrefix")) {
      found.push(["namePrefix", '"name_prefix": conflicts with name']);
    }
    return found;
  },
  id: (draft) => textAt(draft.inputs, "name") ?? "",
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    arn: groupArn(draft, id),
    name: id,
    namePrefix: textAt(draft.inputs, "namePrefix") ?? "",
    logGroupClass: textAt(draft.inputs, "logGroupClass") ?? "STANDARD",
    deletionProtectionEnabled: flagAt(draft.inputs, "deletionProtectionEnabled") ?? false,
  }),
  refuseCreate: refuseKey,
  refuseUpdate: refuseKey,
  refuseDelete: (object) => {
    const kept = flagAt(object.inputs, "skipDestroy") === true;
    if (kept || flagAt(object.outputs, "deletionProtectionEnabled") !== true) return;
    throw new Refusal(
      "ValidationException",
      "The specified log group has deletion protection enabled. Disable deletion protection before deleting the log group.",
    );
  },
  // With skipDestroy the provider only forgets the group: it stays, with nobody's name on it.
  afterDelete: ({ type, id, scope, inputs, outputs }, world) => {
    if (flagAt(inputs, "skipDestroy") === true)
      world.bring({ type, id, scope, owner: id, outputs });
  },
  seconds: secondsOf(logGroupType),
};
