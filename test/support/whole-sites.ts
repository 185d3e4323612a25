/** Whole regions under mocks, for components that stand on what other layers make. */
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";

import type {
  PublicEntrySite,
  Site,
  Sites,
  ZoneSite,
} from "../../components/conventions/contracts";
import { record, type Recorded, type Recording, type RecordOptions } from "./record";
import { networkSite } from "./sites";

/** A public zone that exists. */
export const publicZone: ZoneSite = { zoneId: "ZPUBLIC", name: "shop.example.com" };

/** A private zone that exists. */
export const privateZone: ZoneSite = { zoneId: "ZPRIVATE", name: "int.shop.example.com" };

/** The internet-facing load balancer of a region, by plain ids. */
export function publicEntryOf(region: string): PublicEntrySite {
  return {
    arn: `arn:aws:elasticloadbalancing:${region}:123456789012:loadbalancer/app/public/1`,
    arnSuffix: "app/public/1",
    dnsName: `public.${region}.elb.amazonaws.com`,
    zoneId: `ZALB-${region}`,
    securityGroupId: `sg-public-${region}`,
    subnetCidrs: networkSite(region).zones.map(({ publicCidr }) => publicCidr),
    httpsListenerArn: `arn:aws:elasticloadbalancing:${region}:123456789012:listener/app/public/1/2`,
  };
}

/** The internal load balancer of a region, by plain ids. */
export function privateEntryOf(region: string): Site["privateEntry"] {
  return {
    arn: `arn:aws:elasticloadbalancing:${region}:123456789012:loadbalancer/net/private/1`,
    arnSuffix: "net/private/1",
    dnsName: `private.${region}.elb.amazonaws.com`,
    zoneId: `ZNLB-${region}`,
    securityGroupId: `sg-private-${region}`,
    subnetCidrs: networkSite(region).zones.map(({ isolatedCidr }) => isolatedCidr),
  };
}

/**
 * A region with cluster and load balancers. Registers its Kubernetes provider, `site-<region>`, and what
 * workloads wait for, `site-<region>-ready`; so only within a recording.
 */
export function wholeSite(region: string, letters?: readonly string[]): Site {
  const kubernetes = new Provider(`site-${region}`, { kubeconfig: "{}" });
  const ready = new ConfigMap(`site-${region}-ready`, {}, { provider: kubernetes });
  return {
    ...networkSite(region, letters),
    clusterName: `cluster-${region}`,
    clusterSecurityGroupId: `sg-cluster-${region}`,
    clusterDnsAddress: "172.20.0.10",
    kubernetes,
    ready: [ready],
    publicEntry: publicEntryOf(region),
    privateEntry: privateEntryOf(region),
  };
}

/** Such sites by region. */
export function wholeSites(regions: readonly string[]): Sites {
  return Object.fromEntries(regions.map((region) => [region, wholeSite(region)]));
}

/** A component of the test's own, as parent for what a function makes. */
export class Holder extends pulumi.ComponentResource {
  constructor(name = "holder") {
    super("test:index:Holder", name);
  }
}

/** What was registered, without sites and holders. */
export function own(resources: readonly Recorded[]): Recorded[] {
  return resources.filter(({ name, type }) => !/^site-/.test(name) && !type.startsWith("test:"));
}

/** One program, run as a preview and as an update. */
export async function recordBoth<T>(
  program: () => T,
  options: RecordOptions = {},
): Promise<{ preview: Recording<T>; update: Recording<T> }> {
  const update = await record(options, program);
  return { update, preview: await record({ ...options, preview: true }, program) };
}

/** What one program registers beside another, and what it registers otherwise. */
export interface Growth {
  /** `type name` of what only the later one has. */
  readonly added: readonly string[];
  /** `type name` of what only the earlier one has. */
  readonly removed: readonly string[];
  /** `type name` of what both have, with other inputs or options. */
  readonly changed: readonly string[];
}

/** How the later registrations differ from the earlier ones. */
export function growth(before: readonly Recorded[], after: readonly Recorded[]): Growth {
  const [old, next] = [byUrn(before), byUrn(after)];
  const lines = (resources: readonly Recorded[]) =>
    resources.map(({ type, name }) => `${type} ${name}`).sort();
  return {
    added: lines(after.filter(({ urn }) => !old.has(urn))),
    removed: lines(before.filter(({ urn }) => !next.has(urn))),
    changed: lines(
      before.filter((resource) => {
        const later = next.get(resource.urn);
        return later !== undefined && essence(later) !== essence(resource);
      }),
    ),
  };
}

function byUrn(resources: readonly Recorded[]): ReadonlyMap<string, Recorded> {
  return new Map(resources.map((resource) => [resource.urn, resource]));
}

/** Everything of a registration that a deployment would act on. */
function essence({ outputs: _outputs, ...rest }: Recorded): string {
  return JSON.stringify(rest);
}

/** The refusal of a program that registers nothing. Throws when it is not refused or registers anything. */
export async function refusal(program: () => unknown): Promise<string> {
  let message: string | undefined;
  const { resources } = await record({}, () => {
    try {
      program();
    } catch (error) {
      if (!(error instanceof pulumi.RunError)) throw error;
      message = error.message;
    }
  });
  if (message === undefined) throw new Error("it was not refused");
  const registered = own(resources);
  if (registered.length > 0) throw new Error(`registered: ${registered.map((r) => r.name).join()}`);
  return message;
}
