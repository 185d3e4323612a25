/** The parameter by which a stack is known to be one that must not lose anything. */
export const protectedStacks = {
  protectedStacks: {
    type: "array",
    items: { type: "string" },
    default: ["production"],
    description: "Names of the stacks that are protected; the others are disposable.",
  },
} as const;

/** Parameters of a rule that asks more of protected stacks. */
export interface ProtectedStacks {
  readonly protectedStacks: readonly string[];
}

/** Whether the stack of that name is protected. */
export function isProtected(stack: string, config: ProtectedStacks): boolean {
  return config.protectedStacks.includes(stack);
}
