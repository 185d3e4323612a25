/** What a platform is made from, and what a system needs of it. */
import type * as pulumi from "@pulumi/pulumi";

import type { ClusterSpec } from "../clusters/cluster-args";
import type { Protection, Sites, ZoneSite } from "../conventions/contracts";
import type { Tags } from "../conventions/tags";
import type { DomainSpec } from "../routing/public-zone";

/** One region of a platform. */
export interface RegionSpec {
  /** Two to four zone names, such as `eu-west-1a`. */
  readonly zones: readonly string[];
  /** IPv4 block of its VPC, /16. It never changes. @default the region's fixed place in the supernet */
  readonly cidr?: string;
  /** Eighths of the VPC, 0-7, that zones get, by zone name. They never change. @default by the zone's letter: a is 0, h is 7 */
  readonly zoneSlots?: Readonly<Record<string, number>>;
  /**
   * The zone of the one NAT gateway, where the platform's `nat` is `single`. Pin it before a zone with an
   * earlier letter comes. @default the first zone
   */
  readonly natZone?: string;
}

/** Arguments of `Platform`. */
export interface PlatformArgs {
  /** Where things live that have one region only; one of `regions`. It never changes. */
  readonly homeRegion: string;
  /** The regions there are, by name. One that comes or goes changes nothing in the others. */
  readonly regions: Readonly<Record<string, RegionSpec>>;
  /** IPv4 block, /16 or larger, that the regions' addresses come from. It never changes. @default "10.0.0.0/8" */
  readonly supernet?: string;
  /** The domain that public names stand under; private names stand under its label `int`. */
  readonly domain: DomainSpec;
  /** How private subnets reach the internet: a NAT gateway in each zone, or one for the region. @default "perZone" */
  readonly nat?: "perZone" | "single";
  /** What the clusters of all regions have in common. */
  readonly cluster: ClusterSpec;
  /** Days that logs are kept; one of CloudWatch's periods. @default 90 */
  readonly logRetentionDays?: number;
  /** Whether what holds state is hard to lose, or the whole platform is disposable. @default "protected" */
  readonly protection?: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What a system needs of the platform it runs on. */
export interface PlatformSite {
  /** Where things live that have one region only; one of the sites' regions. */
  readonly homeRegion: string;
  /** The regions, by name. */
  readonly sites: Sites;
  /** Undefined while the domain is not delegated: then no service has a public name. */
  readonly publicZone: ZoneSite | undefined;
  /** The zone of the services' private names, which the VPCs of all sites see. */
  readonly privateZone: ZoneSite;
  /** The topic that the region's alarms go to, by region; one for every site. */
  readonly alertTopicArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** How hard it is to lose what holds state. */
  readonly protection: Protection;
}
