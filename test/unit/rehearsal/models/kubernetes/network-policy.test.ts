import { networkPolicyModel } from "../../../../../rehearsal/models/kubernetes/network-policy";
import type { Properties } from "../../../../../rehearsal/world/model";
import { clusterWorld, inShop, refusalOf, withAt, type BadField } from "./cluster";

describe("NetworkPolicy", () => {
  const policy: Properties = {
    metadata: inShop("cart"),
    spec: {
      podSelector: { matchLabels: { app: "cart" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: "frontend" } } }],
          ports: [{ protocol: "TCP", port: 7070 }],
        },
      ],
      egress: [
        { to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }] },
        { to: [{ ipBlock: { cidr: "fd00:ec2::23/128" } }], ports: [{ port: 53, endPort: 54 }] },
      ],
    },
  };
  const from = ["spec", "ingress", 0, "from", 0] as const;
  const port = ["spec", "ingress", 0, "ports", 0] as const;
  const block = ["spec", "egress", 0, "to", 0, "ipBlock"] as const;

  it("is accepted, and says which directions it means", () => {
    const implied = withAt(policy, ["spec", "policyTypes"], undefined);
    expect(clusterWorld().create(networkPolicyModel.type, implied).outputs["spec"]).toMatchObject({
      policyTypes: ["Ingress", "Egress"],
    });
  });

  it.each<BadField>([
    [
      "a peer that is none",
      from,
      {},
      "spec.ingress[0].from[0]: Required value: must specify a peer",
    ],
    [
      "a peer of two kinds",
      [...from, "ipBlock"],
      { cidr: "10.0.0.0/8" },
      "spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer",
    ],
    [
      "a selector's bad label",
      [...from, "podSelector", "matchLabels", "app"],
      "a b",
      'spec.ingress[0].from[0].podSelector.matchLabels: Invalid value: "a b"',
    ],
    [
      "a block that is none",
      [...block, "cidr"],
      "10.0.0.0",
      'spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0.0": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    ["a block too narrow", [...block, "cidr"], "10.0.0.0/33", "must be a valid CIDR value"],
    [
      "an exception outside",
      [...block, "except", 0],
      "11.0.0.0/16",
      'spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`',
    ],
    [
      "an exception of everything",
      [...block, "except", 0],
      "10.0.0.0/8",
      "must be a strict subset of `cidr`",
    ],
    [
      "a port out of range",
      [...port, "port"],
      0,
      "spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
    ],
    ["a port's bad name", [...port, "port"], "a-very-long-port", "must be no more than 15 bytes"],
    [
      "a range that ends first",
      [...port, "endPort"],
      7069,
      "spec.ingress[0].ports[0].endPort: Invalid value: 7069: must be greater than or equal to `port`",
    ],
    [
      "a range from nowhere",
      port,
      { endPort: 80 },
      "endPort: Invalid value: 80: may not be specified when `port` is not specified",
    ],
    [
      "a protocol",
      [...port, "protocol"],
      "HTTP",
      'protocol: Unsupported value: "HTTP": supported values: "TCP", "UDP", "SCTP"',
    ],
    [
      "a direction",
      ["spec", "policyTypes"],
      ["Inbound"],
      'spec.policyTypes[0]: Unsupported value: "Inbound": supported values: "Ingress", "Egress"',
    ],
    [
      "three directions",
      ["spec", "policyTypes"],
      ["Ingress", "Egress", "Ingress"],
      "may not specify more than two policyTypes",
    ],
  ])("refuses %s", (_what, path, value, words) => {
    const inputs = withAt(policy, path, value);
    expect(
      refusalOf(() => clusterWorld().create(networkPolicyModel.type, inputs)).message,
    ).toContain(words);
  });
});
