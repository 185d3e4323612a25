import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { areInstalled, installDependencies } from "../../../tools/dependencies.mjs";
import { silent } from "../../../tools/progress.mjs";

let root: string;

const wanted = {
  "": { name: "root" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/other-platform": { version: "1.0.0", optional: true },
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "dependencies-"));
  write("package-lock.json", wanted);
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function write(file: string, packages: object): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), JSON.stringify({ packages }));
}

function install(packages: object): void {
  write("node_modules/.package-lock.json", packages);
}

/** A npm that notes how it was called and installs what is wanted, or fails. */
function fakeNpm(script: string): NodeJS.ProcessEnv {
  const bin = path.join(root, "bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.writeFileSync(path.join(bin, "npm"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` };
}

const installing =
  'echo "$@" >> calls; mkdir -p node_modules; sleep 0.3; cp package-lock.json node_modules/.package-lock.json';

describe("areInstalled", () => {
  it("accepts what package-lock.json names, other platforms' packages apart", () => {
    install({ "node_modules/a": wanted["node_modules/a"] });
    expect(areInstalled(root)).toBe(true);
  });

  it.each([
    ["nothing", undefined],
    ["not all", {}],
    ["another version", { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } }],
    ["another content", { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } }],
  ])("sees that %s is installed", (_what, packages) => {
    if (packages) install(packages);
    expect(areInstalled(root)).toBe(false);
  });
});

describe("installDependencies", () => {
  it("runs npm ci without scripts, once, also where two ask at once", async () => {
    const env = fakeNpm(installing);
    const ask = (): Promise<void> => installDependencies({ root, progress: silent, env });
    await Promise.all([ask(), ask()]);
    await ask();
    const calls = fs.readFileSync(path.join(root, "calls"), "utf8").trim().split("\n");
    expect(calls).toEqual(["ci --ignore-scripts --no-audit --no-fund"]);
  });

  it("fails with npm's own words, warnings left out", async () => {
    const env = fakeNpm("echo npm warn old >&2; echo npm error: no network >&2; exit 7");
    const failing = installDependencies({ root, progress: silent, env });
    await expect(failing).rejects.toThrow("npm ci failed (exit code 7):\n  npm error: no network");
  });
});
