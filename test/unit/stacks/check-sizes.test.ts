import { checkSizes, toldOnce } from "../../../stacks/check-sizes";

const good = {
  host: "shop",
  scale: { minReplicas: 1, maxReplicas: 2 },
  cache: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
  loadUsers: 0,
};

describe("checkSizes", () => {
  it("finds nothing wrong with sizes that are right, nor with what is not there", () => {
    expect(checkSizes(good, 1)).toEqual([]);
    expect(checkSizes({}, 1)).toEqual([]);
  });

  it("judges hosts, scales and caches by the rules of what is made with them", () => {
    const wrong = {
      host: "int",
      scale: { minReplicas: 3, maxReplicas: 2, targetCpuPercent: 101 },
      cache: { maxDataGB: 0, maxProcessingUnitsPerSecond: 1000 },
    };
    expect(checkSizes(wrong).map(({ path }) => path)).toEqual([
      "host",
      "scale.minReplicas",
      "scale.targetCpuPercent",
      "cache.maxDataGB",
    ]);
  });

  it("counts the platform's regions where they are known", () => {
    const load = { peakRequestsPerSecond: 10, requestsPerSecondPerReplica: 10 };
    const sizes = { scale: { ...good.scale, ...load, survivingRegions: 2 } };
    expect(checkSizes(sizes, 2)).toEqual([]);
    expect(checkSizes(sizes)).toEqual([]);
    expect(checkSizes(sizes, 1)).toMatchObject([{ path: "scale.survivingRegions", value: 2 }]);
  });
});

describe("toldOnce", () => {
  it("leaves out of a system's problems what the sizes have told", () => {
    const least = { value: 5, allowed: "at most 2", mend: "Lower it." };
    const own = { ...least, path: "services.cart.scale.minReplicas", value: 6 };
    const repeated = { ...least, path: "services.cart.scale.minReplicas" };
    const ofSizes = [{ ...least, path: "sizes.scale.minReplicas" }];
    expect(toldOnce([repeated, own], ofSizes)).toEqual([own]);
    expect(toldOnce([repeated, own], [])).toEqual([repeated, own]);
  });
});
