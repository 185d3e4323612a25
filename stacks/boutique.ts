/**
 * Google's Online Boutique (microservices-demo, release v0.10.6 of 2026-07-11, Apache-2.0): ten services
 * that serve and their load generator, with the ports, protocols, variables and calls of its release
 * manifests; and `wishlist`, a small service of our own that keeps a table, so that data replicated over
 * regions is in the system too.
 */
import {
  type CacheDeclaration,
  type CacheSize,
  type KeyValueStoreDeclaration,
  cache,
  keyValueStore,
} from "../components/data/declarations";
import type { SystemSpec } from "../components/platform/system-spec";
import {
  type MicroserviceDeclaration,
  type Resources,
  type Scale,
  type ServingSpec,
  microservice,
  service,
} from "../components/services/declarations";

/** What differs between environments. */
export interface Sizes {
  /** Label in front of the platform's domain. */
  readonly host: string;
  /** Pods per region of every service that serves. */
  readonly scale: Scale;
  readonly cache: CacheSize;
  /** Simulated users per region; 0 = no load generator. */
  readonly loadUsers: number;
}

type Services = Readonly<Record<string, MicroserviceDeclaration>>;

const image = (name: string) =>
  `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/${name}:v0.10.6`;

/** Requests and limits of most services upstream. */
const small: Resources = {
  cpuMillicores: { request: 100, limit: 200 },
  memoryMiB: { request: 64, limit: 128 },
};
/** Profilers talk to Google; any value switches them off. */
const noProfiler = { DISABLE_PROFILER: "1" };

/** The whole shop as plain values; the keys are the names. */
export function boutique(sizes: Sizes): SystemSpec {
  const carts = cache({ engine: "valkey", size: sizes.cache });
  const wishes = keyValueStore({ key: { partition: "userId" }, consistency: "eventual" });
  const services: Services = {
    ...storefront(sizes),
    ...stateful(sizes.scale, carts, wishes),
    ...backends(sizes.scale),
    ...(sizes.loadUsers > 0 ? { loadgenerator: loadGenerator(sizes.loadUsers) } : {}),
  };
  return { stores: { carts, wishes }, services };
}

/** What customers reach, and what takes their orders. */
function storefront({ host, scale }: Sizes): Services {
  const frontend = microservice({
    image: image("frontend"),
    protocol: "http",
    port: 8080,
    servicePort: 80,
    public: { host, healthPath: "/_healthz" },
    probes: {
      readiness: frontendProbe("x-readiness-probe"),
      liveness: frontendProbe("x-liveness-probe"),
    },
    environment: {
      PORT: "8080",
      ENV_PLATFORM: "aws",
      ENABLE_PROFILER: "0",
      // Demanded at start even where the assistant is switched off, as it is in every release.
      SHOPPING_ASSISTANT_SERVICE_ADDR: "shoppingassistantservice:80",
    },
    uses: {
      PRODUCT_CATALOG_SERVICE_ADDR: service("productcatalog").address,
      CURRENCY_SERVICE_ADDR: service("currency").address,
      CART_SERVICE_ADDR: service("cart").address,
      RECOMMENDATION_SERVICE_ADDR: service("recommendation").address,
      SHIPPING_SERVICE_ADDR: service("shipping").address,
      CHECKOUT_SERVICE_ADDR: service("checkout").address,
      AD_SERVICE_ADDR: service("ad").address,
    },
    scale,
    resources: small,
  });
  const checkout = microservice({
    image: image("checkoutservice"),
    protocol: "grpc",
    port: 5050,
    environment: { PORT: "5050", ENABLE_PROFILER: "0" },
    uses: {
      PRODUCT_CATALOG_SERVICE_ADDR: service("productcatalog").address,
      SHIPPING_SERVICE_ADDR: service("shipping").address,
      PAYMENT_SERVICE_ADDR: service("payment").address,
      EMAIL_SERVICE_ADDR: service("email").address,
      CURRENCY_SERVICE_ADDR: service("currency").address,
      CART_SERVICE_ADDR: service("cart").address,
    },
    scale,
    resources: small,
  });
  return { frontend, checkout };
}

function frontendProbe(session: string) {
  return {
    path: "/_healthz",
    headers: { Cookie: `shop_session-id=${session}` },
    initialDelaySeconds: 10,
  };
}

/** The two services that keep data. */
function stateful(
  scale: Scale,
  carts: CacheDeclaration,
  wishes: KeyValueStoreDeclaration,
): Services {
  const cart = microservice({
    image: image("cartservice"),
    protocol: "grpc",
    port: 7070,
    probes: { readiness: { initialDelaySeconds: 15 }, liveness: { initialDelaySeconds: 15 } },
    // Handed unparsed to StackExchange.Redis, which takes its options after the address.
    uses: { REDIS_ADDR: carts.stackExchangeRedis },
    scale,
    resources: {
      cpuMillicores: { request: 200, limit: 300 },
      memoryMiB: { request: 64, limit: 128 },
    },
    terminationGraceSeconds: 5,
  });
  const wishlist = microservice({
    image: { build: { context: "stacks/wishlist" } },
    protocol: "http",
    port: 8080,
    probes: { readiness: { path: "/healthz" }, liveness: { path: "/healthz" } },
    environment: { PORT: "8080" },
    uses: { WISHES_TABLE: wishes.name, WISHES_REGION: wishes.region },
    scale,
    resources: small,
  });
  return { cart, wishlist };
}

/** The services that call at most the catalogue. */
function backends(scale: Scale): Services {
  const grpc = (name: string, port: number, more: Partial<BackendExtras> = {}) =>
    microservice({
      image: image(name),
      protocol: "grpc",
      port,
      scale,
      resources: small,
      terminationGraceSeconds: 5,
      ...more,
      environment: { PORT: String(port), ...(more.environment ?? noProfiler) },
    });
  const everyFive = { readiness: { periodSeconds: 5 }, liveness: { periodSeconds: 5 } };
  return {
    productcatalog: grpc("productcatalogservice", 3550),
    currency: grpc("currencyservice", 7000),
    payment: grpc("paymentservice", 50051),
    shipping: grpc("shippingservice", 50051, {
      probes: { readiness: { periodSeconds: 5 } },
      terminationGraceSeconds: 30,
    }),
    email: grpc("emailservice", 8080, { servicePort: 5000, probes: everyFive }),
    recommendation: grpc("recommendationservice", 8080, {
      probes: everyFive,
      uses: { PRODUCT_CATALOG_SERVICE_ADDR: service("productcatalog").address },
      resources: {
        cpuMillicores: { request: 100, limit: 200 },
        memoryMiB: { request: 220, limit: 450 },
      },
    }),
    ad: grpc("adservice", 9555, {
      environment: {},
      probes: {
        readiness: { initialDelaySeconds: 20, periodSeconds: 15 },
        liveness: { initialDelaySeconds: 20, periodSeconds: 15 },
      },
      resources: {
        cpuMillicores: { request: 200, limit: 300 },
        memoryMiB: { request: 180, limit: 300 },
      },
    }),
  };
}

type BackendExtras = Pick<
  ServingSpec,
  "servicePort" | "probes" | "uses" | "resources" | "environment" | "terminationGraceSeconds"
>;

/** Locust, driving the shop of its own region. */
function loadGenerator(users: number): MicroserviceDeclaration {
  return microservice({
    image: image("loadgenerator"),
    protocol: "none",
    environment: { USERS: String(users), RATE: "1" },
    uses: { FRONTEND_ADDR: service("frontend").address },
    scale: { minReplicas: 1, maxReplicas: 1 },
    resources: {
      cpuMillicores: { request: 300, limit: 500 },
      memoryMiB: { request: 256, limit: 512 },
    },
    terminationGraceSeconds: 5,
  });
}
