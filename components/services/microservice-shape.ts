/** The shape of a service's declaration, whose types Node.js strips before it runs. Pure. */
import {
  type Reading,
  type Shape,
  isMap,
  listOf,
  map,
  mapOf,
  number,
  oneOf,
  optional,
  readMap,
  such,
  text,
} from "../conventions/shape";
import { type Binding, isBinding } from "../topology/declaration";
import type { ImageSource, MicroserviceSpec, ServingSpec } from "./declarations";

const build = map({
  build: map({
    context: text,
    dockerfile: optional(text),
    platform: optional(oneOf("linux/amd64", "linux/arm64")),
  }),
});
const image: Shape<ImageSource> = {
  words: "an image's reference, or a map with the key build",
  check: (path, value) => (isMap(value) ? build.check(path, value) : sourceText.check(path, value)),
};
const sourceText = such<string>(image.words, (value) => typeof value === "string");
const binding = such<Binding>(
  'a binding, such as service("cart").address',
  isBinding,
  "Take a binding of what is used; its name alone leads nowhere.",
);
const amount = map({ request: number, limit: number });
const probe = map({
  path: optional(text),
  headers: optional(mapOf(text)),
  initialDelaySeconds: optional(number),
  periodSeconds: optional(number),
});
const workload = {
  image,
  environment: optional(mapOf(text)),
  uses: optional(mapOf(binding)),
  scale: map({
    minReplicas: number,
    maxReplicas: number,
    targetCpuPercent: optional(number),
    peakRequestsPerSecond: optional(number),
    requestsPerSecondPerReplica: optional(number),
    survivingRegions: optional(number),
  }),
  resources: map({ cpuMillicores: amount, memoryMiB: amount }),
  terminationGraceSeconds: optional(number),
  regions: optional(listOf(text)),
};
const protocol = oneOf("http", "grpc", "none");
const silent = map({ protocol, ...workload });
const serving = map({
  protocol,
  ...workload,
  port: number,
  servicePort: optional(number),
  probes: optional(map({ readiness: optional(probe), liveness: optional(probe) })),
  public: optional(map({ host: text, healthPath: optional(text), priority: optional(number) })),
  privatePort: optional(number),
});

/** What is wrong with the shape of a service's declaration, and what of it is right. */
export interface MicroserviceReading extends Pick<Reading<ServingSpec>, "problems" | "part"> {
  /** Whether nobody calls it, so that it wants neither port nor host. */
  readonly isSilent: boolean;
}

/** What of a service's declaration has the right shape. */
export function readMicroservice(spec: MicroserviceSpec): MicroserviceReading {
  const given: unknown = spec;
  const isSilent = isMap(given) && given["protocol"] === "none";
  const { problems, part } = readMap(isSilent ? silent : serving, given);
  return { problems, part: part as Partial<ServingSpec>, isSilent };
}
