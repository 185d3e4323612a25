/**
 * Rules of security groups, one resource each. Facts: hashicorp/terraform-provider-aws
 * internal/service/ec2/vpc_security_group_ingress_rule.go (schema, RequiresReplace, a change of the source's kind
 * replaces, one source only), docs.aws.amazon.com/AWSEC2/latest/APIReference (AuthorizeSecurityGroupIngress,
 * errors-overview) (read 2026-11).
 */
import {
  compositeKey,
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkExactlyOne, checkRanges, type Problem } from "./checks";
import { networkProblem } from "./cidr";
import { regionalOutputs } from "./computed";
import * as ec2 from "./ec2-ids";
import { keptProtocol, refusePermission } from "./ec2-permissions";
import { refuseDescription, securityGroupNotFound } from "./ec2-security";
import { isGiven, numberAt, textAt } from "./inputs";
import { ec2NotFound } from "./refusals";

/** Where a rule's traffic comes from or goes to: exactly one of these. */
const sources = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

function protocolOf(properties: Properties): string {
  return keptProtocol(textAt(properties, "ipProtocol") ?? "");
}

function checkRule(inputs: Properties): readonly Problem[] {
  const cidr = textAt(inputs, "cidrIpv4");
  const problem = cidr === undefined ? undefined : networkProblem(cidr);
  return [
    ...checkExactlyOne(inputs, sources),
    ...checkRanges(inputs, { fromPort: [-1, 65535], toPort: [-1, 65535] }),
    ...(problem === undefined ? [] : [["cidrIpv4", problem] as const]),
  ];
}

function refusePorts({ inputs }: Draft): void {
  refusePermission({
    protocol: textAt(inputs, "ipProtocol") ?? "",
    from: numberAt(inputs, "fromPort"),
    to: numberAt(inputs, "toPort"),
  });
}

function groupOf(draft: Draft, path: string): CloudObject | undefined {
  const id = textAt(draft.inputs, path) ?? "";
  return draft.world.find(ec2.securityGroupType, id, draft.scope);
}

function refuseForeignGroup(draft: Draft): void {
  const [own, other] = [
    groupOf(draft, "securityGroupId"),
    groupOf(draft, "referencedSecurityGroupId"),
  ];
  if (own && other && own.outputs["vpcId"] !== other.outputs["vpcId"]) {
    throw new Refusal(
      "InvalidGroup.NotFound",
      "You have specified two resources that belong to different networks.",
    );
  }
}

/** What makes two rules of a group the same to EC2. */
function identityOf(properties: Properties): string {
  const source = sources
    .map((path) => textAt(properties, path))
    .find((value) => value !== undefined);
  const protocol = protocolOf(properties);
  const ports = [numberAt(properties, "fromPort"), numberAt(properties, "toPort")];
  const range =
    protocol === "-1" ? "" : `, from port: ${ports[0] ?? -1}, to port: ${ports[1] ?? -1}`;
  const word = protocol === "-1" ? "ALL" : protocol.toUpperCase();
  return `peer: ${source ?? ""}, ${word}${range}, ALLOW`;
}

function ruleKey(properties: Properties): string {
  return compositeKey(textAt(properties, "securityGroupId") ?? "", identityOf(properties));
}

function refuseDuplicate(draft: Draft, ownId?: string): void {
  const twins = draft.world.keyed(draft.type, ruleKey(draft.inputs), draft.scope);
  if (twins.every((rule) => rule.id === ownId)) return;
  throw new Refusal(
    "InvalidPermission.Duplicate",
    `the specified rule "${identityOf(draft.inputs)}" already exists`,
  );
}

function refuseRule(draft: Draft, ownId?: string): void {
  refuseDescription(draft.inputs, "rule");
  refusePorts(draft);
  refuseForeignGroup(draft);
  refuseDuplicate(draft, ownId);
}

/** The kind of source cannot change in place. */
function changedSources(before: Properties, after: Properties): readonly string[] {
  const [old, now] = [before, after].map((inputs) => sources.find((path) => isGiven(inputs, path)));
  return old === now ? [] : [old, now].filter((path) => path !== undefined);
}

/** A group may be named with its owner's account: `123456789012/sg-...`, for a peered VPC of another account. */
function isForeignAccount(value: string): boolean {
  return /^\d{12}\/sg-/.test(value);
}

function ruleModel(type: string): Model {
  return {
    type,
    placement: "regional",
    sources: [
      "hashicorp/terraform-provider-aws internal/service/ec2/vpc_security_group_ingress_rule.go (read 2026-11)",
      "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html (read 2026-11)",
    ],
    keys: ({ outputs }) => [ruleKey(outputs)],
    replaceOn: ["region", "securityGroupId"],
    replaceWhen: changedSources,
    references: [
      {
        path: "securityGroupId",
        to: [ec2.securityGroupType],
        where: "same",
        missing: securityGroupNotFound,
      },
      {
        path: "referencedSecurityGroupId",
        to: [ec2.securityGroupType],
        where: "same",
        missing: securityGroupNotFound,
        optional: isForeignAccount,
      },
      {
        path: "prefixListId",
        to: [ec2.vpcEndpointType],
        by: "prefixListId",
        where: "same",
        missing: ec2NotFound("InvalidPrefixListID", "prefix list ID"),
      },
    ],
    check: checkRule,
    id: ec2.ec2Id("sgr"),
    computed: (draft, id) => ({
      ...regionalOutputs(draft),
      arn: regionalArn(draft, "ec2", `security-group-rule/${id}`),
      securityGroupRuleId: id,
    }),
    refuseCreate: (draft) => {
      refuseRule(draft);
    },
    refuseUpdate: (draft, before) => {
      refuseRule(draft, before.id);
    },
    seconds: secondsOf(type),
  };
}

/** Ingress and egress rules. */
export const ec2SecurityRuleModels: readonly Model[] = [
  ruleModel(ec2.ingressRuleType),
  ruleModel(ec2.egressRuleType),
];
