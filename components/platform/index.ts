/**
 * The composition roots, which alone decide which regions there are: `Platform` makes in each of them a
 * network, a cluster, load balancers and monitoring, and zones and certificates over all; `System` checks the
 * whole of what a team declared, then puts it on a platform.
 *
 * @packageDocumentation
 */
export { checkPlatform, checkPlatformName } from "./check-platform";
export { checkPlatformSite } from "./check-platform-site";
export { checkSystem, type SystemRegions } from "./check-system";
export { Platform } from "./platform";
export type { PlatformArgs, PlatformSite, RegionSpec } from "./platform-args";
export type { ServiceSummary } from "./summary";
export { System } from "./system";
export type { SystemArgs } from "./system-context";
export type { StoreDeclaration, SystemSpec } from "./system-spec";
