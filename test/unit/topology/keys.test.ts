import { checkServiceKey, checkStoreKey } from "../../../components/topology/keys";

describe("keys", () => {
  it.each(["cart", "a", "product-catalog", "s3", "a".repeat(40)])("takes %s", (key) => {
    expect(checkServiceKey("services", key)).toEqual([]);
    expect(checkStoreKey("stores", key)).toEqual([]);
  });

  it.each(["", "1cart", "cart-", "-cart", "ca_rt", "ca--rt", "cart.eu", "çart"])(
    "refuses %j",
    (key) => {
      expect(checkServiceKey("services.x", key)).toEqual([
        expect.objectContaining({ path: "services.x", value: key, mend: "Rename it." }),
      ]);
    },
  );

  it("says how much is too long", () => {
    const [problem] = checkServiceKey("services.x", "a".repeat(80));
    expect(problem).toMatchObject({ mend: "Shorten it by 40 characters." });
    expect(problem?.allowed).toMatch(/^a service's name of 1 to 40 /);
  });

  it("writes capitals small", () => {
    const [problem] = checkStoreKey("stores.Carts", "Carts");
    expect(problem).toMatchObject({ value: "Carts", mend: 'Write "carts".' });
    expect(problem?.allowed).toMatch(/^a store's name /);
  });
});
