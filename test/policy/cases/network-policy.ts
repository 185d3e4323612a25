import { notKnownYet, type Registration } from "../../../policy/harness";
import type { Cases } from "./case";
import { cluster, inCluster, web } from "./kubernetes";

const a = cluster("a");
const b = cluster("b");

function deny(
  provider: string,
  changes: Readonly<Record<string, unknown>> = {},
  name = "deny",
): Registration {
  return inCluster(provider, "networking.k8s.io/v1:NetworkPolicy", name, {
    metadata: { name, namespace: "shop" },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], ...changes },
  });
}

function switchOf(provider: string, value: string): Registration {
  return inCluster(provider, "core/v1:ConfigMap", "switch", {
    metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
    data: { "enable-network-policy-controller": value },
  });
}

const eks = { type: "aws:eks/cluster:Cluster", name: "eks", props: {} };

function addon(configurationValues: string): Registration {
  return {
    type: "aws:eks/addon:Addon",
    name: "cni",
    props: { addonName: "vpc-cni", configurationValues },
    propertyDependencies: { clusterName: ["eks"] },
  };
}

export const networkPolicyCases: Cases = {
  "namespaces-deny-by-default": {
    refuses: {
      "a namespace without": {
        resources: [a, web("a")],
        says: [/Namespace shop of a-web denies nothing/],
      },
      "a namespace without, told once": {
        resources: [a, web("a"), { ...web("a"), name: "a-second" }],
        says: [/Namespace shop/],
      },
      "the same namespace of the other cluster": {
        resources: [a, b, web("a"), web("b"), deny("a")],
        says: [/of b-web denies nothing/],
      },
      "a policy for traffic in only": {
        resources: [a, web("a"), deny("a", { policyTypes: ["Ingress"] })],
        says: [/denies nothing/],
      },
      "two policies for the same direction": {
        resources: [
          a,
          web("a"),
          deny("a", { policyTypes: ["Ingress"] }, "in"),
          deny("a", { policyTypes: undefined }, "in-again"),
        ],
        says: [/denies nothing/],
      },
      "a policy for each direction, one of them for some pods": {
        resources: [
          a,
          web("a"),
          deny("a", { policyTypes: ["Ingress"] }, "in"),
          deny(
            "a",
            { policyTypes: ["Egress"], podSelector: { matchLabels: { app: "web" } } },
            "out",
          ),
        ],
        says: [/denies nothing/],
      },
      "a policy for some pods": {
        resources: [a, web("a"), deny("a", { podSelector: { matchLabels: { app: "web" } } })],
        says: [/denies nothing/],
      },
      "a policy that lets all in": {
        resources: [a, web("a"), deny("a", { ingress: [{}] })],
        says: [/denies nothing/],
      },
      "a namespace of a cluster that is being made": {
        resources: [a, { ...web("a"), outputs: {} }],
        says: [/denies nothing/],
      },
    },
    accepts: {
      "a namespace that does": { resources: [a, web("a"), deny("a")] },
      "a policy for each direction": {
        resources: [
          a,
          web("a"),
          deny("a", { policyTypes: ["Ingress"] }, "in"),
          deny("a", { policyTypes: ["Egress"] }, "out"),
        ],
      },
      "a policy for traffic in that says no type": {
        resources: [
          a,
          web("a"),
          deny("a", { policyTypes: undefined }, "in"),
          deny("a", { ingress: [{}] }, "out"),
        ],
      },
      "one that does, in a cluster that is being made": {
        resources: [a, { ...web("a"), outputs: {} }, { ...deny("a"), outputs: {} }],
      },
      "an exempt namespace": {
        resources: [a, web("a")],
        config: { exemptNamespaces: ["shop"] },
      },
      "a namespace without workloads": { resources: [a, deny("a", { policyTypes: [] })] },
    },
    undecided: {
      "a namespace whose name is being made": {
        resources: [
          a,
          inCluster("a", "apps/v1:Deployment", "web", { metadata: { namespace: notKnownYet } }),
        ],
      },
    },
  },
  "network-policy-enforced": {
    refuses: {
      "a cluster that is told nothing": {
        resources: [a, web("a"), deny("a")],
        says: [/The cluster of a-web ignores network policies/],
      },
      "a cluster that is told not to": {
        resources: [a, web("a"), switchOf("a", "false")],
        says: [/ignores network policies/],
      },
      "the other cluster": {
        resources: [a, b, web("a"), web("b"), switchOf("a", "true")],
        says: [/The cluster of b-web/],
      },
      "an add-on that is not configured": {
        resources: [eks, addon("{}"), { ...a, dependencies: ["eks"] }, web("a")],
        says: [/ignores network policies/],
      },
      "an add-on of another cluster": {
        resources: [eks, addon('{"enableNetworkPolicy":"true"}'), a, web("a")],
        says: [/ignores network policies/],
      },
    },
    accepts: {
      "a cluster that is told to": { resources: [a, web("a"), switchOf("a", "true")] },
      "one that is being made": {
        resources: [a, { ...web("a"), outputs: {} }, { ...switchOf("a", "true"), outputs: {} }],
      },
      "an add-on that is configured": {
        resources: [
          eks,
          addon('{"enableNetworkPolicy":"true"}'),
          { ...a, dependencies: ["eks"] },
          web("a"),
        ],
      },
      "a cluster without workloads": { resources: [a] },
    },
    undecided: {
      "a switch from elsewhere": { resources: [a, web("a"), switchOf("a", notKnownYet)] },
    },
  },
};
