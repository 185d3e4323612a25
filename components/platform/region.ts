/** One region of a platform: its network, cluster, load balancers and what watches them. */
import * as pulumi from "@pulumi/pulumi";

import { Cluster } from "../clusters/cluster";
import type { ClusterSpec } from "../clusters/cluster-args";
import type { Protection, Site } from "../conventions/contracts";
import type { Tags } from "../conventions/tags";
import { RegionalMonitoring } from "../monitoring/regional-monitoring";
import { type Nat, RegionalNetwork } from "../network/regional-network";
import { PrivateEntry } from "../routing/private-entry";
import { PublicEntry } from "../routing/public-entry";
import type { RegionAddresses } from "../topology/address-plan";

/** Arguments of `Region`. */
export interface RegionArgs {
  readonly addresses: RegionAddresses;
  readonly nat: Nat;
  readonly cluster: ClusterSpec;
  /** Validated certificate of the public entry; without one the region has no way in from the internet. */
  readonly certificateArn?: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly protection: Protection;
  readonly tags?: Tags;
}

/** Everything of one region that no service owns. It refers to no other region. */
export class Region extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:Region";
  readonly site: Site;
  /** Topic that the region's alarms go to. */
  readonly alertTopicArn: pulumi.Output<string>;
  readonly nodes: Readonly<{ network: RegionalNetwork; cluster: Cluster }>;

  constructor(name: string, args: RegionArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Region.type, name, {}, opts);
    const network = createNetwork(this, name, args);
    const cluster = createCluster(this, name, args, network);
    const entries = createEntries(this, name, args, network, cluster);
    this.site = { ...network.site, ...cluster.site, ...entries };
    this.alertTopicArn = createMonitoring(this, name, args, this.site).alertTopicArn;
    this.nodes = { network, cluster };
    this.registerOutputs({ alertTopicArn: this.alertTopicArn });
  }
}

function createNetwork(parent: Region, name: string, args: RegionArgs): RegionalNetwork {
  return new RegionalNetwork(
    `${name}-network`,
    {
      region: args.addresses.region,
      addresses: args.addresses,
      nat: args.nat,
      flowLogRetentionDays: args.logRetentionDays,
      tags: args.tags,
    },
    { parent },
  );
}

function createCluster(
  parent: Region,
  name: string,
  args: RegionArgs,
  network: RegionalNetwork,
): Cluster {
  return new Cluster(
    `${name}-cluster`,
    {
      ...args.cluster,
      region: args.addresses.region,
      network: network.site,
      deletionProtection: args.protection === "protected",
      logRetentionDays: args.logRetentionDays,
      tags: args.tags,
    },
    { parent },
  );
}

function createEntries(
  parent: Region,
  name: string,
  args: RegionArgs,
  network: RegionalNetwork,
  cluster: Cluster,
): Pick<Site, "publicEntry" | "privateEntry"> {
  const shared = {
    network: network.site,
    clusterSecurityGroupId: cluster.site.clusterSecurityGroupId,
    deletionProtection: args.protection === "protected",
    tags: args.tags,
  };
  const privateEntry = new PrivateEntry(`${name}-private`, shared, { parent }).site;
  if (args.certificateArn === undefined) return { privateEntry };
  const certified = { ...shared, certificateArn: args.certificateArn };
  return {
    privateEntry,
    publicEntry: new PublicEntry(`${name}-public`, certified, { parent }).site,
  };
}

function createMonitoring(
  parent: Region,
  name: string,
  args: RegionArgs,
  site: Site,
): RegionalMonitoring {
  return new RegionalMonitoring(
    `${name}-monitoring`,
    {
      region: site.region,
      clusterName: site.clusterName,
      publicEntry: site.publicEntry,
      privateEntry: site.privateEntry,
      tags: args.tags,
    },
    { parent },
  );
}
