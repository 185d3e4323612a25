/** A whole stack as rules look at it: resources with what is known of them, and how they hang together. */
import type { PolicyResource } from "@pulumi/policy";
import { declaredInputs } from "./declared";
import { textAt } from "./read";
import { isNotKnownYet, NotKnownYet } from "./unknown";

/** One resource of a stack. */
export interface StackResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Whether Pulumi refuses to delete it. */
  readonly isProtected: boolean;
  /** URN of its provider: what tells one cluster's objects from another's. Undefined for the default one. */
  readonly provider: string | undefined;
  /**
   * Inputs, so that a property that is left out is left out: a preview's outputs show it as not known. Where
   * no rule over resources has seen them, as for a resource that is not registered anew, outputs. Reading
   * throws where neither is there.
   */
  readonly props: unknown;
  /** What the cloud calls it, by an output such as `id` or `arn`; undefined where it is not known yet. */
  identity(output: string): string | undefined;
  /** Whether it waits for that resource, itself or through others. */
  dependsOn(urn: string): boolean;
  /** The resources of a type that a property's value comes from. */
  sources(property: string, type: string): readonly StackResource[];
}

/** All of a stack's resources. */
export interface StackView {
  readonly resources: readonly StackResource[];
  ofType(...types: readonly string[]): readonly StackResource[];
}

/** Looks at the resources that the engine hands to a rule over a stack. */
export function stackView(resources: readonly PolicyResource[]): StackView {
  const views = new Map<string, StackResource>();
  for (const resource of resources) {
    views.set(resource.urn, viewOf(resource, views));
  }
  const all = [...views.values()];
  return {
    resources: all,
    ofType: (...types) => all.filter(({ type }) => types.includes(type)),
  };
}

function viewOf(
  resource: PolicyResource,
  views: ReadonlyMap<string, StackResource>,
): StackResource {
  return {
    type: resource.type,
    name: resource.name,
    urn: resource.urn,
    isProtected: resource.opts.protect,
    provider: resource.provider?.urn,
    get props() {
      return knownProps(resource);
    },
    identity: (output) => knownText(resource.props, output),
    dependsOn: (urn) => isReachable(resource, urn),
    sources: (property, type) =>
      (resource.propertyDependencies[property] ?? [])
        .filter((source) => source.type === type)
        .map(({ urn }) => views.get(urn))
        .filter((view) => view !== undefined),
  };
}

function knownProps(resource: PolicyResource): unknown {
  const inputs = declaredInputs(resource.urn);
  if (inputs !== undefined) return inputs;
  if (Object.keys(resource.props).length > 0) return resource.props;
  throw new NotKnownYet(`nothing is known of ${resource.name} before the update`);
}

function knownText(props: unknown, key: string): string | undefined {
  try {
    return textAt(props, key);
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}

function isReachable(from: PolicyResource, urn: string): boolean {
  const walked = new Set<string>();
  const open = [from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const dependency of next.dependencies) {
      if (dependency.urn === urn) return true;
      if (!walked.has(dependency.urn)) open.push(dependency);
      walked.add(dependency.urn);
    }
  }
  return false;
}

/**
 * The resource, of one of these types, that a property names: by what the value comes from, as in a preview that
 * does not know the value, or by an output that equals it. Undefined where it is not of this stack.
 */
export function referenced(
  stack: StackView,
  from: StackResource,
  property: string,
  types: readonly string[],
  output: string,
): StackResource | undefined {
  const sources = types.flatMap((type) => from.sources(property, type));
  if (sources.length === 1) return sources[0];
  const value = textAt(from.props, property);
  if (value === undefined) return undefined;
  return stack.ofType(...types).find((candidate) => candidate.identity(output) === value);
}
