/** Physical names that two stacks of one account never share. */
import * as pulumi from "@pulumi/pulumi";

import { type NamedKind, nameLimits, physicalName } from "./naming";

/**
 * A deterministic physical name for a resource: the stack, the logical name, and what else tells it apart,
 * in lower-case letters, digits and hyphens; shortened with a hash to what the kind allows. The stack is
 * left out where the logical name begins with it already.
 */
export function nameInStack(
  kind: NamedKind,
  logicalName: string,
  ...more: readonly string[]
): string {
  const stack = plain(pulumi.getStack());
  const name = plain(logicalName);
  const own = name === stack || name.startsWith(`${stack}-`) ? [name] : [stack, name];
  return physicalName(nameLimits[kind].maxLength, ...own, ...more.map(plain));
}

/** Stack names may hold dots and underscores, which load balancers do not take. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}
