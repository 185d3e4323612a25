/** Load balancers, target groups and listeners in a small network, for the tests of their models. */
import type { CloudObject, Properties } from "../../rehearsal/world/model";
import { awsWorld, network, type TestNetwork } from "./aws-world";
import { caller, type TestWorld } from "./world-view";

export const balancerType = "aws:lb/loadBalancer:LoadBalancer";
export const groupType = "aws:lb/targetGroup:TargetGroup";
export const listenerType = "aws:lb/listener:Listener";
export const ruleType = "aws:lb/listenerRule:ListenerRule";

/** A condition that every rule may carry. */
export const host: Properties = { hostHeader: { values: ["shop.example.com"] } };

/** An action that needs no target group. */
export const notFound: Properties = {
  type: "fixed-response",
  fixedResponse: { contentType: "text/plain", statusCode: "404" },
};

/** The action that leads to one target group. */
export function forward(targetGroupArn: string): Properties {
  return { type: "forward", targetGroupArn };
}

/** A world with one network of three zones in it. */
export class LoadBalancing {
  readonly world: TestWorld = awsWorld();
  readonly net: TestNetwork = network(this.world);

  /** An internet-facing ALB, unless the inputs say otherwise. */
  balancer(inputs: Properties = {}): CloudObject {
    return this.world.create(balancerType, {
      name: "shop",
      subnets: this.net.subnetIds,
      securityGroups: [this.net.groupId],
      ...inputs,
    });
  }

  /** A target group of pods that speak HTTP. */
  group(inputs: Properties = {}): CloudObject {
    return this.world.create(groupType, {
      name: "cart",
      vpcId: this.net.vpcId,
      targetType: "ip",
      port: 8080,
      protocol: "HTTP",
      ...inputs,
    });
  }

  /** A certificate that needs no DNS, so that listeners can be judged without a zone. */
  certificate(region = caller.region): CloudObject {
    const inputs = { privateKey: "key", certificateBody: "body", region };
    return this.world.create("aws:acm/certificate:Certificate", inputs);
  }

  /** An HTTPS listener on 443. */
  https(to: CloudObject, inputs: Properties = {}): CloudObject {
    return this.world.create(listenerType, {
      loadBalancerArn: to.id,
      port: 443,
      protocol: "HTTPS",
      certificateArn: this.certificate().id,
      defaultActions: [notFound],
      ...inputs,
    });
  }

  /** A TCP listener on 80 that leads to one target group. */
  tcp(to: CloudObject, group: CloudObject): CloudObject {
    return this.world.create(listenerType, {
      loadBalancerArn: to.id,
      port: 80,
      protocol: "TCP",
      defaultActions: [forward(group.id)],
    });
  }

  /** A rule that answers "not found" for one host, unless the inputs say otherwise. */
  rule(listenerArn: string, inputs: Properties = {}): CloudObject {
    return this.world.create(ruleType, {
      listenerArn,
      actions: [notFound],
      conditions: [host],
      ...inputs,
    });
  }
}
