/** Registers what watches a system's services. */
import { ServiceAlarms } from "../monitoring/service-alarms";
import { inRegion, sitesIn } from "./by-region";
import type { SystemContext } from "./system-context";

/** The alarms of every service in every region it runs in. */
export function createServiceAlarms({ parent, name, args }: SystemContext): void {
  const { sites, alertTopicArns } = args.platform;
  for (const [key, { spec }] of Object.entries(args.services)) {
    for (const [region, { clusterName }] of Object.entries(sitesIn(sites, spec.regions))) {
      new ServiceAlarms(
        `${name}-${key}-alarms-${region}`,
        {
          region,
          clusterName,
          namespace: name,
          service: key,
          maxReplicas: spec.scale.maxReplicas,
          alertTopicArn: inRegion(alertTopicArns, region, "alert topic"),
          tags: args.tags,
        },
        { parent },
      );
    }
  }
}
