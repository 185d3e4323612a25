/** Online Boutique as it is deployed, against what its release v0.10.6 says (read 2026-11). */
import { System } from "../../../components/platform/system";
import { drainSeconds } from "../../../components/services/pod";
import { boutique, type Sizes } from "../../../stacks/boutique";
import { platformSite } from "../../support/platforms";
import { named, ofType, type Recorded } from "../../support/record";
import { recordWhole } from "../../support/stacks";

const sizes: Sizes = {
  host: "shop",
  scale: { minReplicas: 2, maxReplicas: 4 },
  cache: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
  loadUsers: 10,
};
const region = "eu-west-1";
const deploymentType = "kubernetes:apps/v1:Deployment";
const prefix = "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo";

interface Row {
  readonly image: string;
  /** Container port, port of the Service. */
  readonly ports?: readonly [number, number];
  readonly readiness?: object;
  readonly liveness?: object;
  /** Requests, then limits: CPU, memory. */
  readonly resources: readonly [string, string, string, string];
  readonly graceSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
}

const usual = ["100m", "64Mi", "200m", "128Mi"] as const;
const at = (key: string, port: number) => `${key}.boutique.svc.cluster.local:${port}`;
const timing = (initialDelaySeconds = 0, periodSeconds = 10) => ({
  initialDelaySeconds,
  periodSeconds,
});
const grpc = (port: number, ...times: Parameters<typeof timing>) => ({
  ...timing(...times),
  grpc: { port },
});
const frontendProbe = (session: string) => ({
  ...timing(10),
  httpGet: {
    path: "/_healthz",
    port: 8080,
    httpHeaders: [{ name: "Cookie", value: `shop_session-id=${session}` }],
  },
});

/** What the release's manifests say, with services under our names and addresses under theirs. */
const release: Readonly<Record<string, Row>> = {
  frontend: {
    image: "frontend",
    ports: [8080, 80],
    readiness: frontendProbe("x-readiness-probe"),
    liveness: frontendProbe("x-liveness-probe"),
    resources: usual,
    graceSeconds: 30,
    environment: {
      PORT: "8080",
      PRODUCT_CATALOG_SERVICE_ADDR: at("productcatalog", 3550),
      CURRENCY_SERVICE_ADDR: at("currency", 7000),
      CART_SERVICE_ADDR: at("cart", 7070),
      RECOMMENDATION_SERVICE_ADDR: at("recommendation", 8080),
      SHIPPING_SERVICE_ADDR: at("shipping", 50051),
      CHECKOUT_SERVICE_ADDR: at("checkout", 5050),
      AD_SERVICE_ADDR: at("ad", 9555),
      SHOPPING_ASSISTANT_SERVICE_ADDR: "shoppingassistantservice:80",
      ENV_PLATFORM: "aws",
      ENABLE_PROFILER: "0",
    },
  },
  cart: {
    image: "cartservice",
    ports: [7070, 7070],
    readiness: grpc(7070, 15),
    liveness: grpc(7070, 15, 10),
    resources: ["200m", "64Mi", "300m", "128Mi"],
    graceSeconds: 5,
    environment: { REDIS_ADDR: "<cache>:6379,ssl=true,abortConnect=false" },
  },
  productcatalog: {
    image: "productcatalogservice",
    ports: [3550, 3550],
    readiness: grpc(3550),
    liveness: grpc(3550),
    resources: usual,
    graceSeconds: 5,
    environment: { PORT: "3550", DISABLE_PROFILER: "1" },
  },
  currency: {
    image: "currencyservice",
    ports: [7000, 7000],
    readiness: grpc(7000),
    liveness: grpc(7000),
    resources: usual,
    graceSeconds: 5,
    environment: { PORT: "7000", DISABLE_PROFILER: "1" },
  },
  payment: {
    image: "paymentservice",
    ports: [50051, 50051],
    readiness: grpc(50051),
    liveness: grpc(50051),
    resources: usual,
    graceSeconds: 5,
    environment: { PORT: "50051", DISABLE_PROFILER: "1" },
  },
  shipping: {
    image: "shippingservice",
    ports: [50051, 50051],
    readiness: grpc(50051, 0, 5),
    liveness: grpc(50051),
    resources: usual,
    graceSeconds: 30,
    environment: { PORT: "50051", DISABLE_PROFILER: "1" },
  },
  email: {
    image: "emailservice",
    ports: [8080, 5000],
    readiness: grpc(8080, 0, 5),
    liveness: grpc(8080, 0, 5),
    resources: usual,
    graceSeconds: 5,
    environment: { PORT: "8080", DISABLE_PROFILER: "1" },
  },
  checkout: {
    image: "checkoutservice",
    ports: [5050, 5050],
    readiness: grpc(5050),
    liveness: grpc(5050),
    resources: usual,
    graceSeconds: 30,
    environment: {
      PORT: "5050",
      PRODUCT_CATALOG_SERVICE_ADDR: at("productcatalog", 3550),
      SHIPPING_SERVICE_ADDR: at("shipping", 50051),
      PAYMENT_SERVICE_ADDR: at("payment", 50051),
      EMAIL_SERVICE_ADDR: at("email", 5000),
      CURRENCY_SERVICE_ADDR: at("currency", 7000),
      CART_SERVICE_ADDR: at("cart", 7070),
      ENABLE_PROFILER: "0",
    },
  },
  recommendation: {
    image: "recommendationservice",
    ports: [8080, 8080],
    readiness: grpc(8080, 0, 5),
    liveness: grpc(8080, 0, 5),
    resources: ["100m", "220Mi", "200m", "450Mi"],
    graceSeconds: 5,
    environment: {
      PORT: "8080",
      PRODUCT_CATALOG_SERVICE_ADDR: at("productcatalog", 3550),
      DISABLE_PROFILER: "1",
    },
  },
  ad: {
    image: "adservice",
    ports: [9555, 9555],
    readiness: grpc(9555, 20, 15),
    liveness: grpc(9555, 20, 15),
    resources: ["200m", "180Mi", "300m", "300Mi"],
    graceSeconds: 5,
    environment: { PORT: "9555" },
  },
  loadgenerator: {
    image: "loadgenerator",
    resources: ["300m", "256Mi", "500m", "512Mi"],
    graceSeconds: 5,
    environment: { FRONTEND_ADDR: at("frontend", 80), USERS: "10", RATE: "1" },
  },
};

interface Container {
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly readinessProbe?: object;
  readonly livenessProbe?: object;
  readonly resources: Record<"requests" | "limits", { cpu: string; memory: string }>;
}

interface Pod {
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly [Container];
}

/** A service as it is registered, in the form of the table. */
function rowOf(resources: readonly Recorded[], key: string): Row {
  const child = `boutique-${key}-${region}`;
  const { inputs } = named(resources, `${child}-deployment`, deploymentType);
  const { spec: pod } = (inputs as { spec: { template: { spec: Pod } } }).spec.template;
  const [container] = pod.containers;
  const { requests, limits } = container.resources;
  const environment = (container.env ?? []).map(({ name, value }) => [
    name,
    name === "REDIS_ADDR" ? value.replace(/^[^:]+\.cache\.amazonaws\.com:/, "<cache>:") : value,
  ]);
  const ports = portsOf(resources, child, container);
  const drain = ports === undefined ? 0 : drainSeconds;
  return {
    image: container.image.replace(`${prefix}/`, "").replace(/:v0\.10\.6$/, ""),
    ...(ports && { ports }),
    ...(container.readinessProbe && { readiness: container.readinessProbe }),
    ...(container.livenessProbe && { liveness: container.livenessProbe }),
    resources: [requests.cpu, requests.memory, limits.cpu, limits.memory],
    graceSeconds: pod.terminationGracePeriodSeconds - drain,
    environment: Object.fromEntries(environment) as Record<string, string>,
  };
}

function portsOf(
  resources: readonly Recorded[],
  child: string,
  container: Container,
): [number, number] | undefined {
  const service = ofType(resources, "kubernetes:core/v1:Service").find(({ name }) =>
    name.startsWith(`${child}-`),
  );
  if (service === undefined) return undefined;
  const { spec } = service.inputs as { spec: { ports: { port: number }[] } };
  return [container.ports?.[0]?.containerPort ?? 0, spec.ports[0]?.port ?? 0];
}

const deploy = (changes: Partial<Sizes> = {}) =>
  recordWhole(
    "dev",
    () =>
      new System("boutique", {
        platform: platformSite([region]),
        ...boutique({ ...sizes, ...changes }),
      }),
  );

describe("Online Boutique", () => {
  it("runs with the images, ports, probes, resources, variables and calls of its release", async () => {
    const { resources } = await deploy();
    const registered = Object.keys(release).map((key) => [key, rowOf(resources, key)]);
    expect(Object.fromEntries(registered)).toEqual(release);
    for (const { image } of Object.values(release))
      expect(JSON.stringify(resources)).toContain(`"${prefix}/${image}:v0.10.6"`);
  });

  it("is these services and stores, with ours beside them", async () => {
    const { result } = await deploy();
    const { nodes } = result.graph;
    const keys = (kind: string) => nodes.filter((node) => node.kind === kind).map(({ key }) => key);
    expect(keys("service")).toEqual([...Object.keys(release), "wishlist"].sort());
    expect(keys("cache")).toEqual(["carts"]);
    expect(keys("keyValueStore")).toEqual(["wishes"]);
  });

  it("calls whom it calls upstream, in no circle", async () => {
    const { result } = await deploy();
    const calls = new Map<string, string[]>();
    for (const { from, to } of result.graph.edges)
      calls.set(from, [...new Set([...(calls.get(from) ?? []), to])].sort());
    expect(Object.fromEntries(calls)).toEqual({
      frontend: [
        "ad",
        "cart",
        "checkout",
        "currency",
        "productcatalog",
        "recommendation",
        "shipping",
      ],
      checkout: ["cart", "currency", "email", "payment", "productcatalog", "shipping"],
      recommendation: ["productcatalog"],
      cart: ["carts"],
      loadgenerator: ["frontend"],
      wishlist: ["wishes"],
    });
    expect(result.graph.cycles).toEqual([]);
  });

  it("shows customers the front end alone", async () => {
    const { result } = await deploy();
    const publicServices = Object.entries(result.services).filter(
      ([, { publicUrl }]) => publicUrl !== undefined,
    );
    expect(publicServices.map(([key, { publicUrl }]) => [key, publicUrl])).toEqual([
      ["frontend", "https://shop.shop.example.com"],
    ]);
  });

  it("generates no load for no users", async () => {
    const { result } = await deploy({ loadUsers: 0 });
    expect(Object.keys(result.services)).not.toContain("loadgenerator");
  });
});

describe("The wish list", () => {
  it("gets its table and region, answers on /healthz, and is built from its folder", async () => {
    const { resources } = await deploy();
    const row = rowOf(resources, "wishlist");
    const table = named(resources, "boutique-wishes-table");
    expect(row).toMatchObject({
      ports: [8080, 8080],
      readiness: { httpGet: { path: "/healthz", port: 8080 } },
      liveness: { httpGet: { path: "/healthz", port: 8080 } },
      environment: { PORT: "8080", WISHES_TABLE: table.inputs["name"], WISHES_REGION: region },
    });
    expect(table.inputs).toMatchObject({ hashKey: "userId" });
    expect(named(resources, "boutique-wishlist-image-image").inputs["build"]).toMatchObject({
      context: expect.stringMatching(/stacks\/wishlist$/) as string,
    });
  });
});
