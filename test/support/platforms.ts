/** Platforms and systems that are right, for tests to change one thing at a time. */
import type { PlatformArgs, PlatformSite } from "../../components/platform/platform-args";
import { nodeSpecs } from "../../components/platform/node-specs";
import type { SystemContext } from "../../components/platform/system-context";
import type { SystemSpec } from "../../components/platform/system-spec";
import { cache, keyValueStore } from "../../components/data/declarations";
import { microservice, service } from "../../components/services/declarations";
import { buildGraph } from "../../components/topology/graph";
import { grpcSpec, httpSpec, silentSpec } from "./service-specs";
import { Holder, privateZone, publicZone, wholeSites } from "./whole-sites";

export const twoRegions = ["eu-west-1", "us-east-1"] as const;

/** A platform of two regions with two zones each, its domain delegated. */
export function platformArgs(changes: Partial<PlatformArgs> = {}): PlatformArgs {
  return {
    homeRegion: "eu-west-1",
    regions: {
      "eu-west-1": { zones: ["eu-west-1a", "eu-west-1b"] },
      "us-east-1": { zones: ["us-east-1a", "us-east-1b"] },
    },
    domain: { name: "shop.example.com", zone: { kind: "create", delegated: true } },
    cluster: {
      administrators: ["arn:aws:iam::123456789012:role/operator"],
      endpointPublicCidrs: [],
    },
    ...changes,
  };
}

/** A platform that exists, by plain ids. Registers what `wholeSites` does, so only within a recording. */
export function platformSite(
  regions: readonly string[] = twoRegions,
  changes: Partial<PlatformSite> = {},
): PlatformSite {
  return {
    homeRegion: "eu-west-1",
    sites: wholeSites(regions),
    publicZone,
    privateZone,
    alertTopicArns: Object.fromEntries(
      regions.map((region) => [region, `arn:aws:sns:${region}:123456789012:alerts`]),
    ),
    protection: "disposable",
    ...changes,
  };
}

/**
 * A little of everything: a cache, a table, a public service, one that is called, one in the home region
 * alone and one that nobody calls.
 */
export function smallSystem(): SystemSpec {
  const carts = cache({
    engine: "valkey",
    size: { maxDataGB: 1, maxProcessingUnitsPerSecond: 1000 },
  });
  const wishes = keyValueStore({ key: { partition: "userId" }, consistency: "eventual" });
  const cart = microservice(grpcSpec({ uses: { REDIS_ADDR: carts.stackExchangeRedis } }));
  const frontend = microservice(
    httpSpec({
      public: { host: "shop", healthPath: "/healthz" },
      uses: { CART_ADDR: cart.address, CART_HOST: cart.host, WISHES: wishes.name },
    }),
  );
  const tax = microservice(httpSpec({ port: 9090, regions: ["eu-west-1"] }));
  const sweeper = microservice(
    silentSpec({ regions: ["eu-west-1"], uses: { TAX: service("tax").url } }),
  );
  return { stores: { carts, wishes }, services: { cart, frontend, tax, sweeper } };
}

/** What the parts of a system are registered with, under a parent of the test's own; only within a recording. */
export function systemContext(
  spec: SystemSpec = smallSystem(),
  platform: PlatformSite = platformSite(),
): SystemContext {
  const { graph } = buildGraph(nodeSpecs(spec, Object.keys(platform.sites)).nodes);
  return { parent: new Holder(), name: "boutique", args: { platform, ...spec }, graph };
}
