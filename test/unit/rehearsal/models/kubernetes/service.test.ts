import fc from "fast-check";
import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { serviceModel } from "../../../../../rehearsal/models/kubernetes/service";
import type { Properties } from "../../../../../rehearsal/world/model";
import { cartService, clusterWorld, inShop, refusalOf, withAt } from "./cluster";

const type = kinds.Service.type;
const spec = (object: { outputs: Properties }) => object.outputs["spec"] as Properties;

describe("Service", () => {
  it.each<[string, readonly (string | number)[], Properties[string] | undefined, string]>([
    [
      "an address that is none",
      ["spec", "clusterIP"],
      "any",
      'spec.clusterIPs[0]: Invalid value: "any": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      "no ports",
      ["spec", "ports"],
      undefined,
      'Service "cart" is invalid: spec.ports: Required value',
    ],
    ["an empty list of ports", ["spec", "ports"], [], "spec.ports: Required value"],
    [
      "one of two ports unnamed",
      ["spec", "ports"],
      [{ name: "grpc", port: 1 }, { port: 2 }],
      "spec.ports[1].name: Required value",
    ],
    [
      "a port twice",
      ["spec", "ports"],
      [
        { name: "a", port: 80 },
        { name: "b", port: 80 },
      ],
      'spec.ports[1]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}',
    ],
    [
      "a name twice",
      ["spec", "ports"],
      [
        { name: "a", port: 80 },
        { name: "a", port: 81 },
      ],
      'spec.ports[1].name: Duplicate value: "a"',
    ],
    [
      "a port out of range",
      ["spec", "ports", 0, "port"],
      0,
      "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
    ],
    [
      "a target that no port can be called",
      ["spec", "ports", 0, "targetPort"],
      "a-very-long-port",
      "spec.ports[0].targetPort: Invalid value:",
    ],
    [
      "another protocol",
      ["spec", "ports", 0, "protocol"],
      "HTTP",
      'spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    ],
    [
      "a node's port out of range",
      ["spec", "ports", 0, "nodePort"],
      80,
      "The range of valid ports is 30000-32767",
    ],
    [
      "another type",
      ["spec", "type"],
      "Internal",
      'spec.type: Unsupported value: "Internal": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [
      "an external name that is missing",
      ["spec", "type"],
      "ExternalName",
      "spec.externalName: Required value",
    ],
    [
      "a selector's bad label",
      ["spec", "selector", "app"],
      "a b",
      'spec.selector: Invalid value: "a b"',
    ],
    [
      "an affinity",
      ["spec", "sessionAffinity"],
      "Cookie",
      'spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"',
    ],
    [
      "an address of another range",
      ["spec", "clusterIP"],
      "10.0.0.1",
      "failed to allocate IP 10.0.0.1: the provided IP (10.0.0.1) is not in the valid range. The range of valid IPs is 172.20.0.0/16",
    ],
    [
      "a name that starts with a digit",
      ["metadata", "name"],
      "1cart",
      'metadata.name: Invalid value: "1cart": a DNS-1035 label',
    ],
  ])("refuses %s", (_what, path, value, words) => {
    const inputs = withAt(cartService, path, value);
    expect(refusalOf(() => clusterWorld().create(type, inputs)).message).toContain(words);
  });

  it("says that a load balancer of its own is not rehearsed", () => {
    const inputs = withAt(cartService, ["spec", "type"], "LoadBalancer");
    const refused = refusalOf(() => clusterWorld().create(type, inputs));
    expect(refused).toMatchObject({ code: "NotModelled" });
    expect(refused.message).toContain("TargetGroupBinding");
  });

  it("gets an address of the cluster's range and the server's defaults", () => {
    const made = clusterWorld().create(type, cartService);
    expect(made.outputs).toMatchObject({
      spec: { type: "ClusterIP", ports: [{ protocol: "TCP", targetPort: "grpc", port: 7070 }] },
      status: { loadBalancer: {} },
    });
    expect(spec(made)["clusterIP"]).toMatch(/^172\.20\.\d+\.\d+$/);
    expect(spec(made)["clusterIPs"]).toEqual([spec(made)["clusterIP"]]);
  });

  it("keeps its address over an update", () => {
    const world = clusterWorld();
    const made = world.create(type, cartService);
    const address = spec(made)["clusterIP"];
    expect(
      spec(world.update(made, withAt(cartService, ["spec", "ports", 0, "port"], 80)))["clusterIP"],
    ).toBe(address);
  });

  it("may be headless", () => {
    const headless = withAt(
      withAt(cartService, ["spec", "clusterIP"], "None"),
      ["spec", "ports"],
      undefined,
    );
    expect(spec(clusterWorld().create(type, headless))["clusterIP"]).toBe("None");
  });

  it("is replaced when its address changes, and an address is never given twice", () => {
    expect(serviceModel.replaceOn).toContain("spec.clusterIP");
    const world = clusterWorld();
    const fixed = withAt(cartService, ["spec", "clusterIP"], "172.20.7.7");
    const made = world.create(type, fixed);
    const second = withAt(fixed, ["metadata", "name"], "second");
    expect(refusalOf(() => world.create(type, second)).message).toContain(
      "provided IP is already allocated",
    );
    expect(
      refusalOf(() => world.update(made, withAt(fixed, ["spec", "clusterIP"], "172.20.7.8")))
        .message,
    ).toContain("may not change once set");
  });

  it("gives every Service another address, none of them the server's or the resolver's", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (count) => {
        const world = clusterWorld({ kubernetesNetworkConfig: { serviceIpv4Cidr: "10.9.8.0/28" } });
        const addresses = Array.from(
          { length: count },
          (_one, index) =>
            spec(world.create(type, { ...cartService, metadata: inShop(`s${index}`) }))[
              "clusterIP"
            ],
        );
        expect(new Set(addresses).size).toBe(count);
        for (const reserved of ["10.9.8.0", "10.9.8.1", "10.9.8.10", "10.9.8.15"])
          expect(addresses).not.toContain(reserved);
      }),
      { numRuns: 20 },
    );
  });

  it("runs out of addresses as the real one does", () => {
    const world = clusterWorld({ kubernetesNetworkConfig: { serviceIpv4Cidr: "10.9.8.0/28" } });
    for (let index = 0; index < 12; index += 1)
      world.create(type, { ...cartService, metadata: inShop(`s${index}`) });
    expect(refusalOf(() => world.create(type, cartService)).message).toContain("range is full");
  });
});
