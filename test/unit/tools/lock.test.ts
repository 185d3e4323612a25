import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isAlive, tryLock, withLock } from "../../../tools/lock.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "lock-"));
  file = path.join(folder, "deep", "lock");
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function deadPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

function release(taken: ReturnType<typeof tryLock>): void {
  if ("heldBy" in taken) throw new Error(`held by ${taken.heldBy.pid}`);
  taken.release();
}

describe("lock", () => {
  it("is had by one at a time and given back", () => {
    const first = tryLock(file);
    expect(tryLock(file)).toMatchObject({ heldBy: { pid: process.pid } });
    release(first);
    release(tryLock(file));
    expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  });

  it("takes over from a process that has died", () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, JSON.stringify({ pid: deadPid(), nonce: "a", since: "" }));
    const taken = tryLock(file);
    expect(tryLock(file)).toMatchObject({ heldBy: { pid: process.pid } });
    release(taken);
  });

  it("takes over from a process id that another program has by now", () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, nonce: "a", since: "" }));
    const long = new Date(Date.now() - 600_000);
    fs.utimesSync(file, long, long);
    release(tryLock(file));
  });

  it("takes over an empty file, which a machine that lost power leaves", () => {
    fs.mkdirSync(path.dirname(file));
    fs.writeFileSync(file, "");
    release(tryLock(file));
  });

  it("does not give back what somebody else holds by now", () => {
    const first = tryLock(file);
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, nonce: "other", since: "" }));
    release(first);
    expect(tryLock(file)).toMatchObject({ heldBy: { nonce: "other" } });
  });

  it("lets one process after the other work, and tells who waits", async () => {
    const events: string[] = [];
    let finish = (): void => undefined;
    const first = withLock(file, async () => {
      events.push("first in");
      await new Promise<void>((resolve) => (finish = resolve));
      events.push("first out");
    });
    const second = withLock(
      file,
      () => Promise.resolve(events.push("second in")),
      (holder) => {
        events.push(`waiting for ${holder.pid}`);
        finish();
      },
    );
    await Promise.all([first, second]);
    expect(events).toEqual(["first in", `waiting for ${process.pid}`, "first out", "second in"]);
  });

  it("is given back where the work fails", async () => {
    await expect(withLock(file, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    release(tryLock(file));
  });
});

describe("isAlive", () => {
  it("knows the living from the dead", () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(deadPid())).toBe(false);
  });
});
