import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openCloud } from "../../../../rehearsal/session/cloud";
import { foldersIn, makeFolders } from "../../../../rehearsal/session/folders";

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloud-"))));
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("openCloud", () => {
  it("knows of a death that this process has not heard of yet, and revives", async () => {
    const folders = foldersIn(folder);
    makeFolders(folders);
    const cloud = await openCloud(folders);
    try {
      await expect(cloud.failure()).resolves.toBeUndefined();
      const [world, first = 0] = cloud.pids;
      await cloud.revive();
      expect(cloud.pids).toEqual([world, first]);
      process.kill(first, "SIGKILL");
      await expect(cloud.failure()).resolves.toMatch(/have ended \(SIGKILL\).*stand-ins\.log/);
      await cloud.revive();
      expect(cloud.pids).not.toContain(first);
      process.kill(cloud.pids[1] ?? 0, "SIGKILL");
      await cloud.revive();
      await expect(cloud.failure()).resolves.toBeUndefined();
      expect(cloud.pids[0]).toBe(world);
      await expect(cloud.world.ask("inspect", {})).resolves.toMatchObject({
        objects: [],
        down: [],
      });
    } finally {
      await cloud.close();
    }
  });
});
