// Covers lb-listeners.ts, lb-rules.ts, lb-ssl-policies.ts and what both share, lb-actions.ts.
import type { CloudObject, Properties } from "../../../../../rehearsal/world/model";
import { answerOf, network, problemPaths } from "../../../../support/aws-world";
import {
  forward,
  listenerType,
  LoadBalancing,
  notFound,
  ruleType,
} from "../../../../support/lb-world";

let lb: LoadBalancing;
beforeEach(() => {
  lb = new LoadBalancing();
});

describe("what AWS refuses of a listener", () => {
  const cases: readonly (readonly [string, () => Properties, string])[] = [
    ["HTTPS with a certificate", () => ({}), "served"],
    [
      "a protocol of the other kind",
      () => ({ protocol: "TCP", certificateArn: null }),
      "ValidationError: Listener protocol 'TCP' must be one of 'HTTP, HTTPS'",
    ],
    [
      "HTTPS without certificate",
      () => ({ certificateArn: null }),
      "ValidationError: A certificate must be specified for HTTPS listeners",
    ],
    [
      "a certificate of another region",
      () => ({ certificateArn: lb.certificate("us-east-1").id }),
      "CertificateNotFound: Certificate 'arn:aws:acm:us-east-1",
    ],
    [
      "a certificate that is not issued",
      () => ({
        certificateArn: lb.world.create("aws:acm/certificate:Certificate", {
          domainName: "shop.example.com",
          validationMethod: "DNS",
        }).id,
      }),
      "UnsupportedCertificate: ",
    ],
    [
      "a policy AWS does not know",
      () => ({ sslPolicy: "ELBSecurityPolicy-2030" }),
      "SSLPolicyNotFound: SSL policy 'ELBSecurityPolicy-2030' not found",
    ],
    [
      "a header that is none",
      () => ({ routingHttpResponseXFrameOptionsHeaderValue: "ALLOW" }),
      "ValidationError: The value 'ALLOW' of routingHttpResponseXFrameOptionsHeaderValue is not valid",
    ],
    [
      "headers in order",
      () => ({
        routingHttpResponseAccessControlAllowMethodsHeaderValue: "GET,POST",
        routingHttpResponseAccessControlAllowOriginHeaderValue: "https://example.com",
        routingHttpResponseAccessControlMaxAgeHeaderValue: "86400",
        routingHttpResponseXFrameOptionsHeaderValue: "DENY",
      }),
      "served",
    ],
    [
      "an answer that is kept too long",
      () => ({ routingHttpResponseAccessControlMaxAgeHeaderValue: "86401" }),
      "ValidationError: The value '86401'",
    ],
    ["a policy it knows", () => ({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }), "served"],
    [
      "a policy for plain HTTP",
      () => ({ protocol: "HTTP", certificateArn: null, sslPolicy: "ELBSecurityPolicy-2016-08" }),
      "ValidationError: An SSL policy cannot be specified for HTTP listeners",
    ],
    [
      "a load balancer that is not there",
      () => ({ loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/a/b" }),
      "LoadBalancerNotFound: One or more load balancers not found",
    ],
    [
      "a target group that is not there",
      () => ({ defaultActions: [forward("arn:none")] }),
      "TargetGroupNotFound: One or more target groups not found",
    ],
    [
      "a target group of another VPC",
      () => ({ defaultActions: [forward(lb.group({ vpcId: network(lb.world).vpcId }).id)] }),
      "InvalidConfigurationRequest: The following target groups are not in the VPC",
    ],
    [
      "a TCP target group behind an ALB",
      () => ({ defaultActions: [forward(lb.group({ protocol: "TCP" }).id)] }),
      "IncompatibleProtocols: The listener and the following target groups have incompatible protocols:",
    ],
    [
      "gRPC behind HTTP",
      () => ({
        protocol: "HTTP",
        certificateArn: null,
        defaultActions: [forward(lb.group({ protocolVersion: "GRPC" }).id)],
      }),
      "InvalidLoadBalancerAction: Listener protocol 'HTTP' is not supported with a target group with the protocol-version 'GRPC'",
    ],
    [
      "gRPC behind HTTPS",
      () => ({ defaultActions: [forward(lb.group({ protocolVersion: "GRPC" }).id)] }),
      "served",
    ],
  ];
  it.each(cases)("%s", (_name, inputs, answer) => {
    const alb = lb.balancer();
    expect(answerOf(() => lb.https(alb, inputs()))).toContain(answer);
  });

  it("the provider: a fixed response out of form", () => {
    const fixedResponse = {
      contentType: "text/markdown",
      statusCode: "302",
      messageBody: "x".repeat(1025),
    };
    const at = "defaultActions[0].fixedResponse";
    const defaultActions = [{ type: "fixed-response", fixedResponse }];
    expect(problemPaths(listenerType, { defaultActions })).toEqual([
      `${at}.contentType`,
      `${at}.statusCode`,
      `${at}.messageBody`,
    ]);
  });

  it("the provider: a share that is none", () => {
    const targetGroups = [
      { arn: "a", weight: 999 },
      { arn: "b", weight: 1000 },
    ];
    const defaultActions = [{ type: "forward", forward: { targetGroups } }];
    expect(problemPaths(listenerType, { defaultActions })).toEqual([
      "defaultActions[0].forward.targetGroups[1].weight",
    ]);
  });

  it("a port that is taken, but not when it is its own", () => {
    const alb = lb.balancer();
    const listener = lb.https(alb);
    expect(answerOf(() => lb.https(alb))).toBe(
      `DuplicateListener: A listener already exists on this port for this load balancer '${alb.id}'`,
    );
    expect(answerOf(() => lb.world.update(listener, listener.inputs))).toBe("served");
  });

  it("a target group that another load balancer has", () => {
    const targets = lb.group({ protocol: "TCP" });
    const nlb = (name: string): CloudObject => lb.balancer({ name, loadBalancerType: "network" });
    lb.tcp(nlb("one"), targets);
    expect(answerOf(() => lb.tcp(nlb("two"), targets))).toBe(
      `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${targets.id}`,
    );
  });

  it.each([
    ["no target", [{ type: "forward" }], ["defaultActions[0].targetGroupArn"]],
    [
      "two ways to say a target",
      [{ type: "forward", targetGroupArn: "a", forward: { targetGroups: [{ arn: "a" }] } }],
      ["defaultActions[0]"],
    ],
    [
      "six target groups",
      [{ type: "forward", forward: { targetGroups: Array(6).fill({ arn: "a" }) as Properties[] } }],
      ["defaultActions[0].forward.targetGroups"],
    ],
    [
      "a redirect with 301",
      [{ type: "redirect", redirect: { statusCode: "301" } }],
      ["defaultActions[0].redirect.statusCode"],
    ],
    ["a kind nobody knows", [{ type: "drop" }], ["defaultActions[0].type"]],
  ])("the provider: %s", (_name, defaultActions, paths) => {
    expect(problemPaths(listenerType, { defaultActions })).toEqual(paths);
  });
});

describe("what AWS refuses of a rule", () => {
  it("a priority twice on one listener, not on two", () => {
    const listener = lb.https(lb.balancer());
    const first = lb.rule(listener.id, { priority: 10 });
    expect(answerOf(() => lb.rule(listener.id, { priority: 10 }))).toBe(
      "PriorityInUse: Priority '10' is currently in use",
    );
    expect(answerOf(() => lb.world.update(first, { ...first.inputs, priority: 10 }))).toBe(
      "served",
    );
    const other = lb.https(lb.balancer({ name: "other" }));
    expect(answerOf(() => lb.rule(other.id, { priority: 10 }))).toBe("served");
  });

  it("gives the next priority to a rule that names none, and keeps it", () => {
    const listener = lb.https(lb.balancer());
    lb.rule(listener.id, { priority: 41 });
    const next = lb.rule(listener.id);
    expect(next.outputs["priority"]).toBe(42);
    lb.world.update(next, next.inputs);
    expect(next.outputs["priority"]).toBe(42);
  });

  it("a rule on a Network Load Balancer, and one of a listener that is not there", () => {
    const nlb = lb.balancer({ loadBalancerType: "network" });
    const listener = lb.tcp(nlb, lb.group({ protocol: "TCP" }));
    expect(answerOf(() => lb.rule(listener.id))).toBe(
      "ValidationError: Rules are unsupported for Network Load Balancer listeners",
    );
    expect(answerOf(() => lb.rule("arn:none"))).toBe(
      "ListenerNotFound: One or more listeners not found",
    );
  });

  it("the provider: priorities and conditions out of form", () => {
    const inputs = { actions: [notFound], priority: 50_001, conditions: [{}] };
    expect(problemPaths(ruleType, inputs)).toEqual(["priority", "conditions[0]"]);
  });
});
