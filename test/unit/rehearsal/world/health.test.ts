import type { Properties } from "../../../../rehearsal/world/model";
import * as on from "./fixture";
import { balancerType, bindingType, checkType, Net } from "./net";

afterAll(on.removeFolders);

describe("latency records", () => {
  const regions = ["eu-west-1", "us-east-1", "ap-southeast-2"] as const;

  function net(more: (region: string) => Properties = () => ({})): Net {
    const made = new Net();
    made.zone("Z", "example.com");
    for (const region of regions) {
      made.record("Z", "shop.example.com", {
        setIdentifier: region,
        latencyRoutingPolicies: [{ region }],
        aliases: [made.balancer("lb", region)],
        ...more(region),
      });
    }
    return made;
  }
  const answering = (made: Net, from: string): string | undefined =>
    made.ask("shop.example.com", from).answers[0]?.region;

  it("answer with the nearest region", () => {
    const made = net();
    expect(answering(made, "eu-central-1")).toBe("eu-west-1");
    expect(answering(made, "sa-east-1")).toBe("us-east-1");
    expect(answering(made, "ap-southeast-1")).toBe("ap-southeast-2");
    made.put("aws:ec2/vpc:Vpc", "vpc-1", {}, "us-west-2");
    expect(made.ask("shop.example.com", { vpcId: "vpc-1" }).answers[0]?.region).toBe("us-east-1");
  });

  it("pass over a region that is down, and answer as before when all are down", () => {
    const made = net();
    made.down("eu-west-1");
    expect(answering(made, "eu-west-1")).toBe("us-east-1");
    expect(made.ask("shop.example.com", "eu-west-1").failOpen).toBe(false);
    made.down("us-east-1");
    made.down("ap-southeast-2");
    expect(answering(made, "eu-west-1")).toBe("eu-west-1");
    expect(made.ask("shop.example.com", "eu-west-1").failOpen).toBe(true);
  });

  it("pass over a load balancer without targets", () => {
    const made = net();
    made.drop(bindingType, "ns/lb", "arn:aws:eks:eu-west-1:123456789012:cluster/c");
    for (const region of regions.slice(1)) made.bind("lb", region);
    // One group name serves all three here, so the binding of any region fills it.
    expect(answering(made, "eu-west-1")).toBe("eu-west-1");
    for (const region of regions) {
      made.drop(bindingType, "ns/lb", `arn:aws:eks:${region}:123456789012:cluster/c`);
    }
    expect(made.ask("shop.example.com", "eu-west-1").failOpen).toBe(true);
  });

  it("heed their own health checks: calculated over alarms and endpoints", () => {
    const made = net((region) => ({ healthCheckId: `all-${region}` }));
    for (const region of regions) {
      made.put(checkType, `alarm-${region}`, {
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmRegion: region,
        insufficientDataHealthStatus: "Unhealthy",
      });
      made.put(checkType, `https-${region}`, { type: "HTTPS", fqdn: `shop.${region}.example.com` });
      made.record("Z", `shop.${region}.example.com`, { aliases: [made.balancer(region, region)] });
      made.put(checkType, `all-${region}`, {
        type: "CALCULATED",
        childHealthchecks: [`alarm-${region}`, `https-${region}`],
        childHealthThreshold: 2,
      });
    }
    expect(answering(made, "eu-west-1")).toBe("eu-west-1");
    made.state.apply({
      fault: {
        ...{ id: "f", seen: 0, met: 0, match: { urn: "https-eu-west-1" } },
        effect: { kind: "unhealthy" },
      },
    });
    expect(answering(made, "eu-west-1")).toBe("us-east-1");
    made.down("us-east-1");
    expect(answering(made, "eu-west-1")).toBe("ap-southeast-2");
    const neighbour = made.ask("shop.ap-southeast-2.example.com", "eu-west-1");
    expect(neighbour).toMatchObject({ status: "answered", failOpen: false });
  });
});

describe("health checks", () => {
  function healthy(outputs: Properties, prepare: (made: Net) => void = () => undefined): boolean {
    const made = new Net();
    made.zone("Z", "example.com");
    made.put(checkType, "check", outputs);
    const failover = (type: string): Properties => ({
      failoverRoutingPolicies: [{ type }],
      ttl: 60,
    });
    made.record("Z", "a.example.com", {
      ...failover("PRIMARY"),
      ...{ setIdentifier: "1", records: ["primary"], healthCheckId: "check" },
    });
    made.record("Z", "a.example.com", {
      ...failover("SECONDARY"),
      ...{ setIdentifier: "2", records: ["secondary"] },
    });
    prepare(made);
    return made.values("a.example.com", "eu-west-1")[0] === "primary";
  }
  const alarm = { type: "CLOUDWATCH_METRIC", cloudwatchAlarmRegion: "eu-west-1" };
  const euDown = (made: Net): void => {
    made.down("eu-west-1");
  };

  it("on an alarm say of missing data what they were told to say", () => {
    expect(healthy(alarm)).toBe(true);
    expect(healthy({ ...alarm, insufficientDataHealthStatus: "Unhealthy" }, euDown)).toBe(false);
    expect(healthy({ ...alarm, insufficientDataHealthStatus: "Healthy" }, euDown)).toBe(true);
    expect(healthy({ ...alarm, insufficientDataHealthStatus: "LastKnownStatus" }, euDown)).toBe(
      true,
    );
  });

  it("on an alarm read its metric by its rule", () => {
    const reading = (prepare: (made: Net) => void, more: Properties = {}): boolean =>
      healthy({ ...alarm, cloudwatchAlarmName: "no-target", ...more }, (made) => {
        made.balancer("lb", "eu-west-1");
        const [balancer, group] = ["arn:lb:eu-west-1:lb", "arn:group:lb"];
        const suffixes = { LoadBalancer: "app/lb/1", TargetGroup: "tg/1" };
        made.put(balancerType, balancer, { arnSuffix: "app/lb/1" }, "eu-west-1");
        made.put("aws:lb/targetGroup:TargetGroup", group, { arnSuffix: "tg/1" }, "eu-west-1");
        const outputs = {
          ...{ namespace: "AWS/ApplicationELB", metricName: "HealthyHostCount" },
          ...{ statistic: "Minimum", comparisonOperator: "LessThanThreshold", threshold: 1 },
          ...{ evaluationPeriods: 3, treatMissingData: "breaching", dimensions: suffixes },
        };
        made.put("aws:cloudwatch/metricAlarm:MetricAlarm", "no-target", outputs, "eu-west-1");
        prepare(made);
      });
    const empty = (made: Net): void => {
      made.drop(bindingType, "ns/lb", "arn:aws:eks:eu-west-1:123456789012:cluster/c");
    };
    const blind = (made: Net): void => {
      made.down("eu-west-1/cloudwatch/data");
    };
    expect(reading(() => undefined)).toBe(true);
    expect(reading(empty)).toBe(false);
    expect(reading(blind)).toBe(true);
    expect(reading(blind, { insufficientDataHealthStatus: "Unhealthy" })).toBe(false);
    // What was known last stays, and is none of the outage's doing.
    const [known, unknown] = ["LastKnownStatus", "Healthy"].map((insufficientDataHealthStatus) =>
      reading(
        (made) => {
          empty(made);
          blind(made);
        },
        { insufficientDataHealthStatus },
      ),
    );
    expect([known, unknown]).toEqual([false, true]);
  });

  it("that lead back to themselves come to an end", () => {
    const https = { type: "HTTPS", fqdn: "a.example.com" };
    expect(healthy(https)).toBe(true);
    const calculated = { type: "CALCULATED", childHealthchecks: ["check"] };
    expect(healthy(calculated)).toBe(true);
  });

  it("on an endpoint need a name that leads to something that answers", () => {
    const https = { type: "HTTPS", fqdn: "lb.example.com" };
    expect(healthy(https)).toBe(false);
    const withBalancer = (made: Net): void => {
      made.record("Z", "lb.example.com", { aliases: [made.balancer("lb", "eu-west-1")] });
    };
    expect(healthy(https, withBalancer)).toBe(true);
    const down = (made: Net): void => {
      withBalancer(made);
      euDown(made);
    };
    expect(healthy(https, down)).toBe(false);
    expect(healthy({ type: "TCP", ipAddress: "192.0.2.1" })).toBe(true);
  });

  it("do not heed control planes, only what serves", () => {
    const https = { type: "HTTPS", fqdn: "lb.example.com" };
    const without = (outage: string): boolean =>
      healthy(https, (made) => {
        made.record("Z", "lb.example.com", { aliases: [made.balancer("lb", "eu-west-1")] });
        made.down(outage);
      });
    for (const service of ["lb", "eks", "ec2", "kubernetes"]) {
      expect([service, without(`eu-west-1/${service}`)]).toEqual([service, true]);
    }
    for (const service of ["lb", "ec2"]) {
      expect([service, without(`eu-west-1/${service}/data`)]).toEqual([service, false]);
    }
  });

  it("can be inverted, disabled, or missing", () => {
    const dead = { type: "HTTPS", fqdn: "nowhere.example.com" };
    expect(healthy({ ...dead, invertHealthcheck: true })).toBe(true);
    expect(healthy({ ...dead, disabled: true })).toBe(true);
    expect(
      healthy(dead, (made) => {
        made.drop(checkType, "check");
      }),
    ).toBe(true);
  });

  it("that are calculated count their children", () => {
    const calculated = (childHealthThreshold: number): boolean =>
      healthy(
        { type: "CALCULATED", childHealthchecks: ["good", "bad"], childHealthThreshold },
        (made) => {
          made.put(checkType, "good", { type: "TCP", ipAddress: "192.0.2.1" });
          made.put(checkType, "bad", { type: "HTTPS", fqdn: "nowhere.example.com" });
        },
      );
    expect([0, 1, 2].map(calculated)).toEqual([true, true, false]);
  });
});
