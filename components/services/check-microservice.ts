/** What plain data can tell of one service. Pure. */
import { isDnsLabel } from "../conventions/naming";
import type { Problem } from "../conventions/problems";
import { checkCapacity } from "../topology/capacity";
import { checkHosts } from "../topology/hosts";
import { checkImage } from "../topology/image-reference";
import { checkServiceKey } from "../topology/keys";
import { privatePorts, rulePriorities } from "../topology/listener-slots";
import { checkPort } from "../topology/ports";
import { checkReplicas } from "../topology/replicas";
import { checkResourceRequests } from "../topology/resource-requests";
import { type SlotRequest, checkSlots } from "../topology/stable-slot";
import { type MicroserviceSpec, type Probe, type ServingSpec, scaleDefaults } from "./declarations";

/**
 * All problems of one service; paths are relative to its declaration, the key's is empty. `regions` is how
 * many regions it runs in.
 */
export function checkMicroservice(key: string, spec: MicroserviceSpec, regions: number): Problem[] {
  const { image, scale } = spec;
  return [
    ...checkServiceKey("", key),
    ...(typeof image === "string" ? checkImage("image", image) : checkContext(image.build.context)),
    ...checkReplicas("scale", scale),
    ...checkCapacity("scale", { ...scaleDefaults, ...scale, regions }),
    ...checkRange("scale.targetCpuPercent", scale.targetCpuPercent, 1, 100),
    ...checkResourceRequests("resources", spec.resources),
    ...checkRange("terminationGraceSeconds", spec.terminationGraceSeconds, 0, longestGraceSeconds),
    ...(spec.protocol === "none" ? [] : checkServing(spec)),
  ];
}

/** What is wrong with the name of a namespace: that it is no DNS label. */
export function checkNamespace(namespace: string): Problem[] {
  if (isDnsLabel(namespace)) return [];
  return [
    {
      path: "namespace",
      value: namespace,
      allowed: "a DNS label of 1 to 63 lower-case letters, digits and inner hyphens",
      mend: "Rename the namespace.",
    },
  ];
}

/**
 * What is wrong with the places that one service wants among others: its public host, the priority of its
 * listener rule, its private port. Whether another service has them only a whole system can tell.
 */
export function checkPlaces(key: string, spec: MicroserviceSpec): Problem[] {
  if (spec.protocol === "none") return [];
  const ports = checkSlots(privatePorts, [slot(key, "privatePort", spec.privatePort)]);
  if (spec.public === undefined) return ports;
  const { host, priority } = spec.public;
  return [
    ...ports,
    ...checkHosts([{ key, host, path: "public.host" }]),
    ...checkSlots(rulePriorities, [slot(host, "public.priority", priority)]),
  ];
}

function slot(key: string, path: string, pinned: number | undefined): SlotRequest {
  return pinned === undefined ? { key, path } : { key, path, pinned };
}

/** A drain that takes longer than this outlasts what Auto Mode gives a node to go (24 h at most). */
const longestGraceSeconds = 3600;
/** Containers run without root, and the load balancers' rules let nothing below this through. */
const lowestPort = 1024;

function checkServing(spec: ServingSpec): Problem[] {
  const { port, servicePort, probes = {} } = spec;
  return [
    ...checkPort("port", port),
    ...(port >= 1 && port < lowestPort ? [privilegedPort(port)] : []),
    ...(servicePort === undefined ? [] : checkPort("servicePort", servicePort)),
    ...checkProbe("probes.readiness", spec, probes.readiness),
    ...checkProbe("probes.liveness", spec, probes.liveness),
    ...checkPath("public.healthPath", spec.public?.healthPath),
  ];
}

function privilegedPort(port: number): Problem {
  return {
    path: "port",
    value: port,
    allowed: `a port from ${lowestPort} up: containers run without root`,
    mend: "Let the container listen higher and keep the low port as servicePort.",
  };
}

function checkContext(context: string): Problem[] {
  if (context !== "") return [];
  return [
    {
      path: "image.build.context",
      value: context,
      allowed: "a folder, relative to the project",
      mend: "Name the folder that holds the Dockerfile.",
    },
  ];
}

function checkProbe(path: string, { protocol }: ServingSpec, probe: Probe | undefined): Problem[] {
  if (probe === undefined) return [];
  const forHttp = [
    ...checkPath(`${path}.path`, probe.path),
    ...(protocol === "grpc" && (probe.path ?? probe.headers) !== undefined ? [httpOnly(path)] : []),
  ];
  return [
    ...forHttp,
    ...checkRange(`${path}.initialDelaySeconds`, probe.initialDelaySeconds, 0, longestGraceSeconds),
    ...checkRange(`${path}.periodSeconds`, probe.periodSeconds, 1, longestGraceSeconds),
  ];
}

function httpOnly(path: string): Problem {
  return {
    path,
    allowed: "path and headers only with the protocol http",
    mend: "Leave them out: gRPC has a health protocol of its own.",
  };
}

function checkPath(path: string, value: string | undefined): Problem[] {
  if (value === undefined || /^\/[\x21-\x7e]*$/.test(value)) return [];
  return [
    { path, value, allowed: "a path that starts with a slash", mend: "Write it as in a request." },
  ];
}

function checkRange(path: string, value: number | undefined, from: number, to: number): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= from && value <= to)) return [];
  return [{ path, value, allowed: `a whole number from ${from} to ${to}`, mend: "Correct it." }];
}
