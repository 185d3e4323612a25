/** The private hosted zone that every region's VPC sees. */
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import type { NetworkSite, Protection, ZoneSite } from "../conventions/contracts";
import { type Tags, tagged } from "../conventions/tags";

/** Arguments of `PrivateZone`. */
export interface PrivateZoneArgs {
  /** `int.<domain>`: under a public domain, so that certificates can be had for its names. */
  readonly domainName: string;
  /** The region whose VPC the zone is born with; it never changes. */
  readonly homeRegion: string;
  /** Networks by region; the home region's is among them. */
  readonly networks: Readonly<Record<string, NetworkSite>>;
  /** @default "protected" */
  readonly protection?: Protection;
  readonly tags?: Tags;
}

/**
 * A private zone associated with the VPCs of all regions. A region comes and goes with an association of
 * its own, so the zone itself never changes. Spanning.
 */
export class PrivateZone extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PrivateZone";
  readonly site: ZoneSite;
  readonly nodes: Readonly<{ zone: route53.Zone }>;

  /** Throws a RangeError when the home region has no network. */
  constructor(name: string, args: PrivateZoneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PrivateZone.type, name, {}, opts);
    const { [args.homeRegion]: home, ...others } = args.networks;
    if (home === undefined)
      throw new RangeError(`no network in the home region ${args.homeRegion}`);
    const zone = createZone(this, name, args, home);
    for (const network of Object.values(others)) associate(this, name, zone, network);
    // Names wait for the zone alone: a region that cannot be reached must not hold up the others.
    this.site = { zoneId: zone.zoneId, name: args.domainName };
    this.nodes = { zone };
    this.registerOutputs({ zoneId: zone.zoneId });
  }
}

function createZone(
  parent: PrivateZone,
  name: string,
  args: PrivateZoneArgs,
  home: NetworkSite,
): route53.Zone {
  const child = `${name}-zone`;
  return new route53.Zone(
    child,
    {
      name: args.domainName,
      comment: `Private names of ${name}`,
      vpcs: [{ vpcId: home.vpcId, vpcRegion: home.region }],
      tags: tagged(child, args.tags),
    },
    // The list would claim the associations of the other regions for itself.
    { parent, protect: args.protection !== "disposable", ignoreChanges: ["vpcs"] },
  );
}

function associate(
  parent: PrivateZone,
  name: string,
  zone: route53.Zone,
  network: NetworkSite,
): route53.ZoneAssociation {
  return new route53.ZoneAssociation(
    `${name}-${network.region}`,
    { zoneId: zone.zoneId, vpcId: network.vpcId, vpcRegion: network.region },
    { parent, deleteBeforeReplace: true },
  );
}
