/** Runs one command of Pulumi. */
import { spawn, type ChildProcess } from "node:child_process";
import type { Interrupts } from "./interrupts";

export interface EngineRun {
  readonly pulumi: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether Pulumi talks to this process's own terminal, or its output is kept. */
  readonly output: "inherit" | "capture";
  readonly interrupts: Interrupts;
  /** Is told the process that leads Pulumi's process group. @default nobody is */
  readonly onStart?: ((pid: number) => void) | undefined;
}

export interface EngineOutput {
  /** Pulumi's exit code; 128 and more where a signal ended it. */
  readonly exitCode: number;
  /** Empty where it was inherited. */
  readonly stdout: string;
  readonly stderr: string;
}

const killedExitCode = 137;

/**
 * Runs Pulumi to its end, in a process group of its own. The first interrupt asks it to cancel, so that what is
 * under way is finished and recorded; the second makes it stop at once; the third kills it.
 *
 * Throws the system's error where Pulumi cannot be started.
 */
export async function runEngine(run: EngineRun): Promise<EngineOutput> {
  const child = spawn(run.pulumi, run.args, {
    cwd: run.cwd,
    env: run.env,
    detached: true,
    stdio: run.output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const stdout = collected(child.stdout);
  const stderr = collected(child.stderr);
  const onInterrupt = (count: number): void => {
    child.kill(count <= 2 ? "SIGINT" : "SIGKILL");
  };
  if (child.pid !== undefined) run.onStart?.(child.pid);
  const exitCode = await run.interrupts.during(onInterrupt, () => ended(child));
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

async function ended(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve(code ?? killedExitCode);
    });
  });
}

function collected(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
