import { checkSystem } from "../../../components/platform/check-system";
import type { SystemSpec } from "../../../components/platform/system-spec";
import { cache, keyValueStore } from "../../../components/data/declarations";
import { renderProblem } from "../../../components/conventions/problems";
import { microservice, service } from "../../../components/services/declarations";
import { privatePorts, rulePriorities } from "../../../components/topology/listener-slots";
import { stableSlot } from "../../../components/topology/stable-slot";
import { smallSystem, twoRegions } from "../../support/platforms";
import { grpcSpec, httpSpec, silentSpec } from "../../support/service-specs";

const where = { homeRegion: "eu-west-1", regions: twoRegions };

function problemsOf(services: SystemSpec["services"], stores: SystemSpec["stores"] = {}) {
  return checkSystem("boutique", { stores, services }, where);
}

function pathsOf(services: SystemSpec["services"], stores: SystemSpec["stores"] = {}): string[] {
  return problemsOf(services, stores).map(({ path }) => path);
}

/** Two keys, sorted, whose slots in the range meet. */
function colliding({ from, to }: { readonly from: number; readonly to: number }): [string, string] {
  const seen = new Map<number, string>();
  for (let count = 0; ; count++) {
    const key = `k${count}`;
    const other = seen.get(stableSlot(key, from, to));
    if (other !== undefined) return other < key ? [other, key] : [key, other];
    seen.set(stableSlot(key, from, to), key);
  }
}

describe("checkSystem", () => {
  it("finds nothing wrong with a system that is right", () => {
    expect(checkSystem("boutique", smallSystem(), where)).toEqual([]);
    expect(problemsOf({})).toEqual([]);
  });

  it("lets services use each other in circles", () => {
    const chicken = microservice(grpcSpec({ uses: { EGG: service("egg").address } }));
    const egg = microservice(grpcSpec({ uses: { CHICKEN: service("chicken").address } }));
    expect(problemsOf({ chicken, egg })).toEqual([]);
  });

  it.each(["", "Boutique", "2nd", "a.b", "a".repeat(21), "default", "kube-system"])(
    "refuses %j as the system's name",
    (name) => {
      const problems = checkSystem(name, smallSystem(), where);
      expect(problems).toMatchObject([{ path: "name", value: name }]);
    },
  );

  it("tells all of this in one list, each with its path and its mend", () => {
    const long = "a".repeat(80);
    const problems = problemsOf({
      [long]: microservice(grpcSpec()),
      CartService: microservice(httpSpec({ port: 9090 })),
      frontend: microservice(httpSpec({ public: { host: "shop" } })),
      storefront: microservice(httpSpec({ public: { host: "shop" } })),
      tax: microservice(grpcSpec({ regions: ["eu-west-1"] })),
      checkout: microservice(
        grpcSpec({
          uses: { PAYMENT: service("paymnet").address, TAX: service("tax").address },
          scale: { minReplicas: 5, maxReplicas: 2 },
        }),
      ),
      payment: microservice(grpcSpec({ regions: ["eu-west-2"] })),
    });
    expect(problems.map(renderProblem)).toMatchSnapshot();
  });

  it("judges regions of services and stores by the platform's", () => {
    const wishes = keyValueStore({
      key: { partition: "id" },
      consistency: "eventual",
      regions: ["us-east-1"],
    });
    const carts = cache({
      engine: "valkey",
      size: { maxDataGB: 0, maxProcessingUnitsPerSecond: 1000 },
      regions: [],
    });
    expect(pathsOf({}, { wishes, carts })).toEqual([
      "stores.wishes.regions",
      "stores.carts.regions",
      "stores.carts.size.maxDataGB",
    ]);
    const twice = microservice(silentSpec({ regions: ["eu-west-1", "eu-west-1"] }));
    expect(pathsOf({ twice })).toEqual(["services.twice.regions"]);
  });

  it("refuses an image that is built for another platform than a node's", () => {
    const services = {
      arm: microservice(httpSpec({ image: { build: { context: "x", platform: "linux/arm64" } } })),
      usual: microservice(httpSpec({ image: { build: { context: "x" } } })),
      other: microservice(httpSpec()),
    };
    const told = (architectures: readonly ("amd64" | "arm64")[]) =>
      checkSystem("boutique", { stores: {}, services }, { ...where, architectures }).map(
        renderProblem,
      );
    expect(told(["amd64"])).toEqual([
      'services.arm.image.build.platform is "linux/arm64"; allowed: the platform of every node, which may be amd64. ' +
        "Build for it, or let nodes be of this platform alone.",
    ]);
    expect(told(["amd64", "arm64"])).toHaveLength(2);
    expect(problemsOf(services)).toEqual([]);
  });

  it("allows a key once over stores and services", () => {
    const cart = cache({
      engine: "valkey",
      size: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
    });
    expect(pathsOf({ cart: microservice(grpcSpec()) }, { cart })).toEqual(["services.cart"]);
  });

  it("tells private ports that meet, and takes a pin as the mend", () => {
    const [first, second] = colliding(privatePorts);
    const both = (privatePort?: number) => ({
      [first]: microservice(grpcSpec()),
      [second]: microservice(grpcSpec({ privatePort })),
    });
    expect(pathsOf(both())).toEqual([`services.${second}.privatePort`]);
    expect(pathsOf(both(20000))).toEqual([]);
    expect(pathsOf(both(80))).toEqual([`services.${second}.privatePort`]);
  });

  it("tells priorities of listener rules that meet", () => {
    const [first, second] = colliding(rulePriorities);
    const services = (priority?: number) => ({
      one: microservice(httpSpec({ public: { host: first } })),
      two: microservice(httpSpec({ public: { host: second, priority } })),
    });
    expect(pathsOf(services())).toEqual(["services.two.public.priority"]);
    expect(pathsOf(services(7))).toEqual([]);
  });

  it("refuses a host that would hide the private names", () => {
    const services = { shop: microservice(httpSpec({ public: { host: "int" } })) };
    expect(pathsOf(services)).toEqual(["services.shop.public.host"]);
  });
});
