/** Looking things up by what they mention, which costs the same in a small world and in a large one. */
import type { CloudObject, WorldView } from "../../world/model";

/** Objects of the types given that mention an id or ARN; in one scope if it is given. */
export function mentioning(
  world: WorldView,
  idOrArn: string,
  types: readonly string[],
  scope?: string,
): readonly CloudObject[] {
  if (idOrArn === "") return [];
  return world
    .referrers(idOrArn)
    .filter((object) => types.includes(object.type))
    .filter((object) => scope === undefined || object.scope === scope);
}
