/** Sites as plain values, for components that take what another layer makes. */
import type { NetworkSite } from "../../components/conventions/contracts";
import { planAddresses, type RegionAddresses } from "../../components/topology/address-plan";

/** The plan's addresses of a region over the zones with those letters. @default letters a and b */
export function addressesOf(
  region: string,
  letters: readonly string[] = ["a", "b"],
): RegionAddresses {
  const zones = letters.map((letter) => region + letter);
  const addresses = planAddresses({ regions: { [region]: { zones } } }).regions[region];
  if (addresses === undefined) throw new Error(`no addresses for ${region}`);
  return addresses;
}

/** A network that exists: ids such as `subnet-private-eu-west-1a`. */
export function networkSite(region: string, letters?: readonly string[]): NetworkSite {
  const { vpcCidr, zones } = addressesOf(region, letters);
  return {
    region,
    vpcId: `vpc-${region}`,
    vpcCidr,
    zones: zones.map((zone) => ({
      ...zone,
      publicSubnetId: `subnet-public-${zone.zone}`,
      privateSubnetId: `subnet-private-${zone.zone}`,
      isolatedSubnetId: `subnet-isolated-${zone.zone}`,
    })),
  };
}
