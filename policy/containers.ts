/** What every container says about itself: size, health, rights, and which code it runs. */
import { containersOf, podSpec, servingTypes, workloadTypes } from "./pods";
import { at, isOn, keysAt, listAt, numberAt, textAt, textsAt } from "./read";
import { resourceRule } from "./rule";
import { each, type Check } from "./unknown";

interface ResourceParameters {
  readonly requests: readonly string[];
  readonly limits: readonly string[];
}

const resourceNames = (preset: readonly string[], description: string) => ({
  type: "array" as const,
  items: { type: "string" as const },
  default: [...preset],
  description,
});

export const containersStateTheirSize = resourceRule<ResourceParameters>({
  name: "containers-state-their-size",
  description: "Every container requests CPU and memory, and has a limit of memory.",
  rationale: "Nodes are chosen, and pods are spared or evicted, by what containers say they need.",
  severity: "high",
  remediationSteps: "Set resources.requests and resources.limits of the container.",
  configSchema: {
    properties: {
      requests: resourceNames(["cpu", "memory"], "What must be requested."),
      limits: resourceNames(["memory"], "What must be limited; a limit of CPU throttles."),
    },
  },
  types: workloadTypes,
  judge: ({ type, props, config }) =>
    containersOf(podSpec(type, props)).flatMap(({ name, spec }) =>
      (["requests", "limits"] as const).flatMap((kind) =>
        config[kind].map(
          (resource) => () =>
            at(spec, "resources", kind, resource) === undefined
              ? `Container ${name} has no ${kind}.${resource}.`
              : undefined,
        ),
      ),
    ),
});

export const containersAnswerProbes = resourceRule({
  name: "containers-answer-probes",
  description: "A container that serves a port has a readiness and a liveness probe.",
  rationale: "Without them traffic goes to pods that cannot answer, and a stuck pod stays stuck.",
  severity: "high",
  remediationSteps: "Add readinessProbe and livenessProbe; a readiness probe asks no other region.",
  types: servingTypes,
  judge: ({ type, props }) =>
    containersOf(podSpec(type, props))
      .filter(({ lasting, spec }) => lasting && listAt(spec, "ports").length > 0)
      .flatMap(({ name, spec }) =>
        ["readinessProbe", "livenessProbe"].map(
          (probe) => () =>
            at(spec, probe) === undefined ? `Container ${name} has no ${probe}.` : undefined,
        ),
      ),
});

interface ImageParameters {
  readonly requireDigest: boolean;
}

export const imagesPinned = resourceRule<ImageParameters>({
  name: "images-pinned",
  description: "Every image is named by a digest, or by a tag other than latest.",
  rationale:
    "Regions that pull at different times must run the same code, and a rollback the former.",
  severity: "high",
  remediationSteps: "Write <image>:<version>, or <image>@sha256:<digest>.",
  configSchema: {
    properties: {
      requireDigest: {
        type: "boolean",
        default: false,
        description: "Whether a tag is not enough, because its owner can move it.",
      },
    },
  },
  types: workloadTypes,
  judge: ({ type, props, config }) =>
    containersOf(podSpec(type, props)).map(({ name, spec }) => () => {
      const image = textAt(spec, "image");
      // Kubernetes itself refuses a container without any.
      if (image === undefined) return undefined;
      const fault = imageFault(image, config.requireDigest);
      return fault === undefined ? undefined : `Container ${name} runs ${image}, which ${fault}.`;
    }),
});

function imageFault(image: string, requireDigest: boolean): string | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
  if (requireDigest) return "has no digest";
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  if (tag === undefined) return "has neither tag nor digest";
  return tag === "latest" ? "is whatever was pushed last" : undefined;
}

export const podsRestricted = resourceRule({
  name: "pods-restricted",
  description: "Pods keep to the Pod Security Standard `restricted`.",
  rationale: "A container that is taken over must not become root, nor reach its node.",
  severity: "critical",
  remediationSteps:
    "Set runAsNonRoot, seccompProfile RuntimeDefault, allowPrivilegeEscalation false and capabilities.drop [ALL]; use nothing of the host.",
  types: workloadTypes,
  judge: ({ type, props }) => {
    const spec = podSpec(type, props);
    return [
      ...hostChecks(spec),
      ...containersOf(spec).flatMap(({ name, spec: container }) =>
        containerFaults(spec, container).map((fault) => () => {
          const found = fault();
          return typeof found === "string" ? `Container ${name} ${found}.` : undefined;
        }),
      ),
    ];
  },
});

function hostChecks(spec: unknown): readonly Check[] {
  return [
    ...["hostNetwork", "hostPID", "hostIPC"].map(
      (key) => () => (isOn(spec, key) ? `The pod sets ${key}.` : undefined),
    ),
    () => each(listAt(spec, "volumes"), foreignVolume),
    () =>
      each(listAt(spec, "securityContext", "sysctls"), (sysctl) => {
        const name = textAt(sysctl, "name") ?? "";
        return safeSysctls.has(name) ? undefined : `The pod sets the kernel's ${name}.`;
      }),
  ];
}

// https://kubernetes.io/docs/concepts/security/pod-security-standards/, Restricted (read 2026-11)
const volumeKinds = new Set(
  "configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret".split(" "),
);
const safeSysctls = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_syncookies",
]);

function foreignVolume(volume: unknown): string | undefined {
  const kinds = keysAt(volume).filter((key) => key !== "name" && !volumeKinds.has(key));
  const name = textAt(volume, "name") ?? "";
  if (kinds.includes("hostPath")) return `Volume ${name} is a path of the node.`;
  return kinds.length === 0 ? undefined : `Volume ${name} is of the kind ${kinds.join(", ")}.`;
}

/** A container's own security context wins over its pod's. */
function containerFaults(pod: unknown, container: unknown): readonly Check[] {
  const own = (...path: string[]): unknown => at(container, "securityContext", ...path);
  const effective = (...path: string[]): unknown =>
    own(...path) ?? at(pod, "securityContext", ...path);
  const added = (): readonly string[] => textsAt(own("capabilities", "add"));
  return [
    () => (effective("runAsNonRoot") === true ? undefined : "may run as root"),
    () => (numberAt(effective("runAsUser")) === 0 ? "runs as root" : undefined),
    () => (own("privileged") === true ? "is privileged" : undefined),
    () => (own("procMount") === "Unmasked" ? "sees all of /proc" : undefined),
    () =>
      listAt(container, "ports").some((port) => (numberAt(port, "hostPort") ?? 0) > 0)
        ? "takes a port of its node"
        : undefined,
    () =>
      own("allowPrivilegeEscalation") === false ? undefined : "may gain more rights than it has",
    () =>
      textsAt(own("capabilities", "drop")).includes("ALL")
        ? undefined
        : "drops not all capabilities",
    () =>
      added().every((capability) => capability === "NET_BIND_SERVICE")
        ? undefined
        : `adds ${added().join(", ")}`,
    () =>
      ["RuntimeDefault", "Localhost"].includes(textAt(effective("seccompProfile"), "type") ?? "")
        ? undefined
        : "has no seccomp profile",
  ];
}

export const imagesScanned = resourceRule({
  name: "images-scanned",
  description: "A repository scans its images when they are pushed.",
  rationale: "Known holes are cheapest to close before the first pod runs.",
  severity: "medium",
  remediationSteps: "Set imageScanningConfiguration.scanOnPush.",
  types: ["aws:ecr/repository:Repository"],
  judge: ({ props }) =>
    isOn(props, "imageScanningConfiguration", "scanOnPush")
      ? undefined
      : "Its images are not scanned when they are pushed.",
});
