/** The private hosted zone that every region's VPC sees. */
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import type { NetworkSite, Protection, ZoneSite } from "../conventions/contracts";
import { isHostname } from "../conventions/naming";
import { type Problem, checked } from "../conventions/problems";
import { type Tags, tagged } from "../conventions/tags";

/** Arguments of `PrivateZone`. */
export interface PrivateZoneArgs {
  /** `int.<domain>`: under a public domain, so that certificates can be had for its names. */
  readonly domainName: string;
  /** The region whose VPC the zone is born with; it never changes. */
  readonly homeRegion: string;
  /** Networks by region; the home region's is among them. */
  readonly networks: Readonly<Record<string, NetworkSite>>;
  /** Whether Pulumi refuses to delete the zone. @default "protected" */
  readonly protection?: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What is wrong with a private zone; paths are relative to its arguments. */
export function checkPrivateZone({ domainName, homeRegion, networks }: PrivateZoneArgs): Problem[] {
  const problems: Problem[] = [];
  if (!isHostname(domainName)) {
    problems.push({
      path: "domainName",
      value: domainName,
      allowed: "a lower-case host name of at least two labels",
      mend: "Name a domain under the public one, such as int.shop.example.com.",
    });
  }
  if (networks[homeRegion] === undefined) {
    problems.push({
      path: "homeRegion",
      value: homeRegion,
      allowed: `a region of networks: ${Object.keys(networks).sort().join(", ")}`,
      mend: "Add the home region's network: a private zone is born with one.",
    });
  }
  return problems;
}

/**
 * A private zone associated with the VPCs of all regions. A region comes and goes with an association of
 * its own, so the zone itself never changes. Spanning.
 *
 * Throws a `pulumi.RunError` with everything that `checkPrivateZone` finds, before anything is registered.
 */
export class PrivateZone extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PrivateZone";
  readonly site: ZoneSite;
  readonly nodes: Readonly<{ zone: route53.Zone }>;

  constructor(name: string, args: PrivateZoneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PrivateZone.type, name, {}, checked(opts, checkPrivateZone(args)));
    const { [args.homeRegion]: home, ...others } = args.networks;
    const zone = createZone(this, name, args, home === undefined ? [] : [home]);
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
  bornWith: readonly NetworkSite[],
): route53.Zone {
  const child = `${name}-zone`;
  return new route53.Zone(
    child,
    {
      name: args.domainName,
      comment: `Private names of ${name}`,
      vpcs: bornWith.map(({ vpcId, region }) => ({ vpcId, vpcRegion: region })),
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
