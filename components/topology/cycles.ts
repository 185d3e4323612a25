/** Circles in a directed graph. Pure. */

interface Visit {
  readonly key: string;
  readonly targets: readonly string[];
  next: number;
}

/**
 * The strongly connected components that hold a circle: groups of keys that reach each other, and single
 * keys with an edge to themselves. Sorted inside and among each other. Linear in nodes and edges, apart
 * from sorting (Tarjan 1972, without recursion, so that a long chain cannot exhaust the stack).
 */
export function cyclesOf(
  nodes: readonly { readonly key: string }[],
  edges: readonly { readonly from: string; readonly to: string }[],
): string[][] {
  const targets = new Map<string, string[]>(nodes.map(({ key }) => [key, []]));
  const selfUsing = new Set<string>();
  for (const { from, to } of edges) {
    targets.get(from)?.push(to);
    if (from === to) selfUsing.add(from);
  }
  return components(targets)
    .filter((group) => group.length > 1 || group.some((key) => selfUsing.has(key)))
    .map((group) => group.sort())
    .sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1));
}

function components(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];

  const enter = (key: string): Visit => {
    order.set(key, order.size);
    lowest.set(key, order.size - 1);
    open.push(key);
    isOpen.add(key);
    return { key, targets: targets.get(key) ?? [], next: 0 };
  };
  const lower = (key: string, to: number | undefined) => {
    lowest.set(key, Math.min(lowest.get(key) ?? Infinity, to ?? Infinity));
  };
  const leave = ({ key }: Visit, parent: Visit | undefined) => {
    if (lowest.get(key) === order.get(key)) found.push(closeGroup(open, isOpen, key));
    if (parent !== undefined) lower(parent.key, lowest.get(key));
  };

  for (const root of targets.keys()) {
    if (order.has(root)) continue;
    const stack = [enter(root)];
    for (let visit = stack.at(-1); visit !== undefined; visit = stack.at(-1)) {
      const target = visit.targets[visit.next++];
      if (target === undefined) {
        stack.pop();
        leave(visit, stack.at(-1));
      } else if (!order.has(target)) {
        stack.push(enter(target));
      } else if (isOpen.has(target)) {
        lower(visit.key, order.get(target));
      }
    }
  }
  return found;
}

/** Takes the finished group off the stack of open keys, down to the key it was entered by. */
function closeGroup(open: string[], isOpen: Set<string>, root: string): string[] {
  const group: string[] = [];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    isOpen.delete(key);
    group.push(key);
    if (key === root) break;
  }
  return group;
}
