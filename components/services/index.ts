/**
 * How a workload is composed: `microservice` declares it, `Microservice` registers its pods, identity,
 * scaling, network policies and routes in every region it runs in. What it uses is what it may reach.
 *
 * @packageDocumentation
 */
export { BuiltImage, type BuiltImageArgs } from "./built-image";
export { checkMicroservice } from "./check-microservice";
export {
  microservice,
  service,
  type ImageBuild,
  type ImageSource,
  type MicroserviceDeclaration,
  type MicroserviceSpec,
  type Probe,
  type PublicSpec,
  type Resources,
  type Scale,
  type ServiceBindings,
  type ServingSpec,
  type SilentSpec,
  type Workload,
} from "./declarations";
export { ServiceIdentity, type ServiceIdentityArgs } from "./identity";
export { Microservice, type MicroserviceArgs } from "./microservice";
export { ServiceNamespace, type ServiceNamespaceArgs } from "./namespace";
export { serviceReachable, type ServicePlace } from "./reachable";
export { RegionalMicroservice, type RegionalMicroserviceArgs } from "./regional-microservice";
