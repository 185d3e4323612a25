import fs from "node:fs";
import path from "node:path";

import ts from "typescript";

import { policies } from "../../policy/policies";
import { blocksOf, linksOf, mentionsOf, typeErrors } from "../support/markdown";

const root = path.resolve(__dirname, "../..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");
const exists = (file: string) => fs.existsSync(path.join(root, file));

const pages = [
  ...fs.readdirSync(root),
  ...fs
    .readdirSync(path.join(root, "docs"), { recursive: true })
    .map((file) => `docs/${String(file)}`),
]
  .filter((file) => file.endsWith(".md"))
  .sort();
const texts = new Map(pages.map((page) => [page, read(page)]));
const everywhere = [...texts].flatMap(([page, text]) =>
  mentionsOf(text).map((mention) => ({ page, ...mention })),
);

const folders = fs
  .readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
  .map((entry) => entry.name);

/** Whether a piece of code reads as a path of the repository: it starts with one of its folders. */
function looksLikePath(code: string): boolean {
  const [folder] = code.split("/");
  return code.includes("/") && folders.includes(folder ?? "") && /^[\w./-]+$/.test(code);
}

describe("the documentation", () => {
  it("is there", () => {
    for (const page of ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/rehearsal.md"])
      expect(pages).toContain(page);
    expect(everywhere.length).toBeGreaterThan(100);
  });

  it("links to what exists", () => {
    const broken = [...texts].flatMap(([page, text]) =>
      linksOf(text)
        .filter(({ target }) => !/^[a-z]+:/.test(target))
        .filter(({ target }) => !leadsSomewhere(page, target))
        .map(({ target }) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("names files that exist", () => {
    const gone = everywhere
      .filter(({ code }) => looksLikePath(code) && !exists(code))
      .map(({ page, code }) => `${page}: ${code}`);
    expect(gone).toEqual([]);
  });

  it("names scripts of package.json", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...texts].flatMap(([page, text]) =>
      [...mentionsOf(text).map(({ code }) => code), ...blocksOf(text, "sh")].flatMap((code) =>
        [...code.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g)].map(
          ([, script, short]) => ({ page, script: script ?? short ?? "" }),
        ),
      ),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
  });

  it("names stacks that exist", () => {
    const unknown = [...texts].flatMap(([page, text]) =>
      [
        ...text.matchAll(/npm run (?:rehearse|down) -- ([a-z][\w-]*)/g),
        ...text.matchAll(/pulumi (?:up|preview|destroy|refresh) -s ([\w-]+)/g),
        ...text.matchAll(/pulumi stack (?:rm|init) ([\w-]+)/g),
      ]
        .map(([, stack = ""]) => stack)
        .filter((stack) => !exists(`stacks/Pulumi.${stack}.yaml`))
        .map((stack) => `${page}: ${stack}`),
    );
    expect(unknown).toEqual([]);
    const listed = fs
      .readdirSync(path.join(root, "stacks"))
      .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    for (const stack of listed) expect(read("README.md")).toContain(`| \`${stack}\``);
  });

  it("tells every rule of the policy pack in its own words", () => {
    const rows = read("docs/policy.md").match(/^\| `[a-z-]+` .*$/gm) ?? [];
    expect(rows).toHaveLength(policies.length);
    const untold = policies.filter(({ name, severity, description, configSchema }) => {
      const parameters = Object.keys(configSchema?.properties ?? {})
        .filter((parameter) => parameter !== "exempt")
        .map((parameter) => `\`${parameter}\``);
      const told = [`\`${name}\``, severity, description, ...parameters];
      return !rows.some((row) => told.every((part) => row.includes(part)));
    });
    expect(untold.map(({ name }) => name)).toEqual([]);
  });

  it("has snippets that type-check", () => {
    const snippets = [...texts].flatMap(([page, text]) =>
      blocksOf(text, "ts").map((block, index) => ({
        // A snippet says where it would stand; the others are read as a file of the program.
        file:
          /^\/\/ (\S+\.ts)\n/.exec(block)?.[1] ??
          `stacks/${page.replaceAll(/\W/g, "-")}-${index}.ts`,
        text: block,
      })),
    );
    expect(snippets.length).toBeGreaterThan(8);
    expect(new Set(snippets.map(({ file }) => file)).size).toBe(snippets.length);
    expect(typeErrors(root, snippets)).toEqual([]);
  });
});

function leadsSomewhere(page: string, target: string): boolean {
  const [file = "", anchor] = target.split("#");
  const found = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
  if (!exists(found)) return false;
  return anchor === undefined || anchorsOf(read(found)).includes(anchor);
}

/** Headings as GitHub makes anchors of them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("reading Markdown", () => {
  const text = [
    "See [a page](docs/a.md#b) and `components/x.ts`.",
    "```ts",
    "const x: number = 1; // `no/path.ts` [no](link.md)",
    "```",
    "```sh",
    "npm start",
    "```",
  ].join("\n");

  it("tells prose from code", () => {
    expect(linksOf(text)).toEqual([{ target: "docs/a.md#b" }]);
    expect(mentionsOf(text)).toEqual([{ code: "components/x.ts" }]);
    expect(blocksOf(text, "ts")).toEqual(["const x: number = 1; // `no/path.ts` [no](link.md)\n"]);
  });

  it("sees a snippet that does not type-check", () => {
    const wrong = { file: "stacks/wrong.ts", text: "export const n: number = 'text';" };
    expect(typeErrors(root, [wrong])).toEqual([
      "stacks/wrong.ts:1: Type 'string' is not assignable to type 'number'.",
    ]);
    expect(ts.version).toMatch(/^6\./);
  });
});
