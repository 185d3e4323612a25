/**
 * Which addresses a region, a zone and a subnet get. Every block follows from the region's slot and the
 * zone's letter alone, so a region or zone that comes or goes moves no other. Pure.
 */
import { checkAddresses } from "./address-checks";
import {
  defaultSupernet,
  slotCidr,
  type AddressRequest,
  type RegionAddressRequest,
} from "./address-request";
import { blockAt, blockSize, firstAddress } from "./cidr";
import { zoneSlot } from "./regions";

/** One zone's three subnets. */
export interface ZoneAddresses {
  readonly zone: string;
  /** For load balancers and NAT gateways: /22, 1,019 usable addresses. */
  readonly publicCidr: string;
  /** For nodes and pods: /20, 4,091 usable addresses. */
  readonly privateCidr: string;
  /** For data stores, without a way out: /22, 1,019 usable addresses. */
  readonly isolatedCidr: string;
}

/** One region's VPC and its subnets, in the order of the zones' names. */
export interface RegionAddresses {
  readonly region: string;
  readonly vpcCidr: string;
  readonly zones: readonly ZoneAddresses[];
}

/** The whole plan, by region name. */
export interface AddressPlan {
  readonly regions: Readonly<Record<string, RegionAddresses>>;
}

/** An eighth of a VPC: what one zone's slot holds. */
const zonePrefixBits = 19;
const privatePrefixBits = 20;
const publicPrefixBits = 22;
const isolatedPrefixBits = 22;

/** Where a tier starts inside its zone's slot, in addresses. What lies behind the last tier is spare. */
const tierOffset = {
  private: 0,
  public: blockSize(privatePrefixBits),
  isolated: blockSize(privatePrefixBits) + blockSize(publicPrefixBits),
} as const;

/**
 * The address plan. It does not depend on the order of regions or zones.
 *
 * Throws a RangeError when `checkAddresses` finds a problem: check first, so that all problems are told together.
 */
export function planAddresses(request: AddressRequest): AddressPlan {
  const problems = checkAddresses(request);
  if (problems.length > 0) {
    throw new RangeError(
      `no address plan for this request: ${problems.map((problem) => problem.path).join(", ")}`,
    );
  }
  const supernet = request.supernet ?? defaultSupernet;
  const regions = Object.entries(request.regions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([region, wanted]) => [region, planRegion(supernet, region, wanted)] as const);
  return { regions: Object.fromEntries(regions) };
}

function planRegion(
  supernet: string,
  region: string,
  request: RegionAddressRequest,
): RegionAddresses {
  const vpcCidr = request.cidr ?? slotCidr(supernet, region);
  const first = firstAddress(vpcCidr);
  const zones = [...request.zones].sort().map((zone) => {
    const slot = request.zoneSlots?.[zone] ?? zoneSlot(zone);
    return planZone(zone, first + slot * blockSize(zonePrefixBits));
  });
  return { region, vpcCidr, zones };
}

function planZone(zone: string, first: number): ZoneAddresses {
  return {
    zone,
    publicCidr: blockAt(first, tierOffset.public, publicPrefixBits),
    privateCidr: blockAt(first, tierOffset.private, privatePrefixBits),
    isolatedCidr: blockAt(first, tierOffset.isolated, isolatedPrefixBits),
  };
}
