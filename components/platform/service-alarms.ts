/** Registers what watches a system's services. */
import { ServiceAlarms } from "../monitoring/service-alarms";
import { sitesOf } from "./stores";
import type { SystemContext } from "./system-context";

/** The alarms of every service in every region it runs in. */
export function createServiceAlarms(context: SystemContext): void {
  const { parent, name, args } = context;
  for (const [key, { spec }] of Object.entries(args.services)) {
    for (const [region, { clusterName }] of Object.entries(sitesOf(context, spec.regions))) {
      const alertTopicArn = args.platform.alertTopicArns[region];
      if (alertTopicArn === undefined) throw new RangeError(`no alert topic in ${region}`);
      new ServiceAlarms(
        `${name}-${key}-alarms-${region}`,
        {
          region,
          clusterName,
          namespace: name,
          service: key,
          maxReplicas: spec.scale.maxReplicas,
          alertTopicArn,
          tags: args.tags,
        },
        { parent },
      );
    }
  }
}
