/** How a system declares its stores: plain values with bindings. */
import { type Binding, type Declared, bindable } from "../topology/declaration";
import { bindingForms } from "../topology/graph";

/** Upper bounds of an ElastiCache Serverless cache: what it may grow to, and so what it may cost. */
export interface CacheSize {
  /** Most data held, in GB (1-5,000). */
  readonly maxDataGB: number;
  /** Most ElastiCache processing units per second (1,000-15,000,000). */
  readonly maxProcessingUnitsPerSecond: number;
}

/** A cache in every region; each region's holds its own entries, nothing is replicated. */
export interface CacheSpec {
  /** The engine whose protocol clients speak. */
  readonly engine: "valkey";
  /** What each region's cache may grow to. */
  readonly size: CacheSize;
  /** Regions that hold one. @default every region of the platform */
  readonly regions?: readonly string[];
}

/** A declared cache and the bindings that its users may name. */
export interface CacheDeclaration extends Declared<"cache", CacheSpec> {
  /** Host name of the endpoint in the caller's region. */
  readonly host: Binding;
  /** TCP port, as text. */
  readonly port: Binding;
  /** `host:port`. The endpoint speaks TLS only. */
  readonly address: Binding;
  /** `rediss://host:port`. */
  readonly url: Binding;
  /** Configuration text of the StackExchange.Redis client: `host:port,ssl=true,abortConnect=false`. */
  readonly stackExchangeRedis: Binding;
}

/** Declares a cache. Registers nothing. */
export function cache(spec: CacheSpec): CacheDeclaration {
  return bindable({ kind: "cache", spec }, bindingForms.cache);
}

/** The type of a key attribute: string, number or binary, by DynamoDB's letters. */
export type KeyType = "S" | "N" | "B";

/** A key attribute by its name (then a string) or by name and type. */
export type KeyAttribute = string | { readonly name: string; readonly type: KeyType };

/** A table of items by key, readable and writable in every one of its regions. */
export interface KeyValueStoreSpec {
  /** What items are found by, and what orders items of one partition. It never changes. */
  readonly key: { readonly partition: KeyAttribute; readonly sort?: KeyAttribute };
  /**
   * What a read in one region sees of a write in another: `eventual` = within about a second, the last
   * writer wins. Strong consistency over regions comes with a later version.
   */
  readonly consistency: "eventual";
  /** What its users may do. @default "readWrite" */
  readonly access?: "read" | "readWrite";
  /** Regions that hold a replica; the home region must be among them. @default every region of the platform */
  readonly regions?: readonly string[];
}

/** A declared key-value store and the bindings that its users may name. */
export interface KeyValueStoreDeclaration extends Declared<"keyValueStore", KeyValueStoreSpec> {
  /** Table name, the same in every region. */
  readonly name: Binding;
  /** ARN of the replica in the caller's region. */
  readonly arn: Binding;
  /** The caller's region, which is where its replica is. */
  readonly region: Binding;
}

/** Declares a key-value store. Registers nothing. */
export function keyValueStore(spec: KeyValueStoreSpec): KeyValueStoreDeclaration {
  return bindable({ kind: "keyValueStore", spec }, bindingForms.keyValueStore);
}
