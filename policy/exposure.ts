/** What can be reached from the internet. */
import {
  ingressRulesIn,
  ingressRuleTypes,
  isTheWorld,
  openingText,
  worldwideOpening,
  type Opening,
} from "./ingress-rules";
import { at, isOn, listAt, textAt, textsAt } from "./read";
import { resourceRule, stackRule } from "./rule";
import { referenced, type StackResource, type StackView } from "./stack-view";
import { each, type Finding } from "./unknown";

interface OpenPorts {
  readonly openPorts: readonly number[];
}

export const noPortOpenToTheWorld = resourceRule<OpenPorts>({
  name: "no-port-open-to-the-world",
  description:
    "Security groups let nobody in from everywhere, but on the port of a public listener.",
  rationale: "Every other port that the world reaches is tried by it within minutes.",
  severity: "critical",
  remediationSteps:
    "Name the security group or the range that may call; put what is public behind a load balancer.",
  configSchema: {
    properties: {
      openPorts: {
        type: "array",
        items: { type: "integer" },
        default: [443],
        description: "Ports that load balancers may open to everyone.",
      },
    },
  },
  types: ingressRuleTypes,
  judge: ({ type, props, config }) =>
    each(ingressRulesIn(type, props), (rule) => {
      const opening = worldwideOpening(rule);
      if (opening === undefined || isAllowed(opening, config)) return undefined;
      return `It opens ${openingText(opening)}; allowed to everyone: ${config.openPorts.join(", ")}.`;
    }),
});

function isAllowed({ ports }: Opening, { openPorts }: OpenPorts): boolean {
  return ports !== undefined && ports.from === ports.to && openPorts.includes(ports.from);
}

const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const classicBalancer = "aws:elb/loadBalancer:LoadBalancer";
const loadBalancers = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const listeners = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
const listenerRules = ["aws:lb/listenerRule:ListenerRule", "aws:alb/listenerRule:ListenerRule"];

export const onlyLoadBalancersFaceTheWorld = stackRule({
  name: "only-load-balancers-face-the-world",
  description:
    "A security group that lets the world in belongs to an internet-facing load balancer.",
  rationale:
    "Pods, nodes and stores are reached through a load balancer, which ends TLS and checks health.",
  severity: "critical",
  remediationSteps:
    "Attach the group to an internet-facing load balancer, or narrow the rule to the callers' group.",
  judge: (stack) => {
    const openers = stack.ofType(...ingressRuleTypes);
    return openers.map((opener) => () => {
      const isOpen = ingressRulesIn(opener.type, opener.props).some(
        (rule) => worldwideOpening(rule) !== undefined,
      );
      if (!isOpen) return undefined;
      const group = groupOf(stack, opener);
      // A group of another stack: whose it is cannot be seen from here.
      if (group === undefined || belongsToPublicEntry(stack, group)) return undefined;
      return {
        message: `${group.name} lets the world in and is on no internet-facing load balancer.`,
        urn: opener.urn,
      };
    });
  },
});

function groupOf(stack: StackView, opener: StackResource): StackResource | undefined {
  if (!opener.type.endsWith("Rule")) return opener;
  return referenced(stack, opener, "securityGroupId", [securityGroup], "id");
}

function belongsToPublicEntry(stack: StackView, group: StackResource): boolean {
  return stack.ofType(...loadBalancers, classicBalancer).some((balancer) => {
    if (isOn(balancer.props, "internal")) return false;
    const sources = balancer.sources("securityGroups", securityGroup);
    if (sources.some(({ urn }) => urn === group.urn)) return true;
    const id = group.identity("id");
    return id !== undefined && textsAt(balancer.props, "securityGroups").includes(id);
  });
}

export const publicListenersUseTls = stackRule({
  name: "public-listeners-use-tls",
  description: "An internet-facing load balancer listens with TLS, or sends HTTP on to HTTPS.",
  rationale: "Anyone between a user and us can read and change what is not encrypted.",
  severity: "critical",
  remediationSteps: "Listen with HTTPS or TLS and a certificate; answer HTTP with a redirect only.",
  judge: (stack) => [
    ...stack.ofType(...listeners).map((listener) => () => {
      if (!isPlain(listener.props) && !forwardsPlain(stack, listener)) return undefined;
      const balancer = referenced(stack, listener, "loadBalancerArn", loadBalancers, "arn");
      if (balancer === undefined || isOn(balancer.props, "internal")) return undefined;
      return withoutTls(listener, listener.name, balancer);
    }),
    ...stack.ofType(classicBalancer).map((balancer) => () => {
      if (isOn(balancer.props, "internal")) return undefined;
      return each(listAt(balancer.props, "listeners"), (listener) => {
        if (/^(?:HTTPS|SSL)$/i.test(textAt(listener, "lbProtocol") ?? "")) return undefined;
        return withoutTls(balancer, `Port ${String(at(listener, "lbPort"))}`, balancer);
      });
    }),
  ],
});

function withoutTls(judged: StackResource, listener: string, balancer: StackResource): Finding {
  return {
    message: `${listener} serves ${balancer.name} to the internet without TLS.`,
    urn: judged.urn,
  };
}

function isPlain(props: unknown): boolean {
  const sendsOn = protocolOf(props) === "HTTP" && redirects(listAt(props, "defaultActions"));
  return !isEncrypted(props) && !sendsOn;
}

/** Whether a rule of a plain listener does anything but send on to HTTPS, whatever its default does. */
function forwardsPlain(stack: StackView, listener: StackResource): boolean {
  if (isEncrypted(listener.props)) return false;
  return stack.ofType(...listenerRules).some((rule) => {
    const own = referenced(stack, rule, "listenerArn", listeners, "arn");
    return own?.urn === listener.urn && !redirects(listAt(rule.props, "actions"));
  });
}

function isEncrypted(props: unknown): boolean {
  const protocol = protocolOf(props);
  return protocol === "HTTPS" || protocol === "TLS" || protocol.endsWith("QUIC");
}

function protocolOf(props: unknown): string {
  return textAt(props, "protocol") ?? "HTTP";
}

function redirects(actions: readonly unknown[]): boolean {
  const toHttps = (action: unknown): boolean =>
    textAt(action, "type") === "redirect" && textAt(action, "redirect", "protocol") === "HTTPS";
  return actions.length > 0 && actions.every(toHttps);
}

export const clusterEndpointNotOpen = resourceRule({
  name: "cluster-endpoint-not-open",
  description: "A cluster's API is reached from named ranges only.",
  rationale:
    "The API of a cluster decides over everything in it; AWS opens it to the world by default.",
  severity: "high",
  remediationSteps:
    "Set vpcConfig.publicAccessCidrs to your own ranges, or endpointPublicAccess to false.",
  types: ["aws:eks/cluster:Cluster"],
  judge: ({ props }) => {
    if (at(props, "vpcConfig", "endpointPublicAccess") === false) return undefined;
    const cidrs = listAt(props, "vpcConfig", "publicAccessCidrs");
    if (cidrs.length === 0) return "It names no publicAccessCidrs: the world may call it.";
    return each(cidrs, (cidr) =>
      typeof cidr === "string" && isTheWorld(cidr) ? `${cidr} may call it.` : undefined,
    );
  },
});

/** How each type says that it has a public address. */
const publicly: Readonly<Record<string, readonly string[]>> = {
  "aws:dms/replicationInstance:ReplicationInstance": ["publiclyAccessible"],
  "aws:mq/broker:Broker": ["publiclyAccessible"],
  "aws:rds/clusterInstance:ClusterInstance": ["publiclyAccessible"],
  "aws:rds/instance:Instance": ["publiclyAccessible"],
  "aws:redshift/cluster:Cluster": ["publiclyAccessible"],
  "aws:ec2/subnet:Subnet": ["mapPublicIpOnLaunch"],
  "aws:ec2/instance:Instance": ["associatePublicIpAddress"],
};

const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";

export const noPublicAddresses = resourceRule({
  name: "no-public-addresses",
  description: "Machines and stores have no public address.",
  rationale: "What has no public address is not exposed by one wrong rule of a security group.",
  severity: "high",
  remediationSteps:
    "Leave publiclyAccessible, mapPublicIpOnLaunch and associatePublicIpAddress off.",
  types: [...Object.keys(publicly), launchTemplate],
  judge: ({ type, props }) =>
    type === launchTemplate
      ? each(listAt(props, "networkInterfaces"), (one) => {
          const given = String(at(one, "associatePublicIpAddress")) === "true";
          return given ? "It gives machines a public address." : undefined;
        })
      : (publicly[type] ?? []).map(
          (key) => () => (isOn(props, key) ? `${key} gives it a public address.` : undefined),
        ),
});
