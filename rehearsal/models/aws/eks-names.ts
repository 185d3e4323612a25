/** Type tokens, ids and common answers of EKS. */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Properties,
  type Reference,
} from "../../world/model";
import { parseArn } from "./arn";
import { textAt } from "./inputs";

export const clusterType = "aws:eks/cluster:Cluster";
export const accessEntryType = "aws:eks/accessEntry:AccessEntry";
export const accessPolicyAssociationType =
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
export const addonType = "aws:eks/addon:Addon";
export const podIdentityAssociationType = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

/** What EKS keeps of a cluster and deletes with it. */
export const clusterPartTypes = [
  accessEntryType,
  accessPolicyAssociationType,
  addonType,
  podIdentityAssociationType,
];

/** EKS's answer for a cluster that is not in the region. */
export function noSuchCluster(name: string): Refusal {
  return new Refusal("ResourceNotFoundException", `No cluster found for name: ${name}.`);
}

/** The input by which everything in EKS names its cluster. */
export const clusterReference: Reference = {
  path: "clusterName",
  to: [clusterType],
  where: "same",
  missing: noSuchCluster,
};

/** The cluster that a draft names; undefined where the name is not known yet. */
export function clusterOf(draft: Draft): CloudObject | undefined {
  const name = textAt(draft.inputs, "clusterName") ?? "";
  return draft.world.find(clusterType, name, draft.scope);
}

/** The cluster's status must allow changes. */
export function requireActive(draft: Draft): void {
  const cluster = clusterOf(draft);
  const status = textAt(cluster?.outputs ?? {}, "status");
  if (cluster === undefined || status === "ACTIVE") return;
  throw new Refusal(
    "InvalidRequestException",
    `Cluster ${cluster.id} is not in ACTIVE status, current status: ${status ?? ""}`,
  );
}

/** The refusal of an input by EKS. */
export function invalidParameter(message: string): Refusal {
  return new Refusal("InvalidParameterException", message);
}

/** When things of EKS were made; the rehearsal's clock stands still, so that equal histories make equal worlds. */
export const madeAt = "2026-11-01T00:00:00Z";

/** `arn:aws:sts::1:assumed-role/r/session` acts as `arn:aws:iam::1:role/r`: entries name roles, not sessions. */
export function entryPrincipal(principalArn: string): string {
  const parts = parseArn(principalArn);
  if (parts?.service !== "sts") return principalArn;
  const role = parts.resource.split("/")[1] ?? "";
  return `arn:aws:iam::${parts.account}:role/${role}`;
}

/** The id of an access entry. */
export function entryId(clusterName: string, principalArn: string): string {
  return `${clusterName}:${principalArn}`;
}

/** The id of an access policy association. */
export function associationId(outputs: Properties): string {
  return ["clusterName", "principalArn", "policyArn"]
    .map((path) => textAt(outputs, path) ?? "")
    .join("#");
}
