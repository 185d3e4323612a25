// The tool chain on the real engine: language host, sessions, and what goes wrong around them.
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { readyEngine } from "../../tools/engine/ready.mjs";
import { isAlive } from "../../tools/lock.mjs";
import { openSession, type Session, type SessionOptions } from "../../rehearsal/session/session";
import type { Settings } from "../../rehearsal/session/settings";
import { nameIn, recordedIn, stateFileIn } from "../../rehearsal/session/state";

const repository = path.join(__dirname, "..", "..");
const fixture = path.join(__dirname, "fixtures", "toolchain");

let engine: SessionOptions["engine"];
let temporary: string;
const open: Session[] = [];

before(async () => {
  engine = await readyEngine();
});
beforeEach(() => {
  temporary = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolchain-")));
});
afterEach(async () => {
  for (const session of open.splice(0)) await session.close();
  fs.rmSync(temporary, { recursive: true, force: true });
});

async function begin(options: Partial<SessionOptions> = {}): Promise<Session> {
  const session = await openSession({
    stack: "plain",
    engine,
    projectDirectory: fixture,
    directory: path.join(temporary, "rehearsal"),
    ...options,
  });
  open.push(session);
  return session;
}

async function end(session: Session): Promise<void> {
  open.splice(open.indexOf(session), 1);
  await session.close();
}

function having(config: Record<string, unknown>): (settings: Settings) => Settings {
  return (settings) => ({ ...settings, config: { ...settings.config, ...config } });
}

async function up(session: Session): Promise<string> {
  const { exitCode, stdout, stderr } = await session.pulumi(["up", "--skip-preview"]);
  assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
  return stdout;
}

async function outputs(session: Session): Promise<Record<string, unknown>> {
  const { stdout } = await session.pulumi(["stack", "output", "--json", "--show-secrets"]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function vpcs(session: Session): Promise<readonly string[]> {
  const { objects } = await session.world.ask("inspect", { type: "aws:ec2/vpc:Vpc" });
  return objects.map(({ id }) => id).sort();
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("the language host", () => {
  it("runs programs: settings and outputs pass, a misspelt key too, and nothing warns", async () => {
    const session = await begin();
    const { exitCode, stdout, stderr, events } = await session.pulumi(["up", "--skip-preview"]);
    assert.equal(exitCode, 0, stdout);
    assert.doesNotMatch(stdout + stderr, /warning|PATH/);
    const shown = await outputs(session);
    assert.equal(shown["mispelt"], "reaches the program");
    assert.deepEqual([...(shown["vpcIds"] as string[])].sort(), await vpcs(session));
    const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
    assert.deepEqual(summary?.resourceChanges, { create: 4 });
    const again = await session.pulumi(["up", "--skip-preview", "--expect-no-changes"]);
    assert.equal(again.exitCode, 0, again.stdout);
  });

  it("passes a program's error on, without a trace", async () => {
    const session = await begin({ settings: having({ "fixture:fails": true }) });
    const { exitCode, stdout } = await session.pulumi(["preview"]);
    assert.notEqual(exitCode, 0);
    assert.match(stdout, /Error: the program fails/);
    assert.doesNotMatch(stdout, /^\s+at /m);
  });

  it("runs policy packs, which know the stack they judge", async () => {
    const session = await begin({ policyPack: path.join(fixture, "pack") });
    const { exitCode, stdout } = await session.pulumi(["preview"]);
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /judging fixture\/plain called plain: \d/);
  });

  it("runs providers from their source", async () => {
    const session = await begin({ settings: having({ "fixture:echoes": true }) });
    await up(session);
    assert.equal((await outputs(session))["said"], "hello from a source plugin");
  });
});

describe("a rehearsal", () => {
  it("leaves the user's files and login alone, also where a cloud's key encrypts the secrets", async () => {
    const project = path.join(temporary, "project");
    const home = path.join(temporary, "home");
    fs.cpSync(fixture, project, { recursive: true });
    fs.symlinkSync(path.join(repository, "node_modules"), path.join(project, "node_modules"));
    fs.writeFileSync(path.join(project, ".gitignore"), "node_modules\n.archipelago/\n");
    fs.mkdirSync(path.join(home, ".pulumi"), { recursive: true });
    fs.writeFileSync(path.join(home, ".pulumi", "credentials.json"), '{"current":"s3://mine"}');
    const git = (...args: string[]): string => {
      const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
      const { stdout, status, stderr } = spawnSync("git", [...identity, ...args], {
        cwd: project,
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      return stdout;
    };
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "all");
    const userHome = process.env["HOME"];
    process.env["HOME"] = home;
    try {
      const session = await openSession({ stack: "encrypted", engine, projectDirectory: project });
      open.push(session);
      await up(session);
      const shown = await outputs(session);
      assert.equal(shown["password"], "rehearsal-placeholder:fixture:password");
      assert.deepEqual(shown["tokens"], ["rehearsal-placeholder:fixture:platform.tokens[0]"]);
      await end(session);
    } finally {
      process.env["HOME"] = userHome;
    }
    assert.equal(git("status", "--porcelain"), "");
    assert.deepEqual(fs.readdirSync(home, { recursive: true }).sort(), [
      ".pulumi",
      ".pulumi/credentials.json",
    ]);
  });

  it("goes on where it was left, and ends its processes", async () => {
    const first = await begin();
    await up(first);
    const before = await vpcs(first);
    await end(first);
    assert.deepEqual(first.pids.filter(isAlive), []);
    const second = await begin();
    assert.equal(second.recovered, false);
    assert.deepEqual(await vpcs(second), before);
    assert.match(await up(second), /4 unchanged/);
  });

  it("is had by one session at a time", async () => {
    await begin();
    await assert.rejects(begin(), /Process \d+ is rehearsing plain since/);
  });

  it("names the stacks where there is no such one", async () => {
    await assert.rejects(
      begin({ stack: "plane" }),
      /There is no stack plane; there are encrypted, plain\./,
    );
    assert.equal(fs.existsSync(path.join(temporary, "rehearsal")), false);
  });

  it("refuses a wrong passphrase, loses nothing, and goes on with the right one", async () => {
    const session = await begin();
    await up(session);
    await end(session);
    const { passphrase } = session.folders;
    const right = fs.readFileSync(passphrase, "utf8");
    fs.writeFileSync(passphrase, "wrong\n");
    await assert.rejects(
      begin(),
      /is not the one that this rehearsal was begun with; nothing was changed/,
    );
    fs.writeFileSync(passphrase, right);
    assert.match(await up(await begin()), /4 unchanged/);
  });

  it("says that its folder cannot be written, and changes nothing", async () => {
    // Nobody can make a folder below a file; permissions would not stop a superuser.
    const file = path.join(temporary, "file");
    fs.writeFileSync(file, "");
    await assert.rejects(
      begin({ directory: path.join(file, "rehearsal") }),
      /cannot be written, and nothing was changed/,
    );
    const session = await begin();
    await up(session);
    await end(session);
    // The same with a state folder that has become something else.
    const { state } = session.folders;
    fs.renameSync(state, `${state}.kept`);
    fs.writeFileSync(state, "");
    await assert.rejects(begin(), /cannot be written, and nothing was changed/);
    fs.rmSync(state);
    fs.renameSync(`${state}.kept`, state);
    assert.match(await up(await begin()), /4 unchanged/);
  });
});

describe("a rehearsal that is stopped", () => {
  let child: ChildProcess;
  let output: string;
  let pids: readonly number[];

  const directory = (): string => path.join(temporary, "rehearsal");
  const locks = (): readonly string[] => {
    const folder = path.join(directory(), "state/.pulumi/locks/organization/fixture/plain");
    return fs.existsSync(folder)
      ? fs.readdirSync(folder).filter((file) => file.endsWith(".json"))
      : [];
  };
  /** The names of the resources whose creation is recorded as done. */
  const recorded = (): readonly string[] => {
    const file = stateFileIn(path.join(directory(), "state"), "fixture", "plain");
    return recordedIn(file).resources.map(({ urn }) => nameIn(urn));
  };
  const enginePid = (): number => {
    const folder = path.join(directory(), "state/.pulumi/locks/organization/fixture/plain");
    return (
      JSON.parse(fs.readFileSync(path.join(folder, locks()[0] ?? ""), "utf8")) as { pid: number }
    ).pid;
  };

  beforeEach(async () => {
    output = "";
    pids = [];
    child = spawn(
      process.execPath,
      ["--require", "tsx/cjs", path.join(fixture, "run.ts"), directory()],
      {
        cwd: repository,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
      output += `${line}\n`;
      if (line.startsWith("pids ")) pids = line.split(" ").slice(1).map(Number);
    });
    await until("the update to be under way", () => locks().length > 0);
    await until("the first resource to be recorded", () => recorded().includes("first"));
  });
  after(() => child.kill("SIGKILL"));

  it("by Ctrl-C, finishes what is under way, and the next run completes it", async () => {
    // A terminal's signal and npm's echo of it: to the engine it is one, and it cancels in good order.
    child.kill("SIGINT");
    child.kill("SIGINT");
    await until("the end", () => child.exitCode !== null);
    assert.match(output, /update canceled/);
    assert.match(output, /exit 255|exit 1/);
    assert.deepEqual(locks(), []);
    assert.deepEqual(pids.filter(isAlive), []);
    const session = await begin();
    assert.equal(session.recovered, false);
    await up(session);
    assert.equal((await vpcs(session)).length, 2);
  });

  it("by kills of the session and of the engine, leaves no process, and the next run clears the lock", async () => {
    const running = enginePid();
    child.kill("SIGKILL");
    process.kill(running, "SIGKILL");
    await until("world and stand-ins to end", () => !pids.some(isAlive) && !isAlive(running));
    assert.equal(locks().length, 1);
    const session = await begin();
    assert.equal(session.recovered, true);
    await up(session);
    assert.equal((await vpcs(session)).length, 2);
  });
});

describe("a machine without an engine", () => {
  it("is told once what was tried and what to install", () => {
    const bin = path.join(temporary, "bin");
    fs.mkdirSync(bin);
    fs.writeFileSync(
      path.join(bin, "npm"),
      "#!/bin/sh\necho 'pulumi: fetch failed' >&2\nexit 1\n",
      { mode: 0o755 },
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/rehearse.mjs", "dev"], {
      cwd: repository,
      encoding: "utf8",
      env: { PATH: bin, HOME: temporary },
    });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /error: There is no Pulumi engine\. What was tried:\n {2}- pulumi on PATH: there is none/,
    );
    assert.match(stderr, /build from the Go module: Go is not installed/);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });
});
