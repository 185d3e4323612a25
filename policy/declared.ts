/**
 * The inputs that this run of the pack has seen. A rule over a whole stack is given outputs, which say little in a
 * preview: what is left out looks like what is not known yet, and the objects of a cluster that is being made
 * have none at all, for their provider is not configured. Their inputs are known, and came by when each
 * resource was judged alone.
 */
const seen = new Map<string, unknown>();

/** Keeps the inputs of a resource. */
export function remember(urn: string, inputs: unknown): void {
  seen.set(urn, inputs);
}

/** The inputs of a resource, undefined where it has not come by. */
export function declaredInputs(urn: string): unknown {
  return seen.get(urn);
}

/** Lets all go, so that one judgement does not reach into the next: for a harness. */
export function forgetDeclared(): void {
  seen.clear();
}
