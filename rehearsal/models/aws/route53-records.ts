/**
 * Resource record sets. Facts: hashicorp/terraform-provider-aws internal/service/route53/record.go (schema, ForceNew,
 * ids, how names are completed), docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html and
 * API_ResourceRecordSet.html; refusals in Route 53's words as reported in public issues (read 2026-11).
 */
import { isIPv4, isIPv6 } from "node:net";
import {
  Refusal,
  StricterThanAws,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
} from "../../world/model";
import { isRegion } from "../../world/regions";
import { secondsOf } from "../durations";
import { checkWords, type Problem } from "./checks";
import { blockAt, blocksAt, flagAt, isGiven, numberAt, textAt, textsAt } from "./inputs";
import { refuseAlias } from "./route53-aliases";
import { healthCheckType } from "./route53-health-checks";
import {
  dnsNameOf,
  liesWithin,
  recordKeys,
  recordsNamed,
  recordType,
  zoneName,
  zoneType,
} from "./route53-lookup";

const types: readonly string[] =
  "SOA A TXT NS CNAME MX NAPTR PTR SRV SPF AAAA CAA TLSA SSHFP SVCB HTTPS DS".split(" ");

/** Routing policies by the input that says them, with Route 53's word for a set of such records. */
const policies: Readonly<Record<string, string>> = {
  weightedRoutingPolicies: "weighted",
  latencyRoutingPolicies: "latency",
  failoverRoutingPolicies: "failover",
  geolocationRoutingPolicies: "geolocation",
  geoproximityRoutingPolicy: "geoproximity",
  cidrRoutingPolicy: "cidr",
  multivalueAnswerRoutingPolicy: "multivalue answer",
};

function policiesOf(properties: Properties): readonly string[] {
  return Object.entries(policies)
    .filter(([name]) => isGiven(properties, name) && properties[name] !== false)
    .map(([, word]) => word);
}

/** The provider's completion: a name that does not end with the zone's gets it appended. */
function fullName(name: string, zone: string): string {
  const plain = dnsNameOf(name);
  if (plain === "") return zone;
  return liesWithin(plain, zone) ? plain : `${plain}.${zone}`;
}

function zoneOf(draft: Draft): CloudObject | undefined {
  return draft.world.find(zoneType, textAt(draft.inputs, "zoneId") ?? "");
}

function fqdnOf(draft: Draft): string {
  const zone = zoneOf(draft);
  const name = textAt(draft.inputs, "name") ?? "";
  return zone ? fullName(name, zoneName(zone)) : dnsNameOf(name);
}

function invalidBatch(message: string): Refusal {
  return new Refusal("InvalidChangeBatch", `[${message}]`);
}

/** `RRSet with DNS name shop.example.com., type A, SetIdentifier eu`. */
function described(fqdn: string, inputs: Properties): string {
  const set = textAt(inputs, "setIdentifier");
  const identifier = set === undefined ? "" : `, SetIdentifier ${set}`;
  return `RRSet with DNS name ${fqdn}., type ${textAt(inputs, "type") ?? ""}${identifier}`;
}

function refuseCname(draft: Draft, fqdn: string, others: readonly CloudObject[]): void {
  const zone = zoneOf(draft);
  if (!zone) return;
  const type = textAt(draft.inputs, "type");
  const beside = others.some((other) => (type === "CNAME") !== (other.outputs["type"] === "CNAME"));
  if (type === "CNAME" && fqdn === zoneName(zone)) {
    throw invalidBatch(
      `RRSet of type CNAME with DNS name ${fqdn}. is not permitted at apex in zone ${fqdn}.`,
    );
  }
  if (!beside) return;
  throw invalidBatch(
    `RRSet of type CNAME with DNS name ${fqdn}. is not permitted as it conflicts with other records ` +
      `with the same DNS name in zone ${zoneName(zone)}.`,
  );
}

function refuseSecond(draft: Draft, fqdn: string, others: readonly CloudObject[]): void {
  const type = textAt(draft.inputs, "type") ?? "";
  const set = textAt(draft.inputs, "setIdentifier");
  const twin = others.some((other) => textAt(other.outputs, "setIdentifier") === set);
  if (!twin) return;
  if (flagAt(draft.inputs, "allowOverwrite") === true) {
    throw new StricterThanAws(
      `allowOverwrite over the existing record set ${fqdn}. ${type}`,
      "UPSERT overwrites it without a word, and two resources then own one record set",
    );
  }
  const identifier = set === undefined ? "" : `, set-identifier='${set}'`;
  throw invalidBatch(
    `Tried to create resource record set [name='${fqdn}.', type='${type}'${identifier}] but it already exists`,
  );
}

function refuseMixture(draft: Draft, fqdn: string, others: readonly CloudObject[]): void {
  if (others.length === 0) return;
  const [own] = policiesOf(draft.inputs);
  const who = described(fqdn, draft.inputs);
  if (own === undefined) {
    throw invalidBatch(
      `${who} cannot be created as other RRSets exist with the same name and type.`,
    );
  }
  if (others.some((other) => policiesOf(other.outputs)[0] !== own)) {
    throw invalidBatch(
      `${who} cannot be created as a non-${own} set exists with the same name and type.`,
    );
  }
  refuseSameKey(draft, who, others);
}

/** What two records of one set must not share, or must. */
function refuseSameKey(draft: Draft, who: string, others: readonly CloudObject[]): void {
  const region = textAt(draft.inputs, "latencyRoutingPolicies.0.region");
  const role = textAt(draft.inputs, "failoverRoutingPolicies.0.type");
  for (const { outputs } of others) {
    if (region !== undefined && textAt(outputs, "latencyRoutingPolicies.0.region") === region) {
      throw invalidBatch(
        `${who}, and Region Name=${region} cannot be created because a latency RRSet with the same name, type and region already exists.`,
      );
    }
    if (role !== undefined && textAt(outputs, "failoverRoutingPolicies.0.type") === role) {
      throw invalidBatch(
        `${who}, and Failover=${role} cannot be created because a failover RRSet with the same name, type and failover role already exists.`,
      );
    }
    const weighted = isGiven(draft.inputs, "weightedRoutingPolicies");
    if (weighted && numberAt(outputs, "ttl") !== numberAt(draft.inputs, "ttl")) {
      throw invalidBatch(`${who} cannot be created as weighted sets must contain the same TTL.`);
    }
  }
}

function refuseValues(draft: Draft): void {
  const forms = {
    A: { fits: isIPv4, problem: "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)" },
    AAAA: {
      fits: isIPv6,
      problem: "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)",
    },
  };
  const type = textAt(draft.inputs, "type");
  const form = type === "A" || type === "AAAA" ? forms[type] : undefined;
  const bad = form && textsAt(draft.inputs, "records").find((value) => !form.fits(value));
  if (form && bad !== undefined) {
    throw invalidBatch(
      `Invalid Resource Record: 'FATAL problem: ${form.problem} encountered with '${bad}''`,
    );
  }
}

/** What Route 53 asks of one record set by itself. */
function refuseAlone(draft: Draft, fqdn: string): void {
  const set = textAt(draft.inputs, "setIdentifier");
  const own = policiesOf(draft.inputs);
  if (set !== undefined && own.length === 0) {
    throw new Refusal(
      "InvalidInput",
      "Invalid request: Expected exactly one of [Weight, Region, Failover, GeoLocation, or MultiValueAnswer], " +
        `but found none in Change with [Action=CREATE, Name=${fqdn}., Type=${textAt(draft.inputs, "type") ?? ""}, SetIdentifier=${set}]`,
    );
  }
  if (isGiven(draft.inputs, "aliases") && own.includes("multivalue answer")) {
    throw new Refusal(
      "InvalidInput",
      "Invalid request: multivalue answer alias records are not supported",
    );
  }
  refuseValues(draft);
  // The range is that of API_ResourceRecordSet.html (read 2026-11), the sentence ours.
  const weight = numberAt(draft.inputs, "weightedRoutingPolicies.0.weight") ?? 0;
  if (weight < 0 || weight > 255) {
    throw new Refusal("InvalidInput", `Invalid request: Weight ${weight} is not in 0 to 255`);
  }
  const region = textAt(draft.inputs, "latencyRoutingPolicies.0.region");
  // In Route 53's words: github.com/boto/botocore issue 2661 (read 2026-11).
  if (region !== undefined && !isRegion(region)) {
    throw invalidBatch(`Cannot find region '${region}'. No changes made.`);
  }
}

function refuseRecord(draft: Draft, before: CloudObject | undefined): void {
  const zone = zoneOf(draft);
  if (!zone) return;
  const fqdn = fqdnOf(draft);
  refuseAlone(draft, fqdn);
  const sameName = recordsNamed(draft.world, zone.id, fqdn).filter(
    (other) => other.id !== before?.id,
  );
  const sameType = sameName.filter(({ outputs }) => outputs["type"] === draft.inputs["type"]);
  refuseCname(draft, fqdn, sameName);
  refuseSecond(draft, fqdn, sameType);
  refuseMixture(draft, fqdn, sameType);
  for (const alias of blocksAt(draft.inputs, "aliases")) {
    refuseAlias(draft, alias);
  }
}

function check(inputs: Properties): readonly Problem[] {
  const found = [...checkWords(inputs, { type: types })];
  const given = ["aliases", "records"].filter((name) => isGiven(inputs, name));
  if (given.length !== 1) {
    found.push(["records", "exactly one of `alias,records` must be specified"]);
  }
  if (isGiven(inputs, "records") !== isGiven(inputs, "ttl")) {
    found.push(["ttl", "`ttl` goes with `records`, and only with them"]);
  }
  const own = policiesOf(inputs);
  if (own.length > 1) {
    found.push(["setIdentifier", `routing policies conflict: ${own.join(", ")}`]);
  }
  if (own.length > 0 && !isGiven(inputs, "setIdentifier")) {
    found.push([
      "setIdentifier",
      "all of `set_identifier` and the routing policy must be specified",
    ]);
  }
  for (const name of ["aliases", "latencyRoutingPolicies", "failoverRoutingPolicies"]) {
    if (blocksAt(inputs, name).length > 1) found.push([name, "at most one block"]);
  }
  const role = textAt(inputs, "failoverRoutingPolicies.0.type") ?? "PRIMARY";
  if (role !== "PRIMARY" && role !== "SECONDARY") {
    found.push(["failoverRoutingPolicies", `expected one of [PRIMARY SECONDARY], got ${role}`]);
  }
  const bias = numberAt(inputs, "geoproximityRoutingPolicy.bias") ?? 0;
  if (Math.abs(bias) > 99) {
    found.push(["geoproximityRoutingPolicy.bias", `expected the range (-99 - 99), got ${bias}`]);
  }
  const ttl = numberAt(inputs, "ttl") ?? 0;
  if (ttl < 0 || ttl > 2_147_483_647) found.push(["ttl", `expected 0 to 2147483647, got ${ttl}`]);
  const set = textAt(inputs, "setIdentifier") ?? "-";
  if (set.length < 1 || set.length > 128) {
    found.push(["setIdentifier", "expected a length of 1 to 128 characters"]);
  }
  return found;
}

export const record: Model = {
  type: recordType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/route53/record.go (read 2026-11)",
    "docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html (read 2026-11)",
  ],
  name: {
    property: "name",
    maxLength: 1024,
    pattern: /^((?:[!-~]{1,63}\.)*[!-~]{1,63}\.?)?$/,
    autoName: "none",
    unique: "none",
    malformed: (name) =>
      invalidBatch(
        `Invalid Resource Record Set Name: 'FATAL problem: DomainLabelTooLong (Domain label is too long) encountered with '${name}''`,
      ),
  },
  // Type and set identifier change in place: the provider deletes and creates in one batch.
  keys: recordKeys,
  unordered: ["geoproximityRoutingPolicy.coordinates", "records"],
  replaceOn: ["name", "zoneId"],
  references: [
    {
      path: "zoneId",
      to: [zoneType],
      where: "anywhere",
      missing: (id) => new Refusal("NoSuchHostedZone", `No hosted zone found with ID: ${id}`),
    },
    {
      path: "healthCheckId",
      to: [healthCheckType],
      where: "anywhere",
      missing: (id) => new Refusal("NoSuchHealthCheck", `No health check exists with the ID ${id}`),
    },
  ],
  check,
  id: (draft) =>
    [
      textAt(draft.inputs, "zoneId") ?? "",
      dnsNameOf(textAt(draft.inputs, "name") ?? ""),
      textAt(draft.inputs, "type") ?? "",
      textAt(draft.inputs, "setIdentifier"),
    ]
      .filter((part) => part !== undefined)
      .join("_"),
  computed: (draft) => ({
    name: dnsNameOf(textAt(draft.inputs, "name") ?? ""),
    fqdn: fqdnOf(draft),
    allowOverwrite: flagAt(draft.inputs, "allowOverwrite") ?? null,
    ...(blockAt(draft.inputs, "aliases.0") ? { aliases: normalAliases(draft.inputs) } : {}),
  }),
  refuseCreate: (draft) => {
    refuseRecord(draft, undefined);
  },
  refuseUpdate: refuseRecord,
  seconds: secondsOf(recordType),
};

/** The provider keeps a target's name in small letters, without final dot and `dualstack.`. */
function normalAliases(inputs: Properties): readonly Properties[] {
  return blocksAt(inputs, "aliases").map((alias) => {
    const name = textAt(alias, "name");
    if (name === undefined) return alias;
    return { ...alias, name: dnsNameOf(name).replace(/^dualstack\./, "") };
  });
}
