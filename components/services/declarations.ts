/** How a system declares its services: plain values with bindings. */
import {
  type Binding,
  type Declared,
  type KeyReference,
  type Uses,
  bindable,
} from "../topology/declaration";
import { minReplicas } from "../topology/capacity";
import { bindingForms } from "../topology/graph";
import { privatePorts, rulePriorities } from "../topology/listener-slots";
import { stableSlot } from "../topology/stable-slot";

/** An image by reference, or built from a folder and pushed to the account's registry. */
export type ImageSource = string | { readonly build: ImageBuild };

/** The platform that an image is built for where nothing else is said. */
export const defaultPlatform = "linux/amd64";

/** How an image is built. A preview never builds. */
export interface ImageBuild {
  /** Folder handed to the build, relative to the project. */
  readonly context: string;
  /** Path of the Dockerfile, relative to the project. @default `Dockerfile` in the context */
  readonly dockerfile?: string;
  /** @default "linux/amd64" */
  readonly platform?: "linux/amd64" | "linux/arm64";
}

/** What a pod asks for and what it may take at most. */
export interface Resources {
  readonly cpuMillicores: { readonly request: number; readonly limit: number };
  readonly memoryMiB: { readonly request: number; readonly limit: number };
}

/** How many pods run in each region. */
export interface Scale {
  /** Fewest pods per region. */
  readonly minReplicas: number;
  /** Most pods per region; equal to `minReplicas` means no autoscaler. */
  readonly maxReplicas: number;
  /** Mean CPU use, in percent of the request, that the autoscaler holds. @default 60 */
  readonly targetCpuPercent?: number;
  /** Peak over all regions; with `requestsPerSecondPerReplica` it sets a floor for `minReplicas`. @default none */
  readonly peakRequestsPerSecond?: number;
  /** What one pod serves within its objectives. @default none, and so no floor */
  readonly requestsPerSecondPerReplica?: number;
  /** Regions that carry the whole peak between them after the loss that is to be survived. @default 1 */
  readonly survivingRegions?: number;
}

/** What a scale says where it is silent. */
export const scaleDefaults = { targetCpuPercent: 60, survivingRegions: 1 } as const;

/** How the kubelet asks a container whether it is well. The kind follows the service's protocol. */
export interface Probe {
  /** HTTP only. @default "/" */
  readonly path?: string;
  /** HTTP only: request headers. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds before the first probe. @default 0 */
  readonly initialDelaySeconds?: number;
  /** Seconds between probes. @default 10 */
  readonly periodSeconds?: number;
}

/** What every workload says of itself. */
export interface Workload {
  /** What its pods run: a reference, or a folder to build. */
  readonly image: ImageSource;
  /** Environment variables whose values are known now. Secrets do not belong here. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** The only way to reach another part: environment variable to binding. @default nothing */
  readonly uses?: Uses;
  /** How many pods run in each region. */
  readonly scale: Scale;
  /** What each pod asks for and may take. */
  readonly resources: Resources;
  /** Seconds a pod gets to finish after it was told to stop. @default 30 */
  readonly terminationGraceSeconds?: number;
  /** Regions it runs in. @default every region of the platform */
  readonly regions?: readonly string[];
}

/** A workload that others call. */
export interface ServingSpec extends Workload {
  /** `grpc` is plaintext HTTP/2 inside the cluster. */
  readonly protocol: "http" | "grpc";
  /** The container's port. */
  readonly port: number;
  /** The port of its Service. @default the container's */
  readonly servicePort?: number;
  /** How the kubelet asks: what is not ready gets no traffic, what is not alive is restarted. @default every 10 s, at once */
  readonly probes?: { readonly readiness?: Probe; readonly liveness?: Probe };
  /** Makes it reachable from the internet under `<host>.<domain>`, at the nearest healthy region. @default it is not */
  readonly public?: PublicSpec;
  /** Port of its private name, 20000-29999. @default derived from its key; pin it when two keys collide */
  readonly privatePort?: number;
}

/** A workload that nobody calls. */
export interface SilentSpec extends Workload {
  /** It listens on nothing, and so has no Service, name or probes. */
  readonly protocol: "none";
}

/** A service's way in from the internet. */
export interface PublicSpec {
  /** The label in front of the platform's domain. */
  readonly host: string;
  /** Path that answers 200 while the region can serve. @default the readiness probe's path */
  readonly healthPath?: string;
  /** Place among the listener's rules, 1-50000. @default derived from the host; pin it when two collide */
  readonly priority?: number;
}

/** What a service is: its image, how it is reached, what it reaches, how it scales. */
export type MicroserviceSpec = ServingSpec | SilentSpec;

/** The bindings that the users of a service may name. */
export interface ServiceBindings {
  /** DNS name in the caller's cluster. */
  readonly host: Binding;
  /** Service port, as text. */
  readonly port: Binding;
  /** `host:port`. */
  readonly address: Binding;
  /** `http://host:port`. */
  readonly url: Binding;
}

/** A declared service. */
export type MicroserviceDeclaration = Declared<"service", MicroserviceSpec> & ServiceBindings;

/** Declares a service. Registers nothing. */
export function microservice(spec: MicroserviceSpec): MicroserviceDeclaration {
  return bindable({ kind: "service", spec }, bindingForms.service);
}

/** Names a service of the same system by its key, so that declarations may stand in any order and in cycles. */
export function service(key: string): KeyReference & ServiceBindings {
  return bindable({ kind: "reference", key }, bindingForms.service);
}

/** The port of a service's private name: the pinned one, else the one that follows from its key. */
export function privatePortOf(key: string, spec: ServingSpec): number {
  return spec.privatePort ?? stableSlot(key, privatePorts.from, privatePorts.to);
}

/** The path that says whether the service can serve: the public one's, else the readiness probe's, else `/`. */
export function healthPathOf(spec: ServingSpec): string {
  return spec.public?.healthPath ?? spec.probes?.readiness?.path ?? "/";
}

/** The listener rule's priority of a public host: the pinned one, else the one that follows from the host. */
export function priorityOf({ host, priority }: PublicSpec): number {
  return priority ?? stableSlot(host, rulePriorities.from, rulePriorities.to);
}

/** The fewest pods per region: as declared, or what the declared peak needs after the declared loss. */
export function replicaFloor(scale: Scale): number {
  const { peakRequestsPerSecond, requestsPerSecondPerReplica } = scale;
  if (peakRequestsPerSecond === undefined || requestsPerSecondPerReplica === undefined) {
    return scale.minReplicas;
  }
  const survivingRegions = scale.survivingRegions ?? scaleDefaults.survivingRegions;
  const target = { peakRequestsPerSecond, requestsPerSecondPerReplica, survivingRegions };
  return minReplicas(target, scale.minReplicas);
}
