import { privatePorts, rulePriorities } from "../../../components/topology/listener-slots";
import { checkPort } from "../../../components/topology/ports";

describe("slots of a region's load balancers", () => {
  it("are ports that a listener may have", () => {
    expect(checkPort("from", privatePorts.from)).toEqual([]);
    expect(checkPort("to", privatePorts.to)).toEqual([]);
    expect(privatePorts.to).toBeGreaterThan(privatePorts.from);
  });

  // A slot follows from its key and its range: another range would move every rule and port there is.
  it("never change their ranges", () => {
    expect(privatePorts).toEqual({ what: "private port", from: 20000, to: 29999 });
    expect(rulePriorities).toEqual({ what: "listener rule priority", from: 1, to: 50000 });
  });
});
