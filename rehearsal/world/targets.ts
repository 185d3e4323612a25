/**
 * What stands behind a load balancer: which target groups a request may reach, and the pods that are in them.
 *
 * Sources (read 2026-11): docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners (rules before
 * the default action), kubernetes-sigs/aws-load-balancer-controller docs/guide/targetgroupbinding (targets are the Service's pods).
 */
import type { CloudObject } from "./model";
import { dataIsDown } from "./outages";
import { isProperties, textAt, valueAt, valuesAt } from "./paths";
import { isUnhealthy, regionOfScope, type Situation } from "./situation";
import type { Store, Stored } from "./store";

export const balancerType = "aws:lb/loadBalancer:LoadBalancer";
export const targetGroupType = "aws:lb/targetGroup:TargetGroup";
export const deploymentType = "kubernetes:apps/v1:Deployment";
const listenerType = "aws:lb/listener:Listener";
const ruleType = "aws:lb/listenerRule:ListenerRule";
const attachmentType = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const serviceType = "kubernetes:core/v1:Service";
const autoscalerType = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
const bindingTypes = [
  "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding",
  "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
];

/** How many there are, and how many of them can answer. */
export interface Targets {
  readonly registered: number;
  readonly healthy: number;
}

/** The target groups of all listeners and rules, by ARN. */
export function targetGroupsOf(store: Store, balancerArn: string): readonly string[] {
  const listeners = listenersOf(store, balancerArn);
  const named = [
    ...listeners.flatMap((listener) => groupsIn(listener, "defaultActions")),
    ...rulesOf(store, listeners).flatMap((rule) => groupsIn(rule, "actions")),
  ];
  return [...new Set(named)];
}

/** Those that a request for a host may reach. */
export function targetGroupsFor(
  store: Store,
  balancerArn: string,
  host: string,
): readonly string[] {
  const listeners = listenersOf(store, balancerArn);
  const rules = rulesOf(store, listeners).filter((rule) => isForHost(rule, host));
  const named =
    rules.length > 0
      ? rules.flatMap((rule) => groupsIn(rule, "actions"))
      : listeners.flatMap((listener) => groupsIn(listener, "defaultActions"));
  return [...new Set(named)];
}

/** What is in a target group. */
export function targetsOf(situation: Situation, groupArn: string): Targets {
  const { store } = situation;
  const found = store.referrers(groupArn).map((stored) => targetsBy(situation, stored));
  const registered = sum(found.map((one) => one.registered));
  const group = store.find(targetGroupType, groupArn)?.object;
  const healthy = group && isUnhealthy(situation, group) ? 0 : sum(found.map((one) => one.healthy));
  return { registered, healthy };
}

/** The pods of a Deployment: as many as its autoscaler holds at least, or else as it says. */
export function podsOf(situation: Situation, { object, notReady }: Stored): Targets {
  const { store, down } = situation;
  const [namespace = "", name = ""] = object.id.split("/");
  const scaler = store.all(autoscalerType, object.scope).find(({ object: one }) => {
    const target = textAt(one.outputs, "spec.scaleTargetRef.name");
    return one.id.startsWith(`${namespace}/`) && target === name;
  });
  const floor = scaler && valueAt(scaler.object.outputs, "spec.minReplicas");
  const registered = Number(floor ?? valueAt(object.outputs, "spec.replicas") ?? 1);
  const well =
    !notReady &&
    !isUnhealthy(situation, object) &&
    !dataIsDown(down, regionOfScope(object.scope), "ec2");
  return { registered, healthy: well ? registered : 0 };
}

function targetsBy(situation: Situation, { object, notReady }: Stored): Targets {
  if (object.type === attachmentType) return { registered: 1, healthy: 1 };
  if (!bindingTypes.includes(object.type) || notReady) return { registered: 0, healthy: 0 };
  const deployments = deploymentsBehind(situation.store, object);
  if (deployments.length === 0) {
    const serves = !dataIsDown(situation.down, regionOfScope(object.scope), "ec2");
    return { registered: 1, healthy: serves ? 1 : 0 };
  }
  const pods = deployments.map((deployment) => podsOf(situation, deployment));
  return {
    registered: sum(pods.map(({ registered }) => registered)),
    healthy: sum(pods.map(({ healthy }) => healthy)),
  };
}

/** The Deployments whose pods the binding's Service selects. */
function deploymentsBehind(store: Store, binding: CloudObject): readonly Stored[] {
  const [namespace = ""] = binding.id.split("/");
  const name = textAt(binding.outputs, "spec.serviceRef.name");
  const service = store.find(serviceType, `${namespace}/${name ?? ""}`, binding.scope)?.object;
  const selector = service && valueAt(service.outputs, "spec.selector");
  if (!isProperties(selector)) return [];
  return store.all(deploymentType, binding.scope).filter(({ object }) => {
    const labels = valueAt(object.outputs, "spec.template.metadata.labels");
    if (!object.id.startsWith(`${namespace}/`) || !isProperties(labels)) return false;
    return Object.entries(selector).every(([key, value]) => labels[key] === value);
  });
}

function listenersOf(store: Store, balancerArn: string): readonly CloudObject[] {
  return store.referrers(balancerArn, listenerType).map(({ object }) => object);
}

function rulesOf(store: Store, listeners: readonly CloudObject[]): readonly CloudObject[] {
  return listeners.flatMap(({ id }) => store.referrers(id, ruleType).map(({ object }) => object));
}

/** Whether a rule's conditions let a host through; a rule that names none lets all. */
function isForHost({ outputs }: CloudObject, host: string): boolean {
  const hosts = valuesAt(outputs, "conditions.hostHeader.values[]").map(String);
  return hosts.length === 0 || hosts.some((pattern) => fits(pattern, host));
}

/** `*` stands for any characters and `?` for one. */
function fits(pattern: string, host: string): boolean {
  const parts = pattern.toLowerCase().replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${parts.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(host);
}

function groupsIn({ outputs }: CloudObject, actions: string): readonly string[] {
  return [
    ...valuesAt(outputs, `${actions}.targetGroupArn`),
    ...valuesAt(outputs, `${actions}.forward.targetGroups.arn`),
  ].filter((arn) => typeof arn === "string");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
