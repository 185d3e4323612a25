/** Registers what leads customers to the nearest healthy region of a service. */
import type { HealthSignal, PublicEntrySite, Sites, ZoneSite } from "../conventions/contracts";
import { RegionHealth } from "../monitoring/region-health";
import { GlobalEntry, RegionalNames, regionalHostname } from "../routing/global-entry";
import { type ServingSpec, healthPathOf } from "../services/declarations";
import type { Microservice } from "../services/microservice";
import { inRegion, mapRegions } from "./by-region";
import type { SystemContext } from "./system-context";

/** One service that the internet may reach, with everything that needs. */
interface PublicService {
  readonly key: string;
  readonly spec: ServingSpec;
  readonly host: string;
  readonly zone: ZoneSite;
  readonly microservice: Microservice;
  readonly entries: Readonly<Record<string, PublicEntrySite>>;
}

/**
 * Regional names, health signals and the global entry of every public service, over those of its regions
 * that have a public entry; none without a public zone.
 */
export function createPublicHosts(
  context: SystemContext,
  services: ReadonlyMap<string, Microservice>,
): void {
  for (const service of publicServices(context, services)) {
    const { parent, name } = context;
    const { zone, host, entries } = service;
    const child = `${name}-${service.key}`;
    new RegionalNames(`${child}-regional`, { zone, host, entries }, { parent });
    const signals = createSignals(context, child, service);
    new GlobalEntry(`${child}-global`, { zone, host, entries, signals }, { parent });
  }
}

function publicServices(
  { args }: SystemContext,
  services: ReadonlyMap<string, Microservice>,
): PublicService[] {
  const zone = args.platform.publicZone;
  if (zone === undefined) return [];
  return [...services].flatMap(([key, microservice]) => {
    const spec = args.services[key]?.spec;
    if (spec === undefined || spec.protocol === "none" || spec.public === undefined) return [];
    const entries = publicEntries(args.platform.sites, Object.keys(microservice.regional));
    return [{ key, spec, host: spec.public.host, zone, microservice, entries }];
  });
}

function publicEntries(
  sites: Sites,
  regions: readonly string[],
): Readonly<Record<string, PublicEntrySite>> {
  const entries: Record<string, PublicEntrySite> = {};
  for (const region of regions) {
    const entry = sites[region]?.publicEntry;
    if (entry !== undefined) entries[region] = entry;
  }
  return entries;
}

function createSignals(
  { parent, args }: SystemContext,
  child: string,
  { key, spec, host, zone, microservice, entries }: PublicService,
): Readonly<Record<string, HealthSignal>> {
  const { alertTopicArns } = args.platform;
  const targetGroups = mapRegions(
    microservice.regional,
    (regional) => regional.publicTargetGroupArnSuffix,
  );
  return mapRegions(entries, (entry, region) => {
    const health = new RegionHealth(
      `${child}-health-${region}`,
      {
        region,
        hostname: regionalHostname(zone, host, region),
        healthPath: healthPathOf(spec),
        loadBalancerArnSuffix: entry.arnSuffix,
        targetGroupArnSuffix: inRegion(targetGroups, region, `public route of ${key}`),
        alertTopicArn: inRegion(alertTopicArns, region, "alert topic"),
        tags: args.tags,
      },
      { parent },
    );
    const { deployment } = inRegion(microservice.regional, region, `service ${key}`).nodes;
    return { ...health.signal, ready: [deployment] };
  });
}
