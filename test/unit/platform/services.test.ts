import {
  createNamespaces,
  createServices,
  serviceReachables,
} from "../../../components/platform/services";
import { createStores } from "../../../components/platform/stores";
import type { SystemContext } from "../../../components/platform/system-context";
import { microservice } from "../../../components/services/declarations";
import { smallSystem, systemContext } from "../../support/platforms";
import { dependencyNames, identity, named, ofType, type Recorded } from "../../support/record";
import { httpSpec } from "../../support/service-specs";
import { recordWhole } from "../../support/stacks";

/** Namespaces, stores and services, as a system registers them. */
function create(context: SystemContext) {
  const sites = createNamespaces(context);
  const reachables = new Map([...createStores(context), ...serviceReachables(context)]);
  return createServices(context, reachables, sites);
}

const recordServices = (spec = smallSystem()) =>
  recordWhole("dev", () => create(systemContext(spec)));

const deployment = "kubernetes:apps/v1:Deployment";

/** The environment of a deployment's one container. */
function environmentOf({ inputs }: Recorded): Record<string, unknown> {
  const { spec } = inputs as { spec: { template: { spec: { containers: Container[] } } } };
  const [container] = spec.template.spec.containers;
  return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
}

interface Container {
  readonly env: readonly { readonly name: string; readonly value: unknown }[];
}

describe("createNamespaces", () => {
  it("makes one in every region, and workloads wait for their own region's", async () => {
    const { resources, result } = await recordWhole("dev", () => createNamespaces(systemContext()));
    expect(identity(ofType(resources, "kubernetes:core/v1:Namespace"))).toEqual([
      "kubernetes:core/v1:Namespace boutique-eu-west-1-namespace",
      "kubernetes:core/v1:Namespace boutique-us-east-1-namespace",
    ]);
    for (const [region, { ready }] of Object.entries(result)) {
      const waitedFor = ready.map((resource) => Reflect.get(resource, "__name") as string);
      expect(waitedFor).toEqual([`site-${region}-ready`, `boutique-${region}-deny`]);
    }
  });
});

describe("serviceReachables", () => {
  it("offers what can be called", async () => {
    const { result } = await recordWhole("dev", () => serviceReachables(systemContext()));
    expect([...result.keys()].sort()).toEqual(["cart", "frontend", "tax"]);
    expect(result.get("frontend")?.binding("address", "eu-west-1")).toBe(
      "frontend.boutique.svc.cluster.local:80",
    );
  });
});

describe("createServices", () => {
  it("runs every service in its regions", async () => {
    const { resources, result } = await recordServices();
    expect([...result].map(([key, { regional }]) => [key, Object.keys(regional)])).toEqual([
      ["cart", ["eu-west-1", "us-east-1"]],
      ["frontend", ["eu-west-1", "us-east-1"]],
      ["tax", ["eu-west-1"]],
      ["sweeper", ["eu-west-1"]],
    ]);
    expect(ofType(resources, deployment)).toHaveLength(6);
  });

  it("hands every caller the bindings of its own region", async () => {
    const { resources } = await recordServices();
    const table = named(resources, "boutique-wishes-table").inputs["name"];
    const at = (region: string) =>
      environmentOf(named(resources, `boutique-frontend-${region}-deployment`, deployment));
    expect(at("us-east-1")).toEqual({
      CART_ADDR: "cart.boutique.svc.cluster.local:7070",
      CART_HOST: "cart.boutique.svc.cluster.local",
      WISHES: table,
    });
    const cart = environmentOf(named(resources, "boutique-cart-us-east-1-deployment", deployment));
    expect(cart["REDIS_ADDR"]).toMatch(
      /^[a-z0-9-]+\.serverless\.us-east-1\.cache\.amazonaws\.com:6379,ssl=true,abortConnect=false$/,
    );
  });

  it("lets a caller in once, however often it uses a service, and itself has no say", async () => {
    const { resources } = await recordServices();
    const policies = ofType(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy")
      .map(({ name }) => name)
      .filter((name) => name.startsWith("boutique-cart-eu-west-1-"));
    expect(policies.filter((name) => name.includes("from-"))).toHaveLength(1);
    expect(policies.find((name) => name.includes("from-"))).toContain("frontend");
  });

  it("waits for its own region's namespace and for no other's", async () => {
    const { resources } = await recordServices();
    for (const { name, dependencies } of ofType(resources, deployment)) {
      const [own, other] = name.includes("us-east-1")
        ? ["us-east-1", "eu-west-1"]
        : ["eu-west-1", "us-east-1"];
      expect(dependencies.join()).toContain(`boutique-${own}-deny`);
      expect(dependencies.join()).not.toContain(other);
    }
    for (const microservices of ofType(resources, "archipelago:index:Microservice"))
      expect(dependencyNames(microservices)).toEqual([]);
  });

  it("builds an image once, in the home region, and runs it everywhere by digest", async () => {
    const built = microservice(httpSpec({ image: { build: { context: "stacks/wishlist" } } }));
    const { resources } = await recordServices({ stores: {}, services: { built } });
    const [repository, ...others] = ofType(resources, "aws:ecr/repository:Repository");
    expect(repository?.inputs["region"]).toBe("eu-west-1");
    expect(others).toEqual([]);
    const image = named(resources, "boutique-built-image-image");
    for (const { dependencies } of ofType(resources, deployment))
      expect(dependencies).toContain(image.urn);
  });
});
