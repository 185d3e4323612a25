/**
 * One rehearsal of one stack: the same program and the same engine as in production, with a cloud, a state and a
 * passphrase of its own. Nothing outside the rehearsal's folder is written.
 */
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Engine } from "../../tools/engine/find.mjs";
import { tryLock } from "../../tools/lock.mjs";
import type { WorldClient } from "../world/client";
import { openCloud, type Cloud } from "./cloud";
import { runEngine } from "./engine";
import { pulumiEnvironment } from "./environment";
import { NotWritable, RehearsalError } from "./errors";
import { openEventLog } from "./events";
import { makeFolders, type Folders } from "./folders";
import { noInterrupts, type Interrupts } from "./interrupts";
import { checkPassphrase, passphraseIn } from "./passphrase";
import { readStack } from "./project";
import {
  render,
  renderedSalt,
  renderingOf,
  type Rendering,
  type RehearsalOptions,
} from "./rendering";
import type { Settings } from "./settings";
import { hasStaleLocks } from "./stale-lock";
import { commandIn } from "./pulumi-arguments";
import { parseExport, recordedIn, stateFileIn, type Deployment } from "./state";

export interface SessionOptions extends RehearsalOptions {
  readonly engine: Engine;
  /** What is to be different from the user's settings. @default nothing */
  readonly settings?: (rendered: Settings) => Settings;
  /** A policy pack's folder, applied to every preview and update. @default none */
  readonly policyPack?: string;
  /** Writes state at the end of a run only: for what is never killed. @default false */
  readonly skipCheckpoints?: boolean;
  /** Who hears of a user's Ctrl-C. @default nobody: signals do what they do */
  readonly interrupts?: Interrupts;
}

export interface PulumiOptions {
  /** `inherit` lets Pulumi have the terminal. @default capture */
  readonly output?: "inherit" | "capture";
  /** Whether Pulumi asks before it changes something. @default false */
  readonly confirm?: boolean;
  /** Whether the session's policy pack judges the run. @default true */
  readonly judged?: boolean;
  /** Writes state at the end of the run only. @default what the session was opened with */
  readonly skipCheckpoints?: boolean;
  /** Is told the process that leads Pulumi's process group. @default nobody is */
  readonly onStart?: (pid: number) => void;
}

export interface PulumiResult {
  readonly exitCode: number;
  /** Empty where the output went to the terminal. */
  readonly stdout: string;
  readonly stderr: string;
  /** What the engine reported, for the commands that report. */
  readonly events: readonly EngineEvent[];
}

export interface Session {
  readonly stack: string;
  readonly folders: Folders;
  /** The file in which the backend keeps the stack's state. */
  readonly stateFile: string;
  /** Asks the rehearsal cloud. */
  readonly world: WorldClient;
  /** The processes that serve this session; they end with it. */
  readonly pids: readonly number[];
  /** Whether a lock that a killed run had left was cleared. */
  readonly recovered: boolean;
  /** How many operations a killed run had begun and not recorded the end of, when the session was opened. */
  readonly pending: number;
  /** The settings as they are rendered now. */
  readonly settings: Settings;
  /** The project's name: the namespace of its settings. */
  readonly project: string;
  /**
   * Runs a command of Pulumi on the rehearsal, with stand-ins that are started anew where they have died.
   *
   * Throws a RehearsalError where they die meanwhile and the command fails; what exists is not lost.
   */
  pulumi(args: readonly string[], options?: PulumiOptions): Promise<PulumiResult>;
  /** Renders the settings anew, with one more difference from the user's. */
  change(settings: (rendered: Settings) => Settings): void;
  /** Throws a RehearsalError with Pulumi's words where the state cannot be read. */
  exportState(): Promise<Deployment>;
  /** Ends the processes and lets others have the rehearsal. */
  close(): Promise<void>;
}

const judged = new Set(["up", "update", "preview"]);

/**
 * Opens a rehearsal: one session at a time can have it.
 *
 * Throws a RehearsalError for what the user can mend: an unknown stack, a wrong passphrase, a folder that
 * cannot be written, another session on the same rehearsal. Nothing has been changed then.
 */
export async function openSession(options: SessionOptions): Promise<Session> {
  const rendering = renderingOf(options);
  readStack(rendering.project, rendering.stack);
  const release = takeRehearsal(rendering);
  try {
    const passphrase = prepareFolders(rendering.folders);
    const salt = renderedSalt(rendering);
    if (salt !== undefined) await checkPassphrase(passphrase, salt, rendering.folders.passphrase);
    const settings = render(rendering, options.settings ?? same);
    options.interrupts?.check();
    const cloud = await openCloud(rendering.folders);
    const session = new OpenSession({ options, rendering, settings, passphrase, cloud, release });
    await session.begin().catch(async (error: unknown) => {
      await cloud.close();
      throw error;
    });
    return session;
  } catch (error) {
    release();
    throw error;
  }
}

function same(settings: Settings): Settings {
  return settings;
}

/** Throws a RehearsalError where another session has the rehearsal. */
function takeRehearsal({ folders, stack }: Rendering): () => void {
  const taken = writing(folders, () => tryLock(folders.lock));
  if ("release" in taken) return taken.release;
  throw new RehearsalError(
    `Process ${taken.heldBy.pid} is rehearsing ${stack} since ${taken.heldBy.since}. ` +
      "Wait for it: one session at a time can have a rehearsal.",
  );
}

/** Makes the folders and answers the passphrase. */
function prepareFolders(folders: Folders): string {
  return writing(folders, () => {
    makeFolders(folders);
    for (const folder of [folders.state, folders.pulumiHome, folders.project, folders.world]) {
      accessSync(folder, constants.W_OK);
    }
    return passphraseIn(folders.passphrase);
  });
}

function writing<T>(folders: Folders, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new NotWritable(folders.directory, error);
  }
}

interface Parts {
  readonly options: SessionOptions;
  readonly rendering: Rendering;
  readonly settings: Settings;
  readonly passphrase: string;
  readonly cloud: Cloud;
  /** Lets others have the rehearsal. */
  readonly release: () => void;
}

class OpenSession implements Session {
  readonly stack: string;
  readonly project: string;
  readonly folders: Folders;
  readonly stateFile: string;
  readonly world: WorldClient;
  settings: Settings;
  recovered = false;
  pending = 0;

  constructor(private readonly parts: Parts) {
    const { rendering, cloud, settings } = parts;
    this.stack = rendering.stack;
    this.project = rendering.project.name;
    this.folders = rendering.folders;
    this.stateFile = stateFileIn(this.folders.state, this.project, this.stack);
    this.world = cloud.world;
    this.settings = settings;
  }

  get pids(): readonly number[] {
    return this.parts.cloud.pids;
  }

  /** Makes the stack where it is new, and clears what a killed run has left in the way. */
  async begin(): Promise<void> {
    const { project, stack, folders } = this.parts.rendering;
    if (await hasStaleLocks(folders.state, project.name, stack)) {
      await this.succeed(["cancel", "--yes"]);
      this.recovered = true;
    }
    this.pending = recordedIn(this.stateFile).pendingOperations.length;
    if (!existsSync(this.stateFile)) await this.succeed(["stack", "init", stack, "--no-select"]);
  }

  async pulumi(args: readonly string[], options: PulumiOptions = {}): Promise<PulumiResult> {
    const { engine, policyPack, interrupts } = this.parts.options;
    const { cloud } = this.parts;
    await cloud.revive();
    const judge =
      policyPack !== undefined && options.judged !== false && judged.has(commandIn(args) ?? "");
    const log = await openEventLog(
      judge ? [...args, "--policy-pack", policyPack] : args,
      path.join(this.folders.logs, "events.json"),
    );
    try {
      const ran = await runEngine({
        pulumi: engine.pulumi,
        args: log.args,
        cwd: this.folders.project,
        env: {
          ...this.environment(options),
          ...(options.confirm === true ? {} : { PULUMI_SKIP_CONFIRMATIONS: "true" }),
        },
        output: options.output ?? "capture",
        interrupts: interrupts ?? noInterrupts,
        onStart: options.onStart,
      });
      const failure = ran.exitCode === 0 ? undefined : await cloud.failure();
      if (failure !== undefined) {
        throw new RehearsalError(
          `${failure} The rehearsal cloud has lived on: the same command goes on from there.`,
        );
      }
      return { ...ran, events: log.events };
    } finally {
      log.close();
    }
  }

  change(settings: (rendered: Settings) => Settings): void {
    const own = this.parts.options.settings ?? same;
    this.settings = render(this.parts.rendering, (rendered) => settings(own(rendered)));
  }

  async exportState(): Promise<Deployment> {
    return parseExport(await this.succeed(["stack", "export"]));
  }

  async close(): Promise<void> {
    await this.parts.cloud.close();
    this.parts.release();
  }

  private environment({ skipCheckpoints }: PulumiOptions): NodeJS.ProcessEnv {
    const { options, cloud, passphrase } = this.parts;
    return pulumiEnvironment(process.env, {
      stack: this.stack,
      folders: this.folders,
      passphrase,
      standInPort: cloud.standInPort,
      skipCheckpoints: skipCheckpoints ?? options.skipCheckpoints ?? false,
    });
  }

  private async succeed(args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.pulumi(args);
    if (exitCode === 0) return stdout;
    throw new RehearsalError(`pulumi ${args.join(" ")} failed:\n${stderr.trim()}`);
  }
}
