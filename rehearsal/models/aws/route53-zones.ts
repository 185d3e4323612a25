/**
 * Hosted zones and their VPCs. Facts: hashicorp/terraform-provider-aws internal/service/route53/{zone,
 * zone_association}.go (schema, ForceNew, ids), docs.aws.amazon.com/Route53/latest/APIReference
 * (CreateHostedZone, DeleteHostedZone, AssociateVPCWithHostedZone, DisassociateVPCFromHostedZone) (read 2026-11).
 */
import {
  Refusal,
  type CloudObject,
  type Draft,
  type Model,
  type Properties,
  type WorldView,
} from "../../world/model";
import { secondsOf } from "../durations";
import { arn } from "./arn";
import { digest } from "./computed";
import { blocksAt, flagAt, isGiven, tagsOf, textAt } from "./inputs";
import { dnsNameOf, isPrivate, recordsIn, recordType, zoneName, zoneType } from "./route53-lookup";

export const zoneAssociationType = "aws:route53/zoneAssociation:ZoneAssociation";
const vpcType = "aws:ec2/vpc:Vpc";

interface ZoneVpc {
  readonly vpcId: string;
  readonly vpcRegion: string;
}

/** The VPCs named by the zone's own input; a region left out is the provider's. */
function inlineVpcs(inputs: Properties, providerRegion: string): readonly ZoneVpc[] {
  return blocksAt(inputs, "vpcs").flatMap((block) => {
    const vpcId = textAt(block, "vpcId");
    if (vpcId === undefined) return [];
    return [{ vpcId, vpcRegion: textAt(block, "vpcRegion") ?? providerRegion }];
  });
}

function zoneVpcs(zone: CloudObject): readonly ZoneVpc[] {
  return inlineVpcs(zone.outputs, "");
}

function asValue(vpcs: readonly ZoneVpc[]): readonly Properties[] {
  return vpcs.map(({ vpcId, vpcRegion }) => ({ vpcId, vpcRegion }));
}

/** Throws for a VPC that is not there, or that answers the zone's name already. */
function refuseVpc(world: WorldView, name: string, vpc: ZoneVpc, zoneId: string | undefined): void {
  if (!world.find(vpcType, vpc.vpcId, vpc.vpcRegion)) {
    throw new Refusal(
      "InvalidVPCId",
      `The VPC: ${vpc.vpcId} that you provided is not valid in region ${vpc.vpcRegion}.`,
    );
  }
  const rival = world
    .keyed(zoneType, name)
    .find((zone) => zone.id !== zoneId && zoneVpcs(zone).some(({ vpcId }) => vpcId === vpc.vpcId));
  if (!rival) return;
  throw new Refusal(
    "ConflictingDomainExists",
    `The VPC ${vpc.vpcId} in region ${vpc.vpcRegion} has already been associated with the hosted zone ` +
      `${rival.id} with the same domain name.`,
  );
}

function lastVpc(zoneId: string, { vpcId, vpcRegion }: ZoneVpc): Refusal {
  return new Refusal(
    "LastVPCAssociation",
    `The VPC ${vpcId} in region ${vpcRegion} is the last VPC associated with the private hosted zone ${zoneId}. ` +
      "Amazon Route 53 doesn't support disassociating the last VPC from a hosted zone.",
  );
}

/** Four servers, one in each of four top-level domains; all private zones answer the same four. */
function nameServers(zoneId: string, isPrivateZone: boolean): readonly string[] {
  const domains = ["com", "net", "org", "co.uk"];
  return domains.map((domain, index) => {
    const number = Number.parseInt(digest(`${zoneId} ${domain}`, 8), 16);
    const server = (isPrivateZone ? 0 : number % 512) + 512 * index;
    const set = isPrivateZone ? 0 : (number >>> 9) % 64;
    return `ns-${server}.awsdns-${String(set).padStart(2, "0")}.${domain}`;
  });
}

function associated(world: WorldView, zoneId: string): readonly ZoneVpc[] {
  return world.keyed(zoneAssociationType, zoneId).map(({ outputs }) => ({
    vpcId: textAt(outputs, "vpcId") ?? "",
    vpcRegion: textAt(outputs, "vpcRegion") ?? "",
  }));
}

function computedZone(draft: Draft, id: string): Properties {
  const inline = inlineVpcs(draft.inputs, draft.caller.region);
  const servers = nameServers(id, inline.length > 0);
  // After a refresh the inputs may name what an association has brought: the zone has each VPC once.
  const brought = associated(draft.world, id).filter(
    ({ vpcId }) => !inline.some((own) => own.vpcId === vpcId),
  );
  const vpcs = [...inline, ...brought];
  return {
    arn: arn({ service: "route53", region: "", account: "", resource: `hostedzone/${id}` }),
    zoneId: id,
    name: dnsNameOf(textAt(draft.inputs, "name") ?? ""),
    comment: textAt(draft.inputs, "comment") ?? "Managed by Pulumi",
    delegationSetId: textAt(draft.inputs, "delegationSetId") ?? "",
    enableAcceleratedRecovery: flagAt(draft.inputs, "enableAcceleratedRecovery") ?? false,
    nameServers: [...servers].sort(),
    primaryNameServer: servers[0] ?? null,
    tagsAll: tagsOf(draft.inputs),
    ...(vpcs.length > 0 ? { vpcs: asValue(vpcs) } : {}),
  };
}

/** Route 53 puts NS and SOA records into every zone; they go with it. */
function bringRecords(draft: Draft, id: string, outputs: Properties): void {
  const name = textAt(outputs, "name") ?? "";
  const servers = nameServers(id, blocksAt(outputs, "vpcs").length > 0).map((each) => `${each}.`);
  const soa = `${servers[0] ?? ""} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  const records: readonly (readonly [string, number, readonly string[]])[] = [
    ["NS", 172_800, servers],
    ["SOA", 900, [soa]],
  ];
  for (const [type, ttl, values] of records) {
    draft.world.bring({
      type: recordType,
      id: `${id}_${name}_${type}`,
      scope: draft.scope,
      owner: id,
      outputs: { zoneId: id, name, fqdn: name, type, ttl, records: values },
    });
  }
}

function refuseZoneUpdate(draft: Draft, before: CloudObject): void {
  const had = inlineVpcs(before.inputs, draft.caller.region);
  const has = inlineVpcs(draft.inputs, draft.caller.region);
  const others = associated(draft.world, before.id);
  const first = had[0];
  if (first && has.length === 0 && others.length === 0) throw lastVpc(before.id, first);
  const added = has.filter(
    (vpc) => !had.some((old) => old.vpcId === vpc.vpcId && old.vpcRegion === vpc.vpcRegion),
  );
  if (added.length > 0 && !isPrivate(before)) throw publicZone();
  for (const vpc of added) refuseVpc(draft.world, zoneName(before), vpc, before.id);
}

function publicZone(): Refusal {
  return new Refusal(
    "PublicZoneVPCAssociation",
    "You're trying to associate a VPC with a public hosted zone. Amazon Route 53 doesn't support associating a VPC with a public hosted zone.",
  );
}

export const zone: Model = {
  type: zoneType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/route53/zone.go (read 2026-11)",
    "docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html (read 2026-11)",
  ],
  // Two public zones of one name may stand side by side: their name servers differ.
  name: {
    property: "name",
    maxLength: 1024,
    pattern: /^(?:[!-~]{1,63}\.)*[!-~]{1,63}\.?$/,
    autoName: "dash",
    unique: "none",
    malformed: (name) => new Refusal("InvalidDomainName", `${name} is not a valid domain name`),
  },
  keys: (zone) => [zoneName(zone)],
  unordered: ["vpcs"],
  replaceOn: ["name", "delegationSetId"],
  defaults: { comment: "Managed by Pulumi", forceDestroy: false },
  check: (inputs) => {
    const found: [string, string][] = [];
    if (Array.isArray(inputs["vpcs"]) && inputs["vpcs"].length === 0) {
      found.push(["vpcs", "at least one block is required where there is a list"]);
    }
    if (isGiven(inputs, "vpcs") && isGiven(inputs, "delegationSetId")) {
      found.push(["delegationSetId", '"delegation_set_id": conflicts with vpc']);
    }
    return found;
  },
  id: (draft) => `Z0${draft.hex(19, "zone").toUpperCase()}`,
  computed: computedZone,
  refuseCreate: (draft) => {
    const name = dnsNameOf(textAt(draft.inputs, "name") ?? "");
    for (const vpc of inlineVpcs(draft.inputs, draft.caller.region)) {
      refuseVpc(draft.world, name, vpc, undefined);
    }
  },
  refuseUpdate: refuseZoneUpdate,
  refuseDelete: (object, world) => {
    if (flagAt(object.inputs, "forceDestroy") === true) return;
    if (recordsIn(world, object.id).every((record) => record.owner === object.id)) return;
    throw new Refusal(
      "HostedZoneNotEmpty",
      "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    );
  },
  afterCreate: bringRecords,
  // What forceDestroy empties, and the associations of a private zone, go with it.
  afterDelete: (object, world) => {
    const associations = world.keyed(zoneAssociationType, object.id);
    for (const other of [...associations, ...recordsIn(world, object.id)]) world.remove(other);
  },
  seconds: secondsOf(zoneType),
};

function associationVpc(inputs: Properties, providerRegion: string): ZoneVpc {
  return {
    vpcId: textAt(inputs, "vpcId") ?? "",
    vpcRegion: textAt(inputs, "vpcRegion") ?? providerRegion,
  };
}

function refuseAssociation(draft: Draft): void {
  const target = draft.world.find(zoneType, textAt(draft.inputs, "zoneId") ?? "");
  if (!target || !textAt(draft.inputs, "vpcId")) return;
  if (!isPrivate(target)) throw publicZone();
  const vpc = associationVpc(draft.inputs, draft.caller.region);
  // A second association with the same zone is answered like a rival zone of the same name.
  const twice = zoneVpcs(target).some(({ vpcId }) => vpcId === vpc.vpcId);
  refuseVpc(draft.world, zoneName(target), vpc, twice ? undefined : target.id);
}

/** Takes the VPC from the zone, whoever has brought it. */
function forget(association: CloudObject, world: WorldView): void {
  const target = world.find(zoneType, textAt(association.outputs, "zoneId") ?? "");
  if (!target) return;
  const left = zoneVpcs(target).filter(({ vpcId }) => vpcId !== association.outputs["vpcId"]);
  world.amend(target, { ...target.outputs, vpcs: asValue(left) });
}

export const zoneAssociation: Model = {
  type: zoneAssociationType,
  placement: "global",
  sources: [
    "hashicorp/terraform-provider-aws internal/service/route53/zone_association.go (read 2026-11)",
    "docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html (read 2026-11)",
  ],
  keys: ({ outputs }) => [textAt(outputs, "zoneId") ?? ""],
  replaceOn: ["zoneId", "vpcId", "vpcRegion"],
  references: [
    {
      path: "zoneId",
      to: [zoneType],
      where: "anywhere",
      missing: (id) => new Refusal("NoSuchHostedZone", `No hosted zone found with ID: ${id}`),
    },
  ],
  id: (draft) => {
    const { vpcId, vpcRegion } = associationVpc(draft.inputs, draft.caller.region);
    return `${textAt(draft.inputs, "zoneId") ?? ""}:${vpcId}:${vpcRegion}`;
  },
  computed: (draft) => ({
    owningAccount: draft.caller.account,
    vpcRegion: associationVpc(draft.inputs, draft.caller.region).vpcRegion,
  }),
  refuseCreate: refuseAssociation,
  afterCreate: (draft, _id, outputs) => {
    const target = draft.world.find(zoneType, textAt(outputs, "zoneId") ?? "");
    if (!target) return;
    const vpcs = [...zoneVpcs(target), associationVpc(outputs, draft.caller.region)];
    draft.world.amend(target, { ...target.outputs, vpcs: asValue(vpcs) });
  },
  refuseDelete: (object, world) => {
    const target = world.find(zoneType, textAt(object.outputs, "zoneId") ?? "");
    if (!target || zoneVpcs(target).length > 1) return;
    throw lastVpc(target.id, associationVpc(object.outputs, ""));
  },
  afterDelete: forget,
  seconds: secondsOf(zoneAssociationType),
};
