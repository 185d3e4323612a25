/**
 * How we know that it works: in each region a topic for alerts, alarms and a dashboard; for each public host
 * and region the health signal that DNS goes by; alarms per service; and one dashboard over all regions.
 *
 * @packageDocumentation
 */
export {
  checkRegionalMonitoring,
  RegionalMonitoring,
  type RegionalMonitoringArgs,
  type RegionalMonitoringNodes,
  type RegionalMonitoringOptions,
} from "./regional-monitoring";
export {
  checkRegionHealth,
  healthTiming,
  RegionHealth,
  type RegionHealthArgs,
  type RegionHealthNodes,
  type RegionHealthOptions,
} from "./region-health";
export {
  checkServiceAlarms,
  ServiceAlarms,
  type ServiceAlarmsArgs,
  type ServiceAlarmsNodes,
  type ServiceAlarmsOptions,
} from "./service-alarms";
export {
  checkSystemDashboard,
  SystemDashboard,
  type SystemDashboardArgs,
  type SystemDashboardOptions,
} from "./system-dashboard";
export type { WatchedSite } from "./dashboard-body";
export type { WatchedEntry } from "./panels";
