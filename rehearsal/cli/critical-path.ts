/**
 * How long a deployment would take on AWS, and what it waits for: the longest chain of creations that follow
 * each other, by the durations that the rehearsal cloud knows of each type.
 */
import type { DeployedResource } from "../session/state";

export interface Link {
  readonly urn: string;
  readonly type: string;
  readonly seconds: number;
}

export interface Estimate {
  readonly seconds: number;
  /** What is waited for, first to last; what takes no time is left out. */
  readonly chain: readonly Link[];
}

interface Finish {
  readonly at: number;
  readonly link: Link;
  readonly after: Finish | undefined;
}

/**
 * @param resources Pulumi's state, where everything stands after what it depends on
 * @param seconds how long each URN took to create; what is absent took no time
 */
export function estimateDeployment(
  resources: readonly DeployedResource[],
  seconds: ReadonlyMap<string, number>,
): Estimate {
  const finished = new Map<string, Finish>();
  for (const resource of resources) {
    const own = seconds.get(resource.urn) ?? 0;
    const after = latest(waitsFor(resource).flatMap((urn) => finished.get(urn) ?? []));
    const link = { urn: resource.urn, type: resource.type, seconds: own };
    finished.set(resource.urn, { at: (after?.at ?? 0) + own, link, after });
  }
  const last = latest([...finished.values()]);
  return { seconds: last?.at ?? 0, chain: chainTo(last) };
}

function latest(finishes: readonly Finish[]): Finish | undefined {
  return finishes.reduce<Finish | undefined>(
    (found, finish) => (found === undefined || finish.at > found.at ? finish : found),
    undefined,
  );
}

function chainTo(last: Finish | undefined): readonly Link[] {
  const links: Link[] = [];
  for (let finish = last; finish; finish = finish.after) links.unshift(finish.link);
  return links.filter((link) => link.seconds > 0);
}

/** A child is registered after its parent, and a resource made once its provider is there. */
function waitsFor(resource: DeployedResource): readonly string[] {
  const { parent, provider, dependencies = [], propertyDependencies = {} } = resource;
  return [
    ...(parent === undefined ? [] : [parent]),
    ...(provider === undefined ? [] : [provider.slice(0, provider.lastIndexOf("::"))]),
    ...dependencies,
    ...Object.values(propertyDependencies).flatMap((urns) => urns ?? []),
  ];
}
