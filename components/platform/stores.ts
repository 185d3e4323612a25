/** Registers a system's stores. */
import type { Reachable, Sites } from "../conventions/contracts";
import { Cache } from "../data/cache";
import { KeyValueStore } from "../data/key-value-store";
import type { SystemContext } from "./system-context";
import type { StoreDeclaration } from "./system-spec";

/** The stores by key, as what services may use. */
export function createStores(context: SystemContext): ReadonlyMap<string, Reachable> {
  return new Map(
    Object.entries(context.args.stores).map(([key, store]) => [
      key,
      createStore(context, key, store),
    ]),
  );
}

function createStore(context: SystemContext, key: string, store: StoreDeclaration): Reachable {
  const { parent, name, args } = context;
  const { homeRegion, protection } = args.platform;
  const sites = sitesOf(context, store.spec.regions);
  const child = `${name}-${key}`;
  const shared = { sites, protection, tags: args.tags };
  if (store.kind === "cache") {
    return new Cache(child, { ...shared, spec: store.spec }, { parent }).reachable(key);
  }
  return new KeyValueStore(
    child,
    { ...shared, spec: store.spec, homeRegion },
    { parent },
  ).reachable(key);
}

/** The platform's sites that a declaration names, or all of them where it names none. */
export function sitesOf({ args }: SystemContext, regions: readonly string[] | undefined): Sites {
  const { sites } = args.platform;
  if (regions === undefined) return sites;
  return Object.fromEntries(Object.entries(sites).filter(([region]) => regions.includes(region)));
}
