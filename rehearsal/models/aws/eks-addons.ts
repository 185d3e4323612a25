/**
 * EKS add-ons and Pod Identity associations. Facts: hashicorp/terraform-provider-aws internal/service/eks
 * (addon.go, pod_identity_association.go: schema, ForceNew, ids, EKS's words in retried errors),
 * docs.aws.amazon.com/eks/latest/userguide (workloads-add-ons-available-eks.html, pod-id-role.html),
 * eksctl-io/eksctl issue 7753 and hashicorp/terraform-provider-aws issue 32238 (refusals) (read 2026-11).
 */
import {
  compositeKey,
  Refusal,
  StricterThanAws,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { secondsOf } from "../durations";
import { regionalArn } from "./arn";
import { checkWords, type Problem } from "./checks";
import { regionalOutputs, uuidOf } from "./computed";
import * as eks from "./eks-names";
import { roleTrusts, roleType } from "./iam-roles";
import { flagAt, isGiven, textAt } from "./inputs";

/** AWS's own add-ons (read 2026-11); others carry their publisher's name and an underscore. */
const addons: Readonly<Record<string, string>> = {
  adot: "opentelemetry-operator-system",
  "amazon-cloudwatch-observability": "amazon-cloudwatch",
  "amazon-sagemaker-hyperpod-taskgovernance": "kueue-system",
  "aws-ebs-csi-driver": "kube-system",
  "aws-efs-csi-driver": "kube-system",
  "aws-fsx-csi-driver": "kube-system",
  "aws-guardduty-agent": "amazon-guardduty",
  "aws-mountpoint-s3-csi-driver": "kube-system",
  "aws-network-flow-monitoring-agent": "amazon-network-flow-monitor",
  "aws-privateca-connector-for-kubernetes": "aws-privateca-issuer",
  "aws-secrets-store-csi-driver-provider": "aws-secrets-manager",
  "cert-manager": "cert-manager",
  coredns: "kube-system",
  "eks-node-monitoring-agent": "kube-system",
  "eks-pod-identity-agent": "kube-system",
  "external-dns": "external-dns",
  fluentbit: "fluent-bit",
  "kube-proxy": "kube-system",
  "kube-state-metrics": "kube-state-metrics",
  "metrics-server": "kube-system",
  "prometheus-node-exporter": "prometheus-node-exporter",
  "snapshot-controller": "kube-system",
  "vpc-cni": "kube-system",
};

const version = /^v\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

function checkAddon(inputs: Properties): readonly Problem[] {
  const asked = textAt(inputs, "addonVersion");
  const problems: Problem[] = [
    ...checkWords(inputs, {
      resolveConflictsOnCreate: ["NONE", "OVERWRITE"],
      resolveConflictsOnUpdate: ["NONE", "OVERWRITE", "PRESERVE"],
    }),
  ];
  if (asked !== undefined && !version.test(asked)) {
    const reason = `invalid value for addon_version (must follow semantic version format), got ${asked}`;
    problems.push(["addonVersion", reason]);
  }
  return problems;
}

function refuseConfiguration({ inputs }: Draft): void {
  const values = textAt(inputs, "configurationValues");
  if (values === undefined || !/^\s*[{[]/.test(values)) return;
  try {
    JSON.parse(values);
  } catch {
    throw eks.invalidParameter("ConfigurationValue is not in valid JSON or YAML format");
  }
}

function refuseVersion({ inputs }: Draft): void {
  const name = textAt(inputs, "addonName") ?? "";
  const asked = textAt(inputs, "addonVersion");
  const own = Object.hasOwn(addons, name);
  if (own && asked !== undefined && !/-eksbuild\.\d+$/.test(asked)) {
    throw eks.invalidParameter("Addon version specified is not supported");
  }
}

function addonId({ inputs }: Draft): string {
  return `${textAt(inputs, "clusterName") ?? ""}:${textAt(inputs, "addonName") ?? ""}`;
}

function refuseAddon(draft: Draft): void {
  eks.requireActive(draft);
  const name = textAt(draft.inputs, "addonName") ?? "";
  if (!Object.hasOwn(addons, name) && !/^[a-z0-9-]+_[a-z0-9-]+$/.test(name)) {
    throw eks.invalidParameter("Addon specified is not supported");
  }
  refuseVersion(draft);
  refuseConfiguration(draft);
  if (draft.world.find(eks.addonType, addonId(draft), draft.scope)) {
    throw new Refusal("ResourceInUseException", "Addon already exists.");
  }
}

function addonOutputs(draft: Draft): Properties {
  const cluster = textAt(draft.inputs, "clusterName") ?? "";
  const name = textAt(draft.inputs, "addonName") ?? "";
  return {
    ...regionalOutputs(draft),
    arn: regionalArn(draft, "eks", `addon/${cluster}/${name}/${uuidOf(draft)}`),
    addonVersion: textAt(draft.inputs, "addonVersion") ?? "v1.0.0-eksbuild.1",
    configurationValues: textAt(draft.inputs, "configurationValues") ?? "",
    createdAt: eks.madeAt,
    modifiedAt: eks.madeAt,
    namespaceConfig: draft.inputs["namespaceConfig"] ?? {
      namespace: addons[name] ?? "kube-system",
    },
  };
}

const noSuchRole = () => eks.invalidParameter("Role provided in the request does not exist.");

function roleReference(path: string) {
  return {
    path,
    to: [roleType],
    by: "arn",
    where: "anywhere",
    missing: noSuchRole,
  } as const;
}

const addon: Model = {
  type: eks.addonType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/eks/addon.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html (read 2026-11)",
  ],
  unordered: ["podIdentityAssociations"],
  replaceOn: ["region", "clusterName", "addonName", "namespaceConfig"],
  references: [
    eks.clusterReference,
    roleReference("serviceAccountRoleArn"),
    roleReference("podIdentityAssociations[].roleArn"),
  ],
  check: checkAddon,
  id: addonId,
  computed: addonOutputs,
  refuseCreate: refuseAddon,
  refuseUpdate: (draft) => {
    eks.requireActive(draft);
    refuseVersion(draft);
    refuseConfiguration(draft);
  },
  seconds: secondsOf(eks.addonType),
};

/** The role must let Pod Identity take it. */
function refuseTrust(draft: Draft): void {
  const roleArn = textAt(draft.inputs, "roleArn");
  const actions = ["sts:AssumeRole", "sts:TagSession"];
  if (
    roleArn === undefined ||
    roleTrusts(draft.world, roleArn, "pods.eks.amazonaws.com", actions)
  ) {
    return;
  }
  throw new StricterThanAws(
    `an association with the role ${roleArn}, which does not trust pods.eks.amazonaws.com with ${actions.join(" and ")}`,
    "EKS takes any role, and answers the first pod that asks for credentials: Unauthorized Exception! EKS does not have permissions to assume the associated role",
  );
}

/** The service account that an association is for. */
function accountKey(properties: Properties): string {
  const parts = ["clusterName", "namespace", "serviceAccount"];
  return compositeKey(...parts.map((name) => properties[name] ?? ""));
}

function refusePodIdentity(draft: Draft): void {
  eks.requireActive(draft);
  const type = eks.podIdentityAssociationType;
  const [twin] = draft.world.keyed(type, accountKey(draft.inputs), draft.scope);
  if (twin) {
    throw new Refusal("ResourceInUseException", `Association already exists: ${twin.id}`);
  }
  refuseTrust(draft);
}

const podIdentityAssociation: Model = {
  type: eks.podIdentityAssociationType,
  placement: "regional",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/eks/pod_identity_association.go (read 2026-11)",
    "docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html (read 2026-11): the role's trust. AWS lets an association with a role that it cannot take pass, and refuses when the first pod asks.",
  ],
  keys: ({ outputs }) => [accountKey(outputs)],
  replaceOn: ["region", "clusterName", "namespace", "serviceAccount"],
  references: [
    eks.clusterReference,
    roleReference("roleArn"),
    {
      ...roleReference("targetRoleArn"),
      // A target role may stand in another account.
      optional: (value) => value.startsWith("arn:"),
    },
  ],
  defaults: { disableSessionTags: false },
  check: (inputs) =>
    isGiven(inputs, "policy") && flagAt(inputs, "disableSessionTags") !== true
      ? [["policy", "policy needs disable_session_tags to be true"]]
      : [],
  id: (draft) => `a-${draft.hex(17)}`,
  computed: (draft, id) => ({
    ...regionalOutputs(draft),
    associationId: id,
    associationArn: regionalArn(
      draft,
      "eks",
      `podidentityassociation/${textAt(draft.inputs, "clusterName") ?? ""}/${id}`,
    ),
    externalId: isGiven(draft.inputs, "targetRoleArn") ? uuidOf(draft, "external id") : "",
  }),
  refuseCreate: refusePodIdentity,
  refuseUpdate: refuseTrust,
  seconds: secondsOf(eks.podIdentityAssociationType),
};

/** Add-ons and Pod Identity associations. */
export const eksAddonModels: readonly Model[] = [addon, podIdentityAssociation];
