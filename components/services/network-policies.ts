/**
 * The network policies of a service in one region. Each edge of the service graph has its own at the caller
 * and at the callee, so that a service which comes later never changes what stands. Pure.
 */
import type * as inputs from "@pulumi/kubernetes/types/input";

import type { Reach, Reachable } from "../conventions/contracts";
import { selectorLabels } from "./labels";

/** One policy: what sets its name apart, and what it says. */
export interface PolicyPlan {
  /** Distinguishes it among the service's own: `to-cart`, `from-frontend`. */
  readonly role: string;
  readonly spec: inputs.networking.v1.NetworkPolicySpec;
}

/** The service that policies are for. */
export interface PolicySubject {
  readonly key: string;
  readonly region: string;
  /** The container's port; undefined for what nobody calls. */
  readonly port: number | undefined;
  /** Address of cluster DNS. */
  readonly clusterDnsAddress: string;
}

/**
 * Where the Pod Identity agent answers on every node, over IPv4.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html read 2026-11
 */
const podIdentityAgent = { cidr: "169.254.170.23/32", port: 80 };
const dnsPort = 53;

/**
 * What every service needs: cluster DNS, and the Pod Identity agent where it has permissions at AWS. It
 * closes the pods in both directions, so that nothing depends on the namespace's own denial.
 */
export function basePolicy(subject: PolicySubject, needsIdentity: boolean): PolicyPlan {
  const dns: inputs.networking.v1.NetworkPolicyEgressRule = {
    to: [
      { ipBlock: { cidr: `${subject.clusterDnsAddress}/32` } },
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } },
    ],
    ports: [
      { protocol: "UDP", port: dnsPort },
      { protocol: "TCP", port: dnsPort },
    ],
  };
  const agent: inputs.networking.v1.NetworkPolicyEgressRule = {
    to: [{ ipBlock: { cidr: podIdentityAgent.cidr } }],
    ports: [{ protocol: "TCP", port: podIdentityAgent.port }],
  };
  const { role, spec } = egress(subject, "base", needsIdentity ? [dns, agent] : [dns]);
  return { role, spec: { ...spec, policyTypes: ["Ingress", "Egress"] } };
}

/** What one used target needs at the caller. */
export function callerPolicy(subject: PolicySubject, target: Reachable): PolicyPlan {
  return egress(subject, `to-${target.key}`, target.reach(subject.region).map(egressRule));
}

/** What one caller needs at the callee. */
export function calleePolicy(subject: PolicySubject, caller: string): PolicyPlan {
  return ingress(subject, `from-${caller}`, [
    { podSelector: { matchLabels: selectorLabels(caller) } },
  ]);
}

/** What a load balancer needs that stands in these subnets. */
export function entryPolicy(
  subject: PolicySubject,
  role: string,
  subnetCidrs: readonly string[],
): PolicyPlan {
  return ingress(
    subject,
    role,
    subnetCidrs.map((cidr) => ({ ipBlock: { cidr } })),
  );
}

function egressRule(reach: Reach): inputs.networking.v1.NetworkPolicyEgressRule {
  const ports = [{ protocol: "TCP", port: reach.port }];
  if (reach.kind === "pods") {
    return { to: [{ podSelector: { matchLabels: selectorLabels(reach.app) } }], ports };
  }
  const except = reach.exceptCidrs === undefined ? {} : { except: [...reach.exceptCidrs] };
  return { to: reach.cidrs.map((cidr) => ({ ipBlock: { cidr, ...except } })), ports };
}

function egress(
  { key }: PolicySubject,
  role: string,
  rules: inputs.networking.v1.NetworkPolicyEgressRule[],
): PolicyPlan {
  const podSelector = { matchLabels: selectorLabels(key) };
  return { role, spec: { podSelector, policyTypes: ["Egress"], egress: rules } };
}

function ingress(
  { key, port }: PolicySubject,
  role: string,
  from: inputs.networking.v1.NetworkPolicyPeer[],
): PolicyPlan {
  const podSelector = { matchLabels: selectorLabels(key) };
  const ports = [{ protocol: "TCP", port }];
  return { role, spec: { podSelector, policyTypes: ["Ingress"], ingress: [{ from, ports }] } };
}
