import fc from "fast-check";
import { nearest } from "../../../../rehearsal/catalogue/nearest";

describe("nearest", () => {
  const names = ["cidrBlock", "enableDnsHostnames", "enableDnsSupport", "tags"];

  it.each([
    ["cidrBlok", "cidrBlock"],
    ["cidrblock", "cidrBlock"],
    ["cdirBlock", "cidrBlock"],
    ["cidrBlocks", "cidrBlock"],
    ["enableDnsHostname", "enableDnsHostnames"],
    ["enableDnsSuport", "enableDnsSupport"],
    ["tag", "tags"],
  ])("takes %s for %s", (word, meant) => {
    expect(nearest(word, names)).toBe(meant);
  });

  it.each(["region", "x", ""])("has nothing to say about %j", (word) => {
    expect(nearest(word, names)).toBeUndefined();
  });

  it("gives up on words that are no slip of the pen", () => {
    const long = "a".repeat(65);
    expect(nearest(long, [long])).toBeUndefined();
  });

  it("finds any name again after one slip", () => {
    const slips = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(),
      kind: fc.constantFrom("drop", "double", "swap"),
    });
    fc.assert(
      fc.property(slips, ({ name, at, kind }) => {
        const index = at % (name.length - 1);
        const [before, letter, next] = [name.slice(0, index), name[index], name[index + 1]];
        const after = name.slice(index + 2);
        const middle = {
          drop: `${next}`,
          double: `${letter}${letter}${next}`,
          swap: `${next}${letter}`,
        };
        expect(nearest(before + middle[kind] + after, names)).toBe(name);
      }),
    );
  });
});
