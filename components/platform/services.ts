/** Registers a system's services. */
import type { Reachable, Site, Sites, Use } from "../conventions/contracts";
import { BuiltImage } from "../services/built-image";
import type { ImageSource, MicroserviceDeclaration } from "../services/declarations";
import { Microservice } from "../services/microservice";
import { ServiceNamespace } from "../services/namespace";
import { serviceReachable } from "../services/reachable";
import { edgesByCaller, edgesByTarget } from "../topology/graph-paths";
import { sitesOf } from "./stores";
import type { SystemContext } from "./system-context";

/** The system's namespace in every region, by region. */
export function createNamespaces({
  parent,
  name,
  args,
}: SystemContext): Readonly<Record<string, ServiceNamespace>> {
  return Object.fromEntries(
    Object.entries(args.platform.sites).map(([region, site]) => [
      region,
      new ServiceNamespace(`${name}-${region}`, { site, namespace: name }, { parent }),
    ]),
  );
}

/** The services that can be called, as what others may use. Plain, so that cycles are no trouble. */
export function serviceReachables({ name, args }: SystemContext): ReadonlyMap<string, Reachable> {
  const reachables = new Map<string, Reachable>();
  for (const [key, { spec }] of Object.entries(args.services)) {
    if (spec.protocol !== "none")
      reachables.set(key, serviceReachable({ key, namespace: name, spec }));
  }
  return reachables;
}

/** The services by key. */
export function createServices(
  context: SystemContext,
  reachables: ReadonlyMap<string, Reachable>,
  namespaces: Readonly<Record<string, ServiceNamespace>>,
): ReadonlyMap<string, Microservice> {
  const uses = usesByCaller(context, reachables);
  const callers = edgesByTarget(context.graph);
  const create = (key: string, { spec }: MicroserviceDeclaration) =>
    new Microservice(
      `${context.name}-${key}`,
      {
        key,
        namespace: context.name,
        spec,
        image: imageOf(context, key, spec.image),
        sites: preparedSites(context, spec.regions, namespaces),
        uses: uses.get(key) ?? {},
        callers: [...new Set((callers.get(key) ?? []).map((edge) => edge.from))],
        publicZone: context.args.platform.publicZone,
        tags: context.args.tags,
      },
      { parent: context.parent },
    );
  return new Map(
    Object.entries(context.args.services).map(([key, declaration]) => [
      key,
      create(key, declaration),
    ]),
  );
}

/** The sites with what a workload waits for: the namespace of its own region, and of no other. */
function preparedSites(
  context: SystemContext,
  regions: readonly string[] | undefined,
  namespaces: Readonly<Record<string, ServiceNamespace>>,
): Sites {
  const sites = Object.entries(sitesOf(context, regions)).map(([region, site]): [string, Site] => [
    region,
    { ...site, ready: [...site.ready, ...(namespaces[region]?.ready ?? [])] },
  ]);
  return Object.fromEntries(sites);
}

function usesByCaller(
  { graph }: SystemContext,
  reachables: ReadonlyMap<string, Reachable>,
): ReadonlyMap<string, Readonly<Record<string, Use>>> {
  const uses = new Map<string, Readonly<Record<string, Use>>>();
  for (const [caller, edges] of edgesByCaller(graph)) {
    const own = edges.map(({ variable, to, form }): [string, Use] => [
      variable,
      { target: reachableOf(reachables, to), form },
    ]);
    uses.set(caller, Object.fromEntries(own));
  }
  return uses;
}

function reachableOf(reachables: ReadonlyMap<string, Reachable>, key: string): Reachable {
  const target = reachables.get(key);
  if (target === undefined) throw new RangeError(`nothing can reach ${key}`);
  return target;
}

function imageOf({ parent, name, args }: SystemContext, key: string, image: ImageSource) {
  if (typeof image === "string") return image;
  const region = args.platform.homeRegion;
  const built = { build: image.build, region, tags: args.tags };
  return new BuiltImage(`${name}-${key}-image`, built, { parent }).reference;
}
