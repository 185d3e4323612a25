import fc from "fast-check";
import {
  checkCapacity,
  minReplicas,
  type CapacityRequest,
} from "../../../components/topology/capacity";

describe("minReplicas", () => {
  it.each([
    // peak, per replica, survivors, floor
    [900, 60, 2, 8],
    [900, 60, 3, 5],
    [960, 60, 2, 8],
    [1, 60, 2, 1],
    [0.3, 0.1, 1, 3],
    [1.1, 0.1, 1, 11],
  ])(
    "carries %d requests per second at %d per replica over %i regions with %i each",
    (peak, perReplica, survivors, floor) => {
      const target = {
        peakRequestsPerSecond: peak,
        requestsPerSecondPerReplica: perReplica,
        survivingRegions: survivors,
      };
      expect(minReplicas(target)).toBe(floor);
      expect(minReplicas(target, floor + 1)).toBe(floor + 1);
      expect(minReplicas(target, 1)).toBe(floor);
    },
  );

  it("lets the survivors carry the peak, and not with a replica too many", () => {
    const whole = (max: number) => fc.integer({ min: 1, max });
    fc.assert(
      fc.property(
        whole(100_000),
        whole(1000),
        whole(6),
        (peakRequestsPerSecond, requestsPerSecondPerReplica, survivingRegions) => {
          const floor = minReplicas({
            peakRequestsPerSecond,
            requestsPerSecondPerReplica,
            survivingRegions,
          });
          const carried = (replicas: number) =>
            replicas * survivingRegions * requestsPerSecondPerReplica;
          expect(carried(floor)).toBeGreaterThanOrEqual(peakRequestsPerSecond);
          expect(floor === 1 || carried(floor - 1) < peakRequestsPerSecond).toBe(true);
        },
      ),
    );
  });
});

describe("checkCapacity", () => {
  const sound: CapacityRequest = {
    peakRequestsPerSecond: 900,
    requestsPerSecondPerReplica: 60,
    survivingRegions: 2,
    maxReplicas: 8,
    regions: 3,
  };
  const scale = "services.cart.scale";

  it("takes what carries the peak, and what declares none", () => {
    expect(checkCapacity(scale, sound)).toEqual([]);
    expect(checkCapacity(scale, { survivingRegions: 9, maxReplicas: 1, regions: 1 })).toEqual([]);
  });

  it("refuses a most below the floor, with the numbers", () => {
    expect(checkCapacity(scale, { ...sound, maxReplicas: 7 })).toEqual([
      {
        path: "services.cart.scale.maxReplicas",
        value: 7,
        allowed:
          "at least 8 replicas per region, for 900 requests per second over 2 surviving region(s) at 60 per replica",
        mend: "Raise it to 8 or more, or declare a lower peak.",
      },
    ]);
  });

  it("refuses half a declaration", () => {
    for (const half of ["peakRequestsPerSecond", "requestsPerSecondPerReplica"] as const) {
      expect(checkCapacity(scale, { ...sound, [half]: undefined })).toEqual([
        {
          path: `${scale}.${half}`,
          allowed:
            "a number of requests per second above 0, for the peak and for one replica alike",
          mend: "State both, or neither.",
        },
      ]);
    }
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a load of %d", (load) => {
    expect(checkCapacity(scale, { ...sound, peakRequestsPerSecond: load })).toHaveLength(1);
    expect(checkCapacity(scale, { ...sound, requestsPerSecondPerReplica: load })).toHaveLength(1);
  });

  it.each([0, 4, 1.5])("refuses %d surviving regions of three", (survivingRegions) => {
    expect(checkCapacity(scale, { ...sound, survivingRegions })).toEqual([
      expect.objectContaining({ path: `${scale}.survivingRegions`, value: survivingRegions }),
    ]);
  });
});
