import {
  checkResourceRequests,
  type ResourceRequests,
} from "../../../components/topology/resource-requests";

const sound: ResourceRequests = {
  cpuMillicores: { request: 100, limit: 200 },
  memoryMiB: { request: 64, limit: 64 },
};

describe("checkResourceRequests", () => {
  it("takes requests up to their limits", () => {
    expect(checkResourceRequests("resources", sound)).toEqual([]);
  });

  it("refuses a request above its limit, as Kubernetes does", () => {
    expect(
      checkResourceRequests("resources", { ...sound, memoryMiB: { request: 65, limit: 64 } }),
    ).toEqual([
      {
        path: "resources.memoryMiB.request",
        value: 65,
        allowed: "at most the limit, which is 64",
        mend: "Lower the request or raise the limit.",
      },
    ]);
  });

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses the amount %d", (amount) => {
    const problems = checkResourceRequests("resources", {
      cpuMillicores: { request: amount, limit: 200 },
      memoryMiB: { request: 64, limit: amount },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      "resources.cpuMillicores.request",
      "resources.memoryMiB.limit",
    ]);
    expect(problems.map(({ allowed }) => allowed)).toEqual([
      "a whole number of millicores (1000 are one CPU) from 1 to 10000000",
      "a whole number of MiB from 1 to 10000000",
    ]);
  });
});
