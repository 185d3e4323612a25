/** Which types of AWS take a region. */

/** Modules, then single classes, that have no `region` input (@pulumi/aws 7.48.0, read 2026-11). */
const globalModules = [
  "iam",
  "cloudfront",
  "globalaccelerator",
  "networkmanager",
  "organizations",
  "budgets",
];
const globalRoute53 = [
  "CidrCollection",
  "CidrLocation",
  "DelegationSet",
  "HealthCheck",
  "HostedZoneDnsSec",
  "KeySigningKey",
  "QueryLog",
  "Record",
  "RecordsExclusive",
  "TrafficPolicy",
  "TrafficPolicyInstance",
  "VpcAssociationAuthorization",
  "Zone",
  "ZoneAssociation",
];

/** Whether resources of the type stand in a region, and so take one. */
export function isRegional(type: string): boolean {
  const [provider, path = "", className = ""] = type.split(":");
  const module = path.split("/")[0] ?? "";
  if (provider !== "aws" || globalModules.includes(module)) return false;
  return !(module === "route53" && globalRoute53.includes(className));
}
