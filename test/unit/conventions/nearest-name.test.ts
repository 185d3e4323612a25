import fc from "fast-check";
import { nearestName, suggestion } from "../../../components/conventions/nearest-name";

const services = ["cart", "checkout", "currency", "payment"];

describe("nearestName", () => {
  it.each([
    ["currancy", "currency"],
    ["chekout", "checkout"],
    ["Payment", "payment"],
    ["cat", "cart"],
  ])("takes %s for %s", (typed, meant) => {
    expect(nearestName(typed, services)).toBe(meant);
  });

  it("suggests nothing that is too far away", () => {
    expect(nearestName("inventory", services)).toBeUndefined();
    expect(nearestName("x", ["y"])).toBeUndefined();
    expect(nearestName("cart", [])).toBeUndefined();
  });

  it("takes at most three edits and half of the name", () => {
    expect(nearestName("abcdefgh", ["abcde"])).toBe("abcde");
    expect(nearestName("abcdefgh", ["abcd"])).toBeUndefined();
    expect(nearestName("abcd", ["ab"])).toBe("ab");
    expect(nearestName("abcd", ["a"])).toBeUndefined();
  });

  it("finds any name after one edit, whatever the order of the candidates", () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{6,12}$/), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, fc.nat(), (candidates, at) => {
        const target = candidates[at % candidates.length] ?? "";
        const typed = `${target.slice(0, 3)}_${target.slice(4)}`;
        const found = nearestName(typed, candidates);
        expect(found).toBe(nearestName(typed, [...candidates].reverse()));
        expect(found).toBeDefined();
        expect(sameButOne(found ?? "", typed)).toBe(true);
      }),
    );
  });
});

function sameButOne(a: string, b: string): boolean {
  return (
    a.length === b.length && Array.from(a).filter((letter, at) => letter !== b[at]).length === 1
  );
}

describe("suggestion", () => {
  it("asks for the nearest, or says something else", () => {
    expect(suggestion("carts", services, "Declare it.")).toBe('Did you mean "cart"?');
    expect(suggestion("inventory", services, "Declare it.")).toBe("Declare it.");
  });
});
