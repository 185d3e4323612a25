import fc from "fast-check";
import { estimateDeployment } from "../../../../rehearsal/cli/critical-path";
import type { DeployedResource } from "../../../../rehearsal/session/state";

function resource(name: string, more: Partial<DeployedResource> = {}): DeployedResource {
  return { urn: name, type: `t:${name}`, custom: true, ...more };
}

const names = (resources: readonly DeployedResource[], seconds: Record<string, number>): string[] =>
  estimateDeployment(resources, new Map(Object.entries(seconds))).chain.map(({ urn }) => urn);

describe("estimateDeployment", () => {
  it("is nothing for nothing", () => {
    expect(estimateDeployment([], new Map())).toEqual({ seconds: 0, chain: [] });
  });

  it("takes the longest chain, not the sum, and leaves out what takes no time", () => {
    const resources = [
      resource("vpc"),
      resource("component", { custom: false }),
      resource("subnet", { dependencies: ["vpc"], parent: "component" }),
      resource("bucket"),
      resource("cluster", { dependencies: ["subnet", "bucket"] }),
    ];
    const seconds = new Map([
      ["vpc", 10],
      ["subnet", 5],
      ["bucket", 12],
      ["cluster", 600],
    ]);
    expect(estimateDeployment(resources, seconds)).toEqual({
      seconds: 615,
      chain: [
        { urn: "vpc", type: "t:vpc", seconds: 10 },
        { urn: "subnet", type: "t:subnet", seconds: 5 },
        { urn: "cluster", type: "t:cluster", seconds: 600 },
      ],
    });
  });

  it.each<[string, Partial<DeployedResource>]>([
    ["dependencies", { dependencies: ["first"] }],
    ["properties", { propertyDependencies: { id: ["first"], other: null } }],
    ["parents", { parent: "first" }],
    ["providers", { provider: "first::0a1b" }],
  ])("follows %s", (_what, link) => {
    expect(names([resource("first"), resource("second", link)], { first: 1, second: 1 })).toEqual([
      "first",
      "second",
    ]);
  });

  it("lies between the longest single duration and the sum of all", () => {
    const graph = fc.array(
      fc.record({ seconds: fc.nat(100), after: fc.array(fc.nat(19), { maxLength: 3 }) }),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(graph, (nodes) => {
        const resources = nodes.map(({ after }, place) =>
          resource(`r${place}`, {
            dependencies: after.filter((at) => at < place).map((at) => `r${at}`),
          }),
        );
        const durations = nodes.map(({ seconds }) => seconds);
        const estimate = estimateDeployment(
          resources,
          new Map(durations.map((each, place) => [`r${place}`, each])),
        );
        expect(estimate.seconds).toBeGreaterThanOrEqual(Math.max(...durations));
        expect(estimate.seconds).toBeLessThanOrEqual(
          durations.reduce((sum, each) => sum + each, 0),
        );
        expect(estimate.chain.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(
          estimate.seconds,
        );
      }),
    );
  });
});
