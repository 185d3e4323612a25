/** IPv4 address blocks as numbers, for what EC2 refuses of them. */

/** An IPv4 block: the first address as a number, and how many bits are fixed. */
export interface Block {
  readonly first: number;
  readonly bits: number;
}

/** Reads `10.0.0.0/16`; undefined for what is no IPv4 CIDR block. Host bits are kept: see `isNetwork`. */
export function parseBlock(cidr: string): Block | undefined {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (!found) return undefined;
  const [first = 256, second = 256, third = 256, fourth = 256, bits = 33] = found
    .slice(1)
    .map(Number);
  if ([first, second, third, fourth].some((part) => part > 255) || bits > 32) return undefined;
  return { first: first * 2 ** 24 + second * 2 ** 16 + third * 2 ** 8 + fourth, bits };
}

/** How many addresses a block has. */
export function sizeOf(block: Block): number {
  return 2 ** (32 - block.bits);
}

/** True where no host bit is set. */
export function isNetwork(block: Block): boolean {
  return block.first % sizeOf(block) === 0;
}

/** True where every address of the inner block is in the outer one. */
export function contains(outer: Block, inner: Block): boolean {
  return inner.first >= outer.first && inner.first + sizeOf(inner) <= outer.first + sizeOf(outer);
}

/** True where the blocks share an address. */
export function overlaps(left: Block, right: Block): boolean {
  return contains(left, right) || contains(right, left);
}

/** The address at a place in the block, in dotted form; `place` counts from 0. */
export function addressAt(block: Block, place: number): string {
  const address = block.first + (place % sizeOf(block));
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** What the provider says of text that is no IPv4 network address; undefined where it is one. */
export function networkProblem(cidr: string): string | undefined {
  const block = parseBlock(cidr);
  if (!block) return `"${cidr}" is not a valid IPv4 CIDR block: invalid CIDR address: ${cidr}`;
  if (isNetwork(block)) return undefined;
  const network = { first: block.first - (block.first % sizeOf(block)), bits: block.bits };
  return `"${cidr}" is not a valid IPv4 CIDR block; did you mean "${addressAt(network, 0)}/${block.bits}"?`;
}
