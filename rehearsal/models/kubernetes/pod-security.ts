/**
 * Pod Security admission: what a namespace's `pod-security.kubernetes.io/enforce` label keeps a pod from.
 * Windows pods and AppArmor, SELinux and sysctl settings are not looked at.
 * Source: kubernetes/pod-security-admission policy/check_*.go and registry.go (read 2026-11).
 */
import type { Properties } from "../../world/model";
import { containersOf } from "./containers";
import { at, blockAt, flagAt, isGiven, listAt, numberAt, textAt, textsAt } from "./values";

export type Level = "privileged" | "baseline" | "restricted";

/** A reason and, in brackets, its detail; undefined where the check passes. */
type Check = (pod: Properties) => string | undefined;

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

function counted(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? "" : "s"} ${quoted(names)}`;
}

function sorted(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].sort();
}

function namesOf(containers: readonly Properties[]): readonly string[] {
  return containers.map((container) => textAt(container, "name") ?? "");
}

function offenders(pod: Properties, bad: (container: Properties) => boolean): readonly string[] {
  return namesOf(containersOf(pod).filter(bad));
}

const hostNamespaces: Check = (pod) => {
  const used = ["hostNetwork", "hostPID", "hostIPC"].filter((field) => flagAt(pod, field) === true);
  return used.length === 0
    ? undefined
    : `host namespaces (${used.map((field) => `${field}=true`).join(", ")})`;
};

const hostPaths: Check = (pod) => {
  const volumes = listAt(pod, "volumes").filter((volume) => isGiven(volume, "hostPath"));
  const names = volumes.map((volume) => textAt(volume, "name") ?? "");
  return names.length === 0 ? undefined : `hostPath volumes (${counted("volume", names)})`;
};

const hostPorts: Check = (pod) => {
  const portsOf = (container: Properties) =>
    listAt(container, "ports")
      .map((port) => numberAt(port, "hostPort") ?? 0)
      .filter((port) => port !== 0)
      .map(String);
  const bad = offenders(pod, (container) => portsOf(container).length > 0);
  if (bad.length === 0) return undefined;
  const ports = sorted(containersOf(pod).flatMap(portsOf));
  const verb = bad.length === 1 ? "uses" : "use";
  const noun = ports.length === 1 ? "hostPort" : "hostPorts";
  return `hostPort (${counted("container", bad)} ${verb} ${noun} ${ports.join(", ")})`;
};

const privileged: Check = (pod) => {
  const bad = offenders(
    pod,
    (container) => flagAt(container, "securityContext", "privileged") === true,
  );
  return bad.length === 0
    ? undefined
    : `privileged (${counted("container", bad)} must not set securityContext.privileged=true)`;
};

const defaultCapabilities = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

function addedBeyond(pod: Properties, allowed: readonly string[]) {
  const extra = (container: Properties) =>
    textsAt(container, "securityContext", "capabilities", "add").filter(
      (capability) => !allowed.includes(capability),
    );
  const bad = offenders(pod, (container) => extra(container).length > 0);
  const capabilities = sorted(containersOf(pod).flatMap(extra));
  return bad.length === 0
    ? undefined
    : `${counted("container", bad)} must not include ${quoted(capabilities)} in securityContext.capabilities.add`;
}

const baselineCapabilities: Check = (pod) => {
  const detail = addedBeyond(pod, defaultCapabilities);
  return detail === undefined ? undefined : `non-default capabilities (${detail})`;
};

const restrictedCapabilities: Check = (pod) => {
  const missing = offenders(
    pod,
    (container) =>
      !textsAt(container, "securityContext", "capabilities", "drop").includes("ALL") &&
      !isUnknownList(container),
  );
  const added = addedBeyond(pod, ["NET_BIND_SERVICE"]);
  const details = [
    ...(missing.length === 0
      ? []
      : [`${counted("container", missing)} must set securityContext.capabilities.drop=["ALL"]`]),
    ...(added === undefined ? [] : [added]),
  ];
  return details.length === 0 ? undefined : `unrestricted capabilities (${details.join("; ")})`;
};

function isUnknownList(container: Properties): boolean {
  const path = ["securityContext", "capabilities", "drop"] as const;
  return isGiven(container, ...path) && at(container, ...path) === undefined;
}

const escalation: Check = (pod) => {
  const bad = offenders(
    pod,
    (container) => flagAt(container, "securityContext", "allowPrivilegeEscalation") !== false,
  );
  return bad.length === 0
    ? undefined
    : `allowPrivilegeEscalation != false (${counted("container", bad)} must set securityContext.allowPrivilegeEscalation=false)`;
};

const plainVolumes = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const volumeTypes: Check = (pod) => {
  const sourceOf = (volume: Properties) =>
    Object.keys(volume).find((key) => key !== "name") ?? "unknown";
  const bad = listAt(pod, "volumes")
    .map((volume) => blockAt(volume))
    .filter((volume) => !plainVolumes.includes(sourceOf(volume)));
  if (bad.length === 0) return undefined;
  const types = sorted(bad.map(sourceOf));
  const verb = bad.length === 1 ? "uses" : "use";
  const noun = types.length === 1 ? "restricted volume type" : "restricted volume types";
  return `restricted volume types (${counted("volume", namesOf(bad))} ${verb} ${noun} ${quoted(types)})`;
};

/** "pod and container "x" must not set ..." for what sets a bad value, "pod or container "x" must set ..." for what sets none. */
const nonRoot: Check = (pod) => {
  const own = flagAt(pod, "securityContext", "runAsNonRoot");
  const explicit = offenders(
    pod,
    (container) => flagAt(container, "securityContext", "runAsNonRoot") === false,
  );
  const setters = [
    ...(own === false ? ["pod"] : []),
    ...(explicit.length === 0 ? [] : [counted("container", explicit)]),
  ];
  if (setters.length > 0)
    return `runAsNonRoot != true (${setters.join(" and ")} must not set securityContext.runAsNonRoot=false)`;
  const silent = offenders(
    pod,
    (container) => own !== true && !isGiven(container, "securityContext", "runAsNonRoot"),
  );
  return silent.length === 0
    ? undefined
    : `runAsNonRoot != true (pod or ${counted("container", silent)} must set securityContext.runAsNonRoot=true)`;
};

const rootUser: Check = (pod) => {
  const explicit = offenders(
    pod,
    (container) => numberAt(container, "securityContext", "runAsUser") === 0,
  );
  const setters = [
    ...(numberAt(pod, "securityContext", "runAsUser") === 0 ? ["pod"] : []),
    ...(explicit.length === 0 ? [] : [counted("container", explicit)]),
  ];
  return setters.length === 0
    ? undefined
    : `runAsUser=0 (${setters.join(" and ")} must not set runAsUser=0)`;
};

const seccomp: Check = (pod) => {
  const path = ["securityContext", "seccompProfile", "type"] as const;
  const good = (type: string | undefined) =>
    type === undefined || type === "RuntimeDefault" || type === "Localhost";
  const own = textAt(pod, ...path);
  const explicit = offenders(pod, (container) => !good(textAt(container, ...path)));
  const setters = [
    ...(good(own) ? [] : ["pod"]),
    ...(explicit.length === 0 ? [] : [counted("container", explicit)]),
  ];
  if (setters.length > 0) {
    const values = sorted(
      [pod, ...containersOf(pod)]
        .map((holder) => textAt(holder, ...path))
        .filter((type): type is string => !good(type)),
    );
    return `seccompProfile (${setters.join(" and ")} must not set securityContext.seccompProfile.type to ${quoted(values)})`;
  }
  const silent = offenders(
    pod,
    (container) => !isGiven(pod, ...path) && !isGiven(container, ...path),
  );
  return silent.length === 0
    ? undefined
    : `seccompProfile (pod or ${counted("container", silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`;
};

/** In the order of the checks' names, as the admission controller sorts them: baseline first. */
const checks: Readonly<Record<Level, readonly Check[]>> = {
  privileged: [],
  baseline: [baselineCapabilities, hostNamespaces, hostPaths, hostPorts, privileged],
  restricted: [
    hostNamespaces,
    hostPorts,
    privileged,
    escalation,
    restrictedCapabilities,
    volumeTypes,
    nonRoot,
    rootUser,
    seccomp,
  ],
};

/** The level and version that a namespace's labels enforce. */
export function enforced(labels: Readonly<Record<string, string>>): {
  readonly level: Level;
  readonly version: string;
} {
  const level = labels["pod-security.kubernetes.io/enforce"];
  return {
    level: level === "baseline" || level === "restricted" ? level : "privileged",
    version: labels["pod-security.kubernetes.io/enforce-version"] ?? "latest",
  };
}

/** `violates PodSecurity "restricted:latest": ...`; undefined where the pod is let in. */
export function violation(
  pod: Properties,
  labels: Readonly<Record<string, string>>,
): string | undefined {
  const { level, version } = enforced(labels);
  const reasons = checks[level].map((check) => check(pod)).filter((reason) => reason !== undefined);
  return reasons.length === 0
    ? undefined
    : `violates PodSecurity "${level}:${version}": ${reasons.join(", ")}`;
}
