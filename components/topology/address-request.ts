/** What is asked of the address plan, and the block that follows from a region alone. Pure. */
import { blockAt, blockSize, firstAddress } from "./cidr";
import { findRegion } from "./regions";

/** What a region wants of the address plan. */
export interface RegionAddressRequest {
  /** Two to four availability zones by name: `eu-west-1a`. */
  readonly zones: readonly string[];
  /** The VPC's IPv4 block, of size /16. @default the block at the region's slot of the supernet */
  readonly cidr?: string;
  /** Slots from 0 to 7 for zones, by zone name. @default the slot of the zone's letter: a is 0, h is 7 */
  readonly zoneSlots?: Readonly<Record<string, number>>;
}

/** What a platform wants of the address plan. */
export interface AddressRequest {
  /** The IPv4 block that regions get theirs from, /16 or larger. @default 10.0.0.0/8, which has room for 256 */
  readonly supernet?: string;
  /** By region name. */
  readonly regions: Readonly<Record<string, RegionAddressRequest>>;
}

/** The supernet where none is stated. */
export const defaultSupernet = "10.0.0.0/8";

/** The size of every VPC: what one slot of the supernet holds. */
export const vpcPrefixBits = 16;

/**
 * The block at the region's slot of a supernet, whether or not it lies inside.
 *
 * Throws a RangeError for a region that the table does not have and for a supernet that is no CIDR block.
 */
export function slotCidr(supernet: string, region: string): string {
  const row = findRegion(region);
  if (row === undefined) throw new RangeError(`the region table has no ${region}`);
  return blockAt(firstAddress(supernet), row.slot * blockSize(vpcPrefixBits), vpcPrefixBits);
}
