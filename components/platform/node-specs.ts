/** Turns declarations into the nodes and uses of the service graph: bindings become keys. Pure. */
import type { Problem } from "../conventions/problems";
import type { Binding } from "../topology/declaration";
import type { NodeSpec, UseSpec } from "../topology/graph";
import type { StoreDeclaration, SystemSpec } from "./system-spec";

/** Nodes for `buildGraph`, and the uses whose target is in no declaration of the system. */
export interface ResolvedNodes {
  readonly nodes: readonly NodeSpec[];
  readonly problems: readonly Problem[];
}

/** The nodes of a system that runs in `regions` wherever a declaration does not say otherwise. */
export function nodeSpecs(system: SystemSpec, regions: readonly string[]): ResolvedNodes {
  const keys = keysByDeclaration(system);
  const problems: Problem[] = [];
  const stores = Object.entries(system.stores).map(([key, store]) =>
    storeNode(key, store, regions),
  );
  const services = Object.entries(system.services).map(([key, { spec }]): NodeSpec => {
    const uses: UseSpec[] = [];
    for (const [variable, binding] of Object.entries(spec.uses ?? {})) {
      const target = targetKey(keys, binding);
      if (target !== undefined) uses.push({ variable, target, form: binding.form });
      else problems.push(foreignUse(`services.${key}.uses.${variable}`));
    }
    const environment = Object.keys(spec.environment ?? {});
    return { key, kind: "service", regions: spec.regions ?? regions, uses, environment };
  });
  return { nodes: [...stores, ...services], problems };
}

function storeNode(key: string, store: StoreDeclaration, regions: readonly string[]): NodeSpec {
  return { key, kind: store.kind, regions: store.spec.regions ?? regions, uses: [] };
}

function keysByDeclaration(system: SystemSpec): ReadonlyMap<unknown, string> {
  return new Map(
    [...Object.entries(system.stores), ...Object.entries(system.services)].map(
      ([key, declaration]) => [declaration, key],
    ),
  );
}

/** The key that a binding leads to; undefined for a declaration that the system does not have. */
export function targetKey(
  keys: ReadonlyMap<unknown, string>,
  { target }: Binding,
): string | undefined {
  return target.kind === "reference" ? target.key : keys.get(target);
}

function foreignUse(path: string): Problem {
  return {
    path,
    allowed: "a binding of a store or service of the same system",
    mend: "Put the declaration it names into the system's stores or services, under the key that is its name.",
  };
}
