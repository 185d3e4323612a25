import { regionRows } from "../../../../rehearsal/cli/regions";
import type { Properties } from "../../../../rehearsal/world/model";
import type { Inspected } from "../../../../rehearsal/world/protocol";

let order = 0;
function object(
  type: string,
  scope: string,
  inputs: Properties,
  outputs: Properties = {},
): Inspected {
  order += 1;
  return { type, scope, inputs, outputs, id: `id-${order}`, order };
}

const arn = (region: string): string => `arn:aws:eks:${region}:111122223333:cluster/c`;
const named = (name: string): Properties => ({ name, namespace: "shop" });
const cluster = (region: string): Inspected =>
  object("aws:eks/cluster:Cluster", region, {}, { arn: arn(region) });

function deployment(region: string, name: string, replicas?: number): Inspected {
  return object("kubernetes:apps/v1:Deployment", arn(region), {
    metadata: named(name),
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      template: { metadata: { labels: { app: name, tier: "x" } } },
    },
  });
}

function service(region: string, name: string, port: number): Inspected {
  return object("kubernetes:core/v1:Service", arn(region), {
    metadata: named(name),
    spec: { selector: { app: name }, ports: [{ port }] },
  });
}

function autoscaler(
  region: string,
  name: string,
  minReplicas: number,
  maxReplicas: number,
): Inspected {
  return object("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", arn(region), {
    metadata: named(`${name}-scale`),
    spec: { scaleTargetRef: { kind: "Deployment", name }, minReplicas, maxReplicas },
  });
}

function binding(region: string, serviceName: string, targetGroupARN: string): Inspected {
  return object("kubernetes:eks.amazonaws.com/v1:TargetGroupBinding", arn(region), {
    metadata: named(`${serviceName}-binding`),
    spec: { serviceRef: { name: serviceName, port: 80 }, targetGroupARN },
  });
}

const forward = (targetGroupArn: string): Properties => ({ type: "forward", targetGroupArn });
const rule = (region: string, group: string, values: readonly string[]): Inspected =>
  object("aws:lb/listenerRule:ListenerRule", region, {
    actions: [forward(group)],
    conditions: [{ hostHeader: { values } }],
  });
const listener = (region: string, group: string, port: number): Inspected =>
  object("aws:lb/listener:Listener", region, {
    loadBalancerArn: `nlb-${region}`,
    port,
    defaultActions: [forward(group)],
  });
const balancer = (region: string): Inspected =>
  object(
    "aws:lb/loadBalancer:LoadBalancer",
    region,
    {},
    { arn: `nlb-${region}`, dnsName: `nlb.${region}.aws` },
  );
const record = (name: string, dnsName: string): Inspected =>
  object("aws:route53/record:Record", "global", {
    name,
    aliases: [{ name: dnsName, zoneId: "Z" }],
  });

describe("regionRows", () => {
  it("tells every service of every region, sorted, with how it is reached there", () => {
    const [one, two] = ["eu-west-1", "us-east-1"] as const;
    const objects = [
      cluster(two),
      cluster(one),
      deployment(two, "web", 4),
      service(two, "web", 80),
      deployment(one, "web", 2),
      service(one, "web", 80),
      autoscaler(one, "web", 3, 30),
      binding(one, "web", "tg-public"),
      binding(one, "web", "tg-private"),
      rule(one, "tg-public", ["web.eu-west-1.example.com", "web.example.com"]),
      listener(one, "tg-private", 20001),
      balancer(one),
      record("web.eu-west-1.int.example.com", "nlb.eu-west-1.aws"),
      record("web.int.example.com", "nlb.eu-west-1.aws"),
      record("web.int.example.com", "nlb.us-east-1.aws"),
      record("cart.int.example.com", "nlb.eu-west-1.aws"),
      deployment(one, "load"),
    ];
    expect(regionRows(objects)).toEqual([
      {
        region: one,
        services: [
          { name: "load", replicas: "1" },
          {
            name: "web",
            replicas: "3-30",
            inCluster: "web.shop:80",
            private: "web.int.example.com:20001",
            public: "https://web.example.com https://web.eu-west-1.example.com",
          },
        ],
      },
      { region: two, services: [{ name: "web", replicas: "4", inCluster: "web.shop:80" }] },
    ]);
  });

  it("gives the load balancer's own name where no record leads to it", () => {
    const objects = [
      cluster("eu-west-1"),
      deployment("eu-west-1", "web"),
      service("eu-west-1", "web", 80),
      binding("eu-west-1", "web", "tg"),
      listener("eu-west-1", "tg", 20001),
      balancer("eu-west-1"),
    ];
    expect(regionRows(objects)[0]?.services[0]?.private).toBe("nlb.eu-west-1.aws:20001");
  });

  it("does not take another namespace's Service for it", () => {
    const other = service("eu-west-1", "web", 80);
    const elsewhere = {
      ...other,
      inputs: { ...other.inputs, metadata: { name: "web", namespace: "other" } },
    };
    const rows = regionRows([cluster("eu-west-1"), deployment("eu-west-1", "web"), elsewhere]);
    expect(rows[0]?.services).toEqual([{ name: "web", replicas: "1" }]);
  });

  it("has nothing to tell of an empty cloud", () => {
    expect(regionRows([])).toEqual([]);
  });
});
