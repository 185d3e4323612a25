import type { PolicyPlan } from "../../../components/services/network-policies";
import type { Reachable, Use } from "../../../components/conventions/contracts";
import { serviceReachable } from "../../../components/services/reachable";
import {
  RegionalMicroservice,
  targetsOf,
  type RegionalMicroserviceArgs,
} from "../../../components/services/regional-microservice";
import {
  dependencyNames,
  identity,
  named,
  ofType,
  record,
  regionsOf,
  settled,
  urns,
  withoutRegion,
} from "../../support/record";
import { grpcSpec, httpSpec, silentSpec } from "../../support/service-specs";
import {
  own,
  privateEntryOf,
  publicEntryOf,
  publicZone,
  recordBoth,
  wholeSite,
} from "../../support/whole-sites";

const region = "eu-west-1";
const email = serviceReachable({
  key: "email",
  namespace: "boutique",
  spec: { port: 8080, servicePort: 5000 },
});
const carts: Reachable = {
  key: "carts",
  kind: "cache",
  binding: (form, where) => `${form}.${where}`,
  reach: () => [{ kind: "addresses", cidrs: ["10.1.160.0/24"], port: 6379 }],
  statements: () => [],
};
const uses: Readonly<Record<string, Use>> = {
  EMAIL_ADDR: { target: email, form: "address" },
  EMAIL_HOST: { target: email, form: "host" },
  REDIS_ADDR: { target: carts, form: "address" },
};
const roleArn = "arn:aws:iam::123456789012:role/cart";
const args = (changes: Partial<RegionalMicroserviceArgs> = {}): RegionalMicroserviceArgs => ({
  key: "cart",
  namespace: "boutique",
  spec: grpcSpec({ environment: { LEVEL: "info" } }),
  image: "example.com/cart:v1",
  uses: {},
  callers: [],
  roleArn: undefined,
  publicZone: undefined,
  ...changes,
  // A site is registered where it is made, and so once only.
  site: changes.site ?? wholeSite(region),
});
const whole = {
  spec: httpSpec({
    scale: { minReplicas: 2, maxReplicas: 9 },
    public: { host: "store", healthPath: "/_healthz", priority: 7 },
    privatePort: 20123,
  }),
  uses,
  callers: ["frontend", "cart"],
  roleArn,
  publicZone,
};
const make = (changes: Partial<RegionalMicroserviceArgs> = {}) =>
  record({}, () => new RegionalMicroservice("cart-west", args(changes)));

describe("RegionalMicroservice", () => {
  it("registers exactly these children where it has everything", async () => {
    const { resources } = await make(whole);
    expect(identity(own(resources))).toMatchSnapshot("identity of a whole one");
    expect(withoutRegion(resources)).toEqual([]);
    expect(regionsOf(resources)).toEqual([region]);
  });

  it("registers exactly these children where it has the least", async () => {
    const { resources } = await make({ spec: silentSpec() });
    expect(identity(own(resources))).toMatchSnapshot("identity of a silent one");
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(
      () => new RegionalMicroservice("cart-west", args(whole)),
    );
    expect(urns(preview.resources)).toEqual(urns(update.resources));
  });

  it("hands its region's Kubernetes provider to all its objects", async () => {
    const { resources } = await make(whole);
    const provider = named(resources, `site-${region}`);
    const objects = own(resources).filter(({ type }) => type.startsWith("kubernetes:"));
    expect(objects.length).toBeGreaterThan(10);
    for (const object of objects) {
      expect(object.provider).toBe(`${provider.urn}::site-${region}-id`);
    }
  });

  it("puts everything under itself", async () => {
    const { resources } = await make(whole);
    const self = named(resources, "cart-west");
    const inner = ["cart-west-private", "cart-west-public"].map(
      (name) => named(resources, name).urn,
    );
    const strays = own(resources).filter(
      (r) => r !== self && r.parent !== self.urn && !inner.includes(r.parent ?? ""),
    );
    expect(strays).toEqual([]);
  });
});

describe("order", () => {
  it("starts pods when account, policies, permissions and cluster are there", async () => {
    const { resources } = await make(whole);
    const deployment = named(resources, "cart-west-deployment");
    expect(dependencyNames(deployment)).toEqual([
      "cart-west-account",
      "cart-west-base",
      "cart-west-from-cart",
      "cart-west-from-frontend",
      "cart-west-identity",
      "cart-west-private-entry",
      "cart-west-public-entry",
      "cart-west-to-carts",
      "cart-west-to-email",
      "site-eu-west-1-ready",
    ]);
    expect(dependencyNames(named(resources, "cart-west"))).toEqual(["site-eu-west-1-ready"]);
  });

  it("binds pods to load balancers when their Service is there", async () => {
    const { resources } = await make(whole);
    for (const route of ["cart-west-private", "cart-west-public"]) {
      expect(dependencyNames(named(resources, route))).toEqual(["cart-west-service"]);
    }
  });
});

describe("environment", () => {
  it("has what was declared and what is bound, for this region", async () => {
    const { resources } = await make({ uses });
    const [deployment] = ofType(resources, "kubernetes:apps/v1:Deployment");
    expect(deployment?.inputs).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                image: "example.com/cart:v1",
                env: [
                  { name: "EMAIL_ADDR", value: "email.boutique.svc.cluster.local:5000" },
                  { name: "EMAIL_HOST", value: "email.boutique.svc.cluster.local" },
                  { name: "LEVEL", value: "info" },
                  { name: "REDIS_ADDR", value: "address.eu-west-1" },
                ],
              },
            ],
          },
        },
      },
    });
  });

  it("counts each target once", () => {
    expect(targetsOf(uses)).toEqual([email, carts]);
  });
});

describe("identity", () => {
  it("is associated in its own cluster, namespace and account", async () => {
    const { resources } = await make({ roleArn });
    const association = named(resources, "cart-west-identity");
    expect(association.inputs).toMatchObject({
      region,
      clusterName: "cluster-eu-west-1",
      namespace: "boutique",
      serviceAccount: "cart",
      roleArn,
    });
    expect(association.deleteBeforeReplace).toBe(true);
  });

  it("is not there where nothing of AWS is needed", async () => {
    const { resources } = await make();
    expect(ofType(resources, "aws:eks/podIdentityAssociation:PodIdentityAssociation")).toEqual([]);
  });
});

/** A service's policies by name: their directions, and who or what is at the other end on which ports. */
async function policiesOf(changes: Partial<RegionalMicroserviceArgs>): Promise<unknown> {
  const { resources } = await make(changes);
  const policies = ofType(resources, "kubernetes:networking.k8s.io/v1:NetworkPolicy");
  const names = policies.map(({ inputs }) => (inputs["metadata"] as { name: string }).name);
  const specs = policies.map(({ inputs }) => inputs["spec"] as PolicyPlan["spec"]);
  const ends = specs.map((spec) => ({ ingress: spec.ingress, egress: spec.egress }));
  return Object.fromEntries(names.map((name, index) => [name, ends[index]]));
}

describe("network policies", () => {
  const pod = (key: string) => ({
    podSelector: { matchLabels: { "app.kubernetes.io/name": key } },
  });
  const blocks = (cidrs: readonly string[]) => cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  const ports = (port: number) => [{ protocol: "TCP", port }];
  const base = { egress: expect.any(Array) as unknown };

  it("are what its uses, its callers and its entries need, and no more", async () => {
    expect(await policiesOf({ ...whole, roleArn: undefined })).toEqual({
      "cart.base": base,
      "cart.to-email": { egress: [{ to: [pod("email")], ports: ports(8080) }] },
      "cart.to-carts": { egress: [{ to: blocks(["10.1.160.0/24"]), ports: ports(6379) }] },
      "cart.from-frontend": { ingress: [{ from: [pod("frontend")], ports: ports(8080) }] },
      "cart.from-cart": { ingress: [{ from: [pod("cart")], ports: ports(8080) }] },
      "cart.private-entry": {
        ingress: [{ from: blocks(privateEntryOf(region).subnetCidrs), ports: ports(8080) }],
      },
      "cart.public-entry": {
        ingress: [{ from: blocks(publicEntryOf(region).subnetCidrs), ports: ports(8080) }],
      },
    });
  });

  it("open nothing to the internet's entry for what is not public", async () => {
    expect(await policiesOf({})).toEqual({
      "cart.base": base,
      "cart.private-entry": { ingress: expect.any(Array) as unknown },
    });
  });

  it("open nothing at all to what nobody calls", async () => {
    expect(await policiesOf({ spec: silentSpec(), callers: ["frontend"] })).toEqual({
      "cart.base": base,
    });
  });
});

describe("routes", () => {
  it("lead the private port and the public hosts to the service", async () => {
    const { resources, result } = await make(whole);
    expect(named(resources, "cart-west-private-listener").inputs["port"]).toBe(20123);
    expect(named(resources, "cart-west-public-rule").inputs).toMatchObject({
      priority: 7,
      conditions: [
        {
          hostHeader: { values: ["store.shop.example.com", "store.eu-west-1.shop.example.com"] },
        },
      ],
    });
    expect(named(resources, "cart-west-public-tg").inputs["healthCheck"]).toMatchObject({
      path: "/_healthz",
    });
    expect(named(resources, "cart-west-public-binding").inputs["spec"]).toMatchObject({
      serviceRef: { name: "cart", port: 80 },
    });
    const suffix = await settled(result.publicTargetGroupArnSuffix ?? "");
    expect(suffix.value).toBe("targetgroup/cart-west-public-tg/0123456789abcdef");
  });

  it.each<[string, () => Partial<RegionalMicroserviceArgs>]>([
    ["no public zone", () => ({ ...whole, publicZone: undefined })],
    [
      "no public entry in the region",
      () => ({ ...whole, site: { ...wholeSite(region), publicEntry: undefined } }),
    ],
    ["no public host", () => ({ ...whole, spec: httpSpec() })],
  ])("make nothing public with %s", async (_what, changes) => {
    const { resources, result } = await record(
      {},
      () => new RegionalMicroservice("cart-west", args(changes())),
    );
    expect(result.publicTargetGroupArnSuffix).toBeUndefined();
    expect(resources.filter(({ name }) => name.includes("public"))).toEqual([]);
  });
});
