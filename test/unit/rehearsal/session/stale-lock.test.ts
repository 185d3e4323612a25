import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isAlive } from "../../../../tools/lock.mjs";
import { hasStaleLocks } from "../../../../rehearsal/session/stale-lock";

let state: string;
const folder = (): string => path.join(state, ".pulumi/locks/organization/shop/dev");

beforeEach(() => (state = fs.mkdtempSync(path.join(os.tmpdir(), "state-"))));
afterEach(() => {
  fs.rmSync(state, { recursive: true, force: true });
});

function lock(pid: number): void {
  fs.mkdirSync(folder(), { recursive: true });
  fs.writeFileSync(path.join(folder(), "a.json"), JSON.stringify({ pid }));
  fs.writeFileSync(path.join(folder(), "a.json.attrs"), "{}");
}

const ask = (): Promise<boolean> => hasStaleLocks(state, "shop", "dev");

describe("hasStaleLocks", () => {
  it("finds none where there is none", async () => {
    expect(await ask()).toBe(false);
    fs.mkdirSync(folder(), { recursive: true });
    expect(await ask()).toBe(false);
  });

  it("finds the lock of a process that has died", async () => {
    lock(spawnSync(process.execPath, ["-e", ""]).pid);
    expect(await ask()).toBe(true);
  });

  it("finds the lock of a process id that another program has by now", async () => {
    lock(process.pid);
    expect(await ask()).toBe(true);
  });

  it("finds one that was never written to its end", async () => {
    lock(1);
    fs.writeFileSync(path.join(folder(), "a.json"), '{"pid":');
    expect(await ask()).toBe(true);
  });

  it("waits for a living Pulumi to end", async () => {
    const living = spawn(process.execPath, ["-e", "setTimeout(() => {}, 600)"], {
      argv0: "pulumi",
    });
    lock(living.pid ?? 0);
    expect(await ask()).toBe(true);
    expect(isAlive(living.pid ?? 0)).toBe(false);
  });
});
