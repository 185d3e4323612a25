/** Declarations of services that are right, for tests to change one thing at a time. */
import type { ServingSpec, SilentSpec, Workload } from "../../components/services/declarations";

const workload: Workload = {
  image: "example.com/image:v1",
  scale: { minReplicas: 2, maxReplicas: 2 },
  resources: {
    cpuMillicores: { request: 100, limit: 200 },
    memoryMiB: { request: 64, limit: 128 },
  },
};

/** A gRPC service on port 7070. */
export function grpcSpec(changes: Partial<Omit<ServingSpec, "protocol">> = {}): ServingSpec {
  return { ...workload, protocol: "grpc", port: 7070, ...changes };
}

/** An HTTP service on port 8080 whose Service listens on 80. */
export function httpSpec(changes: Partial<Omit<ServingSpec, "protocol">> = {}): ServingSpec {
  return { ...workload, protocol: "http", port: 8080, servicePort: 80, ...changes };
}

/** A workload that nobody calls. */
export function silentSpec(changes: Partial<Omit<SilentSpec, "protocol">> = {}): SilentSpec {
  return { ...workload, protocol: "none", ...changes };
}
