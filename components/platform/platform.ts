/** The composition root of what services stand on: it alone decides which regions there are. */
import * as pulumi from "@pulumi/pulumi";

import type { Protection, Sites, ZoneSite } from "../conventions/contracts";
import { checked } from "../conventions/problems";
import { PrivateZone } from "../discovery/private-zone";
import { Certificates } from "../routing/certificates";
import { PublicZone } from "../routing/public-zone";
import { planAddresses } from "../topology/address-plan";
import { checkPlatform } from "./check-platform";
import type { PlatformArgs, PlatformSite } from "./platform-args";
import { Region } from "./region";

const defaults = { nat: "perZone", logRetentionDays: 90, protection: "protected" } as const;

/** Networks, clusters, load balancers and monitoring in every region, and the DNS zones over all of them. */
export class Platform extends pulumi.ComponentResource implements PlatformSite {
  static readonly type = "archipelago:index:Platform";
  readonly homeRegion: string;
  readonly sites: Sites;
  readonly publicZone: ZoneSite | undefined;
  readonly privateZone: ZoneSite;
  readonly alertTopicArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly protection: Protection;
  /** What to put into the parent zone; undefined where the zone existed before. */
  readonly nameServers: pulumi.Output<string[]> | undefined;
  readonly nodes: Readonly<{ regions: Readonly<Record<string, Region>> }>;

  /** Throws a `pulumi.RunError` that lists all problems, before anything is registered. */
  constructor(name: string, args: PlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Platform.type, name, {}, checked(opts, checkPlatform(args)));
    this.homeRegion = args.homeRegion;
    this.protection = args.protection ?? defaults.protection;
    const zone = createPublicZone(this, name, args, this.protection);
    this.publicZone = zone.delegated ? zone.site : undefined;
    this.nameServers = zone.nameServers;
    const regions = createRegions(this, name, args, this.publicZone);
    this.sites = mapValues(regions, (region) => region.site);
    this.alertTopicArns = mapValues(regions, (region) => region.alertTopicArn);
    this.privateZone = createPrivateZone(this, name, args, this.sites, this.protection);
    this.nodes = { regions };
    this.registerOutputs({ nameServers: this.nameServers });
  }
}

function createPublicZone(
  parent: Platform,
  name: string,
  { domain, tags }: PlatformArgs,
  protection: Protection,
): PublicZone {
  return new PublicZone(`${name}-public`, { domain, protection, tags }, { parent });
}

function createRegions(
  parent: Platform,
  name: string,
  args: PlatformArgs,
  publicZone: ZoneSite | undefined,
): Readonly<Record<string, Region>> {
  const plan = planAddresses(args);
  const certificates =
    publicZone === undefined ? undefined : createCertificates(parent, name, args, publicZone);
  return mapValues(
    plan.regions,
    (addresses, region) =>
      new Region(
        `${name}-${region}`,
        {
          addresses,
          nat: args.nat ?? defaults.nat,
          cluster: args.cluster,
          certificateArn: certificates?.validatedArn(region),
          logRetentionDays: args.logRetentionDays ?? defaults.logRetentionDays,
          protection: args.protection ?? defaults.protection,
          tags: args.tags,
        },
        { parent },
      ),
  );
}

function createCertificates(
  parent: Platform,
  name: string,
  { homeRegion, regions, tags }: PlatformArgs,
  zone: ZoneSite,
): Certificates {
  const args = { zone, homeRegion, regions: Object.keys(regions), tags };
  return new Certificates(`${name}-certificates`, args, { parent });
}

function createPrivateZone(
  parent: Platform,
  name: string,
  { domain, tags }: PlatformArgs,
  networks: Sites,
  protection: Protection,
): ZoneSite {
  const args = { domainName: `int.${domain.name}`, networks, protection, tags };
  return new PrivateZone(`${name}-private`, args, { parent }).site;
}

function mapValues<A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A, key: string) => B,
): Readonly<Record<string, B>> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}
