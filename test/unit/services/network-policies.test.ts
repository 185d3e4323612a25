import fc from "fast-check";

import type { Reachable } from "../../../components/conventions/contracts";
import {
  basePolicy,
  calleePolicy,
  callerPolicy,
  entryPolicy,
  type PolicyPlan,
  type PolicySubject,
} from "../../../components/services/network-policies";
import { serviceReachable } from "../../../components/services/reachable";

const subject = (key: string, port: number | undefined = 8080): PolicySubject => ({
  key,
  region: "eu-west-1",
  port,
  clusterDnsAddress: "172.20.0.10",
});
const pods = (key: string) => ({ matchLabels: { "app.kubernetes.io/name": key } });
const tcp = (port: number) => [{ protocol: "TCP", port }];

describe("basePolicy", () => {
  const dns = {
    to: [
      { ipBlock: { cidr: "172.20.0.10/32" } },
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } },
    ],
    ports: [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 53 },
    ],
  };

  it("closes the pods in both directions, but for cluster DNS", () => {
    expect(basePolicy(subject("ad"), false)).toEqual({
      role: "base",
      spec: { podSelector: pods("ad"), policyTypes: ["Ingress", "Egress"], egress: [dns] },
    });
  });

  it("lets those with permissions at AWS reach the Pod Identity agent", () => {
    expect(basePolicy(subject("wishlist"), true).spec.egress).toEqual([
      dns,
      { to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: tcp(80) },
    ]);
  });
});

describe("callerPolicy", () => {
  it("leads to the pods of a service, in the same namespace", () => {
    const email = serviceReachable({
      key: "email",
      namespace: "b",
      spec: { port: 8080, servicePort: 5000 },
    });
    expect(callerPolicy(subject("checkout"), email)).toEqual({
      role: "to-email",
      spec: {
        podSelector: pods("checkout"),
        policyTypes: ["Egress"],
        egress: [{ to: [{ podSelector: pods("email") }], ports: tcp(8080) }],
      },
    });
  });

  it("leads to addresses, without those that are left out", () => {
    const store: Reachable = {
      key: "wishes",
      kind: "keyValueStore",
      binding: () => "",
      reach: (region) => [
        { kind: "addresses", cidrs: ["0.0.0.0/0"], exceptCidrs: ["10.0.0.0/8"], port: 443 },
        {
          kind: "addresses",
          cidrs: [region === "eu-west-1" ? "10.1.0.0/24" : "never"],
          port: 6379,
        },
      ],
      statements: () => [],
    };
    expect(callerPolicy(subject("wishlist"), store).spec.egress).toEqual([
      { to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }], ports: tcp(443) },
      { to: [{ ipBlock: { cidr: "10.1.0.0/24" } }], ports: tcp(6379) },
    ]);
  });
});

describe("calleePolicy and entryPolicy", () => {
  it("let one caller in on the container's port", () => {
    expect(calleePolicy(subject("email"), "checkout")).toEqual({
      role: "from-checkout",
      spec: {
        podSelector: pods("email"),
        policyTypes: ["Ingress"],
        ingress: [{ from: [{ podSelector: pods("checkout") }], ports: tcp(8080) }],
      },
    });
  });

  it("let a load balancer in by its subnets", () => {
    expect(entryPolicy(subject("email"), "public-entry", ["10.1.0.0/24", "10.1.1.0/24"])).toEqual({
      role: "public-entry",
      spec: {
        podSelector: pods("email"),
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [{ ipBlock: { cidr: "10.1.0.0/24" } }, { ipBlock: { cidr: "10.1.1.0/24" } }],
            ports: tcp(8080),
          },
        ],
      },
    });
  });
});

describe("a graph's policies", () => {
  const keys = ["a", "b", "c", "d", "e"];
  const portOf = (key: string) => 8080 + keys.indexOf(key);
  const edges = fc.uniqueArray(fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...keys)), {
    selector: ([from, to]) => `${from}>${to}`,
  });

  /** The policies of a service, as `RegionalMicroservice` asks for them. */
  const plansOf = (key: string, graph: readonly (readonly [string, string])[]): PolicyPlan[] => [
    basePolicy(subject(key, portOf(key)), false),
    ...graph.flatMap(([from, to]) => {
      const target = serviceReachable({ key: to, namespace: "b", spec: { port: portOf(to) } });
      return from === key ? [callerPolicy(subject(key, portOf(key)), target)] : [];
    }),
    ...graph.flatMap(([from, to]) =>
      to === key ? [calleePolicy(subject(key, portOf(key)), from)] : [],
    ),
  ];

  /** Whether Kubernetes would let a packet through: both ends must allow it. */
  const passes = (plans: readonly PolicyPlan[], from: string, to: string, port: number) => {
    const about = (key: string) =>
      plans.filter(({ spec }) => JSON.stringify(spec.podSelector) === JSON.stringify(pods(key)));
    const allowed = (rules: unknown, end: "from" | "to", key: string) =>
      (
        rules as { from?: unknown[]; to?: unknown[]; ports: { port: number }[] }[] | undefined
      )?.some(
        (rule) =>
          rule.ports.some((one) => one.port === port) &&
          rule[end]?.some(
            (peer) => JSON.stringify(peer) === JSON.stringify({ podSelector: pods(key) }),
          ),
      ) ?? false;
    return (
      about(from).some(({ spec }) => allowed(spec.egress, "to", to)) &&
      about(to).some(({ spec }) => allowed(spec.ingress, "from", from))
    );
  };

  it("let through exactly its edges, also in circles", () => {
    fc.assert(
      fc.property(edges, (graph) => {
        const plans = keys.flatMap((key) => plansOf(key, graph));
        for (const from of keys) {
          for (const to of keys) {
            const isEdge = graph.some(([a, b]) => a === from && b === to);
            expect(passes(plans, from, to, portOf(to))).toBe(isEdge);
            expect(passes(plans, from, to, 22)).toBe(false);
          }
        }
      }),
    );
  });

  it("never change when a service comes that uses or is used", () => {
    fc.assert(
      fc.property(edges, fc.constantFrom(...keys), fc.constantFrom(...keys), (graph, from, to) => {
        for (const key of keys) {
          const later = plansOf(key, [...graph, [from, to]]);
          for (const plan of plansOf(key, graph)) expect(later).toContainEqual(plan);
        }
      }),
    );
  });

  it("have names of their own in each service", () => {
    fc.assert(
      fc.property(edges, (graph) => {
        for (const key of keys) {
          const roles = plansOf(key, graph).map(({ role }) => role);
          expect(new Set(roles).size).toBe(roles.length);
        }
      }),
    );
  });
});
