/** The private names of a service. */
import type * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerSite, ZoneSite } from "../conventions/contracts";
import { createAlias, createLatencyAlias } from "../routing/alias";

/** Arguments of `ServiceName`. */
export interface ServiceNameArgs {
  /** The private zone. */
  readonly zone: ZoneSite;
  /** The service's key, which is its label in the zone. */
  readonly service: string;
  /** The private entries of the regions it runs in. */
  readonly entries: Readonly<Record<string, LoadBalancerSite>>;
}

/**
 * `<service>.int.<domain>`, answered with the private entry of the region nearest to the VPC that asks, and
 * `<service>.<region>.int.<domain>` for each region. Without a network between the regions only the
 * caller's own region can be reached at the address. Spanning.
 */
export class ServiceName extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:ServiceName";
  /** The name that follows the caller's region. */
  readonly hostname: string;
  readonly nodes: Readonly<{ records: Readonly<Record<string, route53.Record>> }>;

  constructor(name: string, args: ServiceNameArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(ServiceName.type, name, {}, opts);
    const { zone, service } = args;
    this.hostname = `${service}.${zone.name}`;
    const records: Record<string, route53.Record> = {};
    for (const [region, entry] of Object.entries(args.entries)) {
      const nearest = { zone, hostname: this.hostname, entry, region };
      records[region] = createLatencyAlias(this, `${name}-${region}`, nearest);
      createAlias(this, `${name}-${region}-regional`, {
        zone,
        hostname: `${service}.${region}.${zone.name}`,
        entry,
      });
    }
    this.nodes = { records };
    this.registerOutputs({});
  }
}
