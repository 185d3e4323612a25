/**
 * What Route 53 takes for healthy. In the rehearsal everything works but for what a region's outage, a fault or a
 * missing target takes away.
 *
 * Sources (read 2026-11), docs.aws.amazon.com/Route53/latest/DeveloperGuide: dns-failover-determining-health-of-endpoints
 * (calculated checks, alarms and insufficient data), resource-record-sets-values-alias-common (a target group without
 * registered targets counts as unhealthy, and every target group of a load balancer must be healthy).
 */
import type { Answer } from "./dns";
import type { CloudObject } from "./model";
import { dataIsDown } from "./outages";
import { textAt, valueAt, valuesAt } from "./paths";
import type { State } from "./state";

const checkType = "aws:route53/healthCheck:HealthCheck";
const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const listenerType = "aws:lb/listener:Listener";
const ruleType = "aws:lb/listenerRule:ListenerRule";
const attachmentType = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const bindingTypes = [
  "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding",
  "kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding",
];

export interface Health {
  /** Of a health check, by its id. One that does not exist is healthy. */
  check(id: string): boolean;
  /** Of a load balancer, by its ARN. */
  loadBalancer(arn: string): boolean;
}

/** Health checks stand on three continents; where this one asks from makes no difference to what it finds. */
const checkerRegion = "us-east-1";
const deepestNesting = 8;

/** `resolve` asks for a name from the internet, near a region. */
export function health(state: State, resolve: (name: string, region: string) => Answer): Health {
  const check = (id: string, depth = 0): boolean => {
    const found = state.store.find(checkType, id)?.object;
    if (!found || found.outputs["disabled"] === true) return true;
    const healthy = !isFaulted(state, found) && measured(found, depth);
    return found.outputs["invertHealthcheck"] === true ? !healthy : healthy;
  };
  const measured = (found: CloudObject, depth: number): boolean => {
    switch (textAt(found.outputs, "type")) {
      case "CALCULATED":
        return depth > deepestNesting || enoughChildren(found, (id) => check(id, depth + 1));
      case "CLOUDWATCH_METRIC":
        return alarmIsQuiet(state, found);
      case "RECOVERY_CONTROL":
        return true;
      default:
        return endpointAnswers(found);
    }
  };
  const endpointAnswers = ({ outputs }: CloudObject): boolean => {
    const name = textAt(outputs, "fqdn");
    if (name === undefined) return true;
    const { answers } = resolve(name, checkerRegion);
    return answers.some(
      ({ loadBalancerArn }) =>
        loadBalancerArn === undefined || loadBalancerIsHealthy(state, loadBalancerArn),
    );
  };
  return { check, loadBalancer: (arn) => loadBalancerIsHealthy(state, arn) };
}

function isFaulted(state: State, { type, urn = "" }: CloudObject): boolean {
  return state.faults.some(
    ({ effect, match }) =>
      effect.kind === "unhealthy" &&
      (match.type ?? type) === type &&
      (match.urn === undefined || urn.includes(match.urn)),
  );
}

function enoughChildren({ outputs }: CloudObject, isHealthy: (id: string) => boolean): boolean {
  const children = valuesAt(outputs, "childHealthchecks[]").map(String);
  const threshold = valueAt(outputs, "childHealthThreshold");
  const needed = typeof threshold === "number" ? threshold : children.length;
  return children.filter(isHealthy).length >= needed;
}

/** In a region that is down no metric arrives, and the check says what it was told to say of that. */
function alarmIsQuiet(state: State, { outputs }: CloudObject): boolean {
  const region = textAt(outputs, "cloudwatchAlarmRegion") ?? "";
  if (!state.down.has(region)) return true;
  return textAt(outputs, "insufficientDataHealthStatus") !== "Unhealthy";
}

function loadBalancerIsHealthy(state: State, arn: string): boolean {
  const balancer = state.store.find(balancerType, arn)?.object;
  if (!balancer || dataIsDown(state.down, balancer.scope, "lb")) return false;
  const groups = targetGroupsOf(state, arn);
  return groups.length > 0 && groups.every((group) => hasTargets(state, group));
}

function targetGroupsOf(state: State, balancerArn: string): readonly string[] {
  const referring = (to: string, type: string): readonly CloudObject[] =>
    state.store.referrers(to, type).map(({ object }) => object);
  const listeners = referring(balancerArn, listenerType);
  const rules = listeners.flatMap((listener) => referring(listener.id, ruleType));
  const named = [
    ...listeners.flatMap(({ outputs }) => groupsIn(outputs, "defaultActions")),
    ...rules.flatMap(({ outputs }) => groupsIn(outputs, "actions")),
  ];
  return [...new Set(named)];
}

function groupsIn(outputs: CloudObject["outputs"], actions: string): readonly string[] {
  return [
    ...valuesAt(outputs, `${actions}.targetGroupArn`),
    ...valuesAt(outputs, `${actions}.forward.targetGroups.arn`),
  ].filter((arn) => typeof arn === "string");
}

function hasTargets(state: State, groupArn: string): boolean {
  return state.store.referrers(groupArn).some(({ object, notReady }) => {
    if (object.type === attachmentType) return true;
    if (!bindingTypes.includes(object.type) || notReady) return false;
    return !dataIsDown(state.down, object.scope.split(":")[3] ?? "", "ec2");
  });
}
