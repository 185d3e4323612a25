/** Opens rehearsals of this project's stacks in folders of their own, and reads what they did. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import type { EngineEvent } from "@pulumi/pulumi/automation";

import {
  type PulumiResult,
  type Session,
  type SessionOptions,
  openSession,
} from "../../../rehearsal/session/session";
import type { Settings } from "../../../rehearsal/session/settings";
import type { Deployment } from "../../../rehearsal/session/state";
import { importable } from "../../../rehearsal/corpus/state";
import { saltOf } from "../../../rehearsal/session/settings";
import { readyEngine } from "../../../tools/engine/ready.mjs";
import { tellingState } from "./failing";

const repository = path.join(__dirname, "..", "..", "..");

/** A change of a stack's settings. */
export type Change = (settings: Settings) => Settings;

/** Opens one rehearsal in a temporary folder, hands it to `work`, and takes both away whatever happens. */
export async function rehearsing<T>(
  options: Partial<SessionOptions> & { readonly stack: string },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  return await inTemporaryFolder((directory) => inSession({ ...options, directory }, work));
}

/** Hands a folder to `work` and takes it away whatever happens. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rehearsal-")));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a rehearsal in a folder, new or not, and closes it whatever happens. A failure tells the state. */
export async function inSession<T>(
  options: Partial<SessionOptions> & { readonly stack: string; readonly directory: string },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const engine = await readyEngine();
  const session = await openSession({
    engine,
    projectDirectory: repository,
    skipCheckpoints: true,
    ...options,
  });
  try {
    return await tellingState(session, work);
  } finally {
    await session.close();
  }
}

/** Runs a command that must succeed. */
export async function succeed(session: Session, ...args: string[]): Promise<PulumiResult> {
  const result = await session.pulumi(args);
  assert.equal(result.exitCode, 0, `pulumi ${args.join(" ")}:\n${result.stdout}\n${result.stderr}`);
  return result;
}

/** Runs a command that must fail, and answers what it printed. */
export async function fail(session: Session, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await session.pulumi(args);
  assert.notEqual(exitCode, 0, `pulumi ${args.join(" ")} succeeded:\n${stdout}`);
  return stdout + stderr;
}

/** What an operation does to each resource, by URN: `create`, `same`, `update`, ... */
export function operations(events: readonly EngineEvent[]): ReadonlyMap<string, string> {
  const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  return new Map(steps.map(({ urn, op }) => [urn, op]));
}

/** The URNs of what an operation does something to, with what it does; sorted. */
export function changes(events: readonly EngineEvent[]): string[] {
  return [...operations(events)]
    .filter(([, operation]) => !["same", "read", "refresh"].includes(operation))
    .map(([urn, operation]) => `${operation} ${urn}`)
    .sort();
}

/** The errors that an operation reports. */
export function errors(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [diagnosticEvent.message.trimEnd()] : [],
  );
}

/** What a refresh found different from the state. */
export function drift(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ resOutputsEvent }) => {
    const metadata = resOutputsEvent?.metadata;
    return metadata !== undefined && !["same", "refresh", "read"].includes(metadata.op)
      ? [`${metadata.op} ${metadata.urn}`]
      : [];
  });
}

/**
 * Fails unless a refresh finds nothing and another run after it would do nothing, both in one, and nothing exists
 * beside the state.
 */
export async function assertSettled(session: Session): Promise<void> {
  const { events } = await succeed(session, "preview", "--refresh", "--expect-no-changes");
  assert.deepEqual(changes(events), []);
  assert.deepEqual(drift(events), []);
  await assertNothingOpen(session);
}

/** Fails where an operation is pending, or something exists that the state does not know. */
export async function assertNothingOpen(session: Session): Promise<void> {
  const state = await session.exportState();
  assert.deepEqual(state.pendingOperations, []);
  await assertKnown(session, state, nothing);
}

/** Fails where something exists that the state does not know, but for objects of the types left out. */
export async function assertNoLeak(
  session: Session,
  leftOut: (type: string) => boolean = nothing,
): Promise<void> {
  await assertKnown(session, await session.exportState(), leftOut);
}

const nothing = (): boolean => false;

async function assertKnown(
  session: Session,
  { resources }: Deployment,
  leftOut: (type: string) => boolean,
): Promise<void> {
  const { objects } = await session.world.ask("inspect", { leaks: resources });
  const unknown = objects.filter(({ type }) => !leftOut(type));
  assert.deepEqual(
    unknown.map(({ urn, type, id }) => `${type} ${id} of ${urn ?? "nobody"}`),
    [],
  );
}

/** Fails unless nothing is left, in the state or in the cloud. */
export async function assertGone(session: Session): Promise<void> {
  assert.deepEqual((await session.exportState()).resources, []);
  const { objects } = await session.world.ask("inspect", { leaks: [] });
  assert.deepEqual(
    objects.map(({ type, id }) => `${type} ${id}`),
    [],
  );
}

/** The settings with one of the project's keys changed. */
export function setting(key: string, change: (value: Record<string, unknown>) => unknown): Change {
  return (settings) => {
    const name = `archipelago:${key}`;
    const before = (settings.config?.[name] ?? {}) as Record<string, unknown>;
    return { ...settings, config: { ...settings.config, [name]: change(before) } };
  };
}

/** Puts a recorded state in the place of the stack's own. */
export async function importState(session: Session, text: string): Promise<void> {
  const file = path.join(session.folders.directory, "recorded.json");
  const rendered = path.join(session.folders.project, `Pulumi.${session.stack}.yaml`);
  fs.writeFileSync(file, importable(text, saltOf(fs.readFileSync(rendered, "utf8")) ?? ""));
  await succeed(session, "stack", "import", "--file", file);
}
