/** Makes a flat program's resources from the state of a deployed one: what providers made, and nothing of components. */
import type { DeployedResource } from "../../rehearsal/session/state";
import { referencesIn, referring, sourcesOf } from "./references";

/** A resource as the flat program registers it. */
export interface FlatResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** With `Joined` for texts from other resources, and `{ $secret }` for what is secret. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What it waits for beside what its inputs come from. */
  readonly dependsOn: readonly string[];
  readonly provider?: string | undefined;
  readonly protect?: boolean | undefined;
  readonly ignoreChanges?: readonly string[] | undefined;
  readonly replaceOnChanges?: readonly string[] | undefined;
}

/** A resource as `pulumi stack export --show-secrets` tells it. */
export type ExportedResource = DeployedResource &
  Pick<FlatResource, "ignoreChanges" | "replaceOnChanges">;

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const signatureKey = "4dabf18193072939515e22adb298388d";

/** The resources in the order of the state, in which everything stands behind what it depends on. */
export function flattened(resources: readonly ExportedResource[]): readonly FlatResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const sources = new Map(resources.map((resource) => [resource.urn, sourcesOf(resource)]));
  return resources
    .filter(({ custom }) => custom)
    .map((resource) => {
      const { urn, type, provider, protect, ignoreChanges, replaceOnChanges } = resource;
      const ofProperty = resource.propertyDependencies ?? {};
      // The provider adds inputs of its own; what the program gave has an entry here, with or without dependencies.
      const inputs = Object.fromEntries(
        Object.entries(ofProperty).map(([key, urns]) => [
          key,
          referring(
            given(resource, key),
            (urns ?? [])
              .flatMap((dependency) => sources.get(dependency) ?? [])
              .sort((a, b) => b.text.length - a.text.length),
          ),
        ]),
      );
      const referred = new Set(referencesIn(inputs).map((reference) => reference.urn));
      return {
        urn,
        type,
        name: urn.split("::").slice(3).join("::"),
        inputs,
        dependsOn: [...waitedFor(byUrn, resource)].filter(
          (dependency) => byUrn.get(dependency)?.custom === true && !referred.has(dependency),
        ),
        provider: provider?.slice(0, provider.lastIndexOf("::")),
        protect,
        ignoreChanges,
        replaceOnChanges,
      };
    });
}

/** What a resource depends on, and the components around it: those wait, and so does what is in them. */
function waitedFor(
  byUrn: ReadonlyMap<string, ExportedResource>,
  { dependencies = [], parent }: ExportedResource,
): ReadonlySet<string> {
  const around = parent === undefined ? undefined : byUrn.get(parent);
  return new Set([...dependencies, ...(around === undefined ? [] : waitedFor(byUrn, around))]);
}

function given({ type, inputs }: ExportedResource, key: string): unknown {
  const value = plain(inputs?.[key]);
  // A provider's own settings are kept as JSON, all but texts.
  const isJson = typeof value === "string" && /^(?:\[|true$|false$)/.test(value);
  return type.startsWith("pulumi:providers:") && isJson ? (JSON.parse(value) as unknown) : value;
}

/** The value as a program would write it: secrets marked readably, without what the provider filled in. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const { __defaults: filled, ...fields } = value as Record<string, unknown>;
  if (fields[signatureKey] === secretSignature)
    return { $secret: plain(JSON.parse(String(fields["plaintext"]))) };
  const own = Object.entries(fields).filter(
    ([key]) => !(filled as string[] | undefined)?.includes(key),
  );
  return Object.fromEntries(own.map(([key, item]) => [key, plain(item)]));
}
