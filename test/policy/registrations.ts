/** What was recorded under mocks, in the form in which the harness takes it. */
import { notKnownYet, type Registration } from "../../policy/harness";
import type { Recorded } from "../support/record";

type Props = Readonly<Record<string, unknown>>;

/** All registrations of a recording. */
export function registrationsOf(resources: readonly Recorded[]): readonly Registration[] {
  return resources.map((resource) => ({
    type: resource.type,
    name: resource.name,
    urn: resource.urn,
    props: asRegistered(resource.inputs) as Props,
    opts: { protect: resource.protect, deleteBeforeReplace: resource.deleteBeforeReplace },
    dependencies: resource.dependencies,
    propertyDependencies: resource.propertyDependencies,
    ...(resource.parent === undefined ? {} : { parent: resource.parent }),
    ...(resource.provider === undefined ? {} : { provider: withoutId(resource.provider) }),
  }));
}

/** The same as in the first preview: the objects of clusters that are being made have no outputs. */
export function withoutClusters(registrations: readonly Registration[]): readonly Registration[] {
  return registrations.map((registration) =>
    registration.type.startsWith("kubernetes:") ? { ...registration, outputs: {} } : registration,
  );
}

/** A provider is named by its URN and id. */
function withoutId(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** Recordings mark secrets and unknown values in a way of their own; policies get secrets unpacked. */
function asRegistered(value: unknown): unknown {
  if (value === "$unknown") return notKnownYet;
  if (Array.isArray(value)) return value.map(asRegistered);
  if (typeof value !== "object" || value === null) return value;
  if ("$secret" in value) return asRegistered(value.$secret);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asRegistered(item)]));
}
