/**
 * Pods that cannot become more than they are: the Pod Security Standard `restricted`, which holds `baseline` too.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/ read 2026-11
 */
import {
  containersOf,
  isPatch,
  podAnnotations,
  podSpec,
  workloadPatchTypes,
  workloadTypes,
} from "./pods";
import { at, isOn, keysAt, listAt, numberAt, textAt, textsAt } from "./read";
import { resourceRule } from "./rule";
import { each, type Check } from "./unknown";

export const podsRestricted = resourceRule({
  name: "pods-restricted",
  description: "Pods keep to the Pod Security Standard `restricted`.",
  rationale: "A container that is taken over must not become root, nor reach its node.",
  severity: "critical",
  remediationSteps:
    "Set runAsNonRoot, seccompProfile RuntimeDefault, allowPrivilegeEscalation false and capabilities.drop [ALL]; use nothing of the host.",
  types: [...workloadTypes, ...workloadPatchTypes],
  judge: ({ type, props }) => {
    const spec = podSpec(type, props);
    return [
      ...hostChecks(spec),
      () => unconfinedByAnnotation(podAnnotations(type, props)),
      ...saying(
        "The pod",
        contextFaults(() => at(spec, "securityContext")),
      ),
      ...containersOf(spec).flatMap(({ name, spec: container }) =>
        saying(`Container ${name}`, [
          ...contextFaults(() => at(container, "securityContext")),
          ...containerFaults(spec, container, isPatch(type)),
          ...hostsAsked(container),
        ]),
      ),
    ];
  },
});

/** What is wrong with something that is named elsewhere. */
type Fault = () => string | undefined;

function saying(subject: string, faults: readonly Fault[]): readonly Check[] {
  return faults.map((fault) => () => {
    const found = fault();
    return found === undefined ? undefined : `${subject} ${found}.`;
  });
}

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

const appArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

/** How AppArmor was told before Kubernetes 1.30. */
function unconfinedByAnnotation(annotations: unknown): readonly Check[] {
  const keys = keysAt(annotations).filter((key) => key.startsWith(appArmorAnnotation));
  return keys.map((key) => () => {
    const profile = textAt(annotations, key) ?? "";
    return /^(?:$|runtime\/default$|localhost\/)/.test(profile)
      ? undefined
      : `Container ${key.slice(appArmorAnnotation.length)} has AppArmor profile ${profile}.`;
  });
}

const confined = ["RuntimeDefault", "Localhost"];
const seLinuxTypes = [
  "",
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
];

/** What a pod's security context may say as little as a container's, whichever of them wins. */
function contextFaults(context: () => unknown): readonly Fault[] {
  const text = (...path: string[]): string => textAt(context(), ...path) ?? "";
  return [
    () =>
      isOn(context(), "windowsOptions", "hostProcess") ? "is a process of its node" : undefined,
    () => {
      const profile = text("appArmorProfile", "type");
      return ["", ...confined].includes(profile) ? undefined : `has AppArmor profile ${profile}`;
    },
    () => {
      const type = text("seLinuxOptions", "type");
      return seLinuxTypes.includes(type) ? undefined : `has SELinux type ${type}`;
    },
    ...["user", "role"].map((key) => () => {
      const found = text("seLinuxOptions", key);
      return found === "" ? undefined : `has SELinux ${key} ${found}`;
    }),
  ];
}

/** A container's own security context wins over its pod's. What a patch does not say, it leaves as it is. */
function containerFaults(pod: unknown, container: unknown, patches: boolean): readonly Fault[] {
  const own = (...path: string[]): unknown => at(container, "securityContext", ...path);
  const effective = (...path: string[]): unknown =>
    own(...path) ?? at(pod, "securityContext", ...path);
  const added = (): readonly string[] => textsAt(own("capabilities", "add"));
  const demand = (found: unknown, isMet: boolean, fault: string): string | undefined =>
    isMet || (patches && found === undefined) ? undefined : fault;
  const nonRoot = (): unknown => effective("runAsNonRoot");
  const escalation = (): unknown => own("allowPrivilegeEscalation");
  const dropped = (): unknown => own("capabilities", "drop");
  const seccomp = (): string | undefined => textAt(effective("seccompProfile"), "type");
  return [
    () => demand(nonRoot(), nonRoot() === true, "may run as root"),
    () => (numberAt(effective("runAsUser")) === 0 ? "runs as root" : undefined),
    () => (own("privileged") === true ? "is privileged" : undefined),
    () => (own("procMount") === "Unmasked" ? "sees all of /proc" : undefined),
    () =>
      listAt(container, "ports").some((port) => (numberAt(port, "hostPort") ?? 0) > 0)
        ? "takes a port of its node"
        : undefined,
    () => demand(escalation(), escalation() === false, "may gain more rights than it has"),
    () => demand(dropped(), textsAt(dropped()).includes("ALL"), "drops not all capabilities"),
    () =>
      added().every((capability) => capability === "NET_BIND_SERVICE")
        ? undefined
        : `adds ${added().join(", ")}`,
    () => demand(seccomp(), confined.includes(seccomp() ?? ""), "has no seccomp profile"),
  ];
}

const asking = [
  ["startupProbe"],
  ["readinessProbe"],
  ["livenessProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
];

/** The node asks on a container's behalf: whom, is the pod itself and not the container's to say. */
function hostsAsked(container: unknown): readonly Fault[] {
  return asking.flatMap((path) =>
    ["httpGet", "tcpSocket"].map((way) => () => {
      const host = textAt(container, ...path, way, "host") ?? "";
      return host === "" ? undefined : `has its node ask ${host} in ${path.join(".")}`;
    }),
  );
}
