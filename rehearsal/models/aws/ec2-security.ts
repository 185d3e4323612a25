/**
 * Security groups. Facts: hashicorp/terraform-provider-aws internal/service/ec2/vpc_security_group.go and
 * vpc_default_security_group.go (schema, ForceNew, validation; deletion of the default group only forgets it),
 * docs.aws.amazon.com/AWSEC2/latest/APIReference (CreateSecurityGroup, DeleteSecurityGroup, errors-overview)
 * (read 2026-11). The provider takes the allow-all egress rule from a new group, so a group starts closed.
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import type { WorldView } from "../../world/model";
import { secondsOf } from "../durations";
import type { Problem } from "./checks";
import * as ec2 from "./ec2-ids";
import { bearersOfSecurityGroup } from "./ec2-interfaces";
import { vpcNotFound } from "./ec2-vpc";
import { keepsGivenName, textAt } from "./inputs";
import { mentioning } from "./lookups";
import { ec2NotFound } from "./refusals";

/** How EC2 answers for a security group that is not in the region. */
export const securityGroupNotFound = ec2NotFound("InvalidGroup", "security group");

/** The characters that EC2 takes in the description of a group or a rule, and how many. */
export const descriptionRule = { maxLength: 255, pattern: /^[0-9A-Za-z_ .:/()#,@[\]+=&;{}!$*-]*$/ };

/** What the provider says of a description of a group or a rule. */
export function checkDescription(inputs: Properties): readonly Problem[] {
  const description = textAt(inputs, "description") ?? "";
  if (description.length > descriptionRule.maxLength) {
    return [
      ["description", `"description" cannot be longer than 255 characters: "${description}"`],
    ];
  }
  if (descriptionRule.pattern.test(description)) return [];
  const reason = `"description" doesn't comply with restrictions ("${descriptionRule.pattern.source}"): "${description}"`;
  return [["description", reason]];
}

function checkSecurityGroup(inputs: Properties): readonly Problem[] {
  const name = textAt(inputs, "name") ?? textAt(inputs, "namePrefix") ?? "";
  const prefixed = /^sg-/i.test(name);
  return [
    ...checkDescription(inputs),
    ...(prefixed ? [["name", "invalid value for name (cannot begin with sg-)"] as const] : []),
  ];
}

function refuseSecurityGroup(draft: Draft): void {
  const vpcId = textAt(draft.inputs, "vpcId");
  const name = textAt(draft.inputs, "name");
  if (vpcId === undefined) {
    throw new Refusal("VPCIdNotSpecified", "No default VPC for this user");
  }
  const taken = mentioning(draft.world, vpcId, [ec2.securityGroupType], draft.scope).some(
    (group) => ec2.isInVpc(group, vpcId) && group.outputs["name"] === name,
  );
  if (taken) {
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

/** Rules of other groups that name this one. */
function mentionsOf(group: CloudObject, world: WorldView): readonly CloudObject[] {
  return mentioning(world, group.id, ruleTypes, group.scope).filter(
    (rule) => rule.outputs["securityGroupId"] !== group.id,
  );
}

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
  unordered: ["egress", "egress.securityGroups", "ingress", "ingress.securityGroups"],
  replaceOn: ["region", "name", "namePrefix", "description", "vpcId"],
  deleteBeforeReplace: (before, after) => keepsGivenName(before, after, "name"),
  references: [{ path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound }],
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
  references: [{ path: "vpcId", to: [ec2.vpcType], where: "same", missing: vpcNotFound }],
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
  refuseCreate: (draft) => {
    if (defaultGroupId(draft) !== "") return;
    throw new Refusal("InvalidVpcID.NotFound", "no default VPC for this user");
  },
  seconds: secondsOf(ec2.defaultSecurityGroupType),
};

/** Security groups, and the default one of a VPC as the provider adopts it. */
export const ec2SecurityGroupModels: readonly Model[] = [securityGroup, defaultSecurityGroup];
