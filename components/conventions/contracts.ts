/**
 * The narrow shapes that layers share, so that an imported VPC, cluster or load balancer fits wherever
 * one of ours does. A layer takes the narrowest of them; nothing here registers anything.
 */
import type * as pulumi from "@pulumi/pulumi";

/** One availability zone's subnets in a region. Ids are known later; the zone's name and CIDRs are plain. */
export interface ZoneSubnets {
  /** Zone name, such as `eu-west-1a`. */
  readonly zone: string;
  readonly publicSubnetId: pulumi.Input<string>;
  readonly privateSubnetId: pulumi.Input<string>;
  readonly isolatedSubnetId: pulumi.Input<string>;
  /** IPv4 CIDR blocks of the three subnets, for network policies and security-group rules. */
  readonly publicCidr: string;
  readonly privateCidr: string;
  readonly isolatedCidr: string;
}

/** A region's VPC as the layers above need it. */
export interface NetworkSite {
  /** AWS region, such as `eu-west-1`. */
  readonly region: string;
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 CIDR block of the whole VPC. */
  readonly vpcCidr: string;
  /** Two to four zones, in the order of their letters. */
  readonly zones: readonly ZoneSubnets[];
}

/** A Kubernetes cluster in one region that can take workloads. */
export interface ClusterSite {
  readonly region: string;
  /** EKS cluster name: known before it exists, for Pod Identity associations and tags. */
  readonly clusterName: pulumi.Input<string>;
  /** The security group that every node and pod of the cluster carries. */
  readonly clusterSecurityGroupId: pulumi.Input<string>;
  /** The address of cluster DNS inside the cluster: the tenth of the service CIDR. */
  readonly clusterDnsAddress: string;
  /** The provider that every Kubernetes object of this region inherits. */
  readonly kubernetes: pulumi.ProviderResource;
  /** What a workload waits for: the last of node pools, add-ons and the network-policy switch. */
  readonly ready: readonly pulumi.Resource[];
}

/** A load balancer of a region that services may be put behind. */
export interface LoadBalancerSite {
  readonly arn: pulumi.Input<string>;
  /** The part of the ARN that CloudWatch uses as dimension: `app/name/0123456789abcdef`. */
  readonly arnSuffix: pulumi.Input<string>;
  readonly dnsName: pulumi.Input<string>;
  /** The hosted zone of the load balancer's own name, for alias records. */
  readonly zoneId: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
  /** CIDR blocks of the subnets it stands in: where its connections to pods come from. */
  readonly subnetCidrs: readonly string[];
}

/** The public entry of a region: an HTTPS listener that takes rules by host. Absent until a domain is delegated. */
export interface PublicEntrySite extends LoadBalancerSite {
  readonly httpsListenerArn: pulumi.Input<string>;
}

/** One region, whole. What regional components take. */
export interface Site extends NetworkSite, ClusterSite {
  /** Internet-facing ALB, HTTPS only; undefined while the public zone is not delegated. */
  readonly publicEntry?: PublicEntrySite;
  /** Internal NLB that private names lead to. */
  readonly privateEntry: LoadBalancerSite;
}

/** Sites by region name. What spanning components take. Order carries no meaning. */
export type Sites = Readonly<Record<string, Site>>;

/** An IAM policy statement with the parts that may be known later. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: pulumi.Input<string> | readonly pulumi.Input<string>[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
}

/** Where packets of an edge go, as a network policy needs it. */
export type Reach =
  | { readonly kind: "pods"; readonly app: string; readonly port: number }
  | {
      readonly kind: "addresses";
      readonly cidrs: readonly string[];
      readonly exceptCidrs?: readonly string[];
      readonly port: number;
    };

/**
 * What `uses` accepts: a service, a store, a queue. `key` is its name in the system's declaration. All of
 * it is asked for per region of the caller.
 */
export interface Reachable {
  readonly key: string;
  readonly kind: "service" | "cache" | "keyValueStore";
  /** The value of one of its bindings (`address`, `host`, ...) for a caller in that region. */
  binding(form: string, region: string): pulumi.Input<string>;
  /** Where the caller's packets must be let through in that region. */
  reach(region: string): readonly Reach[];
  /** What the caller's role must be allowed, over all the regions given. */
  statements(regions: readonly string[]): readonly Statement[];
}

/** One use of a component: which environment variable gets which binding of what. */
export interface Use {
  readonly target: Reachable;
  readonly form: string;
}

/** A Route 53 health check that tells whether a region may get traffic. */
export interface HealthSignal {
  readonly region: string;
  readonly healthCheckId: pulumi.Input<string>;
  /**
   * What must stand before the region gets traffic: Route 53 takes a new check for healthy until it has been answered a
   * few times. @default nothing
   */
  readonly ready?: readonly pulumi.Resource[];
}

/** A hosted zone that records may be put into. */
export interface ZoneSite {
  readonly zoneId: pulumi.Input<string>;
  /** The zone's name without a final dot. */
  readonly name: string;
}

/**
 * How hard it is to lose what holds state: `protected` sets AWS's deletion protection and Pulumi's
 * `protect`, so that a teardown takes two steps; `disposable` sets neither.
 */
export type Protection = "protected" | "disposable";
