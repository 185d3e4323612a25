import type { FaultRule } from "../../../../rehearsal/world/faults";
import { calm, isUnhealthy, regionOfScope } from "../../../../rehearsal/world/situation";
import * as on from "./fixture";
import { Net } from "./net";

afterAll(on.removeFolders);

describe("a situation", () => {
  const { store } = new Net().state;
  const object = { type: "t", id: "i", scope: "eu-west-1", urn: "urn::shop", order: 1 };
  const under = (match: FaultRule["match"], kind: "unhealthy" | "throttle" = "unhealthy") =>
    isUnhealthy(
      { store, down: new Set(), faults: [{ match, effect: { kind } }] },
      { ...object, inputs: {}, outputs: {} },
    );

  it("has what a rule names unhealthy, and nothing by a rule for calls", () => {
    expect(under({})).toBe(true);
    expect(under({ type: "t", urn: "shop", region: "eu-west-1" })).toBe(true);
    expect(under({ type: "u" })).toBe(false);
    expect(under({ urn: "cart" })).toBe(false);
    expect(under({ region: "us-east-1" })).toBe(false);
    expect(under({}, "throttle")).toBe(false);
  });

  it("is calm with the same things and nothing wrong", () => {
    const faults: FaultRule[] = [{ match: {}, effect: { kind: "unhealthy" } }];
    const untroubled = calm({ store, faults, down: new Set(["eu-west-1"]) });
    expect(untroubled).toEqual({ store, faults: [], down: new Set() });
  });

  it("knows the region of a cluster", () => {
    expect(regionOfScope("arn:aws:eks:eu-west-1:123456789012:cluster/c")).toBe("eu-west-1");
    expect(regionOfScope("us-east-1")).toBe("us-east-1");
    expect(regionOfScope("global")).toBe("global");
  });
});
