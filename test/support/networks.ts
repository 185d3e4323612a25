/** Regional networks under mocks, for the tests of the files they are made of. */
import {
  RegionalNetwork,
  type RegionalNetworkArgs,
  type RegionalNetworkOptions,
} from "../../components/network/regional-network";
import { record, type Recording } from "./record";
import { addressesOf } from "./sites";

/** Arguments of a network in eu-west-1 over the zones with those letters. */
export function networkArgs(
  letters: readonly string[] = ["a", "b"],
  changes: Partial<RegionalNetworkArgs> = {},
): RegionalNetworkArgs {
  const region = "eu-west-1";
  const addresses = addressesOf(region, letters);
  return { region, addresses, nat: "perZone", flowLogRetentionDays: 30, ...changes };
}

/** A network named `net`, recorded. */
export function recordNetwork(
  args: RegionalNetworkArgs = networkArgs(),
  opts: RegionalNetworkOptions = {},
  preview = false,
): Promise<Recording<RegionalNetwork>> {
  return record({ preview }, () => new RegionalNetwork("net", args, opts));
}
