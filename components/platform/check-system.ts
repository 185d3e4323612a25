/** Everything plain data can tell of a system before anything is registered. */
import type { Architecture } from "../clusters/node-plan";
import { isDnsLabel } from "../conventions/naming";
import { type Problem, under } from "../conventions/problems";
import { checkCache } from "../data/check-cache";
import { checkKeyValueStore } from "../data/check-key-value-store";
import { checkMicroservice } from "../services/check-microservice";
import { type ImageSource, type MicroserviceSpec, defaultPlatform } from "../services/declarations";
import { type MicroserviceReading, readMicroservice } from "../services/microservice-shape";
import { buildGraph } from "../topology/graph";
import { checkHosts } from "../topology/hosts";
import { checkStoreKey } from "../topology/keys";
import { privatePorts, rulePriorities } from "../topology/listener-slots";
import { checkRegionChoice } from "../topology/region-choice";
import { type SlotRequest, checkSlots } from "../topology/stable-slot";
import { declaredIn } from "./declared";
import { nodeSpecs, readStore } from "./node-specs";
import type { StoreDeclaration, SystemSpec } from "./system-spec";

/** The regions that a system may run in. */
export interface SystemRegions {
  readonly homeRegion: string;
  readonly regions: readonly string[];
  /** What nodes may be; images that the program builds must run on each. @default not judged */
  readonly architectures?: readonly Architecture[];
}

/** All problems of a system over these regions; paths are relative to its declaration. */
export function checkSystem(name: string, given: SystemSpec, where: SystemRegions): Problem[] {
  const { system, problems: foreign, others } = declaredIn(given, where.regions);
  const { nodes, problems } = nodeSpecs(system, where.regions);
  const services = Object.entries(system.services).map(([key, { spec }]): ReadService => {
    return { key, spec, reading: readMicroservice(spec) };
  });
  return [
    ...checkSystemName(name),
    ...foreign,
    ...problems,
    ...buildGraph([...nodes, ...others]).problems,
    ...Object.entries(system.stores).flatMap(([key, store]) => checkStore(key, store, where)),
    ...services.flatMap((service) => checkService(service, where)),
    ...checkShared(services),
  ];
}

/** A service whose declaration is read once for all its checks. */
interface ReadService {
  readonly key: string;
  readonly spec: MicroserviceSpec;
  readonly reading: MicroserviceReading;
}

/** Room for the system's name in the names AWS limits, beside a key, a region and a hash. */
const longestSystemName = 20;
/** Namespaces that Kubernetes and EKS's add-ons keep for themselves. */
const takenNamespaces = /^(?:default|kube-.*|amazon-cloudwatch)$/;

function checkSystemName(name: string): Problem[] {
  const fits = isDnsLabel(name) && /^[a-z]/.test(name) && name.length <= longestSystemName;
  if (fits && !takenNamespaces.test(name)) return [];
  const allowed = fits
    ? "a Kubernetes namespace of its own, which neither Kubernetes nor an add-on has"
    : `1 to ${longestSystemName} lower-case letters, digits and inner hyphens, starting with a letter`;
  const mend = "Rename the system: its name is its Kubernetes namespace too.";
  return [{ path: "name", value: name, allowed, mend }];
}

function checkStore(key: string, store: StoreDeclaration, where: SystemRegions): Problem[] {
  const path = `stores.${key}`;
  const { part } = readStore(store);
  const own =
    store.kind === "cache" ? checkCache(store.spec) : checkKeyValueStore(store.spec, where);
  return [
    ...checkStoreKey(path, key),
    ...checkChoice(`${path}.regions`, part.regions, where),
    ...under(path, own),
  ];
}

function checkService({ key, spec, reading }: ReadService, where: SystemRegions): Problem[] {
  const path = `services.${key}`;
  const chosen = reading.part.regions;
  const regions = (chosen ?? where.regions).length;
  return [
    ...checkChoice(`${path}.regions`, chosen, where),
    ...under(path, checkMicroservice(key, spec, regions, reading)),
    ...checkBuild(`${path}.image.build.platform`, reading.part.image, where.architectures),
  ];
}

/** An image is built for one platform: on other nodes it ends with `exec format error`. */
function checkBuild(
  path: string,
  image: ImageSource | undefined,
  architectures: readonly Architecture[] = [],
): Problem[] {
  if (image === undefined || typeof image === "string") return [];
  const value = image.build.platform ?? defaultPlatform;
  if (architectures.every((architecture) => value === `linux/${architecture}`)) return [];
  const allowed = `the platform of every node, which may be ${architectures.join(" or ")}`;
  const mend = "Build for it, or let nodes be of this platform alone.";
  return [{ path, value, allowed, mend }];
}

function checkChoice(
  path: string,
  chosen: readonly string[] | undefined,
  { regions }: SystemRegions,
): Problem[] {
  return chosen === undefined ? [] : checkRegionChoice(path, chosen, regions);
}

/** What services share: the public hosts, and places on the load balancers of a region. */
function checkShared(services: readonly ReadService[]): Problem[] {
  const serving = services.flatMap(({ key, reading: { isSilent, part } }) =>
    isSilent ? [] : [[key, part] as const],
  );
  const ports = serving.map(([key, spec]): SlotRequest => {
    const path = `services.${key}.privatePort`;
    return spec.privatePort === undefined ? { key, path } : { key, path, pinned: spec.privatePort };
  });
  const exposed = serving.flatMap(([key, spec]) =>
    spec.public === undefined ? [] : [{ key, ...spec.public, path: `services.${key}.public` }],
  );
  const hosts = exposed.map(({ key, host, path }) => ({ key, host, path: `${path}.host` }));
  const priorities = exposed.map(({ host, priority, path }): SlotRequest => ({
    key: host,
    path: `${path}.priority`,
    ...(priority === undefined ? {} : { pinned: priority }),
  }));
  const distinct = [...new Map(priorities.map((request) => [request.key, request])).values()];
  return [
    ...checkSlots(privatePorts, ports),
    ...checkHosts(hosts),
    ...checkSlots(rulePriorities, distinct),
  ];
}
