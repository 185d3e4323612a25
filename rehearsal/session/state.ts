/** What Pulumi's state says of a stack (`pulumi stack export`). */
import { existsSync, readFileSync } from "node:fs";

export interface DeployedResource {
  readonly urn: string;
  readonly type: string;
  /** True for what a provider made; false for components. */
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  /** The provider's URN, `::` and its id. */
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  /** True for what waits to be deleted. */
  readonly delete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface PendingOperation {
  readonly type: string;
  readonly resource: DeployedResource;
}

export interface Deployment {
  readonly resources: readonly DeployedResource[];
  /** What a killed run had begun and nobody knows the end of. */
  readonly pendingOperations: readonly PendingOperation[];
}

/** Reads what `pulumi stack export` prints. */
export function parseExport(text: string): Deployment {
  const { deployment } = JSON.parse(text) as {
    deployment: { resources?: DeployedResource[]; pending_operations?: PendingOperation[] } | null;
  };
  return {
    resources: deployment?.resources ?? [],
    pendingOperations: deployment?.pending_operations ?? [],
  };
}

/** How many operations are pending in a stack's file of the state backend, which a run of Pulumi takes longer to tell. */
export function pendingIn(stateFile: string): number {
  if (!existsSync(stateFile)) return 0;
  const latest = latestIn(stateFile) as { pending_operations?: readonly unknown[] } | null;
  return latest?.pending_operations?.length ?? 0;
}

/** What `pulumi stack import` takes, of a stack's file of the state backend; secrets stay encrypted. */
export function exportedFrom(stateFile: string): string {
  return JSON.stringify({ version: 3, deployment: latestIn(stateFile) });
}

function latestIn(stateFile: string): unknown {
  const { checkpoint } = JSON.parse(readFileSync(stateFile, "utf8")) as {
    checkpoint?: { latest?: unknown };
  };
  return checkpoint?.latest ?? null;
}

/** The logical name in a URN. */
export function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
