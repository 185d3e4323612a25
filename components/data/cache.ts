/** A cache in every region, each with its own entries. */
import * as pulumi from "@pulumi/pulumi";

import type { Protection, Reachable, Sites } from "../conventions/contracts";
import { checkPhysicalName } from "../conventions/naming";
import { type Problem, checked } from "../conventions/problems";
import type { Tags } from "../conventions/tags";
import { checkCache } from "./check-cache";
import type { CacheSpec } from "./declarations";
import { RegionalCache, cacheName, cachePort, readerPort } from "./regional-cache";

/** Arguments of `Cache`. */
export interface CacheArgs {
  /** What was declared. */
  readonly spec: CacheSpec;
  /** The regions that hold a cache. */
  readonly sites: Sites;
  /** Whether Pulumi refuses to delete a cache. @default "protected" */
  readonly protection?: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/**
 * A cache per region. Nothing is replicated: what a lost region's cache held is lost, and a customer who is
 * led to another region finds that region's entries. Spanning.
 */
export class Cache extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:Cache";
  /** The caches by region. */
  readonly regional: Readonly<Record<string, RegionalCache>>;
  readonly #sites: Sites;

  /** Throws a `pulumi.RunError` with everything wrong with the arguments, before anything is registered. */
  constructor(name: string, args: CacheArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Cache.type, name, {}, checked(opts, problemsOf(name, args)));
    const { spec, protection = "protected", tags } = args;
    this.regional = Object.fromEntries(
      Object.entries(args.sites).map(([region, site]) => [
        region,
        new RegionalCache(`${name}-${region}`, { spec, site, protection, tags }, { parent: this }),
      ]),
    );
    this.#sites = args.sites;
    this.registerOutputs({});
  }

  /**
   * The cache as what a service may use, under its key in the system. Its members throw a RangeError for a
   * region without a cache and for a form that caches do not have.
   */
  reachable(key: string): Reachable {
    return {
      key,
      kind: "cache",
      binding: (form, region) => bindingOf(form, inRegion(this.regional, region).host),
      // A client that asks for the shards is told of the reader's port too, and goes there.
      reach: (region) =>
        [cachePort, readerPort].map((port) => ({
          kind: "addresses",
          cidrs: inRegion(this.#sites, region).zones.map((zone) => zone.isolatedCidr),
          port,
        })),
      // Whoever reaches the endpoint may use it: the caches have no users of their own.
      statements: () => [],
    };
  }
}

function problemsOf(name: string, { spec, sites }: CacheArgs): Problem[] {
  return [
    ...checkCache(spec),
    ...Object.keys(sites).flatMap((region) =>
      checkPhysicalName("name", "serverlessCache", cacheName(`${name}-${region}`)),
    ),
  ];
}

function bindingOf(form: string, host: pulumi.Output<string>): pulumi.Input<string> {
  const address = pulumi.interpolate`${host}:${cachePort}`;
  switch (form) {
    case "host":
      return host;
    case "port":
      return String(cachePort);
    case "address":
      return address;
    case "url":
      return pulumi.interpolate`rediss://${address}`;
    case "stackExchangeRedis":
      return pulumi.interpolate`${address},ssl=true,abortConnect=false`;
    default:
      throw new RangeError(`a cache has no binding ${form}`);
  }
}

function inRegion<T>(byRegion: Readonly<Record<string, T>>, region: string): T {
  const found = byRegion[region];
  if (found === undefined) throw new RangeError(`no cache in ${region}`);
  return found;
}
