/** CloudWatch: log groups, metric alarms, dashboards. */
import type { Model } from "../../world/model";
import { metricAlarm } from "./cloudwatch-alarms";
import { dashboard } from "./cloudwatch-dashboards";
import { logGroup } from "./cloudwatch-log-groups";

export const cloudwatchModels: readonly Model[] = [logGroup, metricAlarm, dashboard];
