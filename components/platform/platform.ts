/** The composition root of what services stand on: it alone decides which regions there are. */
import * as pulumi from "@pulumi/pulumi";

import type { Protection, Sites, ZoneSite } from "../conventions/contracts";
import { checked } from "../conventions/problems";
import { PrivateZone } from "../discovery/private-zone";
import type { Nat } from "../network/regional-network";
import { Certificates } from "../routing/certificates";
import { PublicZone } from "../routing/public-zone";
import { planAddresses } from "../topology/address-plan";
import { mapRegions } from "./by-region";
import { checkPlatform, checkPlatformName } from "./check-platform";
import type { PlatformArgs, PlatformSite } from "./platform-args";
import { Region } from "./region";

const defaults = { nat: "perZone", logRetentionDays: 90, protection: "protected" } as const;

/**
 * Networks, clusters, load balancers and monitoring in every region, and the DNS zones and certificates over
 * all of them. While a zone created here is not delegated there are no certificates and no public entries;
 * they are added by the first deployment after the settings say that it is. Spanning.
 */
export class Platform extends pulumi.ComponentResource implements PlatformSite {
  static readonly type = "archipelago:index:Platform";
  readonly homeRegion: string;
  /** What services stand on, by region; in the regions' order, whatever the arguments' was. */
  readonly sites: Sites;
  /** Undefined while the domain is not delegated. */
  readonly publicZone: ZoneSite | undefined;
  readonly privateZone: ZoneSite;
  /** The topic that the region's alarms go to, by region. */
  readonly alertTopicArns: Readonly<Record<string, pulumi.Output<string>>>;
  readonly protection: Protection;
  /** What to put into the parent zone; undefined where the zone existed before. */
  readonly nameServers: pulumi.Output<string[]> | undefined;
  readonly nodes: Readonly<{ regions: Readonly<Record<string, Region>> }>;

  /** Throws a `pulumi.RunError` that lists all problems, before anything is registered. */
  constructor(name: string, args: PlatformArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const problems = [...checkPlatformName(name), ...checkPlatform(args)];
    super(Platform.type, name, {}, checked(opts, problems));
    this.homeRegion = args.homeRegion;
    this.protection = args.protection ?? defaults.protection;
    const zone = createPublicZone(this, name, args, this.protection);
    this.publicZone = zone.delegated ? zone.site : undefined;
    this.nameServers = zone.nameServers;
    const regions = createRegions(this, name, args, this.publicZone);
    this.sites = mapRegions(regions, (region) => region.site);
    this.alertTopicArns = mapRegions(regions, (region) => region.alertTopicArn);
    this.privateZone = createPrivateZone(this, name, args, this.sites, this.protection);
    this.nodes = { regions };
    this.registerOutputs({
      nameServers: this.nameServers,
      alertTopicArns: this.alertTopicArns,
    });
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
  return mapRegions(
    plan.regions,
    (addresses, region) =>
      new Region(
        `${name}-${region}`,
        {
          addresses,
          nat: natOf(args, region),
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

function natOf({ nat = defaults.nat, regions }: PlatformArgs, region: string): Nat {
  const zone = regions[region]?.natZone;
  return zone === undefined ? nat : { kind: "single", zone };
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
