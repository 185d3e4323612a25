/** The rules that hold for everything a stack registers, as functions from a recording to what breaks them. */
import { houseTagKeys } from "../../components/conventions/tags";
import { isRegionName } from "../../components/topology/regions";
import { inputNames } from "../../rehearsal/catalogue/catalogue";
import type { Recorded } from "./record";

/** The region that a logical name is keyed by: `production-eu-west-1-cluster` is of `eu-west-1`. */
export function regionOfName(name: string): string | undefined {
  const words = name.split("-");
  for (let at = 0; at + 2 < words.length; at++) {
    // A zone is its region and one letter.
    const region = words
      .slice(at, at + 3)
      .join("-")
      .replace(/(\d)[a-z]$/, "$1");
    if (isRegionName(region)) return region;
  }
  return undefined;
}

/** The logical name in a URN. */
export function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}

/** The type in a URN, without those of its parents. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** `Platform > Region > Cluster > aws:eks/cluster:Cluster`, by which a resource is found in the tree. */
export function chainOf({ urn }: Recorded): string {
  const types = urn.split("::")[2]?.split("$") ?? [];
  return types.map((type) => type.replace(/^archipelago:index:/, "")).join(" > ");
}

/** Logical names by type chain, both sorted: what a rename or a move changes. */
export function identityTree(
  resources: readonly Recorded[],
): Readonly<Record<string, readonly string[]>> {
  const tree: Record<string, string[]> = {};
  for (const resource of resources) (tree[chainOf(resource)] ??= []).push(resource.name);
  return Object.fromEntries(
    Object.entries(tree)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([chain, names]) => [chain, names.sort()]),
  );
}

/** AWS children that could have a region and stand in another than their name says, or in none. */
export function misplaced(resources: readonly Recorded[], homeRegion: string): string[] {
  return takers(resources, "region").flatMap(({ type, name, inputs }) => {
    const expected = regionOfName(name) ?? homeRegion;
    const region = String(inputs["region"]);
    return region === expected ? [] : [`${type} ${name} stands in ${region}`];
  });
}

/** AWS children that could have tags and lack one of the house's, or have it with another value. */
export function untagged(resources: readonly Recorded[], stack: string): string[] {
  return takers(resources, "tags").flatMap(({ type, name, inputs }) => {
    const tags = (inputs["tags"] ?? {}) as Readonly<Record<string, unknown>>;
    const expected: Record<(typeof houseTagKeys)[number], string> = {
      Name: name,
      "archipelago:resource": name,
      "archipelago:stack": stack,
    };
    const wrong = houseTagKeys.filter((key) => tags[key] !== expected[key]);
    return wrong.length === 0 ? [] : [`${type} ${name} lacks ${wrong.join(", ")}`];
  });
}

/** AWS children whose type takes that input, by the catalogue. */
export function takers(resources: readonly Recorded[], input: string): Recorded[] {
  return resources.filter(
    ({ type, custom }) => custom && type.startsWith("aws:") && inputNames(type).includes(input),
  );
}

/** Resources that stand under no root of ours, or under another region's component. */
export function misparented(resources: readonly Recorded[], roots: readonly string[]): string[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.flatMap((resource) => {
    const line = `${resource.type} ${resource.name}`;
    let top = resource;
    for (let above = byUrn.get(top.parent ?? ""); above; above = byUrn.get(top.parent ?? "")) {
      const region = regionOfName(above.name);
      if (region !== undefined && regionOfName(resource.name) !== region)
        return [`${line} stands under ${above.name}`];
      top = above;
    }
    return roots.includes(top.name) ? [] : [`${line} stands under no root`];
  });
}

/** Kubernetes objects that go to another region's cluster than their name says, or to none in particular. */
export function astray(resources: readonly Recorded[]): string[] {
  return resources
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .filter(({ name, provider }) => {
      const [urn] = (provider ?? "").split(/::(?=[^:]*$)/);
      const region = regionOfName(nameIn(urn ?? ""));
      return region === undefined || region !== regionOfName(name);
    })
    .map(({ type, name }) => `${type} ${name}`);
}

/** Direct dependencies of what is one region's on what is another's. */
export function crossings(resources: readonly Recorded[]): string[] {
  return resources.flatMap(({ name, dependencies, provider, parent }) => {
    const own = regionOfName(name);
    if (own === undefined) return [];
    const [providerUrn = ""] = (provider ?? "").split(/::(?=[^:]*$)/);
    return [...dependencies, providerUrn, parent ?? ""].flatMap((urn) => {
      const other = regionOfName(nameIn(urn));
      return other === undefined || other === own ? [] : [`${name} needs ${nameIn(urn)}`];
    });
  });
}

/**
 * The resources of no region through which one region comes to depend on another: those that something
 * regional needs directly, if only as its parent, and that need something regional themselves.
 */
export function bridges(resources: readonly Recorded[]): string[] {
  const direct = ({ dependencies, parent }: Recorded) => [
    ...dependencies,
    ...(parent ? [parent] : []),
  ];
  const needs = new Map(resources.map((resource) => [resource.urn, direct(resource)]));
  const regional = (urn: string) => regionOfName(nameIn(urn)) !== undefined;
  const reaches = (urn: string, seen = new Set<string>()): boolean =>
    (needs.get(urn) ?? []).some((next) => {
      if (seen.has(next)) return false;
      seen.add(next);
      return regional(next) || reaches(next, seen);
    });
  const used = resources
    .filter(({ name }) => regionOfName(name) !== undefined)
    .flatMap((resource) => direct(resource).filter((urn) => !regional(urn)));
  return [...new Set(used)]
    .filter((urn) => reaches(urn))
    .map((urn) => `${typeIn(urn)} ${nameIn(urn)}`)
    .sort();
}
