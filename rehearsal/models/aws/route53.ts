/** Route 53: zones and their VPCs, records, health checks. */
import type { Model } from "../../world/model";
import { healthCheck } from "./route53-health-checks";
import { record } from "./route53-records";
import { zone, zoneAssociation } from "./route53-zones";

export const route53Models: readonly Model[] = [zone, zoneAssociation, record, healthCheck];
