import {
  aliasTtlSeconds,
  checkFailOver,
  failOverSeconds,
  type FailOverSettings,
} from "../../../components/topology/fail-over";

const fast: FailOverSettings = { intervalSeconds: 10, failureThreshold: 3 };

describe("failOverSeconds", () => {
  it.each<[FailOverSettings, number]>([
    [fast, 100],
    [{ ...fast, aggregationSeconds: 0 }, 90],
    [{ intervalSeconds: 30, failureThreshold: 3, aggregationSeconds: 0 }, 150],
    [{ intervalSeconds: 10, failureThreshold: 2, aggregationSeconds: 0, ttlSeconds: 30 }, 50],
    [{ ...fast, ttlSeconds: 0, clientCacheSeconds: 30 }, 70],
  ])("of %j is %i", (settings, seconds) => {
    expect(failOverSeconds(settings)).toBe(seconds);
  });

  it("keeps an alias's answer for a minute", () => {
    expect(aliasTtlSeconds).toBe(60);
    expect(failOverSeconds({ ...fast, ttlSeconds: aliasTtlSeconds })).toBe(failOverSeconds(fast));
  });
});

describe("checkFailOver", () => {
  it("takes what Route 53 offers", () => {
    expect(checkFailOver("health", fast)).toEqual([]);
    expect(
      checkFailOver("health", { intervalSeconds: 30, failureThreshold: 10, ttlSeconds: 0 }),
    ).toEqual([]);
    expect(checkFailOver("health", fast, 100)).toEqual([]);
  });

  it.each<[Partial<FailOverSettings>, string]>([
    [{ intervalSeconds: 20 }, "intervalSeconds"],
    [{ failureThreshold: 0 }, "failureThreshold"],
    [{ failureThreshold: 11 }, "failureThreshold"],
    [{ failureThreshold: 2.5 }, "failureThreshold"],
    [{ ttlSeconds: -1 }, "ttlSeconds"],
    [{ aggregationSeconds: Number.NaN }, "aggregationSeconds"],
    [{ clientCacheSeconds: 0.5 }, "clientCacheSeconds"],
  ])("refuses %j", (change, property) => {
    expect(checkFailOver("health", { ...fast, ...change }, 1)).toEqual([
      expect.objectContaining({
        path: `health.${property}`,
        value: change[property as keyof FailOverSettings],
      }),
    ]);
  });

  it("refuses a fail-over that takes longer than the objective, with the numbers", () => {
    expect(checkFailOver("health", fast, 99)).toEqual([
      {
        path: "health",
        value: 100,
        allowed:
          "a fail-over of at most 99 seconds; checks every 10 s, 3 failures and caching come to 100",
        mend: "Check more often, tolerate fewer failures, or declare a longer objective.",
      },
    ]);
  });
});
