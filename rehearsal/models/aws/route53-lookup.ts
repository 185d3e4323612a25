/** How the models of this folder look names up in the account's hosted zones. */
import type { CloudObject, WorldView } from "../../world/model";
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

/** The records of a zone, the NS and SOA ones that came with it included. */
export function recordsIn(world: WorldView, zoneId: string): readonly CloudObject[] {
  return world.all(recordType).filter((record) => record.outputs["zoneId"] === zoneId);
}

/**
 * What the CNAME of a name answers on the public internet, with its final dot: from the public zone of the account
 * with the longest name that covers it. Delegation to the account's zones is taken for granted.
 */
export function publicCname(world: WorldView, name: string): string | undefined {
  const wanted = dnsNameOf(name);
  const zones = world
    .all(zoneType)
    .filter((zone) => !isPrivate(zone) && liesWithin(wanted, zoneName(zone)));
  const longest = Math.max(0, ...zones.map((zone) => zoneName(zone).length));
  const ids = zones.filter((zone) => zoneName(zone).length === longest).map((zone) => zone.id);
  const record = world
    .all(recordType)
    .find(
      ({ outputs }) =>
        outputs["type"] === "CNAME" &&
        ids.includes(textAt(outputs, "zoneId") ?? "") &&
        textAt(outputs, "fqdn") === wanted,
    );
  const value = record === undefined ? undefined : textsAt(record.outputs, "records")[0];
  return value === undefined ? undefined : `${dnsNameOf(value)}.`;
}

/** A zone's name without its final dot. */
export function zoneName(zone: CloudObject): string {
  return dnsNameOf(textAt(zone.outputs, "name") ?? "");
}
