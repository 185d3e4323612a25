/** The calls of the world's HTTP interface: `POST /v1/<verb>` with these as JSON. */
import type { Answer, ResolveRequest } from "./dns";
import type { Effects, EffectsRequest } from "./effects";
import type { Fault, FaultRule, FaultSet } from "./faults";
import type { CloudObject, Finding, Handling, Properties } from "./model";
import type { Operation } from "./operation";
import type { Outage } from "./outages";
import type { Failure } from "./registry";

/** What every call of a provider carries. */
export interface ProviderCall {
  /** `aws`, `kubernetes` or `docker`. */
  readonly package: string;
  /** The provider's configuration; a kubeconfig is reduced to its `target` first. */
  readonly config: Properties;
}

export interface ResourceCall extends ProviderCall {
  readonly urn: string;
  readonly type: string;
}

export interface CheckRequest extends ResourceCall {
  readonly inputs: Properties;
  readonly oldInputs?: Properties;
  /** The engine's random seed in hexadecimal: the source of names. */
  readonly seed: string;
}
export interface CheckResult {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

export interface DiffRequest extends ResourceCall {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly inputs: Properties;
}
export type DiffKind =
  "ADD" | "ADD_REPLACE" | "DELETE" | "DELETE_REPLACE" | "UPDATE" | "UPDATE_REPLACE";
export interface DiffResult {
  readonly changes: Readonly<Record<string, DiffKind>>;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface CreateRequest extends ResourceCall {
  readonly inputs: Properties;
  readonly preview: boolean;
}
export interface Made {
  readonly id: string;
  readonly outputs: Properties;
  /** Names of outputs that are secret whatever came in. */
  readonly secrets: readonly string[];
  /** Present where the object exists but never became ready, or its call ended with an error after it was made. */
  readonly notReady?: { readonly message: string; readonly reasons: readonly string[] };
}

export interface ReadRequest extends ResourceCall {
  readonly id: string;
  /** What Pulumi's state holds; empty for an import. */
  readonly inputs: Properties;
  readonly outputs: Properties;
}
/** `null` where there is no such object any more. */
export type ReadResult = (Made & { readonly inputs: Properties }) | null;

export interface UpdateRequest extends ResourceCall {
  readonly id: string;
  readonly inputs: Properties;
  readonly oldInputs: Properties;
  readonly preview: boolean;
}

export interface DeleteRequest extends ResourceCall {
  readonly id: string;
  readonly oldInputs: Properties;
}

export interface InvokeRequest extends ProviderCall {
  readonly token: string;
  readonly args: Properties;
}
export type InvokeResult =
  { readonly answer: Properties } | { readonly failures: readonly Failure[] };

/** What an object is, and what can be said of it that Pulumi's outputs do not say. */
export interface Inspected extends CloudObject {
  /** Of a NetworkPolicy: whether its cluster enforces it. Of a cluster: whether it enforces any. */
  readonly enforced?: boolean;
  /** Why it never became ready. */
  readonly notReady?: readonly string[];
}
export interface InspectRequest {
  readonly type?: string;
  readonly scope?: string;
  readonly urn?: string;
  /** The URNs, and where they are known the ids, of Pulumi's state: answers only what is in none of them and came by itself. */
  readonly leaks?: readonly { readonly urn: string; readonly id?: string }[];
}
export interface InspectResult {
  readonly objects: readonly Inspected[];
  /** Which of these objects do nothing, and why. */
  readonly findings: readonly Finding[];
  /** A hash over all that exists, the order of making apart. */
  readonly digest: string;
  /** What is down: `eu-west-1`, `eu-west-1/eks`, `eu-west-1/dynamodb/data`. */
  readonly down: readonly string[];
}

export type FaultRequest =
  | { readonly add: FaultRule }
  | { readonly remove: string }
  /** In the place of all rules and outages that there are. */
  | { readonly set: FaultSet }
  | { readonly list: true };
export interface FaultResult {
  readonly faults: readonly Fault[];
}

/** Takes a region, or a plane of one service in it, down or up. */
export interface RegionRequest extends Outage {
  readonly down: boolean;
}

/** A call as the journal keeps it. */
export interface JournalEntry {
  /** Rises by one with every call. */
  readonly sequence: number;
  readonly operation: Operation;
  readonly type: string;
  readonly urn: string;
  readonly scope: string;
  readonly id: string;
  /** `ok`, or the code of the refusal. */
  readonly result: string;
  /** How long AWS typically takes for it. */
  readonly seconds: number;
}
export interface JournalRequest {
  /** Answers the calls after this sequence number. @default 0 */
  readonly since?: number;
}
export interface JournalResult {
  readonly calls: readonly JournalEntry[];
  /** The sequence number of the last call: the mark to ask from next time. */
  readonly mark: number;
}

export interface CheckConfigRequest extends ProviderCall {
  /** Names whose values are not known yet, or are secret, and so cannot be judged here. */
  readonly unseen: readonly string[];
}
export interface CheckConfigResult {
  readonly failures: readonly Failure[];
}

/** Every verb with what it takes and answers. */
export interface Verbs {
  checkConfig: { request: CheckConfigRequest; result: CheckConfigResult };
  check: { request: CheckRequest; result: CheckResult };
  diff: { request: DiffRequest; result: DiffResult };
  create: { request: CreateRequest; result: Made };
  read: { request: ReadRequest; result: ReadResult };
  update: { request: UpdateRequest; result: Made };
  delete: { request: DeleteRequest; result: Record<string, never> };
  invoke: { request: InvokeRequest; result: InvokeResult };
  inspect: { request: InspectRequest; result: InspectResult };
  resolve: { request: ResolveRequest; result: Answer };
  effects: { request: EffectsRequest; result: Effects };
  fault: { request: FaultRequest; result: FaultResult };
  region: { request: RegionRequest; result: { readonly down: readonly string[] } };
  journal: { request: JournalRequest; result: JournalResult };
  shutdown: { request: Record<string, never>; result: Record<string, never> };
}
export type Verb = keyof Verbs;

/** The body of every answer. */
export type Reply =
  | { readonly result: object | null }
  | {
      readonly refusal: {
        readonly code: string;
        readonly message: string;
        readonly handling: Handling;
      };
    }
  | { readonly defect: string };
