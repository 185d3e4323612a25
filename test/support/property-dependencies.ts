/** Where the values of inputs come from, as the engine is told. */
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** URNs by input, sorted; inputs that come from no resource are left out. */
export function propertyDependencies(
  request: RegisterResourceRequest,
): Readonly<Record<string, readonly string[]>> {
  const sources = [...request.getPropertydependenciesMap().entries()].map(
    ([key, dependencies]) => [key, dependencies.getUrnsList().sort()] as const,
  );
  return Object.fromEntries(sources.filter(([, urns]) => urns.length > 0));
}
