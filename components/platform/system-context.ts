/** What a system is made from, and what its parts are registered with. */
import type * as pulumi from "@pulumi/pulumi";

import type { Tags } from "../conventions/tags";
import type { ServiceGraph } from "../topology/graph";
import type { PlatformSite } from "./platform-args";
import type { SystemSpec } from "./system-spec";

/** Arguments of `System`. */
export interface SystemArgs extends SystemSpec {
  /** What it runs on: one of ours, or the same shape. */
  readonly platform: PlatformSite;
  /** Tags for every taggable child, beside the ones that are always set. @default none */
  readonly tags?: Tags;
}

/** What the parts of a system are registered with. */
export interface SystemContext {
  /** The system itself: every part is its child. */
  readonly parent: pulumi.Resource;
  /** The system's name, which is its Kubernetes namespace too. */
  readonly name: string;
  readonly args: SystemArgs;
  readonly graph: ServiceGraph;
}
