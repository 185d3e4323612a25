import { declaredIn } from "../../../components/platform/declared";
import type { SystemSpec } from "../../../components/platform/system-spec";
import { smallSystem, twoRegions } from "../../support/platforms";

const declared = (system: unknown) => declaredIn(system as SystemSpec, twoRegions);

describe("declaredIn", () => {
  it("leaves a system of declarations as it is", () => {
    const system = smallSystem();
    expect(declared(system)).toEqual({ system, problems: [], others: [] });
    expect(declared(system).system.services["cart"]).toBe(system.services["cart"]);
  });

  it.each([undefined, null, [], "none", {}, { stores: [], services: null }])(
    "asks for both maps in place of %j",
    (system) => {
      expect(declared(system).problems).toMatchObject([
        { path: "stores", mend: "Write stores: {}, where there are none." },
        { path: "services", mend: "Write services: {}, where there are none." },
      ]);
      expect(declared(system).system).toEqual({ stores: {}, services: {} });
    },
  );

  it("tells what is no declaration, and keeps its place for those who use it", () => {
    const { carts, wishes } = smallSystem().stores;
    const { cart } = smallSystem().services;
    const { problems, others, system } = declared({
      stores: { carts, wishes, cart },
      services: { cart, web: { image: "x" }, carts, gone: undefined },
    });
    expect(problems).toMatchObject([
      { path: "stores.cart", allowed: "a declaration made by cache or keyValueStore" },
      { path: "services.web", value: { image: "x" }, mend: "Write web: microservice({ ... })." },
      { path: "services.carts", allowed: "a declaration made by microservice" },
      { path: "services.gone" },
    ]);
    expect(Object.keys(system.services)).toEqual(["cart"]);
    expect(others.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      "cache cart",
      "service web",
      "service carts",
      "service gone",
    ]);
  });
});
