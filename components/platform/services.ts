/** Registers a system's services. */
import type { Reachable, Sites, Use } from "../conventions/contracts";
import { BuiltImage } from "../services/built-image";
import type { ImageSource, MicroserviceDeclaration } from "../services/declarations";
import { Microservice } from "../services/microservice";
import { ServiceNamespace } from "../services/namespace";
import { serviceReachable } from "../services/reachable";
import { edgesByCaller, edgesByTarget } from "../topology/graph-paths";
import { mapRegions, sitesIn } from "./by-region";
import type { SystemContext } from "./system-context";

/**
 * The system's namespace in every region. Gives back the platform's sites, where workloads now wait for
 * the namespace of their own region too: of no other, so that a region that is down holds up none.
 */
export function createNamespaces({ parent, name, args }: SystemContext): Sites {
  return mapRegions(args.platform.sites, (site, region) => {
    const child = `${name}-${region}`;
    const { ready } = new ServiceNamespace(child, { site, namespace: name }, { parent });
    return { ...site, ready: [...site.ready, ...ready] };
  });
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

/** The services by key, on sites that have the system's namespace. */
export function createServices(
  context: SystemContext,
  reachables: ReadonlyMap<string, Reachable>,
  sites: Sites,
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
        sites: sitesIn(sites, spec.regions),
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
