/** A VPC's subnets in three tiers. */
import * as ec2 from "@pulumi/aws/ec2";

import { overridable, type Override } from "../conventions/options";
import { child, type RegionalScope } from "../conventions/regional-scope";
import type { ZoneAddresses } from "../topology/address-plan";

/** `public` has a way in and out, `private` a way out through NAT, `isolated` none. */
export type Tier = "public" | "private" | "isolated";

/** One zone's subnets. */
export type TierSubnets = Readonly<Record<Tier, ec2.Subnet>>;

/** Load balancers find their subnets by these tags, also those that EKS Auto Mode would make. */
const tierTags: Readonly<Record<Tier, Readonly<Record<string, string>>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  isolated: {},
};

const tierCidr = {
  public: (zone: ZoneAddresses) => zone.publicCidr,
  private: (zone: ZoneAddresses) => zone.privateCidr,
  isolated: (zone: ZoneAddresses) => zone.isolatedCidr,
} as const satisfies Record<Tier, (zone: ZoneAddresses) => string>;

/** The three subnets of one zone. No instance gets a public address by standing in one of them. */
export function createSubnets(
  scope: RegionalScope,
  vpc: ec2.Vpc,
  zone: ZoneAddresses,
  override: Override<ec2.SubnetArgs> | undefined,
): TierSubnets {
  const create = (tier: Tier): ec2.Subnet => {
    const { childName, region, tags } = child(scope, `${tier}-subnet-${zone.zone}`);
    const args: ec2.SubnetArgs = {
      region,
      vpcId: vpc.id,
      availabilityZone: zone.zone,
      cidrBlock: tierCidr[tier](zone),
      mapPublicIpOnLaunch: false,
      tags: { ...tags, ...tierTags[tier] },
    };
    return new ec2.Subnet(childName, ...overridable(override, args, { parent: scope.parent }));
  };
  return { public: create("public"), private: create("private"), isolated: create("isolated") };
}
