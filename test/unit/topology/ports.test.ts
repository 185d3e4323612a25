import { checkPort } from "../../../components/topology/ports";

describe("checkPort", () => {
  it.each([1, 80, 7070, 65535])("takes %i", (port) => {
    expect(checkPort("port", port)).toEqual([]);
  });

  it.each([0, -1, 65536, 80.5, Number.NaN])("refuses %d", (port) => {
    expect(checkPort("services.cart.port", port)).toEqual([
      {
        path: "services.cart.port",
        value: port,
        allowed: "a TCP port: a whole number from 1 to 65535",
        mend: "Correct the number.",
      },
    ]);
  });
});
