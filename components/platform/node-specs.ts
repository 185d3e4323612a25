/** Turns declarations into the nodes and uses of the service graph: bindings become keys. Pure. */
import type { Problem } from "../conventions/problems";
import { isMap } from "../conventions/shape";
import { readCache } from "../data/check-cache";
import { readKeyValueStore } from "../data/check-key-value-store";
import type { MicroserviceSpec } from "../services/declarations";
import { readMicroservice } from "../services/microservice-shape";
import { type Binding, isBinding } from "../topology/declaration";
import type { NodeSpec, UseSpec } from "../topology/graph";
import type { StoreDeclaration, SystemSpec } from "./system-spec";

/** Nodes for `buildGraph`, and what is wrong with which declaration is which: foreign ones, and ones under two keys. */
export interface ResolvedNodes {
  readonly nodes: readonly NodeSpec[];
  readonly problems: readonly Problem[];
}

/**
 * The nodes of a system that runs in `regions` wherever a declaration does not say otherwise. What of a declaration
 * has the wrong shape is left out.
 */
export function nodeSpecs(system: SystemSpec, regions: readonly string[]): ResolvedNodes {
  const { keys, problems } = keysByDeclaration(system);
  const stores = Object.entries(system.stores).map(([key, store]) =>
    storeNode(key, store, regions),
  );
  const services = Object.entries(system.services).map(([key, { spec }]): NodeSpec => {
    const { part } = readMicroservice(spec);
    const uses: UseSpec[] = [];
    for (const [variable, binding] of bindingsOf(spec)) {
      const target = targetKey(keys, binding);
      if (target !== undefined) uses.push({ variable, target, form: binding.form });
      else problems.push(foreignUse(`services.${key}.uses.${variable}`, binding));
    }
    const environment = Object.keys(part.environment ?? {});
    return { key, kind: "service", regions: part.regions ?? regions, uses, environment };
  });
  return { nodes: [...stores, ...services], problems };
}

/** Each use that is one, also beside others that are not. */
function bindingsOf(spec: MicroserviceSpec): [string, Binding][] {
  const given: unknown = spec;
  if (!isMap(given) || !isMap(given["uses"])) return [];
  return Object.entries(given["uses"]).filter((use): use is [string, Binding] => isBinding(use[1]));
}

function storeNode(key: string, store: StoreDeclaration, regions: readonly string[]): NodeSpec {
  const { part } = readStore(store);
  return { key, kind: store.kind, regions: part.regions ?? regions, uses: [] };
}

/** What of a store's declaration has the right shape. */
export function readStore({ kind, spec }: StoreDeclaration) {
  return kind === "cache" ? readCache(spec) : readKeyValueStore(spec);
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
