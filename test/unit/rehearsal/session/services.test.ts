// session.ts and offline.ts need the engine: test/engine/toolchain.test.ts covers them.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startService, type Service } from "../../../../rehearsal/session/services";
import { isAlive } from "../../../../tools/lock.mjs";

const repository = path.join(__dirname, "../../../..");
let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "service-"))));
afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function start(script: string): Promise<Service> {
  const file = path.join(folder, "main.ts");
  fs.writeFileSync(file, script);
  return startService({
    name: "made-up service",
    script: path.relative(repository, file),
    args: ["--port", "4711"],
    log: path.join(folder, "log"),
  });
}

describe("startService", () => {
  it("waits for the port, and ends the process by ending its input", async () => {
    const service = await start(`
      const port: string = process.argv[3] ?? "";
      console.error("started");
      console.log(JSON.stringify({ port: Number(port) }));
      process.stdin.resume().on("end", () => {
        console.error("input ended");
        process.exit(0);
      });`);
    expect(service.port).toBe(4711);
    expect(isAlive(service.pid)).toBe(true);
    await service.stop();
    expect(isAlive(service.pid)).toBe(false);
    expect(fs.readFileSync(path.join(folder, "log"), "utf8")).toBe("started\ninput ended\n");
  });

  it("says by what it has ended, and then has nothing left to stop", async () => {
    const service = await start(`
      console.log(JSON.stringify({ port: 4711 }));
      process.stdin.resume();`);
    await expect(Promise.race([service.end, Promise.resolve("it runs")])).resolves.toBe("it runs");
    process.kill(service.pid, "SIGKILL");
    await expect(service.end).resolves.toBe("SIGKILL");
    await service.stop();
    const failing = await start(`
      console.log(JSON.stringify({ port: 4711 }));
      process.stdin.resume().on("end", () => process.exit(3));`);
    await failing.stop();
    await expect(failing.end).resolves.toBe("exit code 3");
  });

  it("shows the last lines of its log where it does not start", async () => {
    const failing = start(`console.error("the disk is full"); process.exit(1);`);
    await expect(failing).rejects.toThrow("The made-up service did not start:\n  the disk is full");
  });

  it("does not take just any first line for a port, and leaves no process", async () => {
    const script = `console.error(process.pid); console.log(process.pid); setInterval(() => {}, 1000);`;
    await expect(start(script)).rejects.toThrow();
    const pid = Number(fs.readFileSync(path.join(folder, "log"), "utf8"));
    for (let tries = 0; isAlive(pid) && tries < 500; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(isAlive(pid)).toBe(false);
  });
});
