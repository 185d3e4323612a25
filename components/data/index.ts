/**
 * Where systems keep what they must not forget, and what they may: a table that is replicated over regions,
 * and caches that are not. `cache` and `keyValueStore` declare them; the components register them.
 *
 * @packageDocumentation
 */
export { Cache, type CacheArgs } from "./cache";
export { checkCache } from "./check-cache";
export { checkKeyValueStore } from "./check-key-value-store";
export {
  cache,
  keyValueStore,
  type CacheDeclaration,
  type CacheSize,
  type CacheSpec,
  type KeyAttribute,
  type KeyType,
  type KeyValueStoreDeclaration,
  type KeyValueStoreSpec,
} from "./declarations";
export {
  KeyValueStore,
  type KeyValueStoreArgs,
  type KeyValueStoreOptions,
} from "./key-value-store";
export { RegionalCache, type RegionalCacheArgs } from "./regional-cache";
