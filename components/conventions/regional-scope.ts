/** What the children of a regional component have in common. */
import type * as pulumi from "@pulumi/pulumi";

import { tagged, type Tags } from "./tags";

/** Where a regional component's children stand: under whom, with which first part of their names, in which region. */
export interface RegionalScope {
  readonly parent: pulumi.Resource;
  /** The component's logical name, with which each child's begins. */
  readonly name: string;
  readonly region: string;
  /** Tags of the caller's for every taggable child. */
  readonly tags: Tags;
}

/** The first arguments of one taggable AWS child: its logical name, region and tags. */
export interface ScopedChild {
  readonly childName: string;
  readonly region: string;
  readonly tags: Record<string, pulumi.Input<string>>;
}

/** Logical name, region and tags of the child with that role: `vpc`, or `public-subnet-eu-west-1a`. */
export function child(scope: RegionalScope, role: string): ScopedChild {
  const childName = `${scope.name}-${role}`;
  return { childName, region: scope.region, tags: tagged(childName, scope.tags) };
}
