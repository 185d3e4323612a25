/**
 * How requests reach pods: public and private load balancers per region, the certificates and records of a
 * domain, and routes that lead a host or a port to a service. Fail-over between regions is DNS's own doing.
 *
 * @packageDocumentation
 */
export { Certificates, checkCertificates, type CertificatesArgs } from "./certificates";
export type { EntryArgs } from "./entry";
export {
  GlobalEntry,
  RegionalNames,
  checkGlobalEntry,
  globalHostname,
  regionalHostname,
  type GlobalEntryArgs,
  type PublicHostArgs,
} from "./global-entry";
export { PrivateEntry } from "./private-entry";
export { PrivateRoute, checkPrivateRoute, type PrivateRouteArgs } from "./private-route";
export { PublicEntry, type PublicEntryArgs } from "./public-entry";
export { PublicRoute, checkPublicRoute, type PublicRouteArgs } from "./public-route";
export {
  PublicZone,
  checkDomain,
  type DomainSpec,
  type DomainZone,
  type PublicZoneArgs,
} from "./public-zone";
export type { ServicePort } from "./target";
