/** What Pulumi's state says of a stack (`pulumi stack export`). */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

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
  /** Why the engine will not read this again, where it has written it so. */
  readonly integrityError?: string;
}

/** Reads what `pulumi stack export` prints. */
export function parseExport(text: string): Deployment {
  return deploymentOf((JSON.parse(text) as { readonly deployment: Recorded | null }).deployment);
}

/** Where a stack's state is in a folder that is a state backend. */
export function stateFileIn(folder: string, project: string, stack: string): string {
  return path.join(folder, ".pulumi", "stacks", project, `${stack}.json`);
}

/** What stands in a stack's file of the state backend, which a run of Pulumi takes longer to tell. */
export function recordedIn(stateFile: string): Deployment {
  return deploymentOf(existsSync(stateFile) ? latestIn(stateFile) : null);
}

/** What `pulumi stack import` takes, of a stack's file of the state backend; secrets stay encrypted. */
export function exportedFrom(stateFile: string): string {
  return JSON.stringify({ version: 3, deployment: latestIn(stateFile) });
}

/** A deployment as Pulumi writes it down. */
interface Recorded {
  readonly resources?: readonly DeployedResource[];
  readonly pending_operations?: readonly PendingOperation[];
  readonly metadata?: { readonly integrity_error?: { readonly error: string } };
}

function latestIn(stateFile: string): Recorded | null {
  const { checkpoint } = JSON.parse(readFileSync(stateFile, "utf8")) as {
    readonly checkpoint?: { readonly latest?: Recorded | null };
  };
  return checkpoint?.latest ?? null;
}

function deploymentOf(recorded: Recorded | null): Deployment {
  const integrityError = recorded?.metadata?.integrity_error?.error;
  return {
    resources: recorded?.resources ?? [],
    pendingOperations: recorded?.pending_operations ?? [],
    ...(integrityError === undefined ? {} : { integrityError }),
  };
}

/** The logical name in a URN. */
export function nameIn(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
