// Ctrl-C at any moment of a real deployment loses nothing: the same command goes on from there.
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";

import { readEvents } from "../../rehearsal/session/events";
import { type Folders, foldersIn, rehearsalDirectory } from "../../rehearsal/session/folders";
import { recordedIn, stateFileIn } from "../../rehearsal/session/state";
import { areInstalled } from "../../tools/dependencies.mjs";
import { sample } from "../support/extent";
import { assertNothingOpen, inSession, inTemporaryFolder } from "./support/rehearsals";

const repository = path.join(__dirname, "..", "..");
const stack = "dev";

/** What a user clones, as far as a rehearsal needs it; the packages are those of this repository. */
function clone(folder: string): string {
  const project = path.join(folder, "project");
  fs.mkdirSync(project);
  const parts = ["components", "policy", "rehearsal", "stacks", "tools"];
  const files = ["Pulumi.yaml", "package.json", "package-lock.json", "tsconfig.json"];
  for (const part of [...parts, ...files]) {
    fs.cpSync(path.join(repository, part), path.join(project, part), { recursive: true });
  }
  fs.symlinkSync(path.join(repository, "node_modules"), path.join(project, "node_modules"));
  // Otherwise the command would install them, through the link.
  assert.ok(areInstalled(project), "the packages are not those of package-lock.json");
  return project;
}

/** One run of the command line, in a process group of its own as a terminal makes it. */
class Run {
  output = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(project: string) {
    this.child = spawn(process.execPath, ["tools/rehearse.mjs", stack, "up"], {
      cwd: project,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => this.child.on("close", resolve));
  }

  /** Waits for a moment of the run. */
  async until(moment: string, hasCome: () => boolean): Promise<void> {
    while (!hasCome()) {
      assert.equal(this.child.exitCode, null, `ended before ${moment}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Ctrl-C: the terminal signals the whole group, and npm passes it on once more. */
  interrupt(): void {
    process.kill(-Number(this.child.pid), "SIGINT");
    process.kill(-Number(this.child.pid), "SIGINT");
  }

  async exitCode(): Promise<number | null> {
    return await this.ended;
  }

  /** For a test that has failed meanwhile. */
  kill(): void {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      process.kill(-Number(this.child.pid), "SIGKILL");
    }
  }
}

/** The processes that a rehearsal in that folder has started. */
function processesOf(folder: string): string[] {
  const { stdout } = spawnSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(folder));
}

function locksOf({ state }: Folders): string[] {
  const locks = path.join(state, ".pulumi", "locks");
  if (!fs.existsSync(locks)) return [];
  return fs
    .readdirSync(locks, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".json"));
}

/** How many resources Pulumi has recorded. */
function recorded({ state }: Folders): number {
  return recordedIn(stateFileIn(state, "archipelago", stack)).resources.length;
}

/** How many resources the run at hand has created. */
function created({ logs }: Folders): number {
  const events = readEvents(path.join(logs, "events.json"));
  return events.filter(({ resOutputsEvent }) => resOutputsEvent?.metadata.op === "create").length;
}

describe("a deployment that is interrupted by Ctrl-C", () => {
  const shares = [10, 150, 300];
  const moments = sample(shares, 0, 1);

  it(`before the engine starts and after ${moments.join(", ")} resources, goes on and is completed without a leak`, () =>
    inTemporaryFolder(async (folder) => {
      const project = clone(folder);
      const directory = rehearsalDirectory(project, stack);
      const folders = foldersIn(directory);

      const runs: Run[] = [];
      const start = (): Run => {
        const run = new Run(project);
        runs.push(run);
        return run;
      };
      const interrupt = async (run: Run): Promise<void> => {
        run.interrupt();
        assert.ok(((await run.exitCode()) ?? 0) > 0, run.output);
        assert.doesNotMatch(run.output, /panic|unhandled|^\s+at |Error:/m);
        assert.deepEqual(processesOf(folder), []);
        assert.deepEqual(locksOf(folders), []);
      };
      try {
        const first = start();
        await first.until("its first words", () => first.output.includes("Opening the rehearsal"));
        await interrupt(first);
        assert.equal(recorded(folders), 0);

        let before = 0;
        for (const share of moments) {
          const run = start();
          await run.until(`${share} resources`, () => before + created(folders) >= share);
          await interrupt(run);
          // The engine has its say, and then the command tells how to go on.
          assert.match(run.output, /context canceled|update canceled/);
          assert.match(run.output, /Interrupted\. .* the same command goes on from there\./);
          const now = recorded(folders);
          assert.ok(now >= share, `${now} resources are recorded of ${share}`);
          before = now;
        }

        const last = start();
        assert.equal(await last.exitCode(), 0, last.output);
        assert.ok(recorded(folders) > before);
        const again = start();
        assert.equal(await again.exitCode(), 0, again.output);
        assert.match(again.output, /nothing changed/);
        assert.doesNotMatch(last.output + again.output, /lock has been cleared|pending/);
      } finally {
        for (const run of runs) run.kill();
      }
      await inSession({ stack, projectDirectory: project, directory }, assertNothingOpen);
      assert.deepEqual(processesOf(folder), []);
    }));
});
