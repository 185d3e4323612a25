/** The labels that everything of a service carries; selectors, policies and dashboards go by them. */

/** The label that selectors match. It never changes, because selectors cannot. */
export function selectorLabels(key: string): Record<string, string> {
  return { "app.kubernetes.io/name": key };
}

/**
 * All labels of a service's objects.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ read 2026-11
 */
export function labels(key: string, system: string): Record<string, string> {
  return {
    ...selectorLabels(key),
    "app.kubernetes.io/part-of": system,
    "app.kubernetes.io/managed-by": "pulumi",
  };
}
