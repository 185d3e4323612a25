/**
 * What a cluster accepts and yet does nothing: objects that the API server and Pulumi are content with, but that do not do
 * what they are for. A rehearsal prints them; production would only show them in events.
 */
import type { CloudObject, Finding, Value, WorldView } from "../../world/model";
import { clusterName, clusterOf, hasCompute } from "./access";
import { kinds } from "./kinds";
import { namespaceOf } from "./metadata";
import { nodeClassProblem } from "./node-class";
import { podsOf, type Pods } from "./pod-index";
import { includes, selects } from "./selectors";
import { at, blockAt, listAt, mapAt, textAt } from "./values";

type Look = (object: CloudObject, world: WorldView, pods: Pods) => string | undefined;

const targetGroupType = "aws:lb/targetGroup:TargetGroup";
const enforcement = { namespace: "kube-system", name: "amazon-vpc-cni" } as const;

/**
 * Whether a cluster enforces NetworkPolicies: EKS Auto Mode does so once the ConfigMap `amazon-vpc-cni` asks for it.
 * Source: docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html (read 2026-11).
 */
export function enforcesNetworkPolicy(world: WorldView, clusterArn: string): boolean {
  const cluster = clusterOf(world, clusterArn);
  if (cluster === undefined || !hasCompute(cluster)) return false;
  const id = `${enforcement.namespace}/${enforcement.name}`;
  const config = world.find(kinds.ConfigMap.type, id, clusterArn);
  return mapAt(config?.outputs, "data")["enable-network-policy-controller"] === "true";
}

const withoutScaleTarget: Look = (object, _world, pods) => {
  const target = blockAt(object.outputs, "spec", "scaleTargetRef");
  const name = textAt(target, "name") ?? "";
  if (textAt(target, "kind") !== kinds.Deployment.kind) return undefined;
  return pods.ofDeployment(object, name)
    ? undefined
    : `FailedGetScale: the HPA controller was unable to get the target's current scale: deployments.apps "${name}" not found`;
};

const guardsNothing: Look = (object, _world, pods) => {
  const selector = blockAt(object.outputs, "spec", "selector");
  const candidates = pods.beside(object, mapAt(selector, "matchLabels"));
  return candidates.some((labels) => selects(selector, labels))
    ? undefined
    : "NoPods: No matching pods found";
};

const selectsNothing: Look = (object, _world, pods) => {
  const selector = mapAt(object.outputs, "spec", "selector");
  if (Object.keys(selector).length === 0) return undefined;
  return pods.beside(object, selector).some((labels) => includes(labels, selector))
    ? undefined
    : "the Service selects no pod of any Deployment";
};

const notEnforced: Look = (object, world) =>
  enforcesNetworkPolicy(world, object.scope)
    ? undefined
    : "the cluster does not enforce network policies: ConfigMap kube-system/amazon-vpc-cni does not set enable-network-policy-controller";

const startsNoNode: Look = (object, world) => {
  const name = textAt(object.outputs, "spec", "template", "spec", "nodeClassRef", "name") ?? "";
  if (name === "default") return undefined;
  const problem = nodeClassProblem(world, object.scope, name);
  return problem === undefined ? undefined : `NodeClassReady=False: ${problem}`;
};

/** The tag by which EKS Auto Mode's role may register targets: reported by users, not stated by AWS (read 2026-11). */
const clusterTag = "eks:eks-cluster-name";

function shown(port: Value): string {
  return typeof port === "string" || typeof port === "number" ? String(port) : "";
}

const registersNothing: Look = (object, world) => {
  const spec = blockAt(object.outputs, "spec");
  const service = textAt(spec, "serviceRef", "name") ?? "";
  const id = `${namespaceOf(object.outputs)}/${service}`;
  const found = world.find(kinds.Service.type, id, object.scope);
  if (found === undefined) return `BackendNotFound: services "${service}" not found`;
  const port = at(spec, "serviceRef", "port");
  const ports = listAt(found.outputs, "spec", "ports");
  const there = ports.some((one) => at(one, "port") === port || textAt(one, "name") === port);
  if (!there && port !== undefined)
    return `BackendNotFound: unable to find port ${shown(port)} on service ${id}`;
  // A target group's id is its ARN.
  const group = world.find(targetGroupType, textAt(spec, "targetGroupARN") ?? "");
  const cluster = clusterOf(world, object.scope);
  const [theirs, ours] = [
    textAt(group?.outputs, "vpcId"),
    textAt(cluster?.outputs, "vpcConfig", "vpcId"),
  ];
  if (theirs !== undefined && ours !== undefined && theirs !== ours)
    return `the target group lies in ${theirs}, the cluster in ${ours}: EKS Auto Mode registers targets in its own VPC only`;
  const tags = { ...mapAt(group?.outputs, "tags"), ...mapAt(group?.outputs, "tagsAll") };
  return group === undefined || tags[clusterTag] === clusterName(object.scope)
    ? undefined
    : `AccessDenied: the target group has no tag ${clusterTag} = ${clusterName(object.scope)}, without which EKS Auto Mode's role may not register targets`;
};

const looks: readonly (readonly [string, Look])[] = [
  [kinds.HorizontalPodAutoscaler.type, withoutScaleTarget],
  [kinds.PodDisruptionBudget.type, guardsNothing],
  [kinds.Service.type, selectsNothing],
  [kinds.NetworkPolicy.type, notEnforced],
  [kinds.NodePool.type, startsNoNode],
  [kinds.TargetGroupBinding.type, registersNothing],
];

/** Everything in all clusters, or in one, that exists and does nothing. */
export function findings(world: WorldView, clusterArn?: string): readonly Finding[] {
  const pods = podsOf(world.all(kinds.Deployment.type, clusterArn));
  return looks.flatMap(([type, look]) =>
    world.all(type, clusterArn).flatMap((object) => {
      const problem = look(object, world, pods);
      return problem === undefined ? [] : [{ scope: object.scope, type, id: object.id, problem }];
    }),
  );
}
