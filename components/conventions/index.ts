/**
 * How every component here refuses, names and tags, and the narrow shapes that layers share: a `Site` is one
 * region, `Sites` are regions by name, a `Reachable` is what `uses` accepts, a `HealthSignal` says whether a
 * region may get traffic. Whatever has the shape fits: a VPC or cluster that exists already does as well.
 *
 * @packageDocumentation
 */
export type {
  ClusterSite,
  HealthSignal,
  LoadBalancerSite,
  NetworkSite,
  Protection,
  PublicEntrySite,
  Reach,
  Reachable,
  Site,
  Sites,
  Statement,
  Use,
  ZoneSite,
  ZoneSubnets,
} from "./contracts";
export { nameInStack } from "./name-in-stack";
export { checkPhysicalName, nameLimits, physicalName, type NamedKind } from "./naming";
export { overridable, type Override } from "./options";
export { checked, renderProblem, under, type Problem } from "./problems";
export { checkTags, houseTagKeys, tagged, type Tags } from "./tags";
