/** Registers what leads customers to the nearest healthy region of a service. */
import type { HealthSignal, PublicEntrySite, ZoneSite } from "../conventions/contracts";
import { RegionHealth } from "../monitoring/region-health";
import { GlobalEntry, RegionalNames, regionalHostname } from "../routing/global-entry";
import { healthPathOf } from "../services/declarations";
import type { Microservice } from "../services/microservice";
import type { ServingSpec } from "../services/declarations";
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

/** Regional names, health signals and the global entry of every public service; none without a public zone. */
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
  sites: SystemContext["args"]["platform"]["sites"],
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
  const signals: Record<string, HealthSignal> = {};
  for (const [region, entry] of Object.entries(entries)) {
    const targetGroupArnSuffix = microservice.regional[region]?.publicTargetGroupArnSuffix;
    const alertTopicArn = args.platform.alertTopicArns[region];
    if (targetGroupArnSuffix === undefined || alertTopicArn === undefined) {
      throw new RangeError(`${key} has no public route or alert topic in ${region}`);
    }
    signals[region] = new RegionHealth(
      `${child}-health-${region}`,
      {
        region,
        hostname: regionalHostname(zone, host, region),
        healthPath: healthPathOf(spec),
        loadBalancerArnSuffix: entry.arnSuffix,
        targetGroupArnSuffix,
        alertTopicArn,
        tags: args.tags,
      },
      { parent },
    ).signal;
  }
  return signals;
}
