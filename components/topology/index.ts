/**
 * What goes where, decided before anything is registered: the table of regions, the address plan, the graph of
 * who uses what, capacity and fail-over. Plain data in, plain data out; nothing here knows Pulumi.
 *
 * @packageDocumentation
 */
export { checkAddresses, clusterDnsAddress, kubernetesServiceCidr } from "./address-checks";
export {
  planAddresses,
  type AddressPlan,
  type RegionAddresses,
  type ZoneAddresses,
} from "./address-plan";
export { defaultSupernet, type AddressRequest, type RegionAddressRequest } from "./address-request";
export { checkCapacity, minReplicas, type CapacityRequest, type CapacityTarget } from "./capacity";
export type { Binding, Declared, KeyReference, Uses } from "./declaration";
export { checkFailOver, failOverSeconds, type FailOverSettings } from "./fail-over";
export {
  bindingForms,
  buildGraph,
  type BindingForm,
  type BuiltGraph,
  type EdgeReach,
  type GraphEdge,
  type GraphNode,
  type NodeKind,
  type NodeSpec,
  type ServiceGraph,
  type UseSpec,
} from "./graph";
export {
  dependencies,
  dependents,
  edgesByCaller,
  edgesByTarget,
  pathsBetween,
  shortestPath,
  type EdgesByKey,
} from "./graph-paths";
export {
  findRegion,
  isRegionName,
  regionTable,
  type Continent,
  type Region,
  type RegionName,
} from "./regions";
export { stableSlot } from "./stable-slot";
