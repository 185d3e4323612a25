/** How a public host finds the nearest healthy region, and how each region is reached by name. */
import type * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import type { HealthSignal, PublicEntrySite, ZoneSite } from "../conventions/contracts";
import { type Problem, checked } from "../conventions/problems";
import { createAlias, createLatencyAlias } from "./alias";

/** A host in front of a domain, in every region that has a public entry. */
export interface PublicHostArgs {
  /** The public zone that the names stand in. */
  readonly zone: ZoneSite;
  /** One label: `shop`. */
  readonly host: string;
  /** Public entries by region. */
  readonly entries: Readonly<Record<string, PublicEntrySite>>;
}

/** The name that leads to one region only: for health checks, canaries and people. */
export function regionalHostname(zone: ZoneSite, host: string, region: string): string {
  return `${host}.${region}.${zone.name}`;
}

/** The name that customers use. */
export function globalHostname(zone: ZoneSite, host: string): string {
  return `${host}.${zone.name}`;
}

/** `<host>.<region>.<domain>` for every region. Spanning. */
export class RegionalNames extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:RegionalNames";
  readonly nodes: Readonly<{ records: Readonly<Record<string, route53.Record>> }>;

  constructor(name: string, args: PublicHostArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(RegionalNames.type, name, {}, opts);
    const records: Record<string, route53.Record> = {};
    for (const [region, entry] of Object.entries(args.entries)) {
      const hostname = regionalHostname(args.zone, args.host, region);
      records[region] = createAlias(this, `${name}-${region}`, {
        zone: args.zone,
        hostname,
        entry,
      });
    }
    this.nodes = { records };
    this.registerOutputs({});
  }
}

/** Arguments of `GlobalEntry`. */
export interface GlobalEntryArgs extends PublicHostArgs {
  /** What says whether a region may get traffic; one for each entry. */
  readonly signals: Readonly<Record<string, HealthSignal>>;
}

/** What is wrong with a global entry; paths are relative to its arguments. */
export function checkGlobalEntry({ entries, signals }: GlobalEntryArgs): Problem[] {
  return Object.keys(entries)
    .filter((region) => signals[region] === undefined)
    .map((region) => ({
      path: `signals.${region}`,
      allowed: "a health signal for every region with an entry",
      mend: "Add one: without it customers are led to the region while it fails.",
    }));
}

/**
 * `<host>.<domain>` as latency records, one per region, each behind its region's health signal. Fail-over
 * is Route 53's own doing: no record changes and nothing has to be run. Spanning.
 *
 * Throws a `pulumi.RunError` with everything that `checkGlobalEntry` finds, before anything is registered.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html read 2026-11
 */
export class GlobalEntry extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:GlobalEntry";
  /** The name that customers use. */
  readonly hostname: string;
  readonly nodes: Readonly<{ records: Readonly<Record<string, route53.Record>> }>;

  constructor(name: string, args: GlobalEntryArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(GlobalEntry.type, name, {}, checked(opts, checkGlobalEntry(args)));
    this.hostname = globalHostname(args.zone, args.host);
    const records: Record<string, route53.Record> = {};
    for (const [region, entry] of Object.entries(args.entries)) {
      records[region] = createLatencyAlias(this, `${name}-${region}`, {
        zone: args.zone,
        hostname: this.hostname,
        entry,
        region,
        healthCheckId: args.signals[region]?.healthCheckId,
        dependsOn: args.signals[region]?.ready,
      });
    }
    this.nodes = { records };
    this.registerOutputs({});
  }
}
