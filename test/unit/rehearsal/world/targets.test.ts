import type { FaultRule } from "../../../../rehearsal/world/faults";
import type { Properties } from "../../../../rehearsal/world/model";
import {
  targetGroupsFor,
  targetGroupsOf,
  targetsOf,
  type Targets,
} from "../../../../rehearsal/world/targets";
import * as on from "./fixture";
import { bindingType, Net } from "./net";

afterAll(on.removeFolders);

const cluster = "arn:aws:eks:eu-west-1:123456789012:cluster/c";
const deploymentType = "kubernetes:apps/v1:Deployment";
const group = "arn:group:shop";

/** A Deployment behind a Service that a binding puts into a target group. */
function shop(): Net {
  const net = new Net();
  const spec = { targetGroupARN: group, serviceRef: { name: "shop", port: 80 } };
  net.put("aws:lb/targetGroup:TargetGroup", group, { arn: group }, "eu-west-1");
  net.put(bindingType, "ns/shop", { spec }, cluster);
  net.put(
    "kubernetes:core/v1:Service",
    "ns/shop",
    { spec: { selector: { app: "shop" } } },
    cluster,
  );
  deployment(net, "ns/shop", "shop", 4);
  deployment(net, "ns/cart", "cart", 7);
  deployment(net, "other/shop", "shop", 9);
  return net;
}

function deployment(net: Net, id: string, app: string, replicas: number): void {
  const spec = { replicas, template: { metadata: { labels: { app, tier: "web" } } } };
  net.put(deploymentType, id, { spec }, cluster);
}

const targets = (net: Net, ...faults: FaultRule[]): Targets =>
  targetsOf({ store: net.state.store, down: net.state.down, faults }, group);
const unhealthy = (match: FaultRule["match"]): FaultRule => ({
  match,
  effect: { kind: "unhealthy" },
});

describe("the targets of a group", () => {
  it("are the pods that the binding's Service selects, as many as the autoscaler holds at least", () => {
    const net = shop();
    expect(targets(net)).toEqual({ registered: 4, healthy: 4 });
    const spec = { minReplicas: 2, scaleTargetRef: { kind: "Deployment", name: "shop" } };
    net.put("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "ns/shop", { spec }, cluster);
    expect(targets(net)).toEqual({ registered: 2, healthy: 2 });
    net.drop(bindingType, "ns/shop", cluster);
    expect(targets(net)).toEqual({ registered: 0, healthy: 0 });
  });

  it("are one where nothing is known of the pods", () => {
    const net = new Net();
    net.bind("shop", "eu-west-1");
    expect(targets(net)).toEqual({ registered: 1, healthy: 1 });
  });

  it("answer nothing without their nodes, and on without a control plane", () => {
    const net = shop();
    net.down("eu-west-1/ec2");
    net.down("eu-west-1/kubernetes");
    expect(targets(net).healthy).toBe(4);
    net.down("eu-west-1/ec2/data");
    expect(targets(net)).toEqual({ registered: 4, healthy: 0 });
  });

  it("are unhealthy by a rule on their group or on their Deployment, in its region", () => {
    const net = shop();
    const none = { registered: 4, healthy: 0 };
    expect(targets(net, unhealthy({ urn: group }))).toEqual(none);
    expect(targets(net, unhealthy({ type: deploymentType, urn: "ns/shop" }))).toEqual(none);
    const elsewhere = { type: deploymentType, region: "us-east-1" };
    expect(targets(net, unhealthy(elsewhere)).healthy).toBe(4);
    expect(targets(net, unhealthy({ ...elsewhere, region: "eu-west-1" }))).toEqual(none);
    expect(targets(net, unhealthy({ type: deploymentType, urn: "ns/cart" })).healthy).toBe(4);
  });
});

describe("the groups behind a load balancer", () => {
  const listener = "arn:listener:web";
  const rule = (name: string, conditions: Properties[]): Properties => ({
    listenerArn: listener,
    conditions,
    actions: [{ type: "forward", forward: { targetGroups: [{ arn: `arn:group:${name}` }] } }],
  });
  const web = (): Net => {
    const net = new Net();
    net.balancer("web", "eu-west-1");
    const host = (...values: string[]): Properties[] => [{ hostHeader: { values } }];
    const ruleType = "aws:lb/listenerRule:ListenerRule";
    net.put(
      ruleType,
      "r1",
      rule("shop", host("shop.example.com", "shop.*.example.com")),
      "eu-west-1",
    );
    net.put(ruleType, "r2", rule("api", host("api?.example.com")), "eu-west-1");
    return net;
  };
  const arn = "arn:lb:eu-west-1:web";

  it("are all that its listeners and rules name", () => {
    const { store } = web().state;
    expect([...targetGroupsOf(store, arn)].sort()).toEqual([
      "arn:group:api",
      "arn:group:shop",
      "arn:group:web",
    ]);
  });

  it.each([
    ["shop.example.com", "shop"],
    ["shop.eu-west-1.example.com", "shop"],
    ["api2.example.com", "api"],
    ["api.example.com", "web"],
    ["shopXexample.com", "web"],
  ])("for %s are %s", (host, name) => {
    expect(targetGroupsFor(web().state.store, arn, host)).toEqual([`arn:group:${name}`]);
  });
});
