import fc from "fast-check";
import {
  addressAt,
  contains,
  isNetwork,
  networkProblem,
  overlaps,
  parseBlock,
  sizeOf,
  type Block,
} from "../../../../../rehearsal/models/aws/cidr";

function block(cidr: string): Block {
  const found = parseBlock(cidr);
  if (!found) throw new Error(`${cidr} is no block`);
  return found;
}

const blocks = fc
  .record({ bits: fc.integer({ min: 1, max: 32 }), place: fc.nat(2 ** 31 - 1) })
  .map(({ bits, place }): Block => {
    const size = 2 ** (32 - bits);
    return { bits, first: (place % 2 ** bits) * size };
  });

describe("an address block", () => {
  it.each(["10.0.0.0", "10.0.0/8", "10.0.0.256/8", "10.0.0.0/33", "::/0", "text"])(
    "is not %s",
    (text) => {
      expect(parseBlock(text)).toBeUndefined();
      expect(networkProblem(text)).toContain("is not a valid IPv4 CIDR block");
    },
  );

  it("has as many addresses as its free bits give", () => {
    expect(sizeOf(block("10.0.0.0/24"))).toBe(256);
    expect(addressAt(block("10.0.255.0/24"), 5)).toBe("10.0.255.5");
    expect(addressAt(block("10.0.0.0/30"), 5)).toBe("10.0.0.1");
  });

  it("is a network without host bits, and the nearest network is named otherwise", () => {
    expect(networkProblem("10.1.0.0/16")).toBeUndefined();
    expect(isNetwork(block("10.1.2.3/16"))).toBe(false);
    expect(networkProblem("10.1.2.3/16")).toBe(
      '"10.1.2.3/16" is not a valid IPv4 CIDR block; did you mean "10.1.0.0/16"?',
    );
  });

  it("contains its halves and overlaps what contains it", () => {
    expect(contains(block("10.0.0.0/8"), block("10.255.0.0/16"))).toBe(true);
    expect(contains(block("10.0.0.0/16"), block("10.1.0.0/16"))).toBe(false);
    expect(overlaps(block("10.0.128.0/24"), block("10.0.0.0/16"))).toBe(true);
    expect(overlaps(block("10.0.0.0/24"), block("10.0.1.0/24"))).toBe(false);
  });

  it("reads back as it was written", () => {
    fc.assert(
      fc.property(blocks, (made) => {
        expect(parseBlock(`${addressAt(made, 0)}/${made.bits}`)).toEqual(made);
        expect(isNetwork(made)).toBe(true);
      }),
    );
  });

  it("overlaps another where an end of one is in the other", () => {
    const holds = (outer: Block, address: number): boolean =>
      address >= outer.first && address < outer.first + sizeOf(outer);
    fc.assert(
      fc.property(blocks, blocks, (left, right) => {
        const shared = holds(left, right.first) || holds(right, left.first);
        expect(overlaps(left, right)).toBe(shared);
      }),
    );
  });
});
