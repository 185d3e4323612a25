/**
 * How a name finds an endpoint: one private zone that every region's VPC sees, and in it for each service a
 * name that leads to the nearest region and one name per region.
 *
 * @packageDocumentation
 */
export { PrivateZone, checkPrivateZone, type PrivateZoneArgs } from "./private-zone";
export { ServiceName, type ServiceNameArgs } from "./service-name";
