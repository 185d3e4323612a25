/** One region's cache. */
import * as ec2 from "@pulumi/aws/ec2";
import * as elasticache from "@pulumi/aws/elasticache";
import type * as outputs from "@pulumi/aws/types/output";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import type { Protection, Site } from "../conventions/contracts";
import { nameInStack } from "../conventions/name-in-stack";
import { type Tags, tagged } from "../conventions/tags";
import type { CacheSpec } from "./declarations";

/** Arguments of `RegionalCache`. */
export interface RegionalCacheArgs {
  /** What was declared. */
  readonly spec: CacheSpec;
  /** The region: its isolated subnets, and the cluster that is let in. */
  readonly site: Site;
  /** Whether Pulumi refuses to delete the cache; ElastiCache itself has no such switch. */
  readonly protection: Protection;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** The port of a cache's endpoint (ElastiCache Serverless, read 2026-11). */
export const cachePort = 6379;
/** The port, at the same address, of its replicas (ElastiCache Serverless, read 2026-11). */
export const readerPort = 6380;
/** The newest major version of Valkey on ElastiCache Serverless that clients of Redis 7 need no change for (read 2026-11). */
const majorEngineVersion = "8";
/** ElastiCache Serverless takes two or three subnets, each of another zone (read 2026-11). */
const mostSubnets = 3;

/**
 * An ElastiCache Serverless cache in the isolated subnets, open to the cluster of its region alone. It
 * always speaks TLS. Its subnets are those of its birth: AWS cannot change them, and a zone that comes
 * later must not cost the cache. Regional.
 */
export class RegionalCache extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:RegionalCache";
  /** DNS name of the endpoint; its port is `cachePort`. */
  readonly host: pulumi.Output<string>;
  readonly nodes: Readonly<{
    cache: elasticache.ServerlessCache;
    securityGroup: ec2.SecurityGroup;
  }>;

  constructor(name: string, args: RegionalCacheArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(RegionalCache.type, name, {}, opts);
    const securityGroup = createSecurityGroup(this, name, args);
    const cache = createCache(this, name, args, securityGroup.id);
    this.host = cache.endpoints.apply((endpoints) => addressOf(endpoints, this));
    this.nodes = { cache, securityGroup };
    this.registerOutputs({ host: this.host });
  }
}

/** The physical name of the cache that a `RegionalCache` of that logical name makes. */
export function cacheName(name: string): string {
  return nameInStack("serverlessCache", name);
}

function addressOf(
  [endpoint]: readonly outputs.elasticache.ServerlessCacheEndpoint[],
  cache: RegionalCache,
): string {
  if (endpoint !== undefined) return endpoint.address;
  throw new pulumi.ResourceError("ElastiCache names no endpoint for the cache", cache, true);
}

function createSecurityGroup(
  parent: RegionalCache,
  name: string,
  { site, tags }: RegionalCacheArgs,
): ec2.SecurityGroup {
  const { region, vpcId } = site;
  const group = new ec2.SecurityGroup(
    `${name}-sg`,
    { region, vpcId, description: `Cache ${name}`, tags: tagged(`${name}-sg`, tags) },
    { parent },
  );
  new vpc.SecurityGroupIngressRule(
    `${name}-in`,
    {
      region,
      securityGroupId: group.id,
      referencedSecurityGroupId: site.clusterSecurityGroupId,
      ipProtocol: "tcp",
      fromPort: cachePort,
      toPort: readerPort,
      description: "From the pods of the cluster; network policies say which",
      tags: tagged(`${name}-in`, tags),
    },
    { parent, deleteBeforeReplace: true },
  );
  return group;
}

function createCache(
  parent: RegionalCache,
  name: string,
  { spec, site, protection, tags }: RegionalCacheArgs,
  securityGroupId: pulumi.Output<string>,
): elasticache.ServerlessCache {
  const child = `${name}-cache`;
  return new elasticache.ServerlessCache(
    child,
    {
      region: site.region,
      name: cacheName(name),
      description: `Cache ${name}`,
      engine: spec.engine,
      majorEngineVersion,
      cacheUsageLimits: {
        dataStorage: { maximum: spec.size.maxDataGB, unit: "GB" },
        ecpuPerSeconds: [{ maximum: spec.size.maxProcessingUnitsPerSecond }],
      },
      subnetIds: site.zones.slice(0, mostSubnets).map((zone) => zone.isolatedSubnetId),
      securityGroupIds: [securityGroupId],
      tags: tagged(child, tags),
    },
    {
      parent,
      protect: protection === "protected",
      deleteBeforeReplace: true,
      ignoreChanges: ["subnetIds"],
    },
  );
}
