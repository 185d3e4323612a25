/** What can be wrong with a request for addresses: all of it, at once. Pure. */
import type { Problem } from "../conventions/problems";
import {
  defaultSupernet,
  slotCidr,
  vpcPrefixBits,
  type AddressRequest,
  type RegionAddressRequest,
} from "./address-request";
import { contains, overlap, parseCidr, type Cidr } from "./cidr";
import { checkRegionName, isRegionName, isZoneOf, zoneSlot, zoneSlots } from "./regions";

/** The block that every cluster takes its services' addresses from; it may not overlap with a VPC. */
export const kubernetesServiceCidr = "172.20.0.0/16";

/** The address of cluster DNS in every cluster: EKS takes the tenth of the service block. */
export const clusterDnsAddress = "172.20.0.10";

/** Fewer zones cannot survive the loss of one; EKS asks for two as well. */
const fewestZones = 2;
const mostZones = 4;

/**
 * Blocks that a VPC may lie in: private addresses (RFC 1918) and shared address space (RFC 6598).
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html read 2026-11
 */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const privateWords = `private addresses (in ${privateBlocks.join(", ")})`;

/** What is wrong with the request; paths start at it (`regions.eu-west-1.zones`). Empty when nothing is. */
export function checkAddresses(request: AddressRequest): Problem[] {
  const names = Object.keys(request.regions).sort();
  return [
    ...checkSupernet(request.supernet),
    ...(names.length > 0 ? [] : [noRegion]),
    ...names.flatMap((name) =>
      checkRegion(request, name, regionOf(request, name), names.length <= mostMisspelt),
    ),
    ...checkOverlaps(request, names),
  ];
}

const noRegion: Problem = {
  path: "regions",
  allowed: "at least one region with its zones",
  mend: "Add a region, such as eu-west-1 with eu-west-1a and eu-west-1b.",
};

function regionOf(request: AddressRequest, name: string): RegionAddressRequest {
  return request.regions[name] ?? { zones: [] };
}

function checkSupernet(supernet: string | undefined): Problem[] {
  if (supernet === undefined) return [];
  const block = parseCidr(supernet);
  if (block !== undefined && block.prefixBits <= vpcPrefixBits && isPrivate(block)) return [];
  return [
    {
      path: "supernet",
      value: supernet,
      allowed: `a CIDR block in network form of size /${vpcPrefixBits} or larger, of ${privateWords}`,
      mend: `Write it like ${defaultSupernet}.`,
    },
  ];
}

function isPrivate(block: Cidr): boolean {
  return privateBlocks.some((text) => {
    const outer = parseCidr(text);
    return outer !== undefined && contains(outer, block);
  });
}

/** More regions than this are not misspelt, and slow to compare with those there are. */
const mostMisspelt = 100;

function checkRegion(
  request: AddressRequest,
  name: string,
  region: RegionAddressRequest,
  isMisspelt: boolean,
): Problem[] {
  const path = `regions.${name}`;
  const unknown = checkRegionName(path, name, isMisspelt);
  return [
    ...unknown,
    ...(unknown.length > 0 ? [] : checkZones(`${path}.zones`, name, region.zones)),
    ...checkZoneCount(`${path}.zones`, region.zones),
    ...checkZoneSlots(path, name, region),
    ...(region.cidr === undefined
      ? checkFits(request, name)
      : checkPin(`${path}.cidr`, region.cidr)),
  ];
}

function checkZones(path: string, region: string, zones: readonly string[]): Problem[] {
  return zones
    .filter((zone) => !isZoneOf(region, zone))
    .map((zone) => ({
      path,
      value: zone,
      allowed: `availability zones of ${region}: ${region}a to ${region}h`,
      mend: "Take the zone out, or write the name of one that the account has in this region.",
    }));
}

function checkZoneCount(path: string, zones: readonly string[]): Problem[] {
  const distinct = new Set<string>();
  const twice = new Set<string>();
  for (const zone of zones) (distinct.has(zone) ? twice : distinct).add(zone);
  const repeated = Array.from(twice, (zone) => ({
    path,
    value: zone,
    allowed: "every zone once",
    mend: "Take the repetition out.",
  }));
  if (distinct.size >= fewestZones && distinct.size <= mostZones) return repeated;
  const allowed = `${fewestZones} to ${mostZones} zones; there are ${distinct.size}`;
  const mend =
    distinct.size < fewestZones
      ? "Add a zone: one alone cannot survive its own loss."
      : `Keep the ${mostZones} that you need most.`;
  return [...repeated, { path, value: zones, allowed, mend }];
}

function checkZoneSlots(path: string, name: string, region: RegionAddressRequest): Problem[] {
  const pins = region.zoneSlots ?? {};
  const zones = new Set(region.zones);
  const pinned = Object.entries(pins).flatMap(([zone, slot]) =>
    checkZonePin(`${path}.zoneSlots.${zone}`, zones, zone, slot),
  );
  const holders = new Map<number, string>();
  const shared: Problem[] = [];
  for (const zone of zones) {
    const pin = Object.hasOwn(pins, zone) ? pins[zone] : undefined;
    if (pin === undefined && !isZoneOf(name, zone)) continue;
    const slot = pin ?? zoneSlot(zone);
    const holder = holders.get(slot);
    if (holder === undefined) {
      holders.set(slot, zone);
      continue;
    }
    const allowed = `a slot of its own for every zone; ${holder} and ${zone} both have ${slot}`;
    shared.push({
      path: `${path}.zoneSlots`,
      value: pins,
      allowed,
      mend: "Pin one of them to a free slot.",
    });
  }
  return [...pinned, ...shared];
}

function checkZonePin(
  path: string,
  zones: ReadonlySet<string>,
  zone: string,
  slot: number,
): Problem[] {
  const problems: Problem[] = [];
  if (!zones.has(zone)) {
    const allowed = `slots for the region's zones: ${[...zones].slice(0, mostZones).join(", ")}`;
    problems.push({
      path,
      value: zone,
      allowed,
      mend: "Take the slot out, or correct the zone's name.",
    });
  }
  if (!Number.isInteger(slot) || slot < 0 || slot >= zoneSlots) {
    const allowed = `a whole number from 0 to ${zoneSlots - 1}`;
    problems.push({ path, value: slot, allowed, mend: "Choose a slot in this range." });
  }
  return problems;
}

function checkPin(path: string, cidr: string): Problem[] {
  const block = parseCidr(cidr);
  if (block?.prefixBits === vpcPrefixBits && isPrivate(block)) return [];
  const allowed = `a CIDR block in network form of size /${vpcPrefixBits}, of ${privateWords}`;
  return [
    {
      path,
      value: cidr,
      allowed,
      mend: "Write it like 10.40.0.0/16, or leave it out to have one planned.",
    },
  ];
}

/** A small supernet has no room for the slots of later regions. */
function checkFits(request: AddressRequest, name: string): Problem[] {
  const supernet = supernetOf(request);
  const block = computedBlock(request, name);
  if (supernet === undefined || block === undefined || contains(supernet, block)) return [];
  return [
    {
      path: `regions.${name}.cidr`,
      allowed: `a pinned block: the slot of ${name} lies outside the supernet ${supernet.text}`,
      mend: `Pin a free /${vpcPrefixBits} block of the supernet, or take a larger supernet.`,
    },
  ];
}

/** The supernet, or undefined where it is wrong, so that one mistake is told once. */
function supernetOf(request: AddressRequest): Cidr | undefined {
  if (checkSupernet(request.supernet).length > 0) return undefined;
  return parseCidr(request.supernet ?? defaultSupernet);
}

function computedBlock(request: AddressRequest, name: string): Cidr | undefined {
  const supernet = supernetOf(request);
  if (supernet === undefined || !isRegionName(name)) return undefined;
  return parseCidr(slotCidr(supernet.text, name));
}

interface Holder {
  readonly name: string;
  readonly block: Cidr;
  readonly pinned: boolean;
}

/** Sorted by first address, a block can only meet the one that reaches furthest so far. */
function checkOverlaps(request: AddressRequest, names: readonly string[]): Problem[] {
  const holders = names.flatMap((name) => holderOf(request, name));
  const problems = holders.flatMap(checkServiceBlock);
  holders.sort((a, b) => a.block.first - b.block.first || b.block.size - a.block.size);
  let furthest: Holder | undefined;
  for (const holder of holders) {
    if (furthest !== undefined && overlap(furthest.block, holder.block))
      problems.push(overlapProblem(furthest, holder));
    if (furthest === undefined || end(holder) > end(furthest)) furthest = holder;
  }
  return problems;
}

function end(holder: Holder): number {
  return holder.block.first + holder.block.size;
}

function holderOf(request: AddressRequest, name: string): Holder[] {
  const pin = regionOf(request, name).cidr;
  const block = pin === undefined ? computedBlock(request, name) : parseCidr(pin);
  return block === undefined ? [] : [{ name, block, pinned: pin !== undefined }];
}

/** Two computed blocks never meet, so one of the two is pinned: that is the one to change. */
function overlapProblem(a: Holder, b: Holder): Problem {
  const [changed, kept] = b.pinned ? [b, a] : [a, b];
  return {
    path: `regions.${changed.name}.cidr`,
    value: changed.block.text,
    allowed: `a block that overlaps with no other region's; ${kept.name} has ${kept.block.text}`,
    mend: `Pin another block for ${changed.name}.`,
  };
}

function checkServiceBlock({ name, block }: Holder): Problem[] {
  const service = parseCidr(kubernetesServiceCidr);
  if (service === undefined || !overlap(service, block)) return [];
  return [
    {
      path: `regions.${name}.cidr`,
      value: block.text,
      allowed: `a block that does not overlap with ${kubernetesServiceCidr}, the services' addresses in every cluster`,
      mend: `Pin another block for ${name}.`,
    },
  ];
}
