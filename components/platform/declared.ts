/** Which parts of a system are declarations at all, whatever their types say. Pure. */
import type { Problem } from "../conventions/problems";
import { isMap } from "../conventions/shape";
import { isDeclared } from "../topology/declaration";
import type { NodeKind, NodeSpec } from "../topology/graph";
import type { SystemSpec } from "./system-spec";

/** A system whose parts are declarations, and what was left out to make it one. */
export interface DeclaredSystem {
  readonly system: SystemSpec;
  readonly problems: readonly Problem[];
  /** Stands for what is there but is no declaration, so that its users are not told that it is missing. */
  readonly others: readonly NodeSpec[];
}

const parts = {
  stores: { kinds: ["cache", "keyValueStore"], by: "cache or keyValueStore", example: "cache" },
  services: { kinds: ["service"], by: "microservice", example: "microservice" },
} as const satisfies Record<
  string,
  { readonly kinds: readonly NodeKind[]; readonly by: string; readonly example: string }
>;

/** The declarations of a system; paths are relative to it. */
export function declaredIn(given: SystemSpec, regions: readonly string[]): DeclaredSystem {
  const stores = declarations("stores", given);
  const services = declarations("services", given);
  return {
    system: { stores: stores.declared, services: services.declared } as unknown as SystemSpec,
    problems: [...stores.problems, ...services.problems],
    others: [
      ...stores.others.map((key): NodeSpec => ({ key, kind: "cache", regions, uses: [] })),
      ...services.others.map((key): NodeSpec => ({ key, kind: "service", regions, uses: [] })),
    ],
  };
}

function declarations(part: keyof typeof parts, given: unknown) {
  const value = isMap(given) ? given[part] : undefined;
  if (!isMap(value)) {
    const mend = `Write ${part}: {}, where there are none.`;
    const problem: Problem = { path: part, value, allowed: "a map of declarations", mend };
    return { declared: {}, problems: [problem], others: [] };
  }
  const { kinds, by, example } = parts[part];
  const entries = Object.entries(value);
  const others = entries.filter(([, declared]) => !isDeclared(declared, kinds));
  const problems = others.map(([key, other]): Problem => ({
    path: `${part}.${key}`,
    value: other,
    allowed: `a declaration made by ${by}`,
    mend: `Write ${key}: ${example}({ ... }).`,
  }));
  const declared = entries.filter(([, declared]) => isDeclared(declared, kinds));
  return {
    declared: Object.fromEntries(declared),
    problems,
    others: others.map(([key]) => key),
  };
}
