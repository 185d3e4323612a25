/** A system's namespace in one region: closed until a service opens what it needs. */
import * as core from "@pulumi/kubernetes/core/v1";
import * as networking from "@pulumi/kubernetes/networking/v1";
import * as pulumi from "@pulumi/pulumi";

import type { ClusterSite } from "../conventions/contracts";
import { checked } from "../conventions/problems";
import { checkNamespace } from "./check-microservice";

/** Arguments of `ServiceNamespace`. */
export interface ServiceNamespaceArgs {
  /** The cluster, and the Kubernetes provider that leads to it. */
  readonly site: ClusterSite;
  /** Name of the namespace, a DNS label. */
  readonly namespace: string;
}

/**
 * A namespace that admits only pods of the `restricted` Pod Security Standard and lets no packet in or out
 * unless a network policy says so. Regional.
 *
 * Throws a `pulumi.RunError` before anything is registered when the name is no DNS label.
 */
export class ServiceNamespace extends pulumi.ComponentResource {
  static readonly type = "archipelago:index:ServiceNamespace";
  /** What workloads wait for: nothing may start before the default is to deny. */
  readonly ready: readonly pulumi.Resource[];
  readonly nodes: Readonly<{ namespace: core.Namespace }>;

  constructor(
    name: string,
    { site, namespace: label }: ServiceNamespaceArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(
      ServiceNamespace.type,
      name,
      {},
      checked(pulumi.mergeOptions(opts, { providers: [site.kubernetes] }), checkNamespace(label)),
    );
    const namespace = createNamespace(this, name, label, site);
    const denial = denyByDefault(this, name, label, namespace);
    this.ready = [denial];
    this.nodes = { namespace };
    this.registerOutputs({});
  }
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ read 2026-11 */
const podSecurity = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};

/**
 * A new pod counts as ready only once its load balancers' targets are healthy, which takes them minutes: otherwise a
 * roll-out ends the old pods before, everywhere. The key is Auto Mode's own; the open controller's begins with
 * `elbv2.k8s.aws`.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/ read 2026-11
 */
const readinessGates = { "eks.amazonaws.com/pod-readiness-gate-inject": "enabled" };

function createNamespace(
  parent: ServiceNamespace,
  name: string,
  label: string,
  site: ClusterSite,
): core.Namespace {
  return new core.Namespace(
    `${name}-namespace`,
    { metadata: { name: label, labels: { ...podSecurity, ...readinessGates } } },
    { parent, dependsOn: [...site.ready] },
  );
}

function denyByDefault(
  parent: ServiceNamespace,
  name: string,
  label: string,
  namespace: core.Namespace,
): networking.NetworkPolicy {
  return new networking.NetworkPolicy(
    `${name}-deny`,
    {
      metadata: { name: "default-deny", namespace: label },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    },
    { parent, dependsOn: [namespace] },
  );
}
