/**
 * A stack's state as the corpus keeps it: what `pulumi stack export --show-secrets` prints, one resource a line, without what
 * differs from one recording to the next. The secrets of a rehearsal are made up, so they stand there in plain text.
 */
import { createHash } from "node:crypto";
import type { DeployedResource } from "../session/state";

type Resource = DeployedResource & Readonly<Record<string, unknown>>;

/**
 * What is left out: when and where in the program a resource was registered, which is of that day and that machine; and which
 * others it depends on, a quarter of the text. A preview compares inputs; by dependencies the engine orders
 * deletions and widens replacements, and in a preview of a corpus the first of either is already one too many.
 */
const leftOut = new Set([
  "created",
  "modified",
  "sourcePosition",
  "stackTrace",
  "dependencies",
  "propertyDependencies",
]);

/**
 * The state in the form in which it is checked in: unchanged code gives the same text.
 *
 * Throws an Error where an operation is pending: such a state is of a run that did not end well.
 */
export function corpusText(exported: string): string {
  const { deployment } = JSON.parse(exported) as {
    deployment: { resources: Resource[]; pending_operations?: unknown[] };
  };
  if ((deployment.pending_operations ?? []).length > 0) {
    throw new Error("the state has pending operations: record a stack that is settled");
  }
  const lines = inOrder(deployment.resources).map((resource) => JSON.stringify(kept(resource)));
  const text = `{"version":3,"deployment":{"resources":[\n${lines.join(",\n")}\n]}}\n`;
  return madeUpNames(deployment.resources).reduce(
    (before, [name, stands]) => before.replaceAll(name, stands),
    text,
  );
}

/**
 * The text in the form in which `pulumi stack import` takes it.
 *
 * @param salt of the passphrase by which Pulumi encrypts the secrets again
 */
export function importable(text: string, salt: string): string {
  const { version, deployment } = JSON.parse(text) as { version: number; deployment: object };
  const secrets = { type: "passphrase", state: { salt } };
  const manifest = { time: "0001-01-01T00:00:00Z", magic: "", version: "" };
  return JSON.stringify({
    version,
    deployment: { manifest, secrets_providers: secrets, ...deployment },
  });
}

function kept(resource: Resource): object {
  return Object.fromEntries(Object.entries(resource).filter(([key]) => !leftOut.has(key)));
}

/** By URN, but none before those that the engine wants to have read first. */
function inOrder(resources: readonly Resource[]): readonly Resource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<Resource>();
  const visit = (urn: string): void => {
    const resource = byUrn.get(urn);
    if (resource === undefined || ordered.has(resource)) return;
    byUrn.delete(urn);
    before(resource).forEach(visit);
    ordered.add(resource);
  };
  [...byUrn.keys()].sort().forEach(visit);
  return [...ordered];
}

function before({ parent, provider, dependencies = [] }: Resource): readonly string[] {
  const providerUrn = provider?.slice(0, provider.lastIndexOf("::"));
  return [parent ?? "", providerUrn ?? "", ...dependencies].sort();
}

type Names = readonly (readonly [name: string, stands: string])[];

/** What the engine makes up anew each time, the ids of providers and the ends of names, with what stands for it. */
function madeUpNames(resources: readonly Resource[]): Names {
  return resources.flatMap(({ urn, type, id, inputs }): Names => {
    const digits = createHash("sha256").update(urn).digest("hex");
    if (type.startsWith("pulumi:providers:")) return [[id ?? "", asUuid(digits)]];
    const defaults = inputs?.["__defaults"];
    const name = inputs?.["name"];
    if (!Array.isArray(defaults) || !defaults.includes("name") || typeof name !== "string")
      return [];
    return [[name, name.replace(/[0-9a-f]{7}$/, digits.slice(0, 7))]];
  });
}

function asUuid(digits: string): string {
  return digits.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}
