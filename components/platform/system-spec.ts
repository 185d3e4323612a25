/** What a system is, as its team declares it. */
import type { CacheDeclaration, KeyValueStoreDeclaration } from "../data/declarations";
import type { MicroserviceDeclaration } from "../services/declarations";

/** Any declared store. */
export type StoreDeclaration = CacheDeclaration | KeyValueStoreDeclaration;

/** A system as plain values; the keys are the names of its parts, unique over stores and services. */
export interface SystemSpec {
  /** What keeps data, by key. */
  readonly stores: Readonly<Record<string, StoreDeclaration>>;
  /** What runs, by key. */
  readonly services: Readonly<Record<string, MicroserviceDeclaration>>;
}
