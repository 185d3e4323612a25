import * as on from "./fixture";
import { checkType, Net } from "./net";

afterAll(on.removeFolders);

describe("weighted and multivalue records", () => {
  function net(weights: Readonly<Record<string, number>>): Net {
    const made = new Net();
    made.zone("Z", "example.com");
    made.put(checkType, "bad", { type: "HTTPS", fqdn: "nowhere.example.com" });
    for (const [value, weight] of Object.entries(weights)) {
      const healthCheckId = value.startsWith("bad") ? "bad" : null;
      made.record("Z", "w.example.com", {
        ...{ setIdentifier: value, records: [value], ttl: 60 },
        ...{ weightedRoutingPolicies: [{ weight }], healthCheckId },
      });
    }
    return made;
  }
  const drawn = (made: Net, draw: number): readonly string[] =>
    made.values("w.example.com", "eu-west-1", { draw });

  it("answer in proportion to their weights", () => {
    const made = net({ a: 90, b: 10 });
    expect([0, 0.5, 0.89, 0.91, 0.999].map((draw) => drawn(made, draw)[0])).toEqual([
      "a",
      "a",
      "a",
      "b",
      "b",
    ]);
  });

  it("pass over those without weight or health, until there are no others", () => {
    expect([0, 0.99].map((draw) => drawn(net({ a: 1, zero: 0, bad: 5 }), draw)[0])).toEqual([
      "a",
      "a",
    ]);
    expect([0, 0.99].map((draw) => drawn(net({ x: 0, y: 0 }), draw)[0])).toEqual(["x", "y"]);
    expect(drawn(net({ bad1: 1, bad2: 1 }), 0.99)).toEqual(["bad2"]);
  });

  it("answer with up to eight that are healthy", () => {
    const made = new Net();
    made.zone("Z", "example.com");
    made.put(checkType, "bad", { type: "HTTPS", fqdn: "nowhere.example.com" });
    for (let at = 0; at < 10; at++) {
      made.record("Z", "m.example.com", {
        ...{ setIdentifier: String(at), records: [String(at)], ttl: 60 },
        ...{ multivalueAnswerRoutingPolicy: true, ...(at === 0 ? { healthCheckId: "bad" } : {}) },
      });
    }
    expect(made.values("m.example.com", "eu-west-1")).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
    ]);
  });

  it("of a policy that is not modelled say so", () => {
    const made = new Net();
    made.zone("Z", "example.com");
    const geolocationRoutingPolicies = [{ country: "DE" }];
    made.record("Z", "g.example.com", {
      setIdentifier: "de",
      geolocationRoutingPolicies,
      records: ["1"],
    });
    expect(() => made.ask("g.example.com", "eu-west-1")).toThrow("geolocationRoutingPolicies");
  });
});
