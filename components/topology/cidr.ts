/** Arithmetic with IPv4 blocks. Pure. */
// Not the package's front door, which loads all of IPv6 too.
import { Address4 } from "ip-address/dist/ipv4";

/** An IPv4 block as numbers, which compare and add exactly. */
export interface Cidr {
  /** As it was written: `10.3.0.0/16`. */
  readonly text: string;
  /** The first address as a number. */
  readonly first: number;
  /** How many addresses it has. */
  readonly size: number;
  readonly prefixBits: number;
}

const addressBits = 32;

/**
 * The block that the text stands for, or undefined where it is none in network form: four decimal numbers
 * without leading zeros, a prefix length, and no bit set behind the prefix.
 */
export function parseCidr(text: string): Cidr | undefined {
  if (!/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text) || !Address4.isValid(text)) return undefined;
  const address = new Address4(text);
  if (address.networkForm() !== text) return undefined;
  const prefixBits = address.subnetMask;
  return { text, first: Number(address.bigInt()), size: blockSize(prefixBits), prefixBits };
}

/**
 * The block of that prefix length whose first address lies `offset` addresses behind `first`.
 *
 * Throws when that lies outside IPv4.
 */
export function blockAt(first: number, offset: number, prefixBits: number): string {
  return `${Address4.fromInteger(first + offset).correctForm()}/${prefixBits}`;
}

/** How many addresses a block of that prefix length has. */
export function blockSize(prefixBits: number): number {
  return 2 ** (addressBits - prefixBits);
}

/** Whether two blocks share an address. */
export function overlap(a: Cidr, b: Cidr): boolean {
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

/** Whether every address of `inner` is one of `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.first + inner.size <= outer.first + outer.size;
}

/**
 * The first address of a block, as a number.
 *
 * Throws a RangeError when the text is no block in network form.
 */
export function firstAddress(text: string): number {
  const block = parseCidr(text);
  if (block === undefined) throw new RangeError(`${JSON.stringify(text)} is no CIDR block`);
  return block.first;
}
