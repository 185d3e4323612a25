/**
 * The service graph: who uses what, as plain data. It is built before anything is registered; routing,
 * monitoring and policies read it, never a component. Pure.
 */
import { suggestion } from "../conventions/nearest-name";
import type { Problem } from "../conventions/problems";
import { cyclesOf } from "./cycles";

/**
 * What may be read of a target, by kind: the forms of its bindings. `address` is `host:port`, `url` has a
 * scheme, `stackExchangeRedis` is `host:port,ssl=true` as that client reads it.
 */
export const bindingForms = {
  service: ["host", "port", "address", "url"],
  cache: ["host", "port", "address", "url", "stackExchangeRedis"],
  keyValueStore: ["name", "arn", "region"],
} as const;

/** What a node is. */
export type NodeKind = keyof typeof bindingForms;

/** Any form that a binding of some kind may have. */
export type BindingForm = (typeof bindingForms)[NodeKind][number];

/** How far an edge goes: the caller's own region only. */
export type EdgeReach = "in-region";

/** One service or store as it is declared. */
export interface NodeSpec {
  /** Its name in the declaration; unique over all kinds. */
  readonly key: string;
  /** What it is. */
  readonly kind: NodeKind;
  /** Regions it runs in. */
  readonly regions: readonly string[];
  /** What it uses; a store uses nothing. */
  readonly uses: readonly UseSpec[];
  /** Environment variables that are set to plain values, so that a use cannot take the same name. @default none */
  readonly environment?: readonly string[];
}

/** One use as it is declared: an environment variable that gets a binding of a target. */
export interface UseSpec {
  /** Environment variable: `CART_SERVICE_ADDR`. */
  readonly variable: string;
  /** Key of what is used. */
  readonly target: string;
  /** Form of the binding; each kind has its own. */
  readonly form: string;
}

/** One service or store. */
export interface GraphNode {
  readonly key: string;
  readonly kind: NodeKind;
  /** Sorted. */
  readonly regions: readonly string[];
}

/** One use: `from` reads a binding of `to` in an environment variable and may reach it. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly variable: string;
  readonly form: string;
  readonly reach: EdgeReach;
}

/** The graph. Sorted throughout, so that the order of declarations means nothing. */
export interface ServiceGraph {
  /** By key. */
  readonly nodes: readonly GraphNode[];
  /** By caller, then by variable. */
  readonly edges: readonly GraphEdge[];
  /** Groups of nodes that use each other in a circle, also a node that uses itself. Allowed, but worth knowing. */
  readonly cycles: readonly (readonly string[])[];
}

/** What `buildGraph` makes of declarations. */
export interface BuiltGraph {
  /** Holds every node and every edge that leads somewhere, also where there are problems. */
  readonly graph: ServiceGraph;
  /** All problems at once; paths start at the declaration (`services.cart.uses.REDIS_ADDR`). */
  readonly problems: readonly Problem[];
}

/**
 * The graph of the declarations and everything that is wrong with it: keys used twice, uses of what does
 * not exist or does not run where its caller runs, forms that the target's kind does not have, environment
 * variables that are no names or are set twice. Linear in nodes and uses, apart from sorting.
 */
export function buildGraph(specs: readonly NodeSpec[]): BuiltGraph {
  const sorted = [...specs].sort((a, b) => compare(a.key, b.key) || compare(a.kind, b.kind));
  const byKey = new Map<string, NodeSpec>();
  const problems: Problem[] = [];
  for (const spec of sorted) {
    const first = byKey.get(spec.key);
    if (first === undefined) byKey.set(spec.key, spec);
    else problems.push(duplicateKey(first, spec));
  }
  const dangling = danglingUses(byKey);
  const ofUses = sorted.flatMap((spec) => [
    ...checkVariables(spec),
    ...spec.uses.flatMap((use) => checkUse(byKey, spec, use, dangling)),
  ]);
  const nodes = [...byKey.values()].map(({ key, kind, regions }) => ({
    key,
    kind,
    regions: [...regions].sort(),
  }));
  const edges = [...byKey.values()].flatMap((spec) => edgesOf(byKey, spec));
  return {
    graph: { nodes, edges, cycles: cyclesOf(nodes, edges) },
    problems: [...problems, ...ofUses],
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function edgesOf(byKey: ReadonlyMap<string, NodeSpec>, spec: NodeSpec): GraphEdge[] {
  return spec.uses
    .filter((use) => byKey.has(use.target))
    .map(({ variable, target, form }): GraphEdge => ({
      from: spec.key,
      to: target,
      variable,
      form,
      reach: "in-region",
    }))
    .sort((a, b) => compare(a.variable, b.variable));
}

function pathOf(spec: NodeSpec): string {
  return `${spec.kind === "service" ? "services" : "stores"}.${spec.key}`;
}

function duplicateKey(first: NodeSpec, second: NodeSpec): Problem {
  return {
    path: pathOf(second),
    value: second.key,
    allowed: `a key of its own among services and stores; ${pathOf(first)} has it already`,
    mend: "Rename one of the two.",
  };
}

/** Names that a POSIX shell and every runtime can read. */
const variablePattern = /^[A-Z_][A-Z0-9_]*$/;

function checkVariables(spec: NodeSpec): Problem[] {
  const taken = new Set(spec.environment ?? []);
  return spec.uses.flatMap(({ variable }) => {
    const path = `${pathOf(spec)}.uses.${variable}`;
    const problems: Problem[] = [];
    if (!variablePattern.test(variable)) {
      const allowed =
        "an environment variable's name: capital letters, digits and underscores, not starting with a digit";
      problems.push({ path, value: variable, allowed, mend: "Rename the variable." });
    }
    if (taken.has(variable)) {
      const allowed = "every environment variable once, over uses and plain values";
      problems.push({ path, value: variable, allowed, mend: "Take one of the two out." });
    }
    taken.add(variable);
    return problems;
  });
}

function checkUse(
  byKey: ReadonlyMap<string, NodeSpec>,
  spec: NodeSpec,
  use: UseSpec,
  dangling: (path: string, key: string) => Problem,
): Problem[] {
  const path = `${pathOf(spec)}.uses.${use.variable}`;
  const target = byKey.get(use.target);
  if (target === undefined) return [dangling(path, use.target)];
  return [...checkForm(path, target, use.form), ...checkRegions(path, spec, target)];
}

/** Each suggestion looks at every key: more comparisons would make a broken system slow to refuse. */
const mostComparisons = 20_000;

function danglingUses(byKey: ReadonlyMap<string, NodeSpec>) {
  let left = mostComparisons;
  return (path: string, key: string): Problem => {
    const candidates = left > 0 ? byKey.keys() : [];
    left -= byKey.size;
    const mend = suggestion(key, candidates, "Declare it, or take the use out.");
    return { path, value: key, allowed: "the key of a declared service or store", mend };
  };
}

function checkForm(path: string, target: NodeSpec, form: string): Problem[] {
  const forms: readonly string[] = bindingForms[target.kind];
  if (forms.includes(form)) return [];
  const mend = suggestion(form, forms, "Choose one of them.");
  return [
    { path, value: form, allowed: `a binding of a ${target.kind}: ${forms.join(", ")}`, mend },
  ];
}

function checkRegions(path: string, spec: NodeSpec, target: NodeSpec): Problem[] {
  // What runs everywhere shares one list, which would be read again for every use.
  if (spec.regions === target.regions) return [];
  const there = new Set(target.regions);
  const missing = spec.regions.filter((region) => !there.has(region)).sort();
  if (missing.length === 0) return [];
  return [
    {
      path,
      value: target.key,
      allowed: `what runs in every region of ${spec.key}; ${target.key} does not run in ${missing.join(", ")}`,
      mend: `Let ${target.key} run in ${missing.join(", ")} too, or take ${spec.key} out there.`,
    },
  ];
}
