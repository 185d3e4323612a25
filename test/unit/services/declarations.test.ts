import fc from "fast-check";

import {
  healthPathOf,
  microservice,
  priorityOf,
  privatePortOf,
  replicaFloor,
  service,
  type Scale,
  type ServingSpec,
} from "../../../components/services/declarations";
import { bindingForms } from "../../../components/topology/graph";

const spec: ServingSpec = {
  image: "example.com/cart:v1",
  protocol: "grpc",
  port: 7070,
  scale: { minReplicas: 2, maxReplicas: 4 },
  resources: {
    cpuMillicores: { request: 100, limit: 200 },
    memoryMiB: { request: 64, limit: 128 },
  },
};

describe("microservice", () => {
  it("is a plain value whose bindings name itself", () => {
    const cart = microservice(spec);
    expect(cart).toMatchObject({ kind: "service", spec });
    for (const form of bindingForms.service) {
      expect(cart[form].form).toBe(form);
      expect(cart[form].target).toBe(cart);
    }
  });
});

describe("service", () => {
  it("stands for a service by its key, before or without its declaration", () => {
    const cart = service("cart");
    for (const form of bindingForms.service) {
      expect(cart[form].target).toMatchObject({ kind: "reference", key: "cart" });
      expect(cart[form].form).toBe(form);
    }
  });
});

describe("places", () => {
  it("follow from the name unless they are pinned", () => {
    expect(privatePortOf("cart", spec)).toBe(privatePortOf("cart", { ...spec, port: 9999 }));
    expect(privatePortOf("cart", { ...spec, privatePort: 20001 })).toBe(20001);
    expect(priorityOf({ host: "shop" })).toBe(priorityOf({ host: "shop", healthPath: "/x" }));
    expect(priorityOf({ host: "shop", priority: 3 })).toBe(3);
  });

  it("lie within what the load balancers have", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const [port, priority] = [privatePortOf(name, spec), priorityOf({ host: name })];
        expect(port >= 20000 && port <= 29999).toBe(true);
        expect(priority >= 1 && priority <= 50000).toBe(true);
      }),
    );
  });
});

describe("healthPathOf", () => {
  const readiness = { readiness: { path: "/ready" } };

  it.each<[string, Partial<ServingSpec>, string]>([
    ["nothing is said", {}, "/"],
    ["the probe has a path", { probes: readiness }, "/ready"],
    [
      "the host has one",
      { probes: readiness, public: { host: "a", healthPath: "/well" } },
      "/well",
    ],
    ["the host has none", { probes: readiness, public: { host: "a" } }, "/ready"],
  ])("is, where %s: %j", (_when, changes, expected) => {
    expect(healthPathOf({ ...spec, ...changes })).toBe(expected);
  });
});

describe("replicaFloor", () => {
  const scale: Scale = { minReplicas: 3, maxReplicas: 30 };
  const peak = { peakRequestsPerSecond: 900, requestsPerSecondPerReplica: 60 };

  it.each<[string, Scale, number]>([
    ["as declared without a peak", scale, 3],
    ["as declared with half of one", { ...scale, peakRequestsPerSecond: 900 }, 3],
    ["the whole peak where one region must carry it", { ...scale, ...peak }, 15],
    ["its share where two must", { ...scale, ...peak, survivingRegions: 2 }, 8],
    ["as declared where that is more", { ...scale, ...peak, minReplicas: 20 }, 20],
  ])("is %s", (_what, given, expected) => {
    expect(replicaFloor(given)).toBe(expected);
  });
});
