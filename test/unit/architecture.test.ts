import path from "node:path";

import {
  importCycles,
  importsFromOutside,
  importsToTheRight,
  impurePlans,
  layers,
  longFiles,
  testsOfNothing,
  withoutTest,
} from "../support/architecture";
import {
  madeInApply,
  publicNames,
  silentThrowers,
  undocumentedExports,
  undocumentedProperties,
} from "../support/documentation";
import { parseTree, readTree, type SourceModule } from "../support/source-tree";

const root = path.resolve(__dirname, "../..");
const modules = parseTree(readTree(root, ["bench", "components", "policy", "rehearsal", "stacks"]));
const tests = Object.keys(readTree(root, ["test"])).filter((file) => file.endsWith(".test.ts"));

/** A tree of one's own, to show that a rule sees what it forbids. */
function tree(files: Record<string, string>): SourceModule[] {
  return parseTree(files);
}

describe("the tree", () => {
  it("is really looked at", () => {
    const seen = new Set(modules.map((module) => module.path.split("/").slice(0, 2).join("/")));
    for (const layer of ["conventions", "topology", "network"])
      expect(seen).toContain(`components/${layer}`);
    const plan = modules.find((module) => module.path === "components/topology/address-plan.ts");
    expect(plan?.imports.map(({ target }) => target)).toContain("components/topology/regions.ts");
    expect(tests).toContain("test/unit/architecture.test.ts");
  });

  it("resolves every way to name a file", () => {
    const [from] = tree({
      "components/a/b.ts": `
        import "./c"; import type { X } from "../d/e.js"; export * from "../d";
        import { type A, type B } from "./types"; import { type A, b } from "./mixed";
        const lazy = () => import("./lazy"); type T = import("./t").T; import fs from "node:fs";`,
      "components/a/c.ts": "",
      "components/d/e.ts": "",
      "components/d/index.ts": "",
    });
    expect(
      from?.imports.map(
        ({ target, typeOnly }) => `${target ?? "package"}${typeOnly ? " (type)" : ""}`,
      ),
    ).toEqual([
      "components/a/c.ts",
      "components/d/e.ts (type)",
      "components/d/index.ts",
      "components/a/types (type)",
      "components/a/mixed",
      "components/a/lazy",
      "components/a/t (type)",
      "package",
    ]);
  });
});

describe("no import cycle", () => {
  it("holds", () => {
    expect(importCycles(modules)).toEqual([]);
  });

  it("sees one, also of types", () => {
    const cycle = {
      "components/a/b.ts": 'import "./c";',
      "components/a/c.ts": 'import type { B } from "./b";',
    };
    expect(importCycles(tree(cycle))).toEqual([["components/a/b.ts", "components/a/c.ts"]]);
  });
});

describe("imports go left only", () => {
  it("holds", () => {
    expect(importsToTheRight(modules)).toEqual([]);
    expect(importsFromOutside(modules)).toEqual([]);
  });

  it("sees an import to the right, of the front door and of what is no layer", () => {
    const right = {
      "components/network/vpc.ts":
        'import "../conventions/tags"; import "./subnets"; import type { C } from "../clusters/cluster"; import "../index"; import "../../stacks/settings";',
      "components/clusters/cluster.ts": 'import "../network/vpc";',
      "components/index.ts": 'export * from "./network/vpc";',
    };
    expect(importsToTheRight(tree(right))).toEqual([
      "components/network/vpc.ts imports components/clusters/cluster.ts",
      "components/network/vpc.ts imports components/index.ts",
      "components/network/vpc.ts imports stacks/settings",
    ]);
  });

  it("keeps every pair of layers in order", () => {
    const pairs = layers.flatMap((from) => layers.map((to) => [from, to] as const));
    const wrong = pairs.filter(([from, to]) => layers.indexOf(to) > layers.indexOf(from));
    const seen = pairs.filter(([from, to]) => {
      const files = {
        [`components/${from}/x.ts`]: `import "../${to}/y";`,
        [`components/${to}/y.ts`]: "",
      };
      return importsToTheRight(tree(files)).length > 0;
    });
    expect(seen).toEqual(wrong);
  });

  it("sees judges that import what they judge, and code that imports tests", () => {
    const outside = {
      "policy/tags.ts": 'import "../components/conventions/tags"; import "./pack";',
      "rehearsal/world/state.ts": 'import "../../stacks/settings";',
      "components/network/vpc.ts": 'import "../../test/support/record";',
      "stacks/index.ts": 'import "../components/platform/platform";',
    };
    expect(importsFromOutside(tree(outside))).toEqual([
      "components/network/vpc.ts imports test/support/record",
      "policy/tags.ts imports components/conventions/tags",
      "rehearsal/world/state.ts imports stacks/settings",
    ]);
  });
});

describe("plans are pure", () => {
  it("holds", () => {
    expect(impurePlans(modules)).toEqual([]);
  });

  it("sees a Pulumi package that is loaded on a detour, and lets types be", () => {
    const impure = {
      "components/topology/plan.ts":
        'import { x } from "../conventions/refuse"; import type { O } from "@pulumi/pulumi";',
      "components/conventions/refuse.ts": 'import * as pulumi from "@pulumi/pulumi";',
      "components/topology/pure.ts": 'import type { P } from "../conventions/refuse";',
    };
    expect(impurePlans(tree(impure))).toEqual([
      "components/topology/plan.ts loads @pulumi/pulumi through components/conventions/refuse.ts",
    ]);
  });
});

describe("files stay small", () => {
  const mostLines = 300;

  it("holds", () => {
    expect(longFiles(modules, mostLines)).toEqual([]);
  });

  it("counts lines of code only", () => {
    const source = [
      "/** A comment",
      " * of two lines. */",
      "",
      "// one more",
      "export const a = `x",
      "y`;",
      "f(a); // seen",
    ];
    expect(longFiles(tree({ "components/a/b.ts": source.join("\n") }), 2)).toEqual([
      "components/a/b.ts has 3 lines of code",
    ]);
    expect(longFiles(tree({ "components/a/b.ts": source.join("\n") }), 3)).toEqual([]);
  });
});

describe("tests mirror sources", () => {
  it("holds", () => {
    expect(withoutTest(modules, tests)).toEqual([]);
    expect(testsOfNothing(modules, tests)).toEqual([]);
  });

  it("sees a source without its test, unless it holds but types and re-exports", () => {
    const sources = {
      "components/data/cache.ts": "export class Cache {}",
      "components/data/store.ts": "export const store = 1;",
      "components/data/shapes.ts":
        'import type { T } from "./t"; export interface S { t: T } export type U = S;',
      "components/data/index.ts": 'export { Cache } from "./cache";',
    };
    expect(withoutTest(tree(sources), ["test/unit/data/store.test.ts"])).toEqual([
      "test/unit/data/cache.test.ts",
    ]);
  });

  it("sees a test whose source is gone", () => {
    const sources = tree({ "components/data/cache.ts": "" });
    const there = [
      "test/unit/data/cache.test.ts",
      "test/unit/data/queue.test.ts",
      "test/unit/stacks/wishlist.test.ts",
    ];
    expect(testsOfNothing(sources, there)).toEqual(["test/unit/data/queue.test.ts"]);
  });
});

describe("public exports are documented", () => {
  it("holds", () => {
    expect(undocumentedExports(modules)).toEqual([]);
    expect(silentThrowers(modules)).toEqual([]);
    expect(undocumentedProperties(modules)).toEqual([]);
  });

  it("sees an export without a docstring", () => {
    const source = `import "./x";
      /** Told. */ export const told = 1;
      // No docstring.
      export const untold = 2, also = 3;
      export interface Untold {}
      export default function () {}
      const own = 4;`;
    expect(undocumentedExports(tree({ "components/data/a.ts": source }))).toEqual([
      "components/data/a.ts: untold, also",
      "components/data/a.ts: Untold",
      "components/data/a.ts: default",
    ]);
  });

  it("sees what throws and does not say so", () => {
    const source = `
      /** Silent. */ export function silent() { if (x) throw new Error(); }
      /** Told. Throws when asked to. */ export function told() { throw new Error(); }
      /** Silent. */ export class Refusing { constructor() { super(checked({}, [])); } }
      /** Told in a member. */
      export class Told {
        /** Throws. */
        method() { throw new Error(); }
      }
      /** Later. */ export function later() { return value.apply(() => { throw new Error(); }); }`;
    expect(silentThrowers(tree({ "components/data/a.ts": source }))).toEqual([
      "components/data/a.ts: silent",
      "components/data/a.ts: Refusing",
    ]);
  });

  it("sees what a caller fills in without being told how", () => {
    const files = {
      "components/data/index.ts":
        'export { type CacheArgs, type CacheNodes, Cache as Store } from "./cache"; export * from "./queue";',
      "components/data/cache.ts": `
        export interface CacheArgs {
          readonly name: string;
          /** Told. */
          readonly size?: number;
          /** @default 1 */
          readonly count?: number;
        }
        export interface CacheNodes { readonly cache: string }
        export interface HiddenArgs { readonly name: string }
        export class Cache {}`,
      "components/data/queue.ts":
        "export interface QueueSpec { readonly depth: number } interface OwnArgs { readonly x: number }",
    };
    expect([...publicNames(tree(files))]).toEqual([
      "components/data/cache.ts#CacheArgs",
      "components/data/cache.ts#CacheNodes",
      "components/data/cache.ts#Cache",
      "components/data/queue.ts#QueueSpec",
    ]);
    expect(undocumentedProperties(tree(files))).toEqual([
      "components/data/cache.ts: CacheArgs.name has no docstring",
      "components/data/cache.ts: CacheArgs.size has no @default",
      "components/data/queue.ts: QueueSpec.depth has no docstring",
    ]);
  });
});

describe("nothing is registered inside apply", () => {
  it("holds", () => {
    expect(madeInApply(modules)).toEqual([]);
  });

  it("sees a resource, also one of ours and one deeper inside", () => {
    const source = `
      const vpc = new ec2.Vpc("a", {});
      id.apply((value) => new ec2.Subnet("b", { value }));
      id.apply(function (value) { if (value) { list.forEach(() => new Cache("c")); } });
      id.apply((value) => { throw new pulumi.ResourceError(new Set([value]).size, this); });`;
    expect(madeInApply(tree({ "components/data/a.ts": source }))).toEqual([
      "components/data/a.ts:3 makes a Subnet inside apply",
      "components/data/a.ts:4 makes a Cache inside apply",
    ]);
  });
});
