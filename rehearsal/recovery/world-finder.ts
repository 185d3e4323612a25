/** Finds in the rehearsal cloud what carries certain tags. */
import type { Inspected, InspectRequest } from "../world/protocol";
import type { Find } from "./finder";
import { isFields } from "./deployment";

/** Lists objects of the rehearsal cloud. */
export type Inspect = (
  request: InspectRequest,
) => Promise<{ readonly objects: readonly Inspected[] }>;

/** The finder of a rehearsal. */
export function inWorld(inspect: Inspect): Find {
  return async ({ type, tags, region }) => {
    const { objects } = await inspect({ type });
    const ids = objects
      .filter(({ scope }) => region === undefined || scope === region)
      .filter(({ inputs }) => carries(inputs["tags"], tags))
      .map(({ id }) => id);
    return { ids };
  };
}

function carries(given: unknown, tags: Readonly<Record<string, string>>): boolean {
  return isFields(given) && Object.entries(tags).every(([key, value]) => given[key] === value);
}
