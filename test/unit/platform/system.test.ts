import { System } from "../../../components/platform/system";
import type { PlatformSite } from "../../../components/platform/platform-args";
import type { SystemSpec } from "../../../components/platform/system-spec";
import { microservice, service } from "../../../components/services/declarations";
import { platformSite, smallSystem, twoRegions } from "../../support/platforms";
import { identity, named, type Recorded, withoutRegion } from "../../support/record";
import { grpcSpec, httpSpec } from "../../support/service-specs";
import { changedInputs, recordWhole } from "../../support/stacks";
import { growth, own, recordBoth, refusal } from "../../support/whole-sites";

interface Given {
  readonly name?: string;
  readonly spec?: SystemSpec;
  readonly regions?: readonly string[];
  readonly platform?: Partial<PlatformSite>;
}

/** A system `boutique` on a platform that exists. */
function system({
  name = "boutique",
  spec = smallSystem(),
  regions,
  platform,
}: Given = {}): System {
  return new System(name, { platform: platformSite(regions, platform), ...spec });
}

const make = (given: Given = {}) => recordWhole("dev", () => system(given));

/** The components right below the system. */
function parts(resources: readonly Recorded[]): string[] {
  const { urn } = named(resources, "boutique", System.type);
  return identity(resources.filter(({ parent }) => parent === urn));
}

/** The same system with its parts declared in the opposite order. */
function reversed({ stores, services }: SystemSpec): SystemSpec {
  const backwards = <T>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).reverse());
  return { stores: backwards(stores), services: backwards(services) };
}

describe("System", () => {
  it("has exactly these parts", async () => {
    const { resources } = await make();
    expect(parts(resources)).toMatchSnapshot("parts");
    expect(withoutRegion(resources)).toEqual([]);
  });

  it("registers the same in a preview", async () => {
    const { preview, update } = await recordBoth(() => system());
    expect(identity(own(preview.resources))).toEqual(identity(own(update.resources)));
  });

  it("knows its graph and where its services are, as plain data", async () => {
    const { result } = await make();
    expect(result.graph.edges.map(({ from, to, form }) => `${from} -> ${to}.${form}`)).toEqual([
      "cart -> carts.stackExchangeRedis",
      "frontend -> cart.address",
      "frontend -> cart.host",
      "frontend -> wishes.name",
      "sweeper -> tax.url",
    ]);
    expect(Object.keys(result.services).sort()).toEqual(["cart", "frontend", "sweeper", "tax"]);
  });

  it("does not care in which order its parts and regions stand", async () => {
    const { resources: expected } = await make();
    const { resources } = await make({
      spec: reversed(smallSystem()),
      regions: [...twoRegions].reverse(),
    });
    expect(growth(expected, resources)).toEqual({ added: [], removed: [], changed: [] });
  });

  it("registers services that use each other in circles", async () => {
    const chicken = microservice(grpcSpec({ uses: { EGG: service("egg").address } }));
    const egg = microservice(grpcSpec({ uses: { CHICKEN: chicken.address } }));
    const { result } = await make({ spec: { stores: {}, services: { chicken, egg } } });
    expect(result.graph.cycles).toEqual([["chicken", "egg"]]);
  });

  it("changes nothing of the other services when one comes that uses them", async () => {
    const before = await make();
    const spec = smallSystem();
    const late = microservice(httpSpec({ uses: { CART: service("cart").address } }));
    const after = await make({ spec: { ...spec, services: { ...spec.services, late } } });
    const { added, removed } = growth(before.resources, after.resources);
    expect(removed).toEqual([]);
    expect(changedInputs(before.resources, after.resources)).toEqual([
      "aws:cloudwatch/dashboard:Dashboard boutique-dashboard-regions",
    ]);
    expect(added.filter((line) => !line.includes("late"))).toEqual([]);
  });

  it("puts nothing into the public DNS without a public zone, and adds it when there is one", async () => {
    const before = await make({ platform: { publicZone: undefined } });
    expect(
      parts(before.resources).filter((line) => /Health|Global|RegionalNames/.test(line)),
    ).toEqual([]);
    expect(before.result.services["frontend"]).not.toHaveProperty("publicUrl");
    const after = await make();
    expect(growth(before.resources, after.resources).removed).toEqual([]);
    expect(changedInputs(before.resources, after.resources)).toEqual([]);
  });
});

describe("System refuses", () => {
  it("the whole of a declaration that is wrong all over, in one error, and registers nothing", async () => {
    const long = "a".repeat(80);
    const services = {
      [long]: microservice(grpcSpec()),
      CartService: microservice(httpSpec()),
      frontend: microservice(httpSpec({ public: { host: "shop" } })),
      storefront: microservice(httpSpec({ public: { host: "shop" } })),
      american: microservice(grpcSpec({ regions: ["us-east-1"] })),
      checkout: microservice(
        grpcSpec({
          uses: { PAYMENT: service("payment").address, AMERICAN: service("american").address },
          scale: { minReplicas: 5, maxReplicas: 2 },
        }),
      ),
    };
    const message = await refusal(() => system({ spec: { stores: {}, services } }));
    expect(message).toMatch(/^6 problems; nothing was registered:/);
    for (const part of [
      `services.${long} is "aaa`,
      "Shorten it by 40 characters.",
      'services.CartService is "CartService"',
      'Write "cartservice".',
      'services.storefront.public.host is "shop"; allowed: a public host of its own; the service frontend has this one.',
      'services.checkout.uses.PAYMENT is "payment"; allowed: the key of a declared service or store.',
      'services.checkout.uses.AMERICAN is "american"; allowed: what runs in every region of checkout; american does not run in eu-west-1.',
      "Let american run in eu-west-1 too, or take checkout out there.",
      "services.checkout.scale.minReplicas is 5; allowed: at most maxReplicas, which is 2.",
    ])
      expect(message).toContain(part);
  });

  it("a platform that lacks what it needs, beside what is wrong with itself", async () => {
    const message = await refusal(() =>
      system({
        name: "Boutique",
        platform: { homeRegion: "eu-west-2", alertTopicArns: {} },
        spec: { stores: {}, services: {} },
      }),
    );
    for (const path of [
      "platform.homeRegion",
      "platform.alertTopicArns.eu-west-1",
      "platform.alertTopicArns.us-east-1",
      "name",
    ])
      expect(message).toContain(`  - ${path} is `);
  });

  it("tags that AWS does not take", async () => {
    const message = await refusal(
      () =>
        new System("boutique", {
          platform: platformSite(),
          stores: {},
          services: {},
          tags: { "aws:mine": "x" },
        }),
    );
    expect(message).toContain("tags.aws:mine");
  });
});
