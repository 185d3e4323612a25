import fc from "fast-check";
import {
  checkSlots,
  slotOf,
  stableSlot,
  type SlotRange,
  type SlotRequest,
} from "../../../components/topology/stable-slot";

const priorities: SlotRange = { what: "listener rule priority", from: 1, to: 50000 };

function request(key: string, pinned?: number): SlotRequest {
  const path = `services.${key}.priority`;
  return pinned === undefined ? { key, path } : { key, path, pinned };
}

describe("stableSlot", () => {
  // What follows from a key must never change: listeners and clients have the number.
  it("is fixed for ever", () => {
    expect(["cart", "checkout", "frontend"].map((key) => stableSlot(key, 1, 50000))).toEqual([
      27244, 40560, 42542,
    ]);
  });

  it("lies in the range", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.nat(100000), (key, from, width) => {
        const slot = stableSlot(key, from, from + width);
        expect(slot >= from && slot <= from + width && Number.isInteger(slot)).toBe(true);
        expect(stableSlot(key, from, from + width)).toBe(slot);
      }),
    );
  });

  it("spreads keys over the whole range", () => {
    const slots = Array.from({ length: 1000 }, (_, at) => stableSlot(`service-${at}`, 0, 9));
    for (let slot = 0; slot < 10; slot++) {
      expect(slots.filter((found) => found === slot).length).toBeGreaterThan(50);
    }
  });

  it.each([
    [2, 1],
    [0.5, 2],
    [0, Number.POSITIVE_INFINITY],
  ])("throws for a range from %p to %p", (from, to) => {
    expect(() => stableSlot("cart", from, to)).toThrow(RangeError);
  });
});

describe("slotOf", () => {
  it("prefers the pin", () => {
    expect(slotOf(priorities, request("cart", 7))).toBe(7);
    expect(slotOf(priorities, request("cart"))).toBe(stableSlot("cart", 1, 50000));
  });
});

describe("checkSlots", () => {
  it("takes keys with slots of their own", () => {
    expect(
      checkSlots(priorities, [request("cart"), request("checkout"), request("frontend", 7)]),
    ).toEqual([]);
  });

  it("refuses two computed slots that meet, and says what to pin", () => {
    const narrow: SlotRange = { what: "private port", from: 9000, to: 9000 };
    expect(checkSlots(narrow, [request("cart"), request("ad")])).toEqual([
      {
        path: "services.cart.priority",
        value: 9000,
        allowed:
          "a private port from 9000 to 9000 of its own; 9000, computed for cart, is taken by ad",
        mend: "Pin services.cart.priority to a free number.",
      },
    ]);
  });

  it("lets a pin keep its slot against a computed one", () => {
    const problems = checkSlots(priorities, [
      request("cart"),
      request("zebra", stableSlot("cart", 1, 50000)),
    ]);
    expect(problems.map(({ path }) => path)).toEqual(["services.cart.priority"]);
  });

  it.each([0, 50001, 1.5, Number.NaN])("refuses a pin of %p", (pinned) => {
    expect(checkSlots(priorities, [request("cart", pinned)])).toEqual([
      expect.objectContaining({
        path: "services.cart.priority",
        allowed: expect.stringContaining("from 1 to 50000") as string,
      }),
    ]);
  });

  it("reports exactly the keys that did not get a slot of their own, in any order", () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { maxLength: 12 });
    fc.assert(
      fc.property(keys, (names) => {
        const range: SlotRange = { what: "port", from: 0, to: 20 };
        const requests = names.map((name) => request(name));
        const distinct = new Set(requests.map((wanted) => slotOf(range, wanted)));
        const problems = checkSlots(range, requests);
        expect(problems).toHaveLength(names.length - distinct.size);
        expect(checkSlots(range, [...requests].reverse())).toEqual(problems);
      }),
    );
  });
});
