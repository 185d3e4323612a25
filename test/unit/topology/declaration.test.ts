import {
  bindable,
  type Declared,
  type KeyReference,
} from "../../../components/topology/declaration";
import { bindingForms } from "../../../components/topology/graph";

describe("bindable", () => {
  const declared: Declared<"service"> = { kind: "service", spec: { port: 7070 } };

  it("adds one binding per form to the value's own properties", () => {
    const cart = bindable(declared, bindingForms.service);
    expect(Object.keys(cart).sort()).toEqual(["address", "host", "kind", "port", "spec", "url"]);
    expect(cart.kind).toBe("service");
    expect(cart.spec).toBe(declared.spec);
    expect(bindingForms.service.map((form) => cart[form].form)).toEqual([...bindingForms.service]);
  });

  it("names the returned value itself, so that it is found again by identity", () => {
    const cart = bindable(declared, ["host", "address"]);
    const twin = bindable(declared, ["host"]);
    expect(cart.host.target).toBe(cart);
    expect(cart.address.target).toBe(cart);
    expect(twin.host.target).not.toBe(cart);
  });

  it("leaves what it was given as it is", () => {
    bindable(declared, ["host"]);
    expect(declared).toEqual({ kind: "service", spec: { port: 7070 } });
  });

  it("binds a reference by key as well", () => {
    const reference: KeyReference = { kind: "reference", key: "currency" };
    expect(bindable(reference, ["address"]).address).toMatchObject({
      form: "address",
      target: { kind: "reference", key: "currency" },
    });
  });
});
