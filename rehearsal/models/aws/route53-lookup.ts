/** How the models of this folder look names up in the account's hosted zones. */
import { compositeKey, type CloudObject, type WorldView } from "../../world/model";
import { blocksAt, textAt, textsAt } from "./inputs";

export const zoneType = "aws:route53/zone:Zone";
export const recordType = "aws:route53/record:Record";

/** A DNS name in small letters without its final dot. */
export function dnsNameOf(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** Whether a name is the zone's own or lies below it; both without final dots. */
export function liesWithin(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

/** Whether a hosted zone answers only in VPCs. */
export function isPrivate(zone: CloudObject): boolean {
  return blocksAt(zone.outputs, "vpcs").length > 0;
}

/** A record's keys: its zone, and its zone and full name. */
export function recordKeys({ outputs }: CloudObject): readonly string[] {
  const zoneId = outputs["zoneId"] ?? "";
  return [compositeKey(zoneId), compositeKey(zoneId, outputs["fqdn"] ?? "")];
}

/** The records of a zone, the NS and SOA ones that came with it included. */
export function recordsIn(world: WorldView, zoneId: string): readonly CloudObject[] {
  return world.keyed(recordType, compositeKey(zoneId));
}

/** The records of a full name in a zone. */
export function recordsNamed(
  world: WorldView,
  zoneId: string,
  fqdn: string,
): readonly CloudObject[] {
  return world.keyed(recordType, compositeKey(zoneId, fqdn));
}

/**
 * What the CNAME of a name answers on the public internet, with its final dot: from the public zone of the account
 * with the longest name that covers it. Delegation to the account's zones is taken for granted.
 */
export function publicCname(world: WorldView, name: string): string | undefined {
  const wanted = dnsNameOf(name);
  const zones = coveringNames(wanted)
    .map((name) => world.keyed(zoneType, name).filter((zone) => !isPrivate(zone)))
    .find((found) => found.length > 0);
  const record = (zones ?? [])
    .flatMap((zone) => recordsNamed(world, zone.id, wanted))
    .find(({ outputs }) => outputs["type"] === "CNAME");
  const value = record === undefined ? undefined : textsAt(record.outputs, "records")[0];
  return value === undefined ? undefined : `${dnsNameOf(value)}.`;
}

/** The names of all zones that could cover a name, the longest first: the name itself, then without its first label, ... */
function coveringNames(name: string): readonly string[] {
  const labels = name.split(".");
  return labels.map((_label, index) => labels.slice(index).join("."));
}

/** A zone's name without its final dot. */
export function zoneName(zone: CloudObject): string {
  return dnsNameOf(textAt(zone.outputs, "name") ?? "");
}
