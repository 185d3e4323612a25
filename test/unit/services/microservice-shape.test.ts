import { service } from "../../../components/services/declarations";
import type { MicroserviceSpec } from "../../../components/services/declarations";
import { readMicroservice } from "../../../components/services/microservice-shape";
import { grpcSpec, httpSpec, silentSpec } from "../../support/service-specs";

const reading = (spec: unknown) => readMicroservice(spec as MicroserviceSpec);
const paths = (spec: unknown) => reading(spec).problems.map(({ path }) => path);

describe("readMicroservice", () => {
  it.each([
    httpSpec({ public: { host: "shop", priority: 1 }, probes: { readiness: { path: "/" } } }),
    grpcSpec({ uses: { CART: service("cart").address }, environment: { A: "b" } }),
    silentSpec({ image: { build: { context: "web", platform: "linux/arm64" } } }),
  ])("takes what the types take", (spec) => {
    expect(reading(spec).problems).toEqual([]);
    expect(reading(spec).part).toEqual(spec);
  });

  it("hands on the bindings themselves", () => {
    const address = service("cart").address;
    expect(reading(grpcSpec({ uses: { CART: address } })).part.uses?.["CART"]).toBe(address);
  });

  it("knows what a workload that serves nothing has not", () => {
    expect(paths({ ...silentSpec(), port: 80, public: { host: "shop" } })).toEqual([
      "port",
      "public",
    ]);
    expect(reading(silentSpec()).isSilent).toBe(true);
    expect(reading(grpcSpec()).isSilent).toBe(false);
  });

  it.each([undefined, null, 5, [], "web"])("asks for a map in place of %j", (spec) => {
    expect(reading(spec).problems).toHaveLength(1);
    expect(reading(spec).part).toEqual({});
  });

  it("tells every field that is wrong", () => {
    expect(
      paths({
        image: 5,
        protocol: "https",
        port: "80",
        scale: { minReplicas: "1" },
        resources: { cpuMillicores: {}, memoryMiB: [] },
        uses: { CART: "cart" },
        replicas: 3,
      }),
    ).toEqual([
      "replicas",
      "protocol",
      "image",
      "uses.CART",
      "scale.minReplicas",
      "scale.maxReplicas",
      "resources.cpuMillicores.request",
      "resources.cpuMillicores.limit",
      "resources.memoryMiB",
      "port",
    ]);
  });
});
