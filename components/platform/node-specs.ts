/** Turns declarations into the nodes and uses of the service graph: bindings become keys. Pure. */
import type { Problem } from "../conventions/problems";
import type { Binding } from "../topology/declaration";
import type { NodeSpec, UseSpec } from "../topology/graph";
import type { StoreDeclaration, SystemSpec } from "./system-spec";

/** Nodes for `buildGraph`, and what is wrong with which declaration is which: foreign ones, and ones under two keys. */
export interface ResolvedNodes {
  readonly nodes: readonly NodeSpec[];
  readonly problems: readonly Problem[];
}

/** The nodes of a system that runs in `regions` wherever a declaration does not say otherwise. */
export function nodeSpecs(system: SystemSpec, regions: readonly string[]): ResolvedNodes {
  const { keys, problems } = keysByDeclaration(system);
  const stores = Object.entries(system.stores).map(([key, store]) =>
    storeNode(key, store, regions),
  );
  const services = Object.entries(system.services).map(([key, { spec }]): NodeSpec => {
    const uses: UseSpec[] = [];
    for (const [variable, binding] of Object.entries(spec.uses ?? {})) {
      const target = targetKey(keys, binding);
      if (target !== undefined) uses.push({ variable, target, form: binding.form });
      else problems.push(foreignUse(`services.${key}.uses.${variable}`, binding));
    }
    const environment = Object.keys(spec.environment ?? {});
    return { key, kind: "service", regions: spec.regions ?? regions, uses, environment };
  });
  return { nodes: [...stores, ...services], problems };
}

function storeNode(key: string, store: StoreDeclaration, regions: readonly string[]): NodeSpec {
  return { key, kind: store.kind, regions: store.spec.regions ?? regions, uses: [] };
}

/** Bindings name the declaration itself, so each may stand under one key only. */
function keysByDeclaration({ stores, services }: SystemSpec) {
  const keys = new Map<unknown, string>();
  const problems: Problem[] = [];
  for (const [part, declared] of Object.entries({ stores, services })) {
    for (const key of Object.keys(declared).sort()) {
      const other = keys.get(declared[key]);
      if (other === undefined) keys.set(declared[key], key);
      else problems.push(declaredTwice(`${part}.${key}`, key, other));
    }
  }
  return { keys, problems };
}

function declaredTwice(path: string, value: string, other: string): Problem {
  return {
    path,
    value,
    allowed: `a declaration of its own; this one stands under ${other} already`,
    mend: "Declare it once more, or take one of the two keys out.",
  };
}

/** The key that a binding leads to; undefined for a declaration that the system does not have. */
function targetKey(keys: ReadonlyMap<unknown, string>, { target }: Binding): string | undefined {
  return target.kind === "reference" ? target.key : keys.get(target);
}

function foreignUse(path: string, { target, form }: Binding): Problem {
  return {
    path,
    value: `${form} of a ${target.kind} that is not in the system`,
    allowed: "a binding of a store or service of the same system",
    mend: "Put the declaration it names into the system's stores or services, under the key that is its name.",
  };
}
