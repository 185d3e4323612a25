/** Registers a system's stores. */
import type { Reachable } from "../conventions/contracts";
import { Cache } from "../data/cache";
import { KeyValueStore } from "../data/key-value-store";
import { sitesIn } from "./by-region";
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

function createStore(
  { parent, name, args }: SystemContext,
  key: string,
  store: StoreDeclaration,
): Reachable {
  const { homeRegion, protection } = args.platform;
  const sites = sitesIn(args.platform.sites, store.spec.regions);
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
