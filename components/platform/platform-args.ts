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
  /** IPv4 block of its VPC, /16. @default the region's fixed place in the supernet */
  readonly cidr?: string;
}

/** Arguments of `Platform`. */
export interface PlatformArgs {
  /** Where things live that have one region only; one of `regions`. It never changes. */
  readonly homeRegion: string;
  readonly regions: Readonly<Record<string, RegionSpec>>;
  /** IPv4 block that the regions' addresses come from. @default "10.0.0.0/8" */
  readonly supernet?: string;
  readonly domain: DomainSpec;
  /** How private subnets reach the internet: a NAT gateway in each zone, or one for the region. @default "perZone" */
  readonly nat?: "perZone" | "single";
  readonly cluster: ClusterSpec;
  /** Days that logs are kept; one of CloudWatch's periods. @default 90 */
  readonly logRetentionDays?: number;
  /** @default "protected" */
  readonly protection?: Protection;
  readonly tags?: Tags;
}

/** What a system needs of the platform it runs on. */
export interface PlatformSite {
  readonly homeRegion: string;
  readonly sites: Sites;
  /** Undefined while the domain is not delegated: then no service has a public name. */
  readonly publicZone: ZoneSite | undefined;
  readonly privateZone: ZoneSite;
  /** Topic of the alarms, by region. */
  readonly alertTopicArns: Readonly<Record<string, pulumi.Input<string>>>;
  readonly protection: Protection;
}
