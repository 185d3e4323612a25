/**
 * Runs a program under Pulumi's mocks and keeps every registration whole. Mocks alone see type, name and
 * inputs; parent, protection, dependencies, aliases and the like are only in the request, so the monitor
 * that the mocks install is patched to keep each request.
 *
 * What it cannot see: transforms, resource hooks and aliases at work. Those need the engine.
 */
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";

import { accountId, computed, type Created } from "./computed-outputs";
import { propertyDependencies } from "./property-dependencies";
import { isRegional } from "./regional-types";

/** One resource as the program asked the engine for it. */
export interface Recorded {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** URN of the parent; undefined for a root. */
  readonly parent: string | undefined;
  readonly custom: boolean;
  /** Plain JSON. A secret is `{ $secret: value }`, a value not known yet is the string `$unknown`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What a component registered as its outputs, in the same form; undefined while it has not. */
  readonly outputs: Readonly<Record<string, unknown>> | undefined;
  readonly protect: boolean;
  /** URNs from `dependsOn` and from outputs used as inputs, sorted. */
  readonly dependencies: readonly string[];
  /** URNs that the value of each input comes from, sorted; inputs without any are left out. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly aliases: RegisterResourceRequest.AsObject["aliasesList"];
  /** `<urn>::<id>` of the provider, or undefined for the default one. */
  readonly provider: string | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly retainOnDelete: boolean;
  readonly deletedWith: string | undefined;
  readonly customTimeouts: Readonly<Record<string, string>>;
  /** Id to import; undefined where the resource is created. */
  readonly id: string | undefined;
}

/** How a program is run. */
export interface RecordOptions {
  /** Whether computed outputs and ids stay unknown. @default false */
  readonly preview?: boolean;
  /** @default "dev" */
  readonly stack?: string;
  /** @default "archipelago" */
  readonly project?: string;
  /** Computed outputs that a test needs in place of, or beside, the table's; ignored in preview. */
  readonly outputs?: (created: Created) => Readonly<Record<string, unknown>> | undefined;
  /** In place of what makes resources and answers invokes here. */
  readonly mocks?: Partial<pulumi.runtime.Mocks>;
  /** Results of invokes by token; an invoke that is not here is an error. `getCallerIdentity` is built in. */
  readonly invokes?: Readonly<
    Record<string, (inputs: Readonly<Record<string, unknown>>) => object>
  >;
}

/** What `record` gives back. */
export interface Recording<T> {
  /** In the order of registration, which is not the order of construction. */
  readonly resources: readonly Recorded[];
  readonly result: T;
}

/** A value as an output holds it once settled. */
export interface Settled<T> {
  readonly known: boolean;
  readonly secret: boolean;
  /** Undefined where it is not known. */
  readonly value: T | undefined;
}

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const quietTurns = 20;
let running = false;

// The SDK notes for every resource where it is declared, which takes a tenth of the time; nobody asks for it here.
Reflect.set(pulumi.Resource, "callsites", () => []);

/**
 * Runs the program, waits until nothing is being registered any more, and returns all that was.
 *
 * Throws what the program throws, and an error where two resources have one URN or another recording is
 * still running (Pulumi's state is global).
 */
export async function record<T>(
  options: RecordOptions,
  program: () => Promise<T> | T,
): Promise<Recording<T>> {
  if (running) throw new Error("another recording is still running: await it first");
  running = true;
  const frames = Error.stackTraceLimit;
  // The SDK captures a stack trace for every property it transfers, which would more than double the time.
  Error.stackTraceLimit = 0;
  try {
    await pulumi.runtime.setMocks(
      { ...mocks(options), ...options.mocks },
      options.project ?? "archipelago",
      options.stack ?? "dev",
      options.preview ?? false,
    );
    pulumi.runtime.setAllConfig({});
    const tape = watch(pulumi.runtime.getMonitor());
    const result = await program();
    await quiescence(tape);
    await pulumi.runtime.disconnect();
    refuseDuplicates(tape);
    return {
      resources: tape.requests.map((request) => recorded(tape, request)),
      result,
    };
  } finally {
    Error.stackTraceLimit = frames;
    running = false;
  }
}

/** Everything registered as sorted `type name` lines: the snapshot that makes a rename visible. */
export function identity(resources: readonly Recorded[]): string[] {
  return resources.map(({ type, name }) => `${type} ${name}`).sort();
}

/** Sorted URNs: equal for a preview and an update unless resources hang on values known later. */
export function urns(resources: readonly Recorded[]): string[] {
  return resources.map(({ urn }) => urn).sort();
}

/** The one resource with that logical name, and that type where it is given. Throws if there is not exactly one. */
export function named(resources: readonly Recorded[], name: string, type?: string): Recorded {
  const found = resources.filter((r) => r.name === name && (type === undefined || r.type === type));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(
    `${found.length} resources named ${name}; there are: ${identity(resources).join(", ")}`,
  );
}

/** All resources of a type. */
export function ofType(resources: readonly Recorded[], type: string): Recorded[] {
  return resources.filter((r) => r.type === type);
}

/** Logical names of what a resource depends on, sorted. */
export function dependencyNames(resource: Recorded): string[] {
  return resource.dependencies.map((urn) => urn.split("::").slice(3).join("::")).sort();
}

/** The regions that AWS children were given, sorted, each once; `(none)` where one was forgotten. */
export function regionsOf(resources: readonly Recorded[]): string[] {
  const regions = resources
    .filter(({ type }) => isRegional(type))
    .map(({ inputs }) => inputs["region"]);
  const names = regions.map((region) => (typeof region === "string" ? region : "(none)"));
  return [...new Set(names)].sort();
}

/** AWS children whose class takes a `region` and that were given none, as `type name` lines: expect none. */
export function withoutRegion(resources: readonly Recorded[]): string[] {
  return identity(
    resources.filter((r) => isRegional(r.type) && typeof r.inputs["region"] !== "string"),
  );
}

/** What an output came to, without hanging on values that are not known. */
export async function settled<T>(output: pulumi.Input<T>): Promise<Settled<pulumi.Unwrap<T>>> {
  const lifted = pulumi.output(output);
  // `isKnown` is a member of every output at run time, which the SDK strips from its declarations.
  const known = await (Reflect.get(lifted, "isKnown") as Promise<boolean>);
  const secret = await pulumi.isSecret(lifted);
  if (!known) return { known, secret, value: undefined };
  const value = await new Promise<pulumi.Unwrap<T>>((resolve) => {
    lifted.apply(resolve);
  });
  return { known, secret, value };
}

function mocks(options: RecordOptions): pulumi.runtime.Mocks {
  const invokes: NonNullable<RecordOptions["invokes"]> = {
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({
      accountId,
      arn: "",
      id: accountId,
      userId: "",
    }),
    ...options.invokes,
  };
  return {
    newResource: ({ type, name, inputs, custom, id }) => {
      const given = inputs as Record<string, unknown>;
      if (options.preview === true || custom !== true) return { id, state: given };
      const created = { type, name, inputs: unwrapped(given) };
      const made = computed(created);
      return {
        id: id === "" || id === undefined ? made.id : id,
        state: {
          ...made.outputs,
          ...given,
          ...nested(made.outputs, given),
          ...options.outputs?.(created),
        },
      };
    },
    call: ({ token, inputs }) => {
      const invoke = invokes[token];
      if (invoke === undefined)
        throw new Error(`no result for the invoke ${token}: give one in options.invokes`);
      return { ...invoke(inputs as Record<string, unknown>) };
    },
  };
}

/** Object outputs that hold an input and more (`vpcConfig`) win over the bare input. */
function nested(
  outputs: Readonly<Record<string, unknown>>,
  inputs: Readonly<Record<string, unknown>>,
) {
  return Object.fromEntries(
    Object.entries(outputs).filter(([key, value]) => key in inputs && typeof value === "object"),
  );
}

function unwrapped(inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      pulumi.runtime.isRpcSecret(value)
        ? (pulumi.runtime.unwrapRpcSecret(value) as unknown)
        : value,
    ]),
  );
}

interface Tape {
  readonly requests: RegisterResourceRequest[];
  /** Outputs of components by URN. */
  readonly outputs: Map<string, Record<string, unknown>>;
  events: number;
  pending: number;
}

function watch(monitor: unknown): Tape {
  if (!(monitor instanceof MockMonitor)) throw new Error("the mocks did not install their monitor");
  const tape: Tape = { requests: [], outputs: new Map(), events: 0, pending: 0 };
  const register = monitor.registerResource.bind(monitor);
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  Object.assign(monitor, {
    // The mocks' own URN forgets all of the parent's type chain but its last link.
    newUrn: urnOf,
    registerResource: (
      request: RegisterResourceRequest,
      callback: Parameters<typeof register>[1],
    ) => {
      tape.requests.push(request);
      tape.events++;
      tape.pending++;
      return register(request, (error, response) => {
        tape.pending--;
        callback(error, response);
      });
    },
    registerResourceOutputs: (
      request: OutputsRequest,
      callback: Parameters<typeof registerOutputs>[1],
    ) => {
      tape.outputs.set(request.getUrn(), plainObject(request.getOutputs()));
      tape.events++;
      registerOutputs(request, callback);
    },
  });
  return tape;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): Struct | undefined;
}

interface Struct {
  toJavaScript(): Record<string, unknown>;
}

function urnOf(parent: string | undefined, type: string, name: string): string {
  const chain = parent === undefined || parent === "" ? "" : `${parent.split("::")[2] ?? ""}$`;
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${chain}${type}::${name}`;
}

/** Registration goes on in promise callbacks: quiet means that many turns of the event loop brought nothing. */
async function quiescence(tape: Tape): Promise<void> {
  let seen = -1;
  let quiet = 0;
  while (quiet < quietTurns) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = tape.events === seen && tape.pending === 0 ? quiet + 1 : 0;
    seen = tape.events;
  }
}

function refuseDuplicates(tape: Tape): void {
  const seen = new Set<string>();
  for (const request of tape.requests) {
    const urn = urnOf(request.getParent(), request.getType(), request.getName());
    if (seen.has(urn)) throw new Error(`duplicate resource URN ${urn}: the engine would refuse it`);
    seen.add(urn);
  }
}

function recorded(tape: Tape, request: RegisterResourceRequest): Recorded {
  const urn = urnOf(request.getParent(), request.getType(), request.getName());
  const timeouts = Object.entries(request.getCustomtimeouts()?.toObject() ?? {});
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: orUndefined(request.getParent()),
    custom: request.getCustom(),
    inputs: plainObject(request.getObject()),
    outputs: tape.outputs.get(urn),
    protect: request.getProtect() ?? false,
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: propertyDependencies(request),
    aliases: request.getAliasesList().map((alias) => alias.toObject()),
    provider: orUndefined(request.getProvider()),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    retainOnDelete: request.getRetainondelete() ?? false,
    deletedWith: orUndefined(request.getDeletedwith()),
    customTimeouts: Object.fromEntries(timeouts.filter(([, value]) => value !== "")),
    id: orUndefined(request.getImportid()),
  };
}

function orUndefined(text: string): string | undefined {
  return text === "" ? undefined : text;
}

function plainObject(struct: { toJavaScript(): unknown } | undefined): Record<string, unknown> {
  return plain(struct?.toJavaScript() ?? {}) as Record<string, unknown>;
}

/** Wire form to plain form: secrets and unknown values get readable marks. */
function plain(value: unknown): unknown {
  if (value === pulumi.runtime.unknownValue) return "$unknown";
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const fields: Record<string, unknown> = { ...value };
  if (fields[pulumi.runtime.specialSigKey] === secretSignature)
    return { $secret: plain(fields["value"]) };
  return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, plain(item)]));
}
