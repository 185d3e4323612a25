// Covers folders.ts and rendering.ts too: where a rehearsal puts what it renders.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { makeFolders, rehearsalDirectory } from "../../../../rehearsal/session/folders";
import {
  readProject,
  readStack,
  renderProject,
  stacksOf,
} from "../../../../rehearsal/session/project";
import { render, renderedSalt, renderingOf } from "../../../../rehearsal/session/rendering";

let root: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "project-"));
  write(
    "Pulumi.yaml",
    `name: shop
main: stacks/index.ts
stackConfigDir: stacks
backend: { url: "s3://mine" }
runtime: { name: nodejs, options: { typescript: false } }
plugins: { providers: [{ name: echo, path: ./echo }] }
config: { name: { type: string } }
`,
  );
  write("stacks/Pulumi.dev.yaml", "config: { shop:name: dev }\n");
  write("stacks/Pulumi.prod-eu.yaml", "config: { shop:name: prod }\n");
  write("stacks/index.ts", "");
});
afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}

describe("a project", () => {
  it("knows its name and its stacks", () => {
    const project = readProject(root);
    expect(project.name).toBe("shop");
    expect(stacksOf(project)).toEqual(["dev", "prod-eu"]);
    expect(readStack(project, "dev")).toContain("shop:name: dev");
  });

  it("names its stacks where another one is asked for", () => {
    expect(() => readStack(readProject(root), "pord")).toThrow(
      `There is no stack pord; there are dev, prod-eu. A stack is a file Pulumi.<stack>.yaml in ${root}/stacks.`,
    );
  });

  it("is needed", () => {
    expect(() => readProject(path.join(root, "stacks"))).toThrow(
      `There is no Pulumi.yaml in ${root}/stacks`,
    );
  });

  it("is rendered with full paths and without the user's backend", () => {
    expect(parse(renderProject(readProject(root)))).toEqual({
      name: "shop",
      main: `${root}/stacks/index.ts`,
      runtime: { name: "nodejs", options: { typescript: false } },
      plugins: { providers: [{ name: "echo", path: `${root}/echo` }] },
      config: { name: { type: "string" } },
    });
  });

  it("is found without a main and a folder for stacks", () => {
    write("plain/Pulumi.yaml", "name: plain\n");
    write("plain/Pulumi.one.yaml", "");
    const project = readProject(path.join(root, "plain"));
    expect(stacksOf(project)).toEqual(["one"]);
    expect(parse(renderProject(project))).toEqual({ name: "plain", main: `${root}/plain` });
  });
});

describe("rendering", () => {
  it("writes into the rehearsal's folder only, and keeps the rehearsal's salt", () => {
    const before = fs.readFileSync(path.join(root, "stacks/Pulumi.dev.yaml"), "utf8");
    const rendering = renderingOf({ stack: "dev", projectDirectory: root });
    expect(rendering.folders.directory).toBe(rehearsalDirectory(root, "dev"));
    makeFolders(rendering.folders);
    expect(renderedSalt(rendering)).toBeUndefined();
    render(rendering, (settings) => settings);
    const file = path.join(rendering.folders.project, "Pulumi.dev.yaml");
    fs.appendFileSync(file, "encryptionsalt: v1:of-the-rehearsal\n");
    const settings = render(rendering, (rendered) => ({
      ...rendered,
      config: { ...rendered.config, "shop:extra": 1 },
    }));
    expect(settings).toEqual({
      config: { "shop:name": "dev", "shop:extra": 1 },
      encryptionsalt: "v1:of-the-rehearsal",
    });
    expect(parse(fs.readFileSync(file, "utf8"))).toEqual(settings);
    expect(fs.readFileSync(path.join(root, "stacks/Pulumi.dev.yaml"), "utf8")).toBe(before);
    expect(fs.readdirSync(root).sort()).toEqual([".archipelago", "Pulumi.yaml", "stacks"]);
  });

  it("follows the user's file", () => {
    const rendering = renderingOf({ stack: "dev", projectDirectory: root });
    makeFolders(rendering.folders);
    write("stacks/Pulumi.dev.yaml", "config: { shop:name: other }\n");
    expect(render(rendering, (settings) => settings).config).toEqual({ "shop:name": "other" });
  });
});
