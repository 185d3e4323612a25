/** AWS's answers that several models give, in AWS's own words. The world adds the operation around them. */
import { Refusal } from "../../world/model";

/**
 * EC2's answer for an id of its own that does not exist in the region: `InvalidSubnetID.NotFound`, "The
 * subnet ID 'subnet-1' does not exist". `noun` is EC2's word for it, `code` the part before `.NotFound`.
 * Source: docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html (read 2026-11).
 */
export function ec2NotFound(code: string, noun: string): (id: string) => Refusal {
  return (id) => new Refusal(`${code}.NotFound`, `The ${noun} '${id}' does not exist`);
}

/**
 * EC2's answer for the deletion of what is still in use: "The subnet 'subnet-1' has dependencies and cannot
 * be deleted." Source: as above.
 */
export function dependencyViolation(noun: string, id: string): Refusal {
  return new Refusal(
    "DependencyViolation",
    `The ${noun} '${id}' has dependencies and cannot be deleted.`,
  );
}

/** IAM's answer for an entity that does not exist, such as `NoSuchEntity`, "The role with name x cannot be found.". */
export function noSuchRole(name: string): Refusal {
  return new Refusal("NoSuchEntity", `The role with name ${name} cannot be found.`);
}
