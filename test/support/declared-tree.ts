/** A valid system as a tree of what each part says of itself, for tests that break it at any place. */
import { cache, keyValueStore } from "../../components/data/declarations";
import type { SystemSpec } from "../../components/platform/system-spec";
import { microservice } from "../../components/services/declarations";
import { type Binding, isBinding } from "../../components/topology/declaration";
import type { Declare } from "../../stacks/settings";
import { grpcSpec, httpSpec, silentSpec } from "./service-specs";
import type { Tree } from "./stacks";

const probe = {
  path: "/healthz",
  headers: { Cookie: "probe" },
  initialDelaySeconds: 5,
  periodSeconds: 5,
};
const regions = ["eu-west-1", "us-east-1"];
/** As `service` makes it, without the circle in it. */
const binding = (key: string, form: string): Binding => ({
  target: { kind: "reference", key },
  form,
});

/** Everything that can be said is said somewhere in it; it runs in two of the regions of `production`. */
export const systemTree: Tree = {
  services: {
    web: httpSpec({
      environment: { LEVEL: "info" },
      uses: { CART: binding("cart", "address") },
      scale: {
        minReplicas: 3,
        maxReplicas: 6,
        targetCpuPercent: 50,
        peakRequestsPerSecond: 20,
        requestsPerSecondPerReplica: 10,
        survivingRegions: 2,
      },
      probes: { readiness: probe, liveness: probe },
      public: { host: "shop", healthPath: "/healthz", priority: 7 },
      privatePort: 20_007,
      terminationGraceSeconds: 5,
      regions,
    }),
    cart: grpcSpec({
      image: { build: { context: "cart", dockerfile: "cart/Dockerfile", platform: "linux/amd64" } },
    }),
    job: silentSpec({ uses: { WEB: binding("web", "url") }, regions }),
  },
  stores: {
    carts: { engine: "valkey", size: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 }, regions },
    wishes: {
      key: { partition: "id", sort: { name: "at", type: "N" } },
      consistency: "eventual",
      access: "readWrite",
      regions,
    },
  },
};

/** Whether a part of the tree is one value: a binding is, whatever it holds. */
export const isWhole = isBinding;

/** Declares a tree as it stands, also where something in it is wrong. */
export function declaring(tree: Tree): Declare {
  const stores = made(tree["stores"], (spec, key) =>
    key.startsWith("carts") ? cache(spec as never) : keyValueStore(spec as never),
  );
  const services = made(tree["services"], (spec) => microservice(spec as never));
  const system: unknown = { stores, services };
  return () => system as SystemSpec;
}

function made(part: unknown, make: (spec: unknown, key: string) => unknown): unknown {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  const declared = Object.entries(part).map(([key, spec]): [string, unknown] => [
    key,
    make(spec, key),
  ]);
  return Object.fromEntries(declared);
}
