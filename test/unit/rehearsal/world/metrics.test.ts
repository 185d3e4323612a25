// What metrics come to in a whole system is in effects.test.ts.
import { measure, metricOf, type Metric } from "../../../../rehearsal/world/metrics";
import type { Properties } from "../../../../rehearsal/world/model";
import * as on from "./fixture";
import { Net } from "./net";

afterAll(on.removeFolders);

const region = "eu-west-1";
const arn = `arn:lb:${region}:web`;
const elb = (name: string, more: Partial<Metric> = {}): Metric => ({
  ...{ region, name, namespace: "AWS/ApplicationELB", statistic: "Sum", periodSeconds: 60 },
  dimensions: { LoadBalancer: "app/web/1" },
  ...more,
});

/** A load balancer, by its suffix, with a target group. */
function web(): Net {
  const net = new Net();
  net.balancer("web", region);
  const group = "arn:group:web";
  net.put("aws:lb/loadBalancer:LoadBalancer", arn, { arn, arnSuffix: "app/web/1" }, region);
  net.put("aws:lb/targetGroup:TargetGroup", group, { arn: group, arnSuffix: "tg/1" }, region);
  return net;
}
const shop = new Map([["shop.example.com", 60]]);
const value = (net: Net, metric: Metric, asked = shop) =>
  measure(net.state, (balancer) => (balancer === arn ? asked : new Map<string, number>()), metric);

describe("a metric", () => {
  it("of healthy targets counts them, and is there only while there are any", () => {
    const dimensions = { LoadBalancer: "app/web/1", TargetGroup: "tg/1" };
    const hosts = elb("HealthyHostCount", { dimensions });
    const net = web();
    expect(value(net, hosts)).toBe(1);
    net.down(`${region}/ec2/data`);
    expect(value(net, hosts)).toBe(0);
    net.drop("kubernetes:eks.amazonaws.com/v1:TargetGroupBinding", "ns/web", clusterOf(region));
    expect(value(net, hosts)).toBeNull();
  });

  it("of errors and of answers is there only while there are requests", () => {
    const net = web();
    const both = (asked?: ReadonlyMap<string, number>) =>
      ["HTTPCode_ELB_5XX_Count", "TargetResponseTime"].map((name) =>
        value(net, elb(name), new Map(asked ?? shop)),
      );
    expect(both()).toEqual([null, 0.1]);
    net.down(`${region}/ec2/data`);
    expect(both()).toEqual([60, null]);
    expect(both(new Map())).toEqual([null, null]);
  });

  it("is not reported without its load balancer, without CloudWatch, or of what is not there", () => {
    const ports = elb("PortAllocationErrorCount", { namespace: "AWS/NetworkELB" });
    expect(value(web(), ports)).toBe(0);
    for (const outage of [`${region}/lb/data`, `${region}/cloudwatch/data`, region]) {
      const net = web();
      net.down(outage);
      expect(value(net, ports)).toBeNull();
    }
    expect(value(web(), { ...ports, dimensions: { LoadBalancer: "app/gone/1" } })).toBeNull();
    expect(value(web(), { ...ports, region: "us-east-1" })).toBeNull();
  });

  it("without a model is undefined", () => {
    expect(value(web(), elb("RuleEvaluations"))).toBeUndefined();
  });
});

describe("the metric of an alarm", () => {
  const of = (outputs: Properties): Metric | undefined =>
    metricOf({ type: "t", id: "i", scope: region, inputs: {}, order: 1, outputs });

  it("is the one that it names", () => {
    const dimensions = { LoadBalancer: "app/web/1" };
    const outputs = {
      namespace: "AWS/ApplicationELB",
      metricName: "TargetResponseTime",
      dimensions,
    };
    expect(of({ ...outputs, extendedStatistic: "p99", period: 300 })).toEqual({
      ...{ region, namespace: "AWS/ApplicationELB", name: "TargetResponseTime", dimensions },
      ...{ statistic: "p99", periodSeconds: 300 },
    });
    expect(of({ ...outputs, statistic: "Sum" })?.periodSeconds).toBe(60);
    expect(of({ metricQueries: [] })).toBeUndefined();
  });
});

function clusterOf(where: string): string {
  return `arn:aws:eks:${where}:123456789012:cluster/c`;
}
