/** Who is asked for what carries certain tags: the rehearsal cloud, or AWS. */
import type { Entry } from "./deployment";
import type { Tagged } from "./identities";

/** What is looked for. */
export interface Search {
  readonly type: string;
  readonly identity: Tagged;
  /** The tags that it carries. */
  readonly tags: Readonly<Record<string, string>>;
  /** The region that the object says itself; undefined where it is the provider's. */
  readonly region: string | undefined;
  /** The provider that was to make it. */
  readonly provider: Entry | undefined;
  /** When the state was written last: it was asked for no later than then. */
  readonly asOf: string | undefined;
}

/** The ids of all that carries the tags, or why nobody can tell. */
export type Found = { readonly ids: readonly string[] } | { readonly unsure: string };

/** Finds objects by their tags. */
export type Find = (search: Search) => Promise<Found>;
