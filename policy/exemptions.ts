/** What a rule leaves alone because somebody has said so: a parameter that every rule has. */

export const exemptions = {
  exempt: {
    type: "array",
    items: { type: "string" },
    default: [],
    description:
      "Names or URNs of resources that the rule leaves alone; * stands for any text. What is said of a stack as a whole stays.",
  },
} as const;

/** The parameter's value. */
export interface Exemptions {
  readonly exempt: readonly string[];
}

/** Whether one of the patterns is of the resource: of its URN where the pattern has a `::`, else of its name. */
export function isExempt(urn: string, { exempt }: Exemptions): boolean {
  const name = urn.split("::").slice(3).join("::");
  return exempt.some((pattern) => matches(pattern, pattern.includes("::") ? urn : name));
}

function matches(pattern: string, text: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "s").test(text);
}
