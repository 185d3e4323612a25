/**
 * A region's network: one VPC over two to four zones with public, private and isolated subnets, and nothing
 * open that was not opened.
 *
 * @packageDocumentation
 */
export {
  checkRegionalNetwork,
  RegionalNetwork,
  type Nat,
  type RegionalNetworkArgs,
  type RegionalNetworkNodes,
  type RegionalNetworkOptions,
} from "./regional-network";
export type { GatewayService } from "./gateways";
export type { Tier, TierSubnets } from "./subnets";
