/** Zones, records and load balancers to resolve names in, as the models would leave them. */
import type { Properties } from "../../../../rehearsal/world/model";
import type { Answer, From, ResolveRequest } from "../../../../rehearsal/world/dns";
import { resolve } from "../../../../rehearsal/world/resolve";
import { State } from "../../../../rehearsal/world/state";
import * as on from "./fixture";

export const zoneType = "aws:route53/zone:Zone";
export const recordType = "aws:route53/record:Record";
export const checkType = "aws:route53/healthCheck:HealthCheck";
export const balancerType = "aws:lb/loadBalancer:LoadBalancer";
export const bindingType = "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding";

const indexing = { nameProperty: () => undefined, keys: () => [] };

export class Net {
  readonly state = new State(on.folder(), indexing);
  private order = 0;

  put(type: string, id: string, outputs: Properties, scope = "global"): void {
    const object = { type, id, scope, outputs, inputs: {}, urn: `urn::${id}`, order: ++this.order };
    this.state.store.apply({ put: { object, mint: { urn: id, count: 0 } } });
  }

  drop(type: string, id: string, scope = "global"): void {
    this.state.store.apply({ drop: [type, scope, id] });
  }

  zone(id: string, name: string, ...vpcs: readonly string[]): void {
    this.put(zoneType, id, { zoneId: id, name, vpcs: vpcs.map((vpcId) => ({ vpcId })) });
  }

  record(zoneId: string, fqdn: string, more: Properties): void {
    const set = JSON.stringify(more["setIdentifier"] ?? "");
    this.put(recordType, `${zoneId}_${fqdn}_${set}_${this.order}`, {
      zoneId,
      fqdn,
      type: "A",
      ...more,
    });
  }

  /** A load balancer with a target group that a cluster of its region fills. */
  balancer(name: string, region: string): Properties {
    const arn = `arn:lb:${region}:${name}`;
    const dnsName = `${name}.${region}.elb.amazonaws.com`;
    this.put(balancerType, arn, { arn, dnsName, zoneId: `Z-${region}` }, region);
    const group = `arn:group:${name}`;
    const defaultActions = [{ type: "forward", targetGroupArn: group }];
    const listener = `arn:listener:${name}`;
    const listening = { arn: listener, loadBalancerArn: arn, defaultActions };
    this.put("aws:lb/listener:Listener", listener, listening, region);
    this.bind(name, region);
    return { name: dnsName, zoneId: `Z-${region}`, evaluateTargetHealth: true };
  }

  bind(name: string, region: string): void {
    const cluster = `arn:aws:eks:${region}:123456789012:cluster/c`;
    this.put(bindingType, `ns/${name}`, { spec: { targetGroupARN: `arn:group:${name}` } }, cluster);
  }

  down(region: string): void {
    this.state.apply({ down: region });
  }

  ask(name: string, from: From | string, more: Partial<ResolveRequest> = {}): Answer {
    const asker: From = typeof from === "string" ? { internet: true, region: from } : from;
    return resolve(this.state, { name, from: asker, ...more });
  }

  /** The values alone. */
  values(name: string, from: From | string, more: Partial<ResolveRequest> = {}): readonly string[] {
    return this.ask(name, from, more).answers.map(({ value }) => value);
  }
}
