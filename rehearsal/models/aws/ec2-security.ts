/**
 * Security groups. Facts: hashicorp/terraform-provider-aws internal/service/ec2/vpc_security_group.go (schema, ForceNew,
 * TypeSet, lengths, the allow-all egress rule taken from a new group, so that a group starts closed) and
 * vpc_default_security_group.go (adopting the default group revokes its rules; deletion only forgets it) (read 2026-11);
 * docs.aws.amazon.com/AWSEC2/latest/APIReference (CreateSecurityGroup, DeleteSecurityGroup, errors-overview) (read
 * 2026-11). EC2's words for a description that it does not take: general knowledge, not verified.
 */
import {
  compositeKey,
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type Reference,
  type WorldView,
} from "../../world/model";
import { secondsOf } from "../durations";
import type { Problem } from "./checks";
import { networkProblem } from "./cidr";
import * as ec2 from "./ec2-ids";
import { bearersOfSecurityGroup } from "./ec2-interfaces";
import { keptProtocol, refusePermission } from "./ec2-permissions";
import { vpcNotFound } from "./ec2-vpc";
import { blocksAt, numberAt, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";
import { ec2NotFound } from "./refusals";

/** How EC2 answers for a security group that is not in the region. */
export const securityGroupNotFound = ec2NotFound("InvalidGroup", "security group");

/** The characters that EC2 takes in the description of a group or a rule, and how many. */
const descriptionRule = { maxLength: 255, pattern: /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/ };

/** Throws what EC2 says of the description of a group or a rule, which the provider mostly leaves to it. */
export function refuseDescription(inputs: Properties, of: "group" | "rule"): void {
  const description = textAt(inputs, "description") ?? "";
  const { maxLength, pattern } = descriptionRule;
  if (description.length <= maxLength && pattern.test(description)) return;
  throw new Refusal(
    "InvalidParameterValue",
    `Invalid ${of} description. Valid descriptions are strings less than 256 characters from the following set: ` +
      "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
  );
}

/** The rules among a group's inputs, each with its path. */
function inlineRules(inputs: Properties): readonly (readonly [path: string, rule: Properties])[] {
  return ["ingress", "egress"].flatMap((name) =>
    blocksAt(inputs, name).map((rule, index) => [`${name}[${index}]`, rule] as const),
  );
}

function checkInlineRules(inputs: Properties): readonly Problem[] {
  return inlineRules(inputs).flatMap(([path, rule]) => {
    const found = textsAt(rule, "cidrBlocks").flatMap((cidr): Problem[] => {
      const problem = networkProblem(cidr);
      return problem === undefined ? [] : [[`${path}.cidrBlocks`, problem]];
    });
    const [from = 0, to = 0] = [numberAt(rule, "fromPort"), numberAt(rule, "toPort")];
    const all = keptProtocol(textAt(rule, "protocol") ?? "") === "-1";
    if (!all || (from === 0 && to === 0)) return found;
    const reason = `from_port (${from}) and to_port (${to}) must both be 0 to use the 'ALL' "-1" protocol!`;
    return [...found, [path, reason] as const];
  });
}

function refuseInlineRules({ inputs }: Draft): void {
  for (const [, rule] of inlineRules(inputs)) {
    refusePermission({
      protocol: textAt(rule, "protocol") ?? "-1",
      from: numberAt(rule, "fromPort"),
      to: numberAt(rule, "toPort"),
    });
  }
}

function checkSecurityGroup(inputs: Properties): readonly Problem[] {
  const { length } = textAt(inputs, "description") ?? "";
  const tooLong = `expected length of description to be in the range (0 - 255), got ${length} characters`;
  const named = ["name", "namePrefix"].filter((path) => textAt(inputs, path)?.startsWith("sg-"));
  return [
    ...checkInlineRules(inputs),
    ...(length > descriptionRule.maxLength ? [["description", tooLong] as const] : []),
    ...named.map((path) => [path, `invalid value for ${path} (cannot begin with sg-)`] as const),
  ];
}

function refuseSecurityGroup(draft: Draft): void {
  const vpcId = textAt(draft.inputs, "vpcId");
  const name = textAt(draft.inputs, "name");
  refuseDescription(draft.inputs, "group");
  refuseInlineRules(draft);
  if (vpcId === undefined) {
    throw new Refusal("VPCIdNotSpecified", "No default VPC for this user");
  }
  const key = compositeKey(vpcId, name ?? "");
  if (draft.world.keyed(ec2.securityGroupType, key, draft.scope).length > 0) {
    throw new Refusal(
      "InvalidGroup.Duplicate",
      `The security group '${name ?? ""}' already exists for VPC '${vpcId}'`,
    );
  }
}

const ruleTypes = [ec2.ingressRuleType, ec2.egressRuleType];

/** The group's own rules, which go with it. */
function rulesOf(group: CloudObject, world: WorldView): readonly CloudObject[] {
  return mentioning(world, group.id, ruleTypes, group.scope).filter(
    (rule) => rule.outputs["securityGroupId"] === group.id,
  );
}

/** Rules of other groups that name this one, and groups with such a rule among their inputs. */
function mentionsOf(group: CloudObject, world: WorldView): readonly CloudObject[] {
  const types = [...ruleTypes, ec2.securityGroupType, ec2.defaultSecurityGroupType];
  return mentioning(world, group.id, types, group.scope).filter(
    (other) => other.id !== group.id && other.outputs["securityGroupId"] !== group.id,
  );
}

/** Groups that the rules among a group's inputs name. */
const inlineGroups: readonly Reference[] = ["ingress", "egress"].map((rules) => ({
  path: `${rules}[].securityGroups[]`,
  to: [ec2.securityGroupType],
  where: "same",
  missing: securityGroupNotFound,
  // With its owner's account before it: a group of a peered VPC of another account.
  optional: (value) => value.includes("/"),
}));

function refuseGroupDeletion(group: CloudObject, world: WorldView): void {
  if (bearersOfSecurityGroup(world, group).length + mentionsOf(group, world).length === 0) return;
  throw new Refusal("DependencyViolation", `resource ${group.id} has a dependent object`);
}

const securityGroup: Model = {
  type: ec2.securityGroupType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_security_group.go (read 2026-11)",
    "docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 255,
    pattern: /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/,
    autoName: "dash",
    unique: "none",
  },
  keys: ({ outputs }) => [compositeKey(outputs["vpcId"] ?? "", outputs["name"] ?? "")],
  unordered: ["egress", "egress.securityGroups", "ingress", "ingress.securityGroups"],
  replaceOn: ["region", "name", "namePrefix", "description", "vpcId"],
  references: [
    { path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound },
    ...inlineGroups,
  ],
  defaults: { description: "Managed by Pulumi", revokeRulesOnDelete: false },
  check: checkSecurityGroup,
  id: ec2.ec2Id("sg"),
  computed: (draft, id) => ({
    ...ec2.ownedOutputs(draft, "security-group", id),
    ingress: draft.inputs["ingress"] ?? [],
    egress: draft.inputs["egress"] ?? [],
    namePrefix: draft.inputs["namePrefix"] ?? "",
  }),
  refuseCreate: refuseSecurityGroup,
  refuseUpdate: refuseInlineRules,
  refuseDelete: refuseGroupDeletion,
  afterDelete: (group, world) => {
    for (const rule of rulesOf(group, world)) world.remove(rule);
  },
  seconds: secondsOf(ec2.securityGroupType),
};

function defaultGroupId(draft: Draft): string {
  const vpcId = textAt(draft.inputs, "vpcId") ?? "";
  const vpc = draft.world.find(ec2.vpcType, vpcId, draft.scope);
  return textAt(vpc?.outputs ?? {}, "defaultSecurityGroupId") ?? "";
}

const defaultSecurityGroup: Model = {
  type: ec2.defaultSecurityGroupType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/ec2/vpc_default_security_group.go (read 2026-11)",
  ],
  unordered: ["egress", "egress.securityGroups", "ingress", "ingress.securityGroups"],
  replaceOn: ["region", "vpcId"],
  references: [
    { path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound },
    ...inlineGroups,
  ],
  defaults: { revokeRulesOnDelete: false },
  id: defaultGroupId,
  computed: (draft, id) => ({
    ...ec2.ownedOutputs(draft, "security-group", id),
    description: "default VPC security group",
    name: "default",
    namePrefix: "",
    ingress: draft.inputs["ingress"] ?? [],
    egress: draft.inputs["egress"] ?? [],
  }),
  check: checkInlineRules,
  refuseCreate: (draft) => {
    refuseInlineRules(draft);
    if (defaultGroupId(draft) !== "") return;
    throw new Refusal("InvalidVpcID.NotFound", "no default VPC for this user");
  },
  refuseUpdate: refuseInlineRules,
  afterCreate: ({ world, scope }, id) => {
    const group = world.find(ec2.securityGroupType, id, scope);
    if (!group) return;
    for (const rule of rulesOf(group, world)) world.remove(rule);
  },
  seconds: secondsOf(ec2.defaultSecurityGroupType),
};

/** Security groups, and the default one of a VPC as the provider adopts it. */
export const ec2SecurityGroupModels: readonly Model[] = [securityGroup, defaultSecurityGroup];
