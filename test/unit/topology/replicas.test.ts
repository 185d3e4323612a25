import { checkReplicas } from "../../../components/topology/replicas";

const paths = (minReplicas: number, maxReplicas: number) =>
  checkReplicas("scale", { minReplicas, maxReplicas }).map(({ path }) => path);

describe("checkReplicas", () => {
  it.each([
    [1, 1],
    [3, 30],
    [1000, 1000],
  ])("takes %i to %i", (least, most) => {
    expect(paths(least, most)).toEqual([]);
  });

  it("refuses a fewest above the most, with the number", () => {
    expect(checkReplicas("scale", { minReplicas: 5, maxReplicas: 4 })).toEqual([
      {
        path: "scale.minReplicas",
        value: 5,
        allowed: "at most maxReplicas, which is 4",
        mend: "Lower minReplicas or raise maxReplicas.",
      },
    ]);
  });

  it("refuses numbers out of range", () => {
    expect(paths(0, 3)).toEqual(["scale.minReplicas"]);
    expect(paths(1, 1001)).toEqual(["scale.maxReplicas"]);
    expect(paths(1.5, 2)).toEqual(["scale.minReplicas"]);
    expect(paths(2, 0)).toEqual(["scale.maxReplicas", "scale.minReplicas"]);
  });
});
