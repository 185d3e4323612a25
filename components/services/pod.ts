/** What runs in a service's pods: the container, its probes, and how it is locked down. Pure. */
import type * as inputs from "@pulumi/kubernetes/types/input";
import type * as pulumi from "@pulumi/pulumi";

import { cpuQuantity, memoryQuantity } from "../conventions/units";
import { healthTiming } from "../routing/target";
import type { MicroserviceSpec, Probe, Resources, ServingSpec } from "./declarations";
import { labels, selectorLabels } from "./labels";

/** What a pod is made from. */
export interface PodArgs {
  readonly key: string;
  readonly system: string;
  readonly spec: MicroserviceSpec;
  readonly image: pulumi.Input<string>;
  /** All environment variables, those of `uses` included. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The user and group that every container runs as; none of the images needs another. */
const unprivilegedId = 1000;
const defaults = { terminationGraceSeconds: 30, probePeriodSeconds: 10 } as const;

/**
 * Seconds that a pod goes on serving after it was told to stop: as long as a load balancer that hears of it
 * by its health checks alone may still send it requests. What the service declares as its own grace comes
 * after it.
 */
export const drainSeconds = healthTiming.interval * healthTiming.unhealthyThreshold;

/** The pod template of a service. */
export function podTemplate(args: PodArgs): inputs.core.v1.PodTemplateSpec {
  const { key, system, spec } = args;
  const grace = spec.terminationGraceSeconds ?? defaults.terminationGraceSeconds;
  return {
    metadata: { labels: labels(key, system) },
    spec: {
      serviceAccountName: key,
      automountServiceAccountToken: false,
      // Variables for every Service of the namespace would tell a pod of what it does not use.
      enableServiceLinks: false,
      terminationGracePeriodSeconds: spec.protocol === "none" ? grace : grace + drainSeconds,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: unprivilegedId,
        runAsGroup: unprivilegedId,
        fsGroup: unprivilegedId,
        seccompProfile: { type: "RuntimeDefault" },
      },
      topologySpreadConstraints: spread(key),
      containers: [container(args)],
    },
  };
}

/**
 * Zones first and evenly, then nodes. A zone that is lost must not keep the others from scaling up, and so
 * neither constraint is binding.
 */
function spread(key: string): inputs.core.v1.TopologySpreadConstraint[] {
  return ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: selectorLabels(key) },
  }));
}

function container({ key, spec, image, environment }: PodArgs): inputs.core.v1.Container {
  return {
    name: key,
    image,
    env: Object.keys(environment)
      .sort()
      .map((name) => ({ name, value: environment[name] })),
    resources: quantities(spec.resources),
    securityContext: {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    ...(spec.protocol === "none" ? {} : serving(spec)),
  };
}

function quantities({ cpuMillicores, memoryMiB }: Resources): inputs.core.v1.ResourceRequirements {
  return {
    requests: {
      cpu: cpuQuantity(cpuMillicores.request),
      memory: memoryQuantity(memoryMiB.request),
    },
    limits: { cpu: cpuQuantity(cpuMillicores.limit), memory: memoryQuantity(memoryMiB.limit) },
  };
}

function serving(spec: ServingSpec): Partial<inputs.core.v1.Container> {
  return {
    ports: [{ name: spec.protocol, containerPort: spec.port, protocol: "TCP" }],
    readinessProbe: probe(spec, spec.probes?.readiness),
    livenessProbe: probe(spec, spec.probes?.liveness),
    // The kubelet's own pause: images without a shell have no `sleep` to run.
    lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
  };
}

function probe({ protocol, port }: ServingSpec, probe: Probe = {}): inputs.core.v1.Probe {
  const timing = {
    initialDelaySeconds: probe.initialDelaySeconds ?? 0,
    periodSeconds: probe.periodSeconds ?? defaults.probePeriodSeconds,
  };
  if (protocol === "grpc") return { ...timing, grpc: { port } };
  const httpHeaders = Object.entries(probe.headers ?? {}).map(([name, value]) => ({ name, value }));
  const headers = httpHeaders.length === 0 ? {} : { httpHeaders };
  return { ...timing, httpGet: { path: probe.path ?? "/", port, ...headers } };
}
