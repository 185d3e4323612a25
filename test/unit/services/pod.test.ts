import { drainSeconds, podTemplate, type PodArgs } from "../../../components/services/pod";
import type { MicroserviceSpec } from "../../../components/services/declarations";
import { grpcSpec, httpSpec, silentSpec } from "../../support/service-specs";

/** The template as plain data: there is no output in it that is not in its arguments. */
interface Template {
  readonly metadata: { readonly labels: Record<string, string> };
  readonly spec: Record<string, unknown> & {
    readonly containers: readonly Record<string, unknown>[];
  };
}

const template = (spec: MicroserviceSpec, changes: Partial<PodArgs> = {}): Template => {
  const args = {
    key: "cart",
    system: "boutique",
    spec,
    image: "example.com/cart:v1",
    environment: {},
  };
  return JSON.parse(JSON.stringify(podTemplate({ ...args, ...changes }))) as Template;
};
const container = (spec: MicroserviceSpec, changes: Partial<PodArgs> = {}) =>
  template(spec, changes).spec.containers[0] ?? {};

describe("podTemplate", () => {
  it("is admitted by the restricted Pod Security Standard", () => {
    for (const spec of [grpcSpec(), httpSpec(), silentSpec()]) {
      expect(template(spec).spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        serviceAccountName: "cart",
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          seccompProfile: { type: "RuntimeDefault" },
        },
      });
      expect(container(spec)["securityContext"]).toEqual({
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      for (const forbidden of ["hostNetwork", "hostPID", "hostIPC", "volumes"]) {
        expect(template(spec).spec).not.toHaveProperty(forbidden);
      }
    }
  });

  it("spreads over zones first, then nodes, without ever holding a pod back", () => {
    const labelSelector = { matchLabels: { "app.kubernetes.io/name": "cart" } };
    const constraint = { maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway", labelSelector };
    expect(template(grpcSpec()).spec["topologySpreadConstraints"]).toEqual([
      { topologyKey: "topology.kubernetes.io/zone", ...constraint },
      { topologyKey: "kubernetes.io/hostname", ...constraint },
    ]);
    expect(template(grpcSpec()).metadata.labels).toMatchObject(labelSelector.matchLabels);
  });

  it("writes amounts as the API server does", () => {
    const resources = {
      cpuMillicores: { request: 100, limit: 2000 },
      memoryMiB: { request: 64, limit: 2048 },
    };
    expect(container(grpcSpec({ resources }))["resources"]).toEqual({
      requests: { cpu: "100m", memory: "64Mi" },
      limits: { cpu: "2", memory: "2Gi" },
    });
  });

  it("sorts the environment, so that the order of declarations moves no pod", () => {
    const environment = { PORT: "1", ADDRESS: "cart:7070", LEVEL: "info" };
    expect(container(grpcSpec(), { environment })["env"]).toEqual([
      { name: "ADDRESS", value: "cart:7070" },
      { name: "LEVEL", value: "info" },
      { name: "PORT", value: "1" },
    ]);
  });
});

describe("probes", () => {
  it("use gRPC's own health protocol", () => {
    const spec = grpcSpec({ probes: { readiness: { initialDelaySeconds: 15, periodSeconds: 5 } } });
    expect(container(spec)).toMatchObject({
      ports: [{ name: "grpc", containerPort: 7070, protocol: "TCP" }],
      readinessProbe: { grpc: { port: 7070 }, initialDelaySeconds: 15, periodSeconds: 5 },
      livenessProbe: { grpc: { port: 7070 }, initialDelaySeconds: 0, periodSeconds: 10 },
    });
    expect(container(spec)["readinessProbe"]).not.toHaveProperty("httpGet");
  });

  it("ask HTTP by path and headers, each probe with its own", () => {
    const readiness = { path: "/_healthz", headers: { Cookie: "shop_session-id=x" } };
    expect(container(httpSpec({ probes: { readiness } }))).toMatchObject({
      readinessProbe: {
        httpGet: {
          path: "/_healthz",
          port: 8080,
          httpHeaders: [{ name: "Cookie", value: "shop_session-id=x" }],
        },
      },
      livenessProbe: { httpGet: { path: "/", port: 8080 } },
    });
  });

  it("are not there where nothing listens", () => {
    const silent = container(silentSpec());
    for (const absent of ["ports", "readinessProbe", "livenessProbe", "lifecycle"]) {
      expect(silent).not.toHaveProperty(absent);
    }
  });
});

describe("the end of a pod", () => {
  it("goes on serving until load balancers have noticed, before its own grace begins", () => {
    expect(drainSeconds).toBe(20);
    const spec = grpcSpec({ terminationGraceSeconds: 5 });
    expect(container(spec)["lifecycle"]).toEqual({ preStop: { sleep: { seconds: drainSeconds } } });
    expect(template(spec).spec["terminationGracePeriodSeconds"]).toBe(5 + drainSeconds);
    expect(template(grpcSpec()).spec["terminationGracePeriodSeconds"]).toBe(30 + drainSeconds);
  });

  it("waits for nobody where nothing is served", () => {
    const spec = silentSpec({ terminationGraceSeconds: 5 });
    expect(template(spec).spec["terminationGracePeriodSeconds"]).toBe(5);
  });
});
