import { kinds } from "../../../../../rehearsal/models/kubernetes/kinds";
import { cart, clusterWorld, refusalOf, withAt, type BadField } from "./cluster";

const template = ["spec", "template"] as const;
const pod = [...template, "spec"] as const;
const container = [...pod, "containers", 0] as const;
const at = "spec.template.spec.containers[0]";

describe("probes and hooks", () => {
  it.each<BadField>([
    [
      "a probe without handler",
      [...container, "readinessProbe"],
      { periodSeconds: 5 },
      `${at}.readinessProbe: Required value: must specify a handler type`,
    ],
    [
      "a probe with two handlers",
      [...container, "livenessProbe"],
      { grpc: { port: 7070 }, tcpSocket: { port: 7070 } },
      `${at}.livenessProbe.grpc: Forbidden: may not specify more than 1 handler type`,
    ],
    [
      "a gRPC probe's bad port",
      [...container, "readinessProbe", "grpc", "port"],
      0,
      `${at}.readinessProbe.grpc.port: Invalid value: 0: must be between 1 and 65535, inclusive`,
    ],
    [
      "a probe's negative timing",
      [...container, "readinessProbe", "initialDelaySeconds"],
      -1,
      `${at}.readinessProbe.initialDelaySeconds: Invalid value: -1: must be greater than or equal to 0`,
    ],
    [
      "a liveness probe with two successes",
      [...container, "livenessProbe"],
      { grpc: { port: 7070 }, successThreshold: 2 },
      `${at}.livenessProbe.successThreshold: Invalid value: 2: must be 1`,
    ],
    [
      "a hook without handler",
      [...container, "lifecycle"],
      { preStop: {} },
      `${at}.lifecycle.preStop: Required value: must specify a handler type`,
    ],
    [
      "a pause longer than the pod may take",
      [...container, "lifecycle"],
      { preStop: { sleep: { seconds: 31 } } },
      `${at}.lifecycle.preStop: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)`,
    ],
    [
      "an HTTP header's bad name",
      [...container, "livenessProbe"],
      { httpGet: { port: 8080, httpHeaders: [{ name: "a b", value: "" }] } },
      `${at}.livenessProbe.httpGet.httpHeaders: Invalid value: "a b": a valid HTTP header`,
    ],
    [
      "another scheme than HTTP",
      [...container, "livenessProbe"],
      { httpGet: { port: 8080, scheme: "FTP" } },
      `${at}.livenessProbe.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"`,
    ],
    [
      "nothing to execute",
      [...container, "livenessProbe"],
      { exec: { command: [] } },
      `${at}.livenessProbe.exec.command: Required value`,
    ],
  ])("are refused for %s", (_what, path, value, words) => {
    const inputs = withAt(cart, path, value);
    expect(refusalOf(() => clusterWorld().create(kinds.Deployment.type, inputs)).message).toContain(
      words,
    );
  });

  it("may pause as long as the pod has", () => {
    const paused = withAt(cart, [...container, "lifecycle"], {
      preStop: { sleep: { seconds: 40 } },
    });
    const inputs = withAt(paused, [...pod, "terminationGracePeriodSeconds"], 40);
    expect(clusterWorld().create(kinds.Deployment.type, inputs).id).toBe("shop/cart");
  });
});
