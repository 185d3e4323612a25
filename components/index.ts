/**
 * Archipelago: components that provision a distributed microservice system over several AWS regions.
 *
 * Data flows one way. A team declares its system in plain values: `microservice`, `cache` and `keyValueStore`
 * register nothing, and a use names a binding of what is used. `Platform` plans addresses from its settings and
 * makes each region: its network, then its cluster, then its load balancers and what watches them; zones and
 * certificates span the regions. Each region comes out as a `Site`. `System` turns the declarations into a
 * graph, refuses everything that is wrong with it in one error before anything is registered, and then makes
 * in this order: namespaces, stores, services, private names, health signals with the global entries that go
 * by them, alarms, the dashboard. Every component can be used alone with the narrowest shape it needs, so that
 * a network or a cluster that exists already fits; each layer is a subpath, such as `pulumi-archipelago/network`.
 *
 * @packageDocumentation
 */

// Compose: a platform, and systems on it.
export { Platform } from "./platform/platform";
export type { PlatformArgs, PlatformSite, RegionSpec } from "./platform/platform-args";
export type { ServiceSummary } from "./platform/summary";
export { System } from "./platform/system";
export type { SystemArgs } from "./platform/system-context";
export type { StoreDeclaration, SystemSpec } from "./platform/system-spec";

// Declare: what a system is, as plain values.
export {
  cache,
  keyValueStore,
  type CacheDeclaration,
  type CacheSize,
  type CacheSpec,
  type KeyValueStoreDeclaration,
  type KeyValueStoreSpec,
} from "./data/declarations";
export {
  microservice,
  service,
  type ImageBuild,
  type ImageSource,
  type MicroserviceDeclaration,
  type MicroserviceSpec,
  type Probe,
  type PublicSpec,
  type Resources,
  type Scale,
  type ServingSpec,
  type SilentSpec,
} from "./services/declarations";

// Shapes that components hand to each other.
export type {
  ClusterSite,
  HealthSignal,
  LoadBalancerSite,
  NetworkSite,
  Protection,
  PublicEntrySite,
  Reachable,
  Site,
  Sites,
  Use,
  ZoneSite,
  ZoneSubnets,
} from "./conventions/contracts";
export type { Override } from "./conventions/options";
export type { Problem } from "./conventions/problems";
export type { Tags } from "./conventions/tags";

// Components of one region.
export { Cluster } from "./clusters/cluster";
export type { ClusterArgs } from "./clusters/cluster-args";
export { RegionHealth, type RegionHealthArgs } from "./monitoring/region-health";
export { RegionalMonitoring, type RegionalMonitoringArgs } from "./monitoring/regional-monitoring";
export { ServiceAlarms, type ServiceAlarmsArgs } from "./monitoring/service-alarms";
export { RegionalNetwork, type RegionalNetworkArgs } from "./network/regional-network";
export type { EntryArgs } from "./routing/entry";
export { PrivateEntry } from "./routing/private-entry";
export { PrivateRoute, type PrivateRouteArgs } from "./routing/private-route";
export { PublicEntry, type PublicEntryArgs } from "./routing/public-entry";
export { PublicRoute, type PublicRouteArgs } from "./routing/public-route";
export { BuiltImage, type BuiltImageArgs } from "./services/built-image";
export { ServiceNamespace, type ServiceNamespaceArgs } from "./services/namespace";

// Components that span regions.
export { Cache, type CacheArgs } from "./data/cache";
export { KeyValueStore, type KeyValueStoreArgs } from "./data/key-value-store";
export { PrivateZone, type PrivateZoneArgs } from "./discovery/private-zone";
export { ServiceName, type ServiceNameArgs } from "./discovery/service-name";
export { SystemDashboard, type SystemDashboardArgs } from "./monitoring/system-dashboard";
export { Certificates, type CertificatesArgs } from "./routing/certificates";
export {
  GlobalEntry,
  RegionalNames,
  type GlobalEntryArgs,
  type PublicHostArgs,
} from "./routing/global-entry";
export {
  PublicZone,
  type DomainSpec,
  type DomainZone,
  type PublicZoneArgs,
} from "./routing/public-zone";
export { Microservice, type MicroserviceArgs } from "./services/microservice";

// Plans.
export {
  planAddresses,
  type AddressPlan,
  type RegionAddresses,
  type ZoneAddresses,
} from "./topology/address-plan";
export type { GraphEdge, GraphNode, ServiceGraph } from "./topology/graph";
