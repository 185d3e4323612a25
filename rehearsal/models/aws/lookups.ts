/** Looking things up by what they mention, which costs the same in a small world and in a large one. */
import type { CloudObject, WorldView } from "../../world/model";
import { parseArn } from "./arn";

/** The KMS key of an ARN in a region. */
export function keyOfArn(
  world: WorldView,
  keyArn: string,
  region: string,
): CloudObject | undefined {
  const key = world.find("aws:kms/key:Key", keyArn.split("/").at(-1) ?? "", region);
  return key?.outputs["arn"] === keyArn ? key : undefined;
}

/** The KMS key that an id or an ARN names, in a region. */
export function keyNamed(
  world: WorldView,
  idOrArn: string,
  region: string,
): CloudObject | undefined {
  return parseArn(idOrArn)
    ? keyOfArn(world, idOrArn, region)
    : world.find("aws:kms/key:Key", idOrArn, region);
}

/** Objects of the types given that mention an id or ARN; in one scope if it is given. */
export function mentioning(
  world: WorldView,
  idOrArn: string,
  types: readonly string[],
  scope?: string,
): readonly CloudObject[] {
  if (idOrArn === "") return [];
  return types
    .flatMap((type) => world.referrers(idOrArn, type))
    .filter((object) => scope === undefined || object.scope === scope);
}
