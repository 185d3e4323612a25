/** Questions to the service graph. All linear in its nodes and edges. Pure. */
import type { GraphEdge, ServiceGraph } from "./graph";

/** Edges by one of their ends; every node of the graph has an entry. */
export type EdgesByKey = ReadonlyMap<string, readonly GraphEdge[]>;

/** For every node, the edges that leave it: what it uses. */
export function edgesByCaller(graph: ServiceGraph): EdgesByKey {
  return grouped(graph, (edge) => edge.from);
}

/** For every node, the edges that arrive at it: who uses it. */
export function edgesByTarget(graph: ServiceGraph): EdgesByKey {
  return grouped(graph, (edge) => edge.to);
}

function grouped(graph: ServiceGraph, keyOf: (edge: GraphEdge) => string): EdgesByKey {
  const groups = new Map<string, GraphEdge[]>(graph.nodes.map(({ key }) => [key, []]));
  for (const edge of graph.edges) groups.get(keyOf(edge))?.push(edge);
  return groups;
}

/** Keys of all that use the node, directly or through others, sorted; the node itself only if it stands in a circle. */
export function dependents(graph: ServiceGraph, key: string): string[] {
  return [...reached(edgesByTarget(graph), key, (edge) => edge.from)].sort();
}

/** Keys of all that the node uses, directly or through others, sorted; the node itself only if it stands in a circle. */
export function dependencies(graph: ServiceGraph, key: string): string[] {
  return [...reached(edgesByCaller(graph), key, (edge) => edge.to)].sort();
}

/** What can be reached by at least one edge. */
function reached(edges: EdgesByKey, start: string, next: (edge: GraphEdge) => string): Set<string> {
  const found = new Set<string>();
  const pending = [start];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    for (const edge of edges.get(key) ?? []) {
      const other = next(edge);
      if (found.has(other)) continue;
      found.add(other);
      pending.push(other);
    }
  }
  return found;
}

/**
 * Every edge that lies on some way from one node to another, in the graph's order: all paths together,
 * whose single list could be exponentially long. Empty where no way leads there.
 */
export function pathsBetween(graph: ServiceGraph, from: string, to: string): GraphEdge[] {
  const ahead = reached(edgesByCaller(graph), from, (edge) => edge.to).add(from);
  const behind = reached(edgesByTarget(graph), to, (edge) => edge.from).add(to);
  return graph.edges.filter((edge) => ahead.has(edge.from) && behind.has(edge.to));
}

/** The edges of one shortest way with at least one edge, or undefined where no way leads there. */
export function shortestPath(
  graph: ServiceGraph,
  from: string,
  to: string,
): GraphEdge[] | undefined {
  const edges = edgesByCaller(graph);
  const arrival = new Map<string, GraphEdge>();
  let frontier = [from];
  while (frontier.length > 0 && !arrival.has(to)) {
    const next: string[] = [];
    for (const edge of frontier.flatMap((key) => edges.get(key) ?? [])) {
      if (arrival.has(edge.to)) continue;
      arrival.set(edge.to, edge);
      next.push(edge.to);
    }
    frontier = next;
  }
  return arrival.has(to) ? traceBack(arrival, from, to) : undefined;
}

function traceBack(arrival: ReadonlyMap<string, GraphEdge>, from: string, to: string): GraphEdge[] {
  const path: GraphEdge[] = [];
  for (let edge = arrival.get(to); edge !== undefined; edge = arrival.get(edge.from)) {
    path.push(edge);
    if (edge.from === from) break;
  }
  return path.reverse();
}
