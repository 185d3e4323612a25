/** A service as what others may use. Plain throughout, so that services may use each other in circles. */
import type { Reachable } from "../conventions/contracts";
import type { ServingSpec } from "./declarations";

/** A service's place in a system. */
export interface ServicePlace {
  readonly key: string;
  /** Kubernetes namespace. */
  readonly namespace: string;
  readonly spec: Pick<ServingSpec, "port" | "servicePort">;
}

/** DNS name of the service inside every cluster it runs in. */
export function clusterHost({ key, namespace }: Pick<ServicePlace, "key" | "namespace">): string {
  return `${key}.${namespace}.svc.cluster.local`;
}

/**
 * The service in the caller's own region. Its bindings throw a RangeError for a form that services do not
 * have.
 */
export function serviceReachable(place: ServicePlace): Reachable {
  const host = clusterHost(place);
  const port = String(place.spec.servicePort ?? place.spec.port);
  const bindings: Readonly<Record<string, string>> = {
    host,
    port,
    address: `${host}:${port}`,
    url: `http://${host}:${port}`,
  };
  return {
    key: place.key,
    kind: "service",
    binding: (form) => {
      const value = bindings[form];
      if (value === undefined) throw new RangeError(`a service has no binding ${form}`);
      return value;
    },
    reach: () => [{ kind: "pods", app: place.key, port: place.spec.port }],
    statements: () => [],
  };
}
