/** Runs a program on a rehearsal cloud of its own and measures what that takes. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { RehearsalError } from "../rehearsal/session/errors";
import { openSession, type Session } from "../rehearsal/session/session";
import type { Engine } from "../tools/engine/find.mjs";
import { cpuSeconds, endedChildrenSeconds } from "./processes";

const shownLines = 25;

/** What one command of Pulumi has taken. */
export interface Cost {
  /** From its start to its end. */
  readonly seconds: number;
  /** The most memory that the program's process has had at once. */
  readonly peakMiB: number;
  /** Seconds of a processor, by who used them. */
  readonly cpu: {
    readonly program: number;
    /** Pulumi itself and its language host. */
    readonly engine: number;
    readonly world: number;
    readonly standIns: number;
  };
}

/** What a program has taken from nothing to all that it deploys. */
export interface Rehearsed {
  readonly preview: Cost;
  readonly up: Cost;
  /** In the state after `up`: what providers made, components, providers and the stack itself. */
  readonly resources: number;
}

export interface Measured {
  readonly engine: Engine;
  /** The folder of its Pulumi.yaml. */
  readonly project: string;
  readonly stack: string;
}

/**
 * Previews and deploys a program. State is written at the end of a run only.
 *
 * Throws a RehearsalError with Pulumi's words where a command fails.
 *
 * @param then what is still to be asked of the session
 */
export async function rehearseOnce(
  { engine, project, stack }: Measured,
  then: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<Rehearsed> {
  const directory = mkdtempSync(path.join(os.tmpdir(), "archipelago-bench-"));
  try {
    const session = await openSession({
      engine,
      stack,
      directory,
      projectDirectory: project,
      skipCheckpoints: true,
    });
    try {
      const preview = await costOf(session, ["preview"]);
      const up = await costOf(session, ["up", "--skip-preview"]);
      const { resources } = await session.exportState();
      await then(session);
      return { preview, up, resources: resources.length };
    } finally {
      await session.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function costOf(session: Session, args: readonly string[]): Promise<Cost> {
  const report = path.join(session.folders.logs, "exit-report.json");
  const before = used(session);
  const began = performance.now();
  process.env["ARCHIPELAGO_BENCH_REPORT"] = report;
  const { exitCode, stdout, stderr } = await session.pulumi(args);
  const seconds = (performance.now() - began) / 1000;
  const after = used(session);
  if (exitCode !== 0)
    throw new RehearsalError(`pulumi ${args.join(" ")}:\n${ending(stdout + stderr)}`);
  const program = JSON.parse(readFileSync(report, "utf8")) as {
    peakKiB: number;
    cpuSeconds: number;
  };
  return {
    seconds,
    peakMiB: program.peakKiB / 1024,
    cpu: {
      program: program.cpuSeconds,
      engine: after.pulumi - before.pulumi - program.cpuSeconds,
      world: after.world - before.world,
      standIns: after.standIns - before.standIns,
    },
  };
}

function ending(text: string): string {
  return text.trimEnd().split("\n").slice(-shownLines).join("\n");
}

function used(session: Session) {
  const [world = 0, standIns = 0] = session.pids.map(cpuSeconds);
  return { pulumi: endedChildrenSeconds(), world, standIns };
}
