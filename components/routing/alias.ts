/** Records that lead a name to a load balancer. */
import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerSite, ZoneSite } from "../conventions/contracts";

/** One name and where it leads. */
export interface AliasArgs {
  /** The zone that the record stands in. */
  readonly zone: ZoneSite;
  /** The full name. */
  readonly hostname: string;
  /** The load balancer that it leads to. */
  readonly entry: LoadBalancerSite;
}

/** Joins the record to the latency records of the same name. */
export interface LatencyArgs extends AliasArgs {
  /** The entry's region, which is the record's set identifier too. */
  readonly region: string;
  /** Health check that takes the record out of answers. @default it is always an answer */
  readonly healthCheckId?: pulumi.Input<string> | undefined;
  /** What must stand before anybody is led there. @default nothing */
  readonly dependsOn?: readonly pulumi.Resource[] | undefined;
}

/** The only record of a name. Its TTL is the load balancer's, 60 s. */
export function createAlias(
  parent: pulumi.Resource,
  child: string,
  args: AliasArgs,
): route53.Record {
  return new route53.Record(child, aliasRecord(args), { parent, deleteBeforeReplace: true });
}

/**
 * One of a name's latency records: the answer is the healthy region nearest to who asks. When all are
 * unhealthy Route 53 takes all for healthy.
 */
export function createLatencyAlias(
  parent: pulumi.Resource,
  child: string,
  args: LatencyArgs,
): route53.Record {
  return new route53.Record(
    child,
    {
      ...aliasRecord(args),
      setIdentifier: args.region,
      latencyRoutingPolicies: [{ region: args.region }],
      ...(args.healthCheckId === undefined ? {} : { healthCheckId: args.healthCheckId }),
    },
    { parent, deleteBeforeReplace: true, dependsOn: [...(args.dependsOn ?? [])] },
  );
}

/**
 * Target health stays out of it: Route 53 takes a load balancer for unhealthy as soon as one of its target
 * groups has no healthy target, and so one service would take its region away from all others behind the
 * same load balancer. What takes a region out is the service's own health signal.
 */
function aliasRecord({ zone, hostname, entry }: AliasArgs): route53.RecordArgs {
  return {
    zoneId: zone.zoneId,
    name: hostname,
    type: "A",
    aliases: [{ name: entry.dnsName, zoneId: entry.zoneId, evaluateTargetHealth: false }],
  };
}
