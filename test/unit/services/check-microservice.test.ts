import {
  checkMicroservice,
  checkNamespace,
  checkPlaces,
} from "../../../components/services/check-microservice";
import type { MicroserviceSpec } from "../../../components/services/declarations";
import { grpcSpec, httpSpec, silentSpec } from "../../support/service-specs";

const paths = (spec: MicroserviceSpec, key = "cart", regions = 3) =>
  checkMicroservice(key, spec, regions).map(({ path }) => path);

describe("checkMicroservice", () => {
  it.each<[string, MicroserviceSpec]>([
    ["gRPC", grpcSpec()],
    ["HTTP on port 80 of its Service", httpSpec()],
    ["a workload that nobody calls", silentSpec()],
    ["an image to build", grpcSpec({ image: { build: { context: "stacks/wishlist" } } })],
    ["probes", httpSpec({ probes: { readiness: { path: "/_healthz", initialDelaySeconds: 10 } } })],
  ])("finds nothing wrong with %s", (_what, spec) => {
    expect(paths(spec)).toEqual([]);
  });

  const scale = { minReplicas: 2, maxReplicas: 4 };
  it.each<[string, MicroserviceSpec, string[]]>([
    ["an image that is none", grpcSpec({ image: "not an image" }), ["image"]],
    [
      "a build of nothing",
      grpcSpec({ image: { build: { context: "" } } }),
      ["image.build.context"],
    ],
    [
      "fewest above most",
      grpcSpec({ scale: { minReplicas: 5, maxReplicas: 4 } }),
      ["scale.minReplicas"],
    ],
    [
      "a peak without what one pod serves",
      grpcSpec({ scale: { ...scale, peakRequestsPerSecond: 9 } }),
      ["scale.requestsPerSecondPerReplica"],
    ],
    [
      "a peak that the most cannot serve",
      grpcSpec({ scale: { ...scale, peakRequestsPerSecond: 90, requestsPerSecondPerReplica: 10 } }),
      ["scale.maxReplicas"],
    ],
    [
      "a target above 100",
      grpcSpec({ scale: { ...scale, targetCpuPercent: 101 } }),
      ["scale.targetCpuPercent"],
    ],
    [
      "a request above its limit",
      grpcSpec({
        resources: {
          cpuMillicores: { request: 300, limit: 200 },
          memoryMiB: { request: 64, limit: 128 },
        },
      }),
      ["resources.cpuMillicores.request"],
    ],
    [
      "an endless farewell",
      silentSpec({ terminationGraceSeconds: 3601 }),
      ["terminationGraceSeconds"],
    ],
    ["a privileged port", grpcSpec({ port: 80 }), ["port"]],
    ["no port", grpcSpec({ port: 0 }), ["port"]],
    ["a port of its Service that there is not", grpcSpec({ servicePort: 65536 }), ["servicePort"]],
    ["a path for gRPC", grpcSpec({ probes: { liveness: { path: "/live" } } }), ["probes.liveness"]],
    [
      "a path without a slash",
      httpSpec({
        probes: { readiness: { path: "ready" } },
        public: { host: "a", healthPath: "b" },
      }),
      ["probes.readiness.path", "public.healthPath"],
    ],
    [
      "probes out of range",
      httpSpec({ probes: { readiness: { initialDelaySeconds: -1, periodSeconds: 0 } } }),
      ["probes.readiness.initialDelaySeconds", "probes.readiness.periodSeconds"],
    ],
  ])("finds %s", (_what, spec, expected) => {
    expect(paths(spec)).toEqual(expected);
  });

  it.each(["Cart", "a".repeat(80), "1cart", ""])("finds the key %j", (key) => {
    expect(paths(grpcSpec(), key)).toEqual([""]);
  });

  it("finds more survivors than regions", () => {
    const peak = { peakRequestsPerSecond: 2, requestsPerSecondPerReplica: 1, survivingRegions: 3 };
    const spec = grpcSpec({ scale: { ...scale, ...peak } });
    expect(paths(spec, "cart", 2)).toEqual(["scale.survivingRegions"]);
    expect(paths(spec, "cart", 3)).toEqual([]);
  });
});

describe("checkPlaces", () => {
  it("takes what follows from the names", () => {
    expect(checkPlaces("cart", grpcSpec({ public: { host: "shop" } }))).toEqual([]);
    expect(checkPlaces("cart", silentSpec())).toEqual([]);
  });

  it("finds pins and hosts that the load balancers do not have", () => {
    const spec = grpcSpec({ privatePort: 443, public: { host: "a.b", priority: 50001 } });
    expect(checkPlaces("cart", spec).map(({ path }) => path)).toEqual([
      "privatePort",
      "public.host",
      "public.priority",
    ]);
  });
});

describe("checkNamespace", () => {
  it.each(["boutique", "a", "a".repeat(63)])("takes %s", (name) => {
    expect(checkNamespace(name)).toEqual([]);
  });

  it.each(["Boutique", "a.b", "", "a".repeat(64)])("finds %j", (name) => {
    expect(checkNamespace(name)).toMatchObject([{ path: "namespace", value: name }]);
  });
});
