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
import {
  type ImageSource,
  type MicroserviceSpec,
  type Probe,
  type Scale,
  type ServingSpec,
  scaleDefaults,
} from "./declarations";
import { type MicroserviceReading, readMicroservice } from "./microservice-shape";

/**
 * All problems of one service; paths are relative to its declaration, the key's is empty. `regions` is how
 * many regions it runs in. Whoever has read the declaration already hands on the reading.
 */
export function checkMicroservice(
  key: string,
  spec: MicroserviceSpec,
  regions: number,
  { problems, part }: MicroserviceReading = readMicroservice(spec),
): Problem[] {
  const { image, scale, resources, environment, terminationGraceSeconds: grace } = part;
  return [
    ...checkServiceKey("", key),
    ...problems,
    ...(image === undefined ? [] : checkSource(image)),
    ...Object.entries(environment ?? {}).flatMap(checkVariable),
    ...(scale ? checkScale("scale", scale, regions) : []),
    ...(resources ? checkResourceRequests("resources", resources) : []),
    ...checkRange("terminationGraceSeconds", grace, 0, longestGraceSeconds),
    ...checkServing(part),
  ];
}

/** What is wrong with a scale in so many regions; paths begin with `path`. */
export function checkScale(path: string, scale: Scale, regions: number): Problem[] {
  return [
    ...checkReplicas(path, scale),
    ...checkCapacity(path, { ...scaleDefaults, ...scale, regions }),
    ...checkRange(`${path}.targetCpuPercent`, scale.targetCpuPercent, 1, 100),
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
  const { part, isSilent } = readMicroservice(spec);
  if (isSilent) return [];
  const ports = checkSlots(privatePorts, [slot(key, "privatePort", part.privatePort)]);
  if (part.public === undefined) return ports;
  const { host, priority } = part.public;
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

function checkServing(spec: Partial<ServingSpec>): Problem[] {
  const { port, servicePort, probes = {} } = spec;
  return [
    ...(port === undefined ? [] : checkPort("port", port)),
    ...(port !== undefined && port >= 1 && port < lowestPort ? [privilegedPort(port)] : []),
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

function checkSource(image: ImageSource): Problem[] {
  if (typeof image === "string") return checkImage("image", image);
  const { context, dockerfile } = image.build;
  return [
    ...checkProjectPath("image.build.context", context, "the folder that holds the Dockerfile"),
    ...(dockerfile === undefined
      ? []
      : checkProjectPath("image.build.dockerfile", dockerfile, "the Dockerfile")),
  ];
}

function checkProjectPath(path: string, value: string, what: string): Problem[] {
  if (/^[^/\p{Cc}][^\p{Cc}]*$/u.test(value)) return [];
  const allowed = "a path relative to the project";
  return [{ path, value, allowed, mend: `Name ${what}.` }];
}

/** What every shell and runtime can read. */
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function checkVariable([name, value]: [name: string, value: string]): Problem[] {
  const path = `environment.${name}`;
  const named = "an environment variable's name: letters, digits and underscores, no digit first";
  return [
    ...(variableName.test(name)
      ? []
      : [{ path, value: name, allowed: named, mend: "Rename the variable." }]),
    // No container with it starts: processes are handed their variables as texts that end with this character.
    ...(value.includes("\0")
      ? [{ path, value, allowed: "a text without the character NUL", mend: "Take it out." }]
      : []),
  ];
}

/** A header's name by RFC 9110, and a value that cannot begin another one. */
const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const headerValue = /^[^\p{Cc}]*$/u;

function checkHeader(path: string, name: string, value: string): Problem[] {
  const found = { path: `${path}.${name}`, mend: "Correct it." };
  return [
    ...(headerName.test(name)
      ? []
      : [{ ...found, value: name, allowed: "an HTTP header's name, without spaces" }]),
    ...(headerValue.test(value)
      ? []
      : [{ ...found, value, allowed: "an HTTP header's value, in one line" }]),
  ];
}

function checkProbe(
  path: string,
  { protocol }: Partial<ServingSpec>,
  probe: Probe | undefined,
): Problem[] {
  if (probe === undefined) return [];
  const forHttp = [
    ...checkPath(`${path}.path`, probe.path),
    ...Object.entries(probe.headers ?? {}).flatMap(([name, value]) =>
      checkHeader(`${path}.headers`, name, value),
    ),
    ...(protocol === "grpc" && (probe.path ?? probe.headers) !== undefined
      ? [httpOnly(path, probe)]
      : []),
  ];
  return [
    ...forHttp,
    ...checkRange(`${path}.initialDelaySeconds`, probe.initialDelaySeconds, 0, longestGraceSeconds),
    ...checkRange(`${path}.periodSeconds`, probe.periodSeconds, 1, longestGraceSeconds),
  ];
}

function httpOnly(path: string, value: Probe): Problem {
  return {
    path,
    value,
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
