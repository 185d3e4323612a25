/**
 * Access entries of EKS clusters and the access policies associated with them. Facts:
 * hashicorp/terraform-provider-aws internal/service/eks (access_entry.go, access_policy_association.go: schema,
 * ForceNew, ids), docs.aws.amazon.com/eks/latest/userguide (access-entries.html, access-policies.html),
 * docs.aws.amazon.com/eks/latest/APIReference (CreateAccessEntry, AssociateAccessPolicy),
 * aws-controllers-k8s/community issue 2144 and terraform-aws-modules/terraform-aws-eks issue 3293 (refusals)
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
import { parseArn, regionalArn, type ArnParts } from "./arn";
import { checkWords, type Problem } from "./checks";
import { regionalOutputs, uuidOf } from "./computed";
import * as eks from "./eks-names";
import { isPrincipal } from "./iam";
import { roleOfArn } from "./iam-roles";
import { isGiven, textAt, textsAt } from "./inputs";
import { mentioning } from "./lookups";

const types = [
  "STANDARD",
  "FARGATE_LINUX",
  "EC2_LINUX",
  "EC2_WINDOWS",
  "EC2",
  "HYBRID_LINUX",
  "HYPERPOD_LINUX",
];

function typeOf(properties: Properties): string {
  return textAt(properties, "type") ?? "STANDARD";
}

/** Access entries are there only where the cluster is asked for them. */
function requireEntries(draft: Draft): void {
  const cluster = eks.clusterOf(draft);
  const mode = textAt(cluster?.outputs ?? {}, "accessConfig.authenticationMode");
  if (mode !== "CONFIG_MAP") return;
  throw new Refusal(
    "InvalidRequestException",
    "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
  );
}

function refuseGroups({ inputs }: Draft): void {
  const groups = textsAt(inputs, "kubernetesGroups");
  const special = typeOf(inputs) !== "STANDARD";
  if (special && (groups.length > 0 || isGiven(inputs, "userName"))) {
    throw eks.invalidParameter(
      `Groups and username can't be specified for access entries of type ${typeOf(inputs)}.`,
    );
  }
  const reserved = groups.find((group) => group.startsWith("system:"));
  if (reserved !== undefined) {
    throw eks.invalidParameter(
      `The kubernetes group name ${reserved} is invalid, it cannot start with system:`,
    );
  }
  const userName = textAt(inputs, "userName") ?? "";
  if (/^(?:system:|eks:|aws:|amazon:|iam:)/.test(userName)) {
    throw eks.invalidParameter(
      `The username ${userName} is invalid, it can't start with system:, eks:, aws:, amazon:, or iam:`,
    );
  }
}

function isForeign(draft: Draft, principal: ArnParts): boolean {
  return principal.account !== draft.caller.account;
}

function refuseEntry(draft: Draft): void {
  eks.requireActive(draft);
  requireEntries(draft);
  const principalArn = textAt(draft.inputs, "principalArn") ?? "";
  const clusterName = textAt(draft.inputs, "clusterName") ?? "";
  const parts = parseArn(principalArn);
  if (parts?.service !== "iam" || !isPrincipal(draft, principalArn)) {
    throw eks.invalidParameter("The specified principalArn is invalid: invalid principal.");
  }
  const special = typeOf(draft.inputs) !== "STANDARD";
  // People may be older than the stack; what runs nodes is made with them.
  if (special && !isForeign(draft, parts) && !roleOfArn(draft.world, principalArn)) {
    throw eks.invalidParameter("The specified principalArn is invalid: invalid principal.");
  }
  if (special && !parts.resource.startsWith("role/")) {
    throw eks.invalidParameter(
      `The principalArn of an access entry of type ${typeOf(draft.inputs)} must be an IAM role.`,
    );
  }
  const id = eks.entryId(clusterName, principalArn);
  if (draft.world.find(eks.accessEntryType, id, draft.scope)) {
    throw new Refusal(
      "ResourceInUseException",
      "The specified access entry resource is already in use on this cluster.",
    );
  }
  refuseGroups(draft);
}

/** The Kubernetes user that EKS makes of a principal that is given none. */
function userNameOf(inputs: Properties): string {
  const principalArn = textAt(inputs, "principalArn") ?? "";
  const parts = parseArn(principalArn);
  if (typeOf(inputs) === "FARGATE_LINUX") return "system:node:{{SessionName}}";
  if (typeOf(inputs) !== "STANDARD") return "system:node:{{EC2PrivateDNSName}}";
  if (!parts?.resource.startsWith("role/")) return principalArn;
  const role = parts.resource.split("/").at(-1) ?? "";
  return `arn:aws:sts::${parts.account}:assumed-role/${role}/{{SessionName}}`;
}

function groupsOf(inputs: Properties): readonly string[] {
  const groups: Readonly<Record<string, readonly string[]>> = {
    EC2: ["system:nodes"],
    EC2_LINUX: ["system:nodes"],
    EC2_WINDOWS: ["eks:kube-proxy-windows", "system:nodes"],
    FARGATE_LINUX: ["system:bootstrappers", "system:nodes", "system:node-proxier"],
  };
  return groups[typeOf(inputs)] ?? textsAt(inputs, "kubernetesGroups");
}

function entryOutputs(draft: Draft): Properties {
  const clusterName = textAt(draft.inputs, "clusterName") ?? "";
  const parts = parseArn(textAt(draft.inputs, "principalArn") ?? "");
  const [kind = "role"] = parts?.resource.split("/") ?? [];
  const name = parts?.resource.split("/").at(-1) ?? "";
  const resource = `access-entry/${clusterName}/${kind}/${parts?.account ?? ""}/${name}/${uuidOf(draft)}`;
  return {
    ...regionalOutputs(draft),
    accessEntryArn: regionalArn(draft, "eks", resource),
    createdAt: eks.madeAt,
    modifiedAt: eks.madeAt,
    kubernetesGroups: groupsOf(draft.inputs),
    userName: textAt(draft.inputs, "userName") ?? userNameOf(draft.inputs),
  };
}

/** Two inputs that together name an entry. */
function isOf(object: CloudObject, other: Properties): boolean {
  return ["clusterName", "principalArn"].every((path) => object.outputs[path] === other[path]);
}

const accessEntry: Model = {
  type: eks.accessEntryType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/eks/access_entry.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html (read 2026-11)",
  ],
  unordered: ["kubernetesGroups"],
  replaceOn: ["region", "clusterName", "principalArn", "type"],
  references: [eks.clusterReference],
  defaults: { type: "STANDARD" },
  check: (inputs): readonly Problem[] => {
    const principal = textAt(inputs, "principalArn");
    const wrong = principal !== undefined && !parseArn(principal);
    return [
      ...checkWords(inputs, { type: types }),
      ...(wrong
        ? [
            [
              "principalArn",
              `"principal_arn" (${principal}) is an invalid ARN: arn: invalid prefix`,
            ] as const,
          ]
        : []),
    ];
  },
  id: ({ inputs }) =>
    eks.entryId(textAt(inputs, "clusterName") ?? "", textAt(inputs, "principalArn") ?? ""),
  computed: entryOutputs,
  refuseCreate: refuseEntry,
  refuseUpdate: refuseGroups,
  afterDelete: (entry, world) => {
    const types = [eks.accessPolicyAssociationType];
    const clusterName = textAt(entry.outputs, "clusterName") ?? "";
    for (const association of mentioning(world, clusterName, types, entry.scope)) {
      if (isOf(association, entry.outputs)) world.remove(association);
    }
  },
  seconds: secondsOf(eks.accessEntryType),
};

/** EKS's access policies (read 2026-11). */
const policies = [
  "AmazonARCRegionSwitchScalingPolicy",
  "AmazonAIOpsAssistantPolicy",
  "AmazonEKSACKPolicy",
  "AmazonEKSAdminPolicy",
  "AmazonEKSAdminViewPolicy",
  "AmazonEKSArgoCDClusterPolicy",
  "AmazonEKSArgoCDPolicy",
  "AmazonEKSAutoNodePolicy",
  "AmazonEKSBlockStorageClusterPolicy",
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSClusterAdminPolicy",
  "AmazonEKSClusterInsightsPolicy",
  "AmazonEKSComputeClusterPolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSEditPolicy",
  "AmazonEKSEventPolicy",
  "AmazonEKSHybridPolicy",
  "AmazonEKSKROPolicy",
  "AmazonEKSLoadBalancingClusterPolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingClusterPolicy",
  "AmazonEKSNetworkingPolicy",
  "AmazonEKSSecretReaderPolicy",
  "AmazonEKSViewPolicy",
  "AmazonEMRJobPolicy",
  "AmazonSagemakerHyperpodClusterPolicy",
];

/** Access policies that AWS attaches to entries which are not STANDARD. */
const nodePolicies = ["AmazonEKSAutoNodePolicy"];

function refusePolicy({ inputs }: Draft): void {
  const policyArn = textAt(inputs, "policyArn");
  const [, name = ""] =
    /^arn:aws:eks::aws:cluster-access-policy\/(\w+)$/.exec(policyArn ?? "") ?? [];
  if (policyArn !== undefined && !policies.includes(name)) {
    throw eks.invalidParameter("The policyArn parameter format is not valid");
  }
  const namespaces = textsAt(inputs, "accessScope.namespaces");
  const type = textAt(inputs, "accessScope.type");
  if (type === "namespace" && namespaces.length === 0) {
    throw eks.invalidParameter(
      "The namespaces parameter can't be empty when the access scope type is namespace.",
    );
  }
  if (type === "cluster" && namespaces.length > 0) {
    throw eks.invalidParameter(
      "The namespaces parameter must be empty when the access scope type is cluster.",
    );
  }
}

function refuseAssociation(draft: Draft): void {
  requireEntries(draft);
  refusePolicy(draft);
  const { inputs } = draft;
  const id = eks.entryId(textAt(inputs, "clusterName") ?? "", textAt(inputs, "principalArn") ?? "");
  const entry = draft.world.find(eks.accessEntryType, id, draft.scope);
  if (!entry) {
    throw new Refusal(
      "ResourceNotFoundException",
      "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.",
    );
  }
  const policy = (textAt(inputs, "policyArn") ?? "").split("/").at(-1) ?? "";
  const forNodes = typeOf(entry.outputs) === "EC2" && nodePolicies.includes(policy);
  if (typeOf(entry.outputs) !== "STANDARD" && !forNodes) {
    throw eks.invalidParameter(
      'This operation can only be performed on Access Entries with a type of "STANDARD".',
    );
  }
}

/** As Go prints a time: of this type alone the provider answers no RFC 3339. */
const associationTime = eks.madeAt.replace(/^(.+)T(.+)Z$/, "$1 $2 +0000 UTC");

const accessPolicyAssociation: Model = {
  type: eks.accessPolicyAssociationType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/eks/access_policy_association.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/APIReference/API_AssociateAccessPolicy.html (read 2026-11): associating twice changes the scope and is no error.",
  ],
  unordered: ["accessScope.namespaces"],
  replaceOn: ["region", "clusterName", "principalArn", "policyArn", "accessScope"],
  references: [eks.clusterReference],
  check: (inputs) => checkWords(inputs, { "accessScope.type": ["cluster", "namespace"] }),
  id: ({ inputs }) => eks.associationId(inputs),
  computed: (draft) => ({
    region: draft.scope,
    associatedAt: associationTime,
    modifiedAt: associationTime,
  }),
  refuseCreate: refuseAssociation,
  seconds: secondsOf(eks.accessPolicyAssociationType),
};

/** Access entries and their policies. */
export const eksAccessModels: readonly Model[] = [accessEntry, accessPolicyAssociation];
