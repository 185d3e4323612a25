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
  /** Networks by region; at least one, for a zone without a VPC is a public one. */
  readonly networks: Readonly<Record<string, NetworkSite>>;
  /** Whether Pulumi refuses to delete the zone. @default "protected" */
  readonly protection?: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What is wrong with a private zone; paths are relative to its arguments. */
export function checkPrivateZone({ domainName, networks }: PrivateZoneArgs): Problem[] {
  const problems: Problem[] = [];
  if (!isHostname(domainName)) {
    problems.push({
      path: "domainName",
      value: domainName,
      allowed: "a lower-case host name of at least two labels",
      mend: "Name a domain under the public one, such as int.shop.example.com.",
    });
  }
  if (Object.keys(networks).length === 0) {
    problems.push({
      path: "networks",
      value: networks,
      allowed: "at least one region's network",
      mend: "Add a network: a zone without a VPC is a public one.",
    });
  }
  return problems;
}

/**
 * A private zone associated with the VPCs of all regions. A region comes and goes by an update in place of
 * the zone's own list: separate associations would show as drift in every refresh, for AWS reports them in
 * the zone's list too. Spanning.
 *
 * Throws a `pulumi.RunError` with everything that `checkPrivateZone` finds, before anything is registered.
 */
export class PrivateZone extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:PrivateZone";
  readonly site: ZoneSite;
  readonly nodes: Readonly<{ zone: route53.Zone }>;

  constructor(name: string, args: PrivateZoneArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(PrivateZone.type, name, {}, checked(opts, checkPrivateZone(args)));
    const zone = createZone(this, name, args);
    this.site = { zoneId: zone.zoneId, name: args.domainName };
    this.nodes = { zone };
    this.registerOutputs({ zoneId: zone.zoneId });
  }
}

function createZone(parent: PrivateZone, name: string, args: PrivateZoneArgs): route53.Zone {
  const child = `${name}-zone`;
  const networks = Object.values(args.networks).sort((a, b) => (a.region < b.region ? -1 : 1));
  return new route53.Zone(
    child,
    {
      name: args.domainName,
      comment: `Private names of ${name}`,
      vpcs: networks.map(({ vpcId, region }) => ({ vpcId, vpcRegion: region })),
      tags: tagged(child, args.tags),
    },
    { parent, protect: args.protection !== "disposable" },
  );
}
