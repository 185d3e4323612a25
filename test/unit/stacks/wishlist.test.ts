import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// The service is an ES module of its own, which Jest cannot load; it is run as users run it, in a process.
const server = pathToFileURL(resolve("stacks/wishlist/server.mjs")).href;
const program = `
import { wishlistServer } from ${JSON.stringify(server)};
const wishes = new Map();
const failing = (user) => { if (user === "broken") throw new Error("table is away"); };
const store = {
  async list(user) { failing(user); return [...(wishes.get(user) ?? [])].sort(); },
  async add(user, product) { wishes.set(user, new Set(wishes.get(user)).add(product)); },
  async remove(user, product) { wishes.get(user)?.delete(product); },
};
const listening = wishlistServer(store).listen(0, "127.0.0.1", () => process.send(listening.address().port));
`;

describe("the wish list's HTTP face", () => {
  const folder = mkdtempSync(join(tmpdir(), "wishlist-"));
  let child: ChildProcess;
  let origin: string;

  beforeAll(async () => {
    const file = join(folder, "program.mjs");
    writeFileSync(file, program);
    child = fork(file, { stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [] });
    const [port] = (await once(child, "message")) as [number];
    origin = `http://127.0.0.1:${port}`;
  });

  afterAll(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });

  const call = async (method: string, path: string) => {
    const response = await fetch(origin + path, { method });
    return { status: response.status, body: await response.json() };
  };

  it("keeps what a user adds, once, and forgets what is removed", async () => {
    await call("PUT", "/users/ada/wishes/OLJCESPC7Z");
    await call("PUT", "/users/ada/wishes/66VCHSJNUP");
    await call("PUT", "/users/ada/wishes/OLJCESPC7Z");
    expect(await call("GET", "/users/ada/wishes")).toEqual({
      status: 200,
      body: { user: "ada", wishes: ["66VCHSJNUP", "OLJCESPC7Z"] },
    });
    await call("DELETE", "/users/ada/wishes/66VCHSJNUP");
    expect((await call("GET", "/users/ada/wishes")).body).toEqual({
      user: "ada",
      wishes: ["OLJCESPC7Z"],
    });
  });

  it.each([
    ["GET", "/healthz", 200],
    ["GET", "/", 404],
    ["GET", "/users/ada", 404],
    ["GET", "/users/ada/wishes/x/y", 404],
    ["PUT", "/users/ada/wishes", 405],
    ["POST", "/users/ada/wishes/x", 405],
    ["GET", "/users/a%20b/wishes", 400],
    ["PUT", `/users/ada/wishes/${"x".repeat(129)}`, 400],
  ])("answers %s %s with %d", async (method, path, status) => {
    expect((await call(method, path)).status).toBe(status);
  });

  it("answers 503 and stays alive when its table cannot be reached", async () => {
    expect((await call("GET", "/users/broken/wishes")).status).toBe(503);
    expect((await call("GET", "/healthz")).status).toBe(200);
  });
});
