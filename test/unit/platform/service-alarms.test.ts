import { createServiceAlarms } from "../../../components/platform/service-alarms";
import { platformSite, smallSystem, systemContext } from "../../support/platforms";
import { ofType, record } from "../../support/record";

describe("createServiceAlarms", () => {
  it("watches every service where it runs, by its region's cluster and topic", async () => {
    const { resources } = await record({}, () => {
      createServiceAlarms(systemContext());
    });
    const alarms = ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm");
    const watched = alarms.map(({ inputs: { region, dimensions, alarmActions } }) => {
      const { ClusterName, Namespace, PodName, Service } = dimensions as Record<string, string>;
      const topics = (alarmActions as string[]).join();
      return `${Namespace ?? ""}/${PodName ?? Service ?? ""} ${region as string} ${ClusterName ?? ""} ${topics}`;
    });
    const place = (key: string, region: string) =>
      `boutique/${key} ${region} cluster-${region} arn:aws:sns:${region}:123456789012:alerts`;
    expect([...new Set(watched)].sort()).toEqual([
      place("cart", "eu-west-1"),
      place("cart", "us-east-1"),
      place("frontend", "eu-west-1"),
      place("frontend", "us-east-1"),
      place("sweeper", "eu-west-1"),
      place("tax", "eu-west-1"),
    ]);
  });

  it("throws where a region has no topic, which a system's checks refuse before", async () => {
    const without = () =>
      systemContext(smallSystem(), platformSite(undefined, { alertTopicArns: {} }));
    await expect(
      record({}, () => {
        createServiceAlarms(without());
      }),
    ).rejects.toThrow("there is no alert topic in eu-west-1");
  });
});
