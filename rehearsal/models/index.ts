/**
 * Every model of the rehearsal cloud, by type token. A type or data source that is not here is not served.
 *
 * @packageDocumentation
 */
import type { InvokeModel, Model } from "../world/model";
import { awsInvokes, awsModels } from "./aws/index";
import { dockerModels } from "./docker/index";
import { kubernetesModels } from "./kubernetes/index";

function byKey<T>(list: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const map = new Map(list.map((item) => [keyOf(item), item] as const));
  if (map.size !== list.length) throw new Error("two models of one type");
  return map;
}

/** The models of resource types. */
export const models: ReadonlyMap<string, Model> = byKey(
  [...awsModels, ...kubernetesModels, ...dockerModels],
  ({ type }) => type,
);

/** The models of data sources. */
export const invokes: ReadonlyMap<string, InvokeModel> = byKey(awsInvokes, ({ token }) => token);
