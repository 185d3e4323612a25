/** Which pods may speak with which, and whether anything makes them keep to it. */
import { workloadTypes } from "./pods";
import { at, isOn, keysAt, listAt, parsed, textAt, textsAt } from "./read";
import { stackRule } from "./rule";
import type { StackView } from "./stack-view";
import { byCluster, clusterOf, namespaceOf } from "./workloads";

const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

interface Exempt {
  readonly exemptNamespaces: readonly string[];
}

const exemptNamespaces = {
  exemptNamespaces: {
    type: "array",
    items: { type: "string" },
    default: ["kube-system"],
    description: "Namespaces that are not judged.",
  },
} as const;

export const namespacesDenyByDefault = stackRule<Exempt>({
  name: "namespaces-deny-by-default",
  description: "A namespace with workloads has network policies that deny all its pods everything.",
  rationale: "Pods without a policy may speak with every other pod, and with the internet.",
  severity: "high",
  remediationSteps:
    "Add a NetworkPolicy with an empty podSelector, policyTypes [Ingress, Egress] and no rules.",
  configSchema: { properties: exemptNamespaces },
  judge: (stack, config) => {
    const policies = byCluster(stack.ofType(networkPolicyType));
    const told = new Set<string>();
    return stack.ofType(...workloadTypes).map((workload) => () => {
      const namespace = namespaceOf(workload);
      const cluster = clusterOf(workload);
      // One workload stands for its namespace, so that a namespace is told once.
      if (config.exemptNamespaces.includes(namespace) || told.has(`${cluster} ${namespace}`)) {
        return undefined;
      }
      told.add(`${cluster} ${namespace}`);
      const denied = (policies.get(cluster) ?? [])
        .filter((policy) => namespaceOf(policy) === namespace)
        .flatMap((policy) => deniedDirections(policy.props));
      if (denied.includes("Ingress") && denied.includes("Egress")) return undefined;
      return {
        message: `Namespace ${namespace} of ${workload.name} denies nothing by default.`,
        urn: workload.urn,
      };
    });
  },
});

/** Which traffic of all its pods a policy denies: it may leave the other direction to another policy. */
function deniedDirections(props: unknown): readonly string[] {
  const spec = at(props, "spec");
  const isForEveryPod =
    keysAt(spec, "podSelector", "matchLabels").length === 0 &&
    listAt(spec, "podSelector", "matchExpressions").length === 0;
  if (!isForEveryPod) return [];
  // Without types it is about traffic in; about traffic out only with rules for it, which let some pass.
  const types = at(spec, "policyTypes") === undefined ? ["Ingress"] : textsAt(spec, "policyTypes");
  return types.filter((type) => listAt(spec, type.toLowerCase()).length === 0);
}

export const networkPolicyEnforced = stackRule({
  name: "network-policy-enforced",
  description: "Every cluster that runs workloads has its network policies switched on.",
  rationale: "EKS accepts network policies, and ignores them until it is told to enforce them.",
  severity: "critical",
  remediationSteps:
    'Add ConfigMap kube-system/amazon-vpc-cni with enable-network-policy-controller "true" (Auto Mode), or configure the vpc-cni add-on with enableNetworkPolicy.',
  judge: (stack) =>
    [...byCluster(stack.ofType(...workloadTypes))].map(([cluster, [workload]]) => () => {
      if (workload === undefined || isSwitchedOn(stack, cluster)) return undefined;
      return {
        message: `The cluster of ${workload.name} ignores network policies.`,
        urn: stack.resources.find(({ urn }) => urn === cluster)?.urn ?? workload.urn,
      };
    }),
});

function isSwitchedOn(stack: StackView, cluster: string): boolean {
  return (
    stack
      .ofType("kubernetes:core/v1:ConfigMap")
      .some((map) => clusterOf(map) === cluster && isSwitch(map.props)) ||
    addonSwitchesOn(stack, cluster)
  );
}

function isSwitch(props: unknown): boolean {
  return (
    textAt(props, "metadata", "name") === "amazon-vpc-cni" &&
    textAt(props, "metadata", "namespace") === "kube-system" &&
    isOn(props, "data", "enable-network-policy-controller")
  );
}

/** Where the network add-on is one's own, it is configured instead: on the cluster that the provider is made of. */
function addonSwitchesOn(stack: StackView, cluster: string): boolean {
  const provider = stack.resources.find(({ urn }) => urn === cluster);
  return stack.ofType("aws:eks/addon:Addon").some((addon) => {
    if (textAt(addon.props, "addonName") !== "vpc-cni") return false;
    const values = parsed(textAt(addon.props, "configurationValues"));
    if (!isOn(values, "enableNetworkPolicy")) return false;
    const [eks] = addon.sources("clusterName", "aws:eks/cluster:Cluster");
    return eks !== undefined && provider?.dependsOn(eks.urn) === true;
  });
}
