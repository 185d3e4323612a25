import {
  enforcesNetworkPolicy,
  findings,
} from "../../../../../rehearsal/models/kubernetes/findings";
import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import type { Properties } from "../../../../../rehearsal/world/model";
import type { TestWorld } from "../../../../support/world-view";
import {
  awsTypes,
  cart,
  cartService,
  clusterArn,
  clusterWorld,
  inShop,
  targetGroupArn,
  withAt,
} from "./cluster";

const switchedOn: Properties = {
  metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
  data: { "enable-network-policy-controller": "true" },
};
const autoscaler: Properties = {
  metadata: inShop("cart"),
  spec: { maxReplicas: 4, scaleTargetRef: { kind: "Deployment", name: "cart" } },
};
const budget: Properties = {
  metadata: inShop("cart"),
  spec: { minAvailable: 1, selector: { matchLabels: { app: "cart" } } },
};
const policy: Properties = { metadata: inShop("cart"), spec: { podSelector: {} } };
const pool: Properties = {
  metadata: { name: "own" },
  spec: { template: { spec: { nodeClassRef: { name: "own" }, requirements: [] } } },
};
const binding: Properties = {
  metadata: inShop("cart"),
  spec: {
    targetGroupARN: targetGroupArn,
    targetType: "ip",
    serviceRef: { name: "cart", port: 7070 },
  },
};

const problems = (world: TestWorld) => findings(world, clusterArn).map(({ problem }) => problem);
const tagged: Properties = {
  arn: targetGroupArn,
  vpcId: "vpc-1",
  tags: { "eks:eks-cluster-name": "shop" },
};

describe("what a cluster accepts and yet does nothing", () => {
  it("is nothing where everything is there", () => {
    const world = clusterWorld();
    world.create(awsTypes.targetGroup, tagged);
    world.create(kinds.Deployment.type, cart);
    world.create(kinds.Service.type, cartService);
    world.create(kinds.HorizontalPodAutoscaler.type, autoscaler);
    world.create(kinds.PodDisruptionBudget.type, budget);
    world.create(kinds.ConfigMap.type, switchedOn);
    world.create(kinds.NetworkPolicy.type, policy);
    world.create(kinds.TargetGroupBinding.type, binding);
    expect(findings(world)).toEqual([]);
  });

  it.each<[string, string, Properties, string]>([
    [
      "an autoscaler without its Deployment",
      kinds.HorizontalPodAutoscaler.type,
      autoscaler,
      'FailedGetScale: the HPA controller was unable to get the target\'s current scale: deployments.apps "cart" not found',
    ],
    [
      "a budget over no pod",
      kinds.PodDisruptionBudget.type,
      budget,
      "NoPods: No matching pods found",
    ],
    [
      "a Service of no pod",
      kinds.Service.type,
      cartService,
      "the Service selects no pod of any Deployment",
    ],
    [
      "a policy that nothing enforces",
      kinds.NetworkPolicy.type,
      policy,
      "the cluster does not enforce network policies",
    ],
    [
      "a pool without its class",
      kinds.NodePool.type,
      pool,
      'NodeClassReady=False: NodeClass "own" not found',
    ],
    [
      "a binding without its Service",
      kinds.TargetGroupBinding.type,
      binding,
      'BackendNotFound: services "cart" not found',
    ],
  ])("names %s", (_what, type, inputs, words) => {
    const world = clusterWorld();
    world.create(awsTypes.targetGroup, tagged);
    const made = world.create(type, inputs);
    expect(findings(world)).toEqual([
      { scope: clusterArn, type, id: made.id, problem: expect.stringContaining(words) as string },
    ]);
  });

  it.each<[string, Properties, Properties, string]>([
    [
      "to a port that the Service does not have",
      tagged,
      withAt(binding, ["spec", "serviceRef", "port"], 80),
      "BackendNotFound: unable to find port 80 on service shop/cart",
    ],
    [
      "to a target group of another VPC",
      { ...tagged, vpcId: "vpc-2" },
      binding,
      "the target group lies in vpc-2, the cluster in vpc-1",
    ],
    [
      "to a target group without the cluster's tag",
      { ...tagged, tags: {} },
      binding,
      "has no tag eks:eks-cluster-name = shop",
    ],
  ])("names a binding %s", (_what, group, inputs, words) => {
    const world = clusterWorld();
    world.create(awsTypes.targetGroup, group);
    world.create(kinds.Deployment.type, cart);
    world.create(kinds.Service.type, cartService);
    world.create(kinds.TargetGroupBinding.type, inputs);
    expect(problems(world)).toEqual([expect.stringContaining(words)]);
  });

  it("takes a Service's port by its name too", () => {
    const world = clusterWorld();
    world.create(awsTypes.targetGroup, tagged);
    world.create(kinds.Deployment.type, cart);
    world.create(kinds.Service.type, cartService);
    const named = withAt(binding, ["spec", "serviceRef", "port"], "grpc");
    world.create(kinds.TargetGroupBinding.type, named);
    expect(problems(world)).toEqual([]);
  });
});

describe("network policy", () => {
  it("is enforced once the ConfigMap says so, on Auto Mode only", () => {
    const world = clusterWorld();
    expect(enforcesNetworkPolicy(world, clusterArn)).toBe(false);
    world.create(kinds.ConfigMap.type, switchedOn);
    expect(enforcesNetworkPolicy(world, clusterArn)).toBe(true);
    const other = clusterWorld({ computeConfig: { enabled: false } });
    other.create(kinds.ConfigMap.type, switchedOn);
    expect(enforcesNetworkPolicy(other, clusterArn)).toBe(false);
  });
});
