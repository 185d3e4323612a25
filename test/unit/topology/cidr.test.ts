import fc from "fast-check";
import {
  blockAt,
  blockSize,
  contains,
  firstAddress,
  overlap,
  parseCidr,
  type Cidr,
} from "../../../components/topology/cidr";

const block = fc
  .record({ address: fc.nat(2 ** 32 - 1), prefixBits: fc.integer({ min: 1, max: 32 }) })
  .map(({ address, prefixBits }) => {
    const size = 2 ** (32 - prefixBits);
    return blockAt(Math.floor(address / size) * size, 0, prefixBits);
  });

function parsed(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`${text} should parse`);
  return cidr;
}

describe("parseCidr", () => {
  it("reads a block", () => {
    expect(parseCidr("10.3.0.0/16")).toEqual({
      text: "10.3.0.0/16",
      first: 10 * 2 ** 24 + 3 * 2 ** 16,
      size: 65536,
      prefixBits: 16,
    });
    expect(parseCidr("0.0.0.0/0")).toMatchObject({ first: 0, size: 2 ** 32 });
  });

  it.each([
    "10.0.0.0",
    "10.0.0.1/16",
    "10.0.0.0/33",
    "10.0.0/16",
    "256.0.0.0/8",
    "010.0.0.0/8",
    "10.0.0.0/016",
    "::/0",
    " 10.0.0.0/8",
    "ten",
    "",
  ])("refuses %j", (text) => {
    expect(parseCidr(text)).toBeUndefined();
    expect(() => firstAddress(text)).toThrow(RangeError);
  });

  it("is the inverse of blockAt", () => {
    fc.assert(
      fc.property(block, (text) => {
        const cidr = parsed(text);
        expect(blockAt(cidr.first, 0, cidr.prefixBits)).toBe(text);
        expect(cidr.size).toBe(blockSize(cidr.prefixBits));
        expect(firstAddress(text)).toBe(cidr.first);
      }),
    );
  });
});

describe("blockAt", () => {
  it("counts in addresses", () => {
    expect(blockAt(firstAddress("10.0.0.0/8"), 65536, 16)).toBe("10.1.0.0/16");
    expect(blockAt(firstAddress("10.0.0.0/16"), 4096, 22)).toBe("10.0.16.0/22");
  });

  it("throws outside IPv4", () => {
    expect(() => blockAt(firstAddress("255.255.0.0/16"), 65536, 16)).toThrow();
  });
});

describe("overlap and containment", () => {
  it.each([
    ["10.0.0.0/8", "10.200.0.0/16", true, true],
    ["10.0.0.0/16", "10.1.0.0/16", false, false],
    ["10.0.0.0/16", "10.0.0.0/16", true, true],
    ["10.1.0.0/16", "10.0.0.0/8", true, false],
  ])("%s and %s", (a, b, overlaps, containsIt) => {
    expect(overlap(parsed(a), parsed(b))).toBe(overlaps);
    expect(overlap(parsed(b), parsed(a))).toBe(overlaps);
    expect(contains(parsed(a), parsed(b))).toBe(containsIt);
  });

  it("two blocks overlap only where one contains the other", () => {
    fc.assert(
      fc.property(block, block, (a, b) => {
        const [x, y] = [parsed(a), parsed(b)];
        expect(overlap(x, y)).toBe(contains(x, y) || contains(y, x));
      }),
    );
  });
});
