/**
 * What Route 53 takes for healthy. In the rehearsal everything works but for what an outage, a fault or a missing
 * target takes away.
 *
 * Sources (read 2026-11), docs.aws.amazon.com/Route53/latest/DeveloperGuide: dns-failover-determining-health-of-endpoints
 * (calculated checks; a check on an alarm reads the alarm's metric by the alarm's rule, and has a word of its own for
 * insufficient data), resource-record-sets-values-alias-common (a target group without registered targets counts as
 * unhealthy, and every target group of a load balancer must be healthy).
 */
import { ruleOf, steadyState, type AlarmState } from "./alarms";
import type { Answer } from "./dns";
import { measure, metricOf } from "./metrics";
import type { CloudObject } from "./model";
import { dataIsDown } from "./outages";
import { textAt, valueAt, valuesAt } from "./paths";
import { calm, isUnhealthy, type Situation } from "./situation";
import { balancerType, targetGroupsFor, targetGroupsOf, targetsOf } from "./targets";
import type { Traffic } from "./traffic";

export const checkType = "aws:route53/healthCheck:HealthCheck";
export const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

export interface Health {
  /** Of a health check, by its id. One that does not exist is healthy. */
  check(id: string): boolean;
  /** Of a load balancer, by its ARN. */
  loadBalancer(arn: string): boolean;
}

export const everythingHealthy: Health = { check: () => true, loadBalancer: () => true };

/** What health checks see of the world. */
export interface Senses {
  /** Asks for a name from the internet, near a region. */
  readonly resolve: (name: string, region: string) => Answer;
  /** Where requests go while nothing is wrong: what a check finds decides where they go after. */
  readonly traffic: Traffic;
}

/** Health checks stand on three continents; where this one asks from makes no difference to what it finds. */
const checkerRegion = "us-east-1";

/** The health of a situation that does not change any more. */
export function health(situation: Situation, senses: Senses): Health {
  const { store } = situation;
  // A check that depends on itself finds itself healthy.
  const known = new Map<string, boolean>();
  const check = (id: string): boolean => {
    const found = store.find(checkType, id)?.object;
    if (!found || found.outputs["disabled"] === true) return true;
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, true);
    const healthy = !isUnhealthy(situation, found) && measured(found);
    const told = found.outputs["invertHealthcheck"] === true ? !healthy : healthy;
    known.set(id, told);
    return told;
  };
  const measured = (found: CloudObject): boolean => {
    switch (textAt(found.outputs, "type")) {
      case "CALCULATED":
        return enoughChildren(found, check);
      case "CLOUDWATCH_METRIC":
        return alarmIsQuiet(situation, senses.traffic, found);
      case "RECOVERY_CONTROL":
        return true;
      default:
        return endpointAnswers(situation, senses, found);
    }
  };
  return { check, loadBalancer: (arn) => loadBalancerIsHealthy(situation, arn) };
}

function enoughChildren({ outputs }: CloudObject, isHealthy: (id: string) => boolean): boolean {
  const children = valuesAt(outputs, "childHealthchecks[]").map(String);
  const threshold = valueAt(outputs, "childHealthThreshold");
  const needed = typeof threshold === "number" ? threshold : children.length;
  return children.filter(isHealthy).length >= needed;
}

function alarmIsQuiet(situation: Situation, traffic: Traffic, { outputs }: CloudObject): boolean {
  const region = textAt(outputs, "cloudwatchAlarmRegion") ?? "";
  const name = textAt(outputs, "cloudwatchAlarmName") ?? "";
  const alarm = situation.store.find(alarmType, name, region)?.object;
  const stateIn = (one: Situation): AlarmState | undefined => alarm && stateOf(one, traffic, alarm);
  const isBlind = dataIsDown(situation.down, region, "cloudwatch");
  const state = isBlind ? "INSUFFICIENT_DATA" : stateIn(situation);
  if (state !== "INSUFFICIENT_DATA") return state !== "ALARM";
  const told = textAt(outputs, "insufficientDataHealthStatus") ?? "LastKnownStatus";
  return told === "LastKnownStatus" ? stateIn(calm(situation)) !== "ALARM" : told !== "Unhealthy";
}

/** What an alarm comes to; undefined where the rehearsal cannot tell. */
function stateOf(
  situation: Situation,
  traffic: Traffic,
  alarm: CloudObject,
): AlarmState | undefined {
  const [rule, metric] = [ruleOf(alarm), metricOf(alarm)];
  const value = metric && measure(situation, traffic, metric);
  return rule === undefined || value === undefined ? undefined : steadyState(rule, value);
}

/** Whether the name leads to something that answers a request for it. */
function endpointAnswers(
  situation: Situation,
  { resolve }: Senses,
  { outputs }: CloudObject,
): boolean {
  const name = textAt(outputs, "fqdn");
  if (name === undefined) return true;
  return resolve(name, checkerRegion).answers.some(({ loadBalancerArn }) => {
    if (loadBalancerArn === undefined) return true;
    const groups = targetGroupsFor(situation.store, loadBalancerArn, name);
    return stands(situation, loadBalancerArn) && groups.some((one) => hasTargets(situation, one));
  });
}

function loadBalancerIsHealthy(situation: Situation, arn: string): boolean {
  const groups = targetGroupsOf(situation.store, arn);
  return (
    stands(situation, arn) && groups.length > 0 && groups.every((one) => hasTargets(situation, one))
  );
}

/** Whether a load balancer is there and its nodes answer. */
function stands({ store, down }: Situation, arn: string): boolean {
  const balancer = store.find(balancerType, arn)?.object;
  return balancer !== undefined && !dataIsDown(down, balancer.scope, "lb");
}

function hasTargets(situation: Situation, groupArn: string): boolean {
  return targetsOf(situation, groupArn).healthy > 0;
}
