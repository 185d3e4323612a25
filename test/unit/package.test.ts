/** The package as its users get it: built, and loaded by name under plain Node. */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";

import ts from "typescript";

import { layers } from "../support/architecture";
import { parseTree, readTree } from "../support/source-tree";

interface Manifest {
  readonly name: string;
  readonly main: string;
  readonly types: string;
  readonly exports: Readonly<Record<string, string | { types: string; default: string }>>;
  readonly files: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const root = path.resolve(__dirname, "../..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
const subpaths = [".", ...layers.map((layer) => `./${layer}`)];

/** What the root hands out at run time: components, declarations and the address plan. */
const rootNames = [
  "BuiltImage",
  "Cache",
  "Certificates",
  "Cluster",
  "GlobalEntry",
  "KeyValueStore",
  "Microservice",
  "Platform",
  "PrivateEntry",
  "PrivateRoute",
  "PrivateZone",
  "PublicEntry",
  "PublicRoute",
  "PublicZone",
  "RegionHealth",
  "RegionalMonitoring",
  "RegionalNames",
  "RegionalNetwork",
  "ServiceAlarms",
  "ServiceName",
  "ServiceNamespace",
  "System",
  "SystemDashboard",
  "cache",
  "keyValueStore",
  "microservice",
  "planAddresses",
  "service",
];

/** The name that users write for a subpath. */
function nameOf(subpath: string): string {
  return path.posix.join(manifest.name, subpath);
}

function entryOf(subpath: string): { types: string; default: string } {
  const entry = manifest.exports[subpath];
  if (typeof entry !== "object") throw new Error(`no entry for ${subpath}`);
  return entry;
}

describe("package.json", () => {
  it("has a subpath for the root and for every layer, types first, and nothing else but itself", () => {
    expect(Object.keys(manifest.exports)).toEqual([...subpaths, "./package.json"]);
    for (const subpath of subpaths) {
      const built = path.posix.join("dist/components", subpath, "index");
      expect(Object.entries(entryOf(subpath))).toEqual([
        ["types", `./${built}.d.ts`],
        ["default", `./${built}.js`],
      ]);
    }
    expect([manifest.types, manifest.main].map((file) => `./${file}`)).toEqual(
      Object.values(entryOf(".")),
    );
  });

  it("has a front door with a paragraph about itself behind every subpath", () => {
    for (const subpath of subpaths) {
      const source = readFileSync(path.join(root, "components", subpath, "index.ts"), "utf8");
      expect(source).toMatch(/^\/\*\*\n(?: \*.*\n)+ \* @packageDocumentation\n \*\//);
    }
  });

  it("publishes the built components and what tells about them, no source and no test", () => {
    expect(manifest.files).toEqual(["dist/components", "README.md", "LICENSE", "CHANGELOG.md"]);
  });
});

describe("the built package", () => {
  let home = "";

  /** What a program of the package's user prints. */
  function run(program: string): unknown {
    return JSON.parse(execFileSync("node", ["-e", program], { cwd: home, encoding: "utf8" }));
  }

  beforeAll(() => {
    // Below node_modules, so that it finds its peers.
    const cache = path.join(root, "node_modules", ".cache");
    mkdirSync(cache, { recursive: true });
    home = mkdtempSync(path.join(cache, "package-"));
    copyFileSync(path.join(root, "package.json"), path.join(home, "package.json"));
    const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
    const project = path.join(root, "tsconfig.build.json");
    const outDir = path.join(home, "dist");
    execFileSync("node", [compiler, "--project", project, "--outDir", outDir], { cwd: root });
  });

  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it("has code and types behind every subpath, which users' compilers find", () => {
    const options = {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    };
    const user = path.join(home, "index.ts");
    for (const subpath of subpaths) {
      const { types, default: code } = entryOf(subpath);
      expect(existsSync(path.join(home, code))).toBe(true);
      const { resolvedModule } = ts.resolveModuleName(nameOf(subpath), user, options, ts.sys);
      expect(resolvedModule?.resolvedFileName).toBe(path.join(home, types));
      expect(inPulumisTemplate(subpath)).toBe(path.join(home, types));
    }
  });

  /** Where the compiler finds a subpath with the options of Pulumi's templates, which read no exports. */
  function inPulumisTemplate(subpath: string): string | undefined {
    const program = path.join(home, "program");
    mkdirSync(path.join(program, "node_modules"), { recursive: true });
    const link = path.join(program, "node_modules", manifest.name);
    if (!existsSync(link)) symlinkSync(home, link);
    const { options } = ts.convertCompilerOptionsFromJson(
      { module: "commonjs", moduleResolution: "node" },
      program,
    );
    const user = path.join(program, "index.ts");
    const { resolvedModule } = ts.resolveModuleName(nameOf(subpath), user, options, ts.sys);
    return resolvedModule?.resolvedFileName;
  }

  it("hands out the documented names at its root", () => {
    const names = run(
      `console.log(JSON.stringify(Object.keys(require(${JSON.stringify(manifest.name)})).sort()))`,
    );
    expect(names).toEqual(rootNames);
  });

  it("hands out at its root what its layers do, and gives every component its own token", () => {
    const { shared, tokens } = run(`
      const root = require(${JSON.stringify(manifest.name)});
      const layers = ${JSON.stringify(layers.map((layer) => nameOf(`./${layer}`)))}.map(require);
      const names = Object.keys(root);
      const shared = names.filter((name) => layers.some((layer) => layer[name] === root[name]));
      const classes = Object.entries(Object.assign({}, ...layers)).filter(([, x]) => x.type);
      const tokens = Object.fromEntries(classes.map(([name, { type }]) => [name, type]));
      console.log(JSON.stringify({ shared, tokens }));`) as {
      shared: string[];
      tokens: Record<string, string>;
    };
    expect(shared.sort()).toEqual(rootNames);
    for (const [name, token] of Object.entries(tokens))
      expect(token).toBe(`archipelago:index:${name}`);
    expect(Object.keys(tokens)).toEqual(expect.arrayContaining(["Platform", "RegionalCache"]));
  });

  it("never loads a whole provider, through whichever subpath", () => {
    const loaded = run(`
      const loaded = {};
      for (const name of ${JSON.stringify(subpaths.map(nameOf))}) {
        for (const file of Object.keys(require.cache)) delete require.cache[file];
        require(name);
        loaded[name] = Object.keys(require.cache);
      }
      console.log(JSON.stringify(loaded));`) as Record<string, string[]>;
    const roots = ["aws", "kubernetes", "docker"].map((provider) => `@pulumi/${provider}/index.js`);
    for (const [name, files] of Object.entries(loaded)) {
      const own = files.filter((file) => file.includes("/dist/components/"));
      expect([name, own.length > 0]).toEqual([name, true]);
      const whole = files.filter((file) => roots.some((end) => file.endsWith(end)));
      expect([name, whole]).toEqual([name, []]);
    }
    expect(Object.keys(loaded)).toHaveLength(subpaths.length);
  });

  it("plans without Pulumi", () => {
    const loaded = run(`
      require(${JSON.stringify(nameOf("./topology"))});
      console.log(JSON.stringify(Object.keys(require.cache)));`) as string[];
    expect(loaded.some((file) => file.endsWith("address-plan.js"))).toBe(true);
    expect(loaded.filter((file) => file.includes("/@pulumi/"))).toEqual([]);
  });
});

describe("the package's dependencies", () => {
  it("are exactly what the components import", () => {
    const packages = parseTree(readTree(root, ["components"])).flatMap(({ imports }) =>
      imports.flatMap(({ specifier }) =>
        /^(?:\.|node:)/.test(specifier)
          ? []
          : (/^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
      ),
    );
    const { dependencies, peerDependencies } = manifest;
    expect([...new Set(packages)].sort()).toEqual(
      [...Object.keys(dependencies), ...Object.keys(peerDependencies)].sort(),
    );
  });
});
