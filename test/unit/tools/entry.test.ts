import path from "node:path";

import { Interrupted } from "../../../tools/commands.mjs";
import { callersFolder, checkNode, entry, root } from "../../../tools/entry.mjs";

describe("checkNode", () => {
  it.each(["20.19.0", "20.20.2", "22.1.0", "24.0.0"])("accepts %s", (version) => {
    expect(() => {
      checkNode(version);
    }).not.toThrow();
  });
  it.each(["18.20.0", "20.18.3"])("refuses %s and says what is needed", (version) => {
    expect(() => {
      checkNode(version);
    }).toThrow(`Node.js 20.19 or later is needed; this is ${version}`);
  });
});

describe("callersFolder", () => {
  const env = { INIT_CWD: "/home/me", npm_package_json: path.join(root, "package.json") };

  it("is where npm was called, for the project whose script npm runs", () => {
    expect(callersFolder(env, root)).toBe("/home/me");
    expect(callersFolder({ ...env, npm_package_json: "/other/package.json" }, root)).toBe(root);
    expect(callersFolder({}, "/home/me")).toBe("/home/me");
  });
});

describe("entry", () => {
  const exitCodeBefore = process.exitCode;
  let shown: jest.SpyInstance;
  beforeEach(() => (shown = jest.spyOn(console, "error").mockImplementation(() => undefined)));
  afterEach(() => {
    shown.mockRestore();
    process.exitCode = exitCodeBefore;
    delete process.env["ARCHIPELAGO_STACK_TRACES"];
  });

  it("ends with the exit code of the work", async () => {
    await entry(() => Promise.resolve(3));
    expect(process.exitCode).toBe(3);
    expect(shown).not.toHaveBeenCalled();
  });

  it("shows an error as one message, and its trace where that is asked for", async () => {
    const fail = (): Promise<number> => Promise.reject(new Error("no such stack"));
    await entry(fail);
    expect(process.exitCode).toBe(1);
    expect(shown).toHaveBeenLastCalledWith("error: no such stack");
    process.env["ARCHIPELAGO_STACK_TRACES"] = "1";
    await entry(fail);
    expect(shown).toHaveBeenLastCalledWith(
      expect.stringMatching(/^error: Error: no such stack\n +at /),
    );
  });

  it("says nothing to a user who has interrupted it", async () => {
    await entry(() => Promise.reject(new Interrupted("SIGINT")));
    expect(process.exitCode).toBe(130);
    expect(shown).not.toHaveBeenCalled();
  });
});
