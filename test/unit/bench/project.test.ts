import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { parse } from "yaml";

import { writeProject } from "../../../bench/project";

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "bench-project-"));
  fs.copyFileSync(path.resolve(__dirname, "../../../Pulumi.yaml"), path.join(root, "Pulumi.yaml"));
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

interface Written {
  readonly name: string;
  readonly main: string;
  readonly stackConfigDir: string;
  readonly runtime: { readonly options: { readonly nodeargs: string; readonly typescript: false } };
}

function written(folder: string): Written {
  return parse(fs.readFileSync(path.join(folder, "Pulumi.yaml"), "utf8")) as Written;
}

describe("writeProject", () => {
  it("writes the same project in another folder", () => {
    const folder = writeProject(root, { name: "components" });
    const { name, main, stackConfigDir, runtime } = written(folder);
    expect(name).toBe("archipelago");
    expect(path.resolve(folder, main)).toBe(path.join(root, "stacks/index.ts"));
    expect(path.resolve(folder, stackConfigDir)).toBe(path.join(root, "stacks"));
    expect(runtime.options.typescript).toBe(false);
    expect(runtime.options.nodeargs).toMatch(
      /^--require tsx\/cjs --stack-trace-limit=0 --require .*exit-report\.js$/,
    );
  });

  it("runs another program", () => {
    const folder = writeProject(root, { name: "flat", main: "bench/flat/program.ts" });
    expect(path.resolve(folder, written(folder).main)).toBe(
      path.join(root, "bench/flat/program.ts"),
    );
  });

  it("leaves stack traces as Node.js has them", () => {
    const folder = writeProject(root, { name: "defaults", stackTraces: true });
    expect(written(folder).runtime.options.nodeargs).not.toContain("stack-trace-limit");
  });
});
