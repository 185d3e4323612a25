/**
 * The pods of many Deployments by namespace and label, so that to ask what each of many selectors matches does not mean to
 * look at every Deployment for each.
 */
import type { CloudObject } from "../../world/model";
import { nameOf, namespaceOf } from "./metadata";
import { mapAt } from "./values";

type Labels = Readonly<Record<string, string>>;

/** The pods of Deployments, one set of labels for each Deployment. */
export interface Pods {
  /** Whether the namespace of an object has a Deployment of that name. */
  ofDeployment(object: CloudObject, name: string): boolean;
  /** Labels in the namespace of an object that can hold all of the pairs: every one that does is among them. */
  beside(object: CloudObject, pairs: Labels): readonly Labels[];
}

/** The pods of the Deployments given, of any clusters. */
export function podsOf(deployments: readonly CloudObject[]): Pods {
  const names = new Set<string>();
  const byKey = new Map<string, Labels[]>();
  const enter = (key: string, labels: Labels): void => {
    const entered = byKey.get(key);
    if (entered) entered.push(labels);
    else byKey.set(key, [labels]);
  };
  for (const deployment of deployments) {
    const labels = mapAt(deployment.outputs, "spec", "template", "metadata", "labels");
    names.add(keyOf(deployment, nameOf(deployment.outputs)));
    enter(keyOf(deployment), labels);
    for (const pair of Object.entries(labels)) enter(keyOf(deployment, ...pair), labels);
  }
  return {
    ofDeployment: (object, name) => names.has(keyOf(object, name)),
    beside: (object, pairs) => {
      const keys = [[], ...Object.entries(pairs)].map((pair) => keyOf(object, ...pair));
      const candidates = keys.map((key) => byKey.get(key) ?? []);
      return candidates.reduce((least, one) => (one.length < least.length ? one : least));
    },
  };
}

function keyOf(object: CloudObject, ...parts: readonly string[]): string {
  return JSON.stringify([object.scope, namespaceOf(object.outputs), ...parts]);
}
